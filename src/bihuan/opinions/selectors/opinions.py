"""Which opinions somebody may read: people of the office, and the public by receipt code."""

from django.db.models import Exists, OuterRef, QuerySet

from bihuan.campaigns.models import Campaign, Channel
from bihuan.common.sealing import keyed_digests
from bihuan.common.text import tidy_receipt_code
from bihuan.opinions.models import Opinion
from bihuan.opinions.receipts import PURPOSE
from bihuan.people.models import Person
from bihuan.people.roles import READING_ALL, SUPERVISING, Role
from bihuan.people.selectors import holds, tree_scope

DECIDING = (Role.OFFICE,)
"""Who writes opinions down, disposes of them and talks with the speakers."""

READING = tuple(sorted(READING_ALL | SUPERVISING))
"""Who reads voices. Units that are judged never do: what they must know, the office words into the issue."""


def visible_opinions(viewer: Person, campaign: Campaign) -> QuerySet[Opinion]:
    """Opinions inside the viewer's scope. One about no unit belongs to the campaign's root."""
    rows = Opinion.objects.filter(campaign=campaign)
    if not holds(viewer, READING, over=campaign.root, campaign_id=campaign.pk):
        rows = rows.filter(tree_scope(viewer, READING, unit="about_unit_id"))
    return rows.select_related("campaign__root", "channel", "about_unit", "group")


def neighbours(opinion: Opinion, among: QuerySet[Opinion]) -> tuple[Opinion | None, Opinion | None]:
    """The opinion before and the one after, by number, among those that wait as well."""
    waiting = among.filter(status=opinion.status)
    before = waiting.filter(number__lt=opinion.number).order_by("-number").first()
    return before, waiting.filter(number__gt=opinion.number).order_by("number").first()


def opinion_by_code(typed: str) -> Opinion | None:
    """The opinion of a receipt code as a person typed it, or None. Looking leaves no trace."""
    digests = keyed_digests(tidy_receipt_code(typed), purpose=PURPOSE)
    found = Opinion.objects.filter(receipt__code_digest__in=digests)
    return found.select_related("campaign", "campaign__root", "channel", "about_unit").first()


def public_channels(campaign: Campaign) -> QuerySet[Channel]:
    """Ways into the campaign that are open to people without an account."""
    return Channel.objects.filter(campaign=campaign, public=True, active=True).order_by("position", "pk")


def open_campaigns() -> QuerySet[Campaign]:
    """Campaigns that listen to the public at present."""
    listening = Channel.objects.filter(campaign=OuterRef("pk"), public=True, active=True)
    return Campaign.objects.filter(Exists(listening), active=True).order_by("-starts_on", "pk")
