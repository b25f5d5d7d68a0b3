"""Which voices stand together, how many people they are, and which acts of regrouping can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import Combinable

from bihuan.campaigns.models import Campaign
from bihuan.opinions.models import Matter, MatterObjection, MatterVoice, Opinion, Regrouping
from bihuan.opinions.selectors.opinions import visible_opinions
from bihuan.opinions.states import Status
from bihuan.people.models import Person


def standing_ties() -> QuerySet[MatterVoice]:
    """Ties that have not ended."""
    return MatterVoice.objects.filter(ended_by__isnull=True)


def untied(opinion: str = "pk") -> Combinable:
    """The condition that an opinion (by the path to its key) stands in no matter."""
    return ~Exists(standing_ties().filter(opinion=OuterRef(opinion)))


def tie_of(opinion: Opinion) -> MatterVoice | None:
    """The standing tie of a voice, if it belongs to a matter."""
    return standing_ties().filter(opinion=opinion).select_related("matter").first()


def companions(opinion: Opinion) -> QuerySet[Opinion]:
    """The other voices of the matter that this one belongs to; none if it stands alone."""
    mine = standing_ties().filter(opinion=opinion).values("matter")
    theirs = standing_ties().filter(matter__in=mine).values("opinion")
    return Opinion.objects.filter(pk__in=theirs).exclude(pk=opinion.pk).order_by("number")


def with_companions(opinions: Iterable[Opinion]) -> list[Opinion]:
    """The voices and everybody who stands together with one of them, each once, by number."""
    keys = [one.pk for one in opinions]
    matters = standing_ties().filter(opinion__in=keys).values("matter")
    theirs = standing_ties().filter(matter__in=matters).values("opinion")
    found = Opinion.objects.filter(Q(pk__in=keys) | Q(pk__in=theirs))
    return list(found.select_related("campaign__root", "channel", "category").order_by("number"))


def visible_matters(viewer: Person, campaign: Campaign) -> QuerySet[Matter]:
    """Matters with at least one voice that the viewer may read, with `voices`, `people`, `waiting` and `objecting`.

    The counts are those of the whole matter: who reads one of its voices is told how many there are, not who.
    """
    mine = standing_ties().filter(matter=OuterRef("pk"), opinion__in=visible_opinions(viewer, campaign).values("pk"))
    stands = Q(ties__ended_by__isnull=True)
    return (
        Matter.objects.filter(Exists(mine), campaign=campaign)
        .select_related("campaign")
        .annotate(
            voices=Count("ties", filter=stands),
            people=Sum("ties__opinion__heads", filter=stands),
            waiting=Count("ties", filter=stands & Q(ties__opinion__status=Status.OPEN)),
            objecting=Count("ties__objection", filter=stands & Q(ties__objection__upheld__isnull=True)),
        )
    )


@dataclass(frozen=True)
class Heads:
    """How many stand behind a matter by one channel, and how many of them want something else."""

    channel: str
    voices: int
    heads: int
    dissenting: int
    code: str = ""


def heads_by_channel(matter: Matter) -> list[Heads]:
    """One row per channel, in the campaign's order."""
    rows = (
        standing_ties()
        .filter(matter=matter)
        .values("opinion__channel__code", "opinion__channel__name", "opinion__channel__position")
        .annotate(
            voices=Count("pk"),
            heads=Sum("opinion__heads"),
            dissenting=Sum("opinion__heads", filter=~Q(dissent=""), default=0),
        )
        .order_by("opinion__channel__position", "opinion__channel__code")
    )
    return [
        Heads(
            row["opinion__channel__name"],
            row["voices"],
            row["heads"],
            row["dissenting"],
            row["opinion__channel__code"],
        )
        for row in rows
    ]


def regroupings_of(matter: Matter) -> QuerySet[Regrouping]:
    """Merges and splits that touched a matter and have not been undone, the newest first."""
    touched = Q(tied__matter=matter) | Q(ended__matter=matter)
    done = Regrouping.objects.filter(touched, undone_by__isnull=True).exclude(kind=Regrouping.Kind.UNDO)
    return done.select_related("by").distinct().order_by("-pk")


def undecided_objections(campaign: Campaign) -> QuerySet[MatterObjection]:
    """What speakers hold against being put together with others, not yet ruled on."""
    waiting = MatterObjection.objects.filter(tie__matter__campaign=campaign, upheld__isnull=True)
    return waiting.select_related("tie__matter", "tie__opinion").order_by("pk")
