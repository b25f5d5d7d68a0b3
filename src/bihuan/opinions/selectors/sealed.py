"""The sealed channel: who keeps it, and what a keeper may open. Nobody else finds any of it, whatever his role."""

from django.db.models import F, Q, QuerySet

from bihuan.campaigns.models import Campaign
from bihuan.common.sealing import keyed_digests
from bihuan.common.text import tidy_receipt_code
from bihuan.opinions.models import Keeper, TipOff
from bihuan.opinions.receipts import SEALED_PURPOSE
from bihuan.people.models import Person


def keepers(campaign: Campaign) -> QuerySet[Keeper]:
    """Appointments that stand, the oldest first."""
    standing = Keeper.objects.filter(campaign=campaign, until__isnull=True)
    return standing.select_related("person__unit", "appointed_by").order_by("pk")


def has_keeper(campaign: Campaign) -> bool:
    """Is there anybody who would open a tip-off? Without one the channel takes nothing."""
    return Keeper.objects.filter(campaign=campaign, until__isnull=True, person__is_active=True).exists()


def visible_tip_offs(viewer: Person, campaign: Campaign) -> QuerySet[TipOff]:
    """Tip-offs that this keeper may open: never one about his own unit or a unit above him.

    What is about the whole campaign reaches every keeper: somebody must be able to pass it up.
    """
    kept = TipOff.objects.filter(campaign=campaign)
    if not keepers(campaign).filter(person=viewer).exists():
        return kept.none()
    own = Q(about_unit__in=viewer.unit.ancestors) & ~Q(about_unit=F("campaign__root"))
    return kept.filter(~own | Q(about_unit__isnull=True)).select_related("campaign__root")


def tip_off_by_code(typed: str) -> TipOff | None:
    """The tip-off of a receipt code as a person typed it, or None. Looking leaves no trace."""
    digests = keyed_digests(tidy_receipt_code(typed), purpose=SEALED_PURPOSE)
    return TipOff.objects.filter(code_digest__in=digests).select_related("campaign__root").first()
