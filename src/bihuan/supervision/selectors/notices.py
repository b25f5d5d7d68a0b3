"""Notices: who sees which, which are overdue, and what follows them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.ledger.selectors import READERS, visible_issues
from bihuan.people.models import Person
from bihuan.people.selectors import tree_scope
from bihuan.supervision.models import EscalationStep, NoticeExcuse, SupervisionNotice
from bihuan.supervision.states import NoticeStatus

COLOURS = tuple(SupervisionNotice.Slip.values)
"""From mild to sharp."""


def visible_notices(viewer: Person, campaign: Campaign | None = None) -> QuerySet[SupervisionNotice]:
    """Notices about issues that the viewer sees, and those to units in his scope."""
    of_unit = tree_scope(viewer, READERS, prefix="unit__", unit="pk")
    rows = SupervisionNotice.objects.filter(
        Q(issue__in=visible_issues(viewer, campaign)) | (Q(issue__isnull=True) & of_unit)
    )
    return rows if campaign is None else rows.filter(campaign=campaign)


def overdue(campaign: Campaign) -> QuerySet[SupervisionNotice]:
    """Notices whose day has passed without reply and that nobody excused, the oldest first."""
    today = day_of(campaign)
    excused = NoticeExcuse.objects.filter(notice=OuterRef("pk"), until__gte=today)
    rows = SupervisionNotice.objects.filter(campaign=campaign, status=NoticeStatus.OPEN, reply_due__lt=today)
    return rows.filter(~Exists(excused)).select_related("campaign__root", "unit", "issue").order_by("reply_due", "pk")


def next_step(notice: SupervisionNotice, steps: dict[str, EscalationStep]) -> EscalationStep | None:
    """The slip that is due for a notice today, by the campaign's rule; None if it is not time, or none is sharper."""
    today = day_of(notice.campaign)
    if notice.status != NoticeStatus.OPEN or notice.excuses.filter(until__gte=today).exists():
        return None
    sharper = COLOURS[COLOURS.index(notice.slip) + 1 :] if notice.slip else COLOURS
    step = next((steps[colour] for colour in sharper if colour in steps), None)
    if step is None or calendar().workdays_between(notice.reply_due, today) < step.after_workdays:
        return None
    return step


def wording_of_slip(notice: SupervisionNotice, step: EscalationStep, due: date) -> str:
    """What the clock writes in a slip; the first words of the notice that it follows are quoted."""
    return _(
        "%(notice)s asked for a reply by %(day)s; none has come. By the rule of this campaign a %(slip)s follows. "
        "Reply by %(due)s. What was asked: %(text)s"
    ) % {
        "notice": notice,
        "day": date_format(notice.reply_due, "DATE_FORMAT"),
        "slip": step.get_slip_display(),
        "due": date_format(due, "DATE_FORMAT"),
        "text": notice.text,
    }
