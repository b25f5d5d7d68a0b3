"""Proof that no voice was changed or taken away: digests of ranges of opinions, and checking them again."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from bihuan.audit.selectors import digest_of, history
from bihuan.campaigns.models import Campaign
from bihuan.common.text import digest
from bihuan.opinions.events import IntakeSealed, OpinionsImported
from bihuan.opinions.models import Opinion


def digest_of_opinions(opinions: Iterable[Opinion]) -> str:
    """One digest over what may never change in each of them, in the order of their numbers."""
    rows: list[list[str | int | None]] = [
        [
            one.number,
            one.received_on.isoformat(),
            one.channel_id,
            one.heads,
            digest(one.text, one.about_words),
        ]
        for one in opinions
    ]
    return digest_of(rows)


def last_sealed_number(campaign: Campaign) -> int:
    """The highest number that an `IntakeSealed` fact covers."""
    newest = history(f"intake:{campaign.pk}").filter(kind=IntakeSealed.kind).first()
    return int(newest.data["last"]) if newest else 0


def opinions_between(campaign: Campaign, first: int, last: int | None = None) -> list[Opinion]:
    """Opinions by number, both ends included."""
    found = Opinion.objects.filter(campaign=campaign, number__gte=first).order_by("number")
    return list(found if last is None else found.filter(number__lte=last))


def intake_faults(campaign: Campaign) -> Iterator[str]:
    """Compare every sealed range with the opinions there are now; yield a sentence for each difference."""
    kinds = (IntakeSealed.kind, OpinionsImported.kind)
    for event in history(f"intake:{campaign.pk}").filter(kind__in=kinds).order_by("seq"):
        said = event.data
        there = opinions_between(campaign, said["first"], said["last"])
        if len(there) != said["count"]:
            yield _("A-%(first)s to A-%(last)s: %(count)s opinions were sealed, %(there)s are there.") % {
                **said,
                "there": len(there),
            }
        elif digest_of_opinions(there) != said["digest"]:
            yield (_("A-%(first)s to A-%(last)s: the words, the day or the channel of an opinion were changed.") % said)
