"""Reads of what belongs to a consultation: talks by level, and what was taken down last."""

from django.db.models import QuerySet

from bihuan.campaigns.models import Campaign
from bihuan.opinions.models import Consultation, Opinion, Talk, TalkOpening
from bihuan.people.models import Person
from bihuan.people.roles import READING_ALL
from bihuan.people.selectors import holds

SHOWN = 40
"""Opinions of a meeting that are shown while more are taken down."""


def visible_talks(viewer: Person, consultation: Consultation) -> QuerySet[Talk]:
    """Talks of a consultation that the viewer may know of; of confidential ones only the office and leaders know."""
    rows = Talk.objects.filter(consultation=consultation)
    if not reads_confidential(viewer, consultation.campaign):
        rows = rows.filter(level=Talk.Level.READERS)
    return rows.select_related("consultation__campaign__root", "unit", "group", "written_by").order_by(
        "talked_on", "pk"
    )


def reads_confidential(viewer: Person, campaign: Campaign) -> bool:
    """Is the viewer of the office, or a leading official over the campaign?"""
    return holds(viewer, tuple(READING_ALL), over=campaign.root, campaign_id=campaign.pk)


def running_opening(talk: Talk) -> TalkOpening | None:
    """The opening that has not come to its reading yet."""
    return talk.openings.filter(read_at__isnull=True).select_related("asked_by", "agreed_by").first()


def last_taken(consultation: Consultation) -> list[Opinion]:
    """The opinions of a meeting, the latest first."""
    rows = Opinion.objects.filter(consultation=consultation).select_related("group", "taken_down", "campaign")
    return list(rows.order_by("-number")[:SHOWN])
