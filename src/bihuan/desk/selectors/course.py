"""How a campaign went until today: what was registered and closed week by week, what people said, what held."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, QuerySet

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.states import ASIDE
from bihuan.people.models import Person
from bihuan.supervision.models import Asking, Closure, LookBack, Reopening
from bihuan.supervision.states import LookBackStatus

WEEK = timedelta(days=7)
SHOWN = 40
"""As many re-inspections are drawn one by one; beyond it the numbers speak alone."""


@dataclass(frozen=True)
class Course:
    """`days` are the ends of weeks; `registered` and `closed` are the totals on those days."""

    days: list[date]
    registered: list[int]
    closed: list[int]
    satisfied: int
    dissatisfied: int
    silent: int
    held: int
    relapsed: int
    due: int
    next_look: date | None
    reopened: list[Issue]

    @property
    def answered(self) -> int:
        """Who said yes or no."""
        return self.satisfied + self.dissatisfied

    @property
    def share_satisfied(self) -> float:
        """Satisfied of those who said yes or no, in percent with one decimal."""
        return round(100 * self.satisfied / self.answered, 1) if self.answered else 0.0

    @property
    def looked(self) -> int:
        """Re-inspections that were made."""
        return self.held + self.relapsed

    @property
    def rings(self) -> range:
        """One ring for each matter that held, as far as they can be told apart."""
        return range(min(self.held, SHOWN))

    @property
    def broken(self) -> range:
        """One broken ring for each relapse."""
        return range(min(self.relapsed, SHOWN))


def course(viewer: Person, campaign: Campaign) -> Course:
    """What the viewer sees of the campaign's course."""
    issues = visible_issues(viewer, campaign).exclude(status__in=ASIDE)
    begun = _by_day(issues, "registered_on")
    struck = _by_day(Closure.objects.filter(issue__in=issues), "closed_on")
    back = _by_day(Reopening.objects.filter(issue__in=issues), "on")
    days = _weeks(min(begun, default=campaign.starts_on), day_of(campaign))
    said = _counted(Asking.objects.filter(issue__in=issues), "answer")
    looks = LookBack.objects.filter(issue__in=issues)
    found = _counted(looks, "status")
    return Course(
        days=days,
        registered=_totals(begun, days),
        closed=[one - other for one, other in zip(_totals(struck, days), _totals(back, days), strict=True)],
        satisfied=said[Asking.Answer.SATISFIED.value],
        dissatisfied=said[Asking.Answer.DISSATISFIED.value],
        silent=said[Asking.Answer.SILENT.value],
        held=found[LookBackStatus.HELD.value],
        relapsed=found[LookBackStatus.RELAPSED.value],
        due=found[LookBackStatus.DUE.value],
        next_look=looks.filter(status=LookBackStatus.DUE).aggregate(first=Min("due"))["first"],
        reopened=list(issues.filter(reopenings__isnull=False).distinct().order_by("number")[:3]) if back else [],
    )


def _counted(rows: QuerySet, column: str) -> Counter[str]:  # type: ignore[type-arg] # rows of any table
    return Counter(dict(rows.order_by().values_list(column).annotate(n=Count("pk"))))


def _by_day(rows: QuerySet, column: str) -> Counter[date]:  # type: ignore[type-arg] # rows of any table
    return Counter({day: n for day, n in rows.order_by().values_list(column).annotate(n=Count("pk")) if day})


def _weeks(first: date, last: date) -> list[date]:
    """The ends of whole weeks counted back from `last`, from the one before anything happened."""
    days = [last]
    while days[-1] > first:
        days.append(days[-1] - WEEK)
    return days[::-1]


def _totals(counted: Counter[date], days: list[date]) -> list[int]:
    return [sum(n for day, n in counted.items() if day <= end) for end in days]
