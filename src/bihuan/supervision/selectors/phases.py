"""Phases of units: who sees which, what a unit still lacks, and whether the notice that held it back is settled."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bihuan.campaigns.models import Campaign, Phase, RequiredPaper, RequiredTalk
from bihuan.ledger.selectors import READERS
from bihuan.people.models import Person, Unit
from bihuan.people.selectors import tree_scope, units_below
from bihuan.supervision.models import (
    PaperVerdict,
    PaperVersion,
    PhaseJudgement,
    Standing,
    SupervisionNotice,
    TalkNotes,
    UnitTalk,
)
from bihuan.supervision.states import NoticeStatus, StandingStatus

GONE_ON = (StandingStatus.PASSED, StandingStatus.ADVANCED)


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan that the phase asks for, with the newest version that the unit handed in, if any, and its verdict."""

    required: RequiredPaper
    version: PaperVersion | None
    verdict: PaperVerdict | None

    @property
    def passed(self) -> bool:
        """The newest version passed; an older one that did counts no more."""
        return self.verdict is not None and self.verdict.verdict == PaperVerdict.Verdict.PASSED


@dataclass(frozen=True, slots=True)
class Talked:
    """A group with whom the phase asks to talk, and the talks that were held."""

    group: RequiredTalk
    talks: tuple[UnitTalk, ...]


def visible_standings(viewer: Person, campaign: Campaign | None = None) -> QuerySet[Standing]:
    """Units in the viewer's part of the tree, in the phases of his campaigns."""
    seen = tree_scope(viewer, READERS, prefix="unit__", campaign="phase__campaign_id", unit="pk")
    rows = Standing.objects.filter(seen)
    return rows if campaign is None else rows.filter(phase__campaign=campaign)


def with_work(standings: QuerySet[Standing]) -> QuerySet[Standing]:
    """Read with everything that the policies ask for, in a few queries whatever the number of units."""
    papers = PaperVersion.objects.select_related("verdict").order_by("number")
    talks = UnitTalk.objects.annotate(noted=Exists(TalkNotes.objects.filter(talk=OuterRef("pk"))))
    judgements = PhaseJudgement.objects.select_related("notice").order_by("-pk")
    return standings.select_related("phase__campaign__root", "unit").prefetch_related(
        "phase__papers",
        "phase__talks",
        Prefetch("papers", queryset=papers),
        Prefetch("talks", queryset=talks.order_by("talked_on", "pk")),
        Prefetch("judgements", queryset=judgements),
    )


def papers_of(standing: Standing) -> list[Paper]:
    """Every plan that the phase asks for, in its order."""
    newest = {version.paper_id: version for version in sorted(standing.papers.all(), key=lambda row: row.number)}
    return [
        Paper(required, found, getattr(found, "verdict", None))
        for required in sorted(standing.phase.papers.all(), key=lambda row: row.position)
        for found in [newest.get(required.pk)]
    ]


def talks_of(standing: Standing) -> list[Talked]:
    """Every group that the phase names, with its talks."""
    talks = list(standing.talks.all())
    return [
        Talked(group, tuple(talk for talk in talks if talk.group_id == group.pk))
        for group in sorted(standing.phase.talks.all(), key=lambda row: row.position)
    ]


def last_judgement(standing: Standing) -> PhaseJudgement | None:
    """How the team judged the unit last."""
    return max(standing.judgements.all(), key=lambda row: row.pk, default=None)


def open_notices(standing: Standing) -> list[SupervisionNotice]:
    """Notices of its judgements without an accepted reply; a slip that took the place of one stands for it."""
    sent = [row.notice for row in standing.judgements.all() if row.notice]
    last = [_last_of(notice) for notice in sent]
    return [notice for notice in last if notice.status != NoticeStatus.SETTLED]


def _last_of(notice: SupervisionNotice) -> SupervisionNotice:
    while notice.status == NoticeStatus.ESCALATED:
        notice = SupervisionNotice.objects.get(follows=notice)
    return notice


def next_phase(phase: Phase) -> Phase | None:
    """The phase after this one."""
    return Phase.objects.filter(campaign=phase.campaign_id, position__gt=phase.position).order_by("position").first()


def units_to_open(phase: Phase, kinds: list[str]) -> QuerySet[Unit]:
    """Units of these kinds in the campaign's scope that have not begun the phase."""
    begun = Standing.objects.filter(phase=phase).values("unit")
    return units_below(phase.campaign.root).filter(active=True, kind__in=kinds).exclude(pk__in=begun)


class Tally(NamedTuple):
    """How many units stand where."""

    under_way: int
    held: int
    passed: int
    advanced: int

    @property
    def total(self) -> int:
        """All units that began the phase."""
        return sum(self)


def tally_of(standings: QuerySet[Standing]) -> Tally:
    """The units of some standings by state."""
    counts = dict(standings.order_by().values_list("status").annotate(Count("pk")))
    return Tally(*(counts.get(status, 0) for status in StandingStatus))


def tallies(standings: QuerySet[Standing]) -> dict[int, Tally]:
    """The same by phase, in one query."""
    found: dict[int, dict[str, int]] = {}
    rows = standings.order_by().values_list("phase", "status").annotate(n=Count("pk"))
    for phase, status, count in rows.values_list("phase", "status", "n"):
        found.setdefault(phase, {})[status] = count
    return {phase: Tally(*(counts.get(status, 0) for status in StandingStatus)) for phase, counts in found.items()}


def counted(standings: QuerySet[Standing]) -> QuerySet[Standing]:
    """With `papers_passed`, `groups_talked_to` and `outcome`, as the list of a phase shows and filters them."""
    newer = PaperVersion.objects.filter(
        standing=OuterRef("standing"), paper=OuterRef("paper"), number__gt=OuterRef("number")
    )
    passed = PaperVersion.objects.filter(standing=OuterRef("pk"), verdict__verdict="passed").filter(~Exists(newer))
    talked = UnitTalk.objects.filter(standing=OuterRef("pk"))
    judged = PhaseJudgement.objects.filter(standing=OuterRef("pk")).order_by("-pk")
    return standings.annotate(
        papers_passed=Coalesce(Subquery(_number(passed, "pk")), 0),
        groups_talked_to=Coalesce(Subquery(_number(talked, "group")), 0),
        outcome=Subquery(judged.values("outcome")[:1]),
    )


def _number(rows: QuerySet[Any], column: str) -> QuerySet[Any, Any]:
    """How many different values of a column the rows of one standing have."""
    found: QuerySet[Any, Any] = rows.order_by().values("standing").annotate(n=Count(column, distinct=True))
    return found.values_list("n")


def waiting_papers(viewer: Person, campaign: Campaign) -> QuerySet[PaperVersion]:
    """Versions in sight that wait for a verdict."""
    newer = PaperVersion.objects.filter(
        standing=OuterRef("standing"), paper=OuterRef("paper"), number__gt=OuterRef("number")
    )
    rows = PaperVersion.objects.filter(standing__in=visible_standings(viewer, campaign), verdict=None)
    return rows.filter(~Exists(newer)).select_related("paper", "standing__unit", "standing__phase", "by")


def standing_figures(phase: Phase) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Name, value and the query of its list: units, those that lack nothing, and the last judgement of each."""
    rows = counted(Standing.objects.filter(phase=phase))
    yield "units", rows.count(), {}
    yield "complete", rows.filter(**complete(phase)).count(), {"complete": "1"}
    later = PhaseJudgement.objects.filter(standing=OuterRef("standing"), pk__gt=OuterRef("pk"))
    last = PhaseJudgement.objects.filter(~Exists(later), standing__phase=phase).order_by()
    judged = dict(last.values_list("outcome").annotate(n=Count("pk")))
    for outcome in PhaseJudgement.Outcome:
        if outcome in judged:
            yield outcome.value, judged[outcome], {"outcome": outcome.value}


def complete(phase: Phase) -> dict[str, int]:
    """What `counted` says of a unit that lacks nothing."""
    papers, groups = phase.papers.count(), phase.talks.count()
    return {"papers_passed": papers} | ({"groups_talked_to": groups} if phase.waits_for_talks else {})
