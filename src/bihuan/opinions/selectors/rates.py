"""The three rates (三率): answered in time, solved, satisfied, each with its denominator and what it leaves out.

| rate | numerator | denominator |
|---|---|---|
| 响应率 | a first word in time | voices whose time for a first word is over, or that had one |
| 解决率 | endings that their speaker calls settled | endings that their speaker judged |
| 满意率 | grades from “fairly satisfied” on | endings that their speaker judged |

A voice that became an issue counts like the others: its first word is the registering, and its speaker judges when he
is asked before closing, or says that it came back. That is known to a later stage, which tells it here
(`BIHUAN_VOICE_JUDGEMENTS`); until he is asked, such a voice is in neither of the last two rates, and is not silent.

Left out: sealed letters (never counted anywhere), voices whose time still runs, and, from the last two, endings that
nobody judged: these are silence, a category of its own.
The conditions (`CASES`) are those of the list, so that every number is the length of the list it opens.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.db.models import (
    BooleanField,
    Case,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign, Channel
from bihuan.campaigns.selectors import day_of
from bihuan.opinions.models import Charge, Opinion, Verdict
from bihuan.opinions.selectors.answering import Clocks, with_days
from bihuan.opinions.selectors.opinions import visible_opinions
from bihuan.opinions.states import Status
from bihuan.people.models import Person

ENDED = (Status.ANSWERED, Status.REFUSED, Status.FORWARDED)


@dataclass(frozen=True)
class Counts:
    """How many voices are in each case."""

    received: int = 0
    first_due: int = 0
    first_in_time: int = 0
    first_late: int = 0
    first_missing: int = 0
    end_missing: int = 0
    judged: int = 0
    solved: int = 0
    unsolved: int = 0
    satisfied: int = 0
    dissatisfied: int = 0
    silent: int = 0

    def times(self, voices: int) -> "Counts":
        """The same for so many voices."""
        return Counts(*(getattr(self, one.name) * voices for one in fields(Counts)))

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Counts)))


CASES: dict[str, tuple[Any, Callable[[date], Q]]] = {
    "first_due": (
        _("first word due or given"),
        lambda today: Q(first_word__isnull=False) | Q(respond_due__lt=today),
    ),
    "first_in_time": (_("first word in time"), lambda _today: Q(first_word__lte=F("respond_due"))),
    "first_late": (_("first word too late"), lambda _today: Q(first_word__gt=F("respond_due"))),
    "first_missing": (
        _("no first word, overdue"),
        lambda today: Q(first_word__isnull=True, respond_due__lt=today),
    ),
    "end_missing": (
        _("no ending, overdue"),
        lambda today: (
            Q(status=Status.OPEN, settle_due__lt=today) & (Q(more_until__isnull=True) | Q(more_until__lt=today))
        ),
    ),
    "judged": (_("judged by the speaker"), lambda _today: Q(judged_solved__isnull=False)),
    "solved": (_("settled, says the speaker"), lambda _today: Q(judged_solved=True)),
    "unsolved": (_("not settled, says the speaker"), lambda _today: Q(judged_solved=False)),
    "satisfied": (_("satisfied"), lambda _today: Q(judged_grade__gte=Verdict.SATISFIED_FROM)),
    "dissatisfied": (_("dissatisfied"), lambda _today: Q(judged_grade__lt=Verdict.SATISFIED_FROM)),
    "silent": (
        _("silent: ended, not judged"),
        lambda _today: Q(judged_solved__isnull=True) & (Q(status__in=ENDED) | Q(asked_later=True)),
    ),
}
"""Each case of a voice: its words, and the condition over the columns of `timed`."""


@dataclass(frozen=True)
class Judgements:
    """What a later stage knows of voices that became issues: expressions over `OuterRef("pk")` of a voice.

    `asked`: its speaker was asked; `solved` and `grade`: what he said, null while he is silent.
    """

    asked: Exists
    solved: Subquery
    grade: Subquery


def _later() -> Judgements | None:
    path: str | None = getattr(settings, "BIHUAN_VOICE_JUDGEMENTS", None)
    return cast("Judgements", import_string(path)()) if path else None


def _judged(opinions: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Annotate `judged_solved` and `judged_grade`, the newest word of each speaker, and `asked_later`."""
    newest = Verdict.objects.filter(disposition__opinion=OuterRef("pk")).order_by("-pk")
    solved = Subquery(newest.values("solved")[:1], output_field=BooleanField())
    grade = Subquery(newest.values("grade")[:1], output_field=IntegerField())
    later = _later()
    if later is None:
        never = Value(value=False, output_field=BooleanField())
        return opinions.annotate(judged_solved=solved, judged_grade=grade, asked_later=never)
    issue = Q(status=Status.BECAME_ISSUE)
    return opinions.annotate(
        judged_solved=Case(When(issue, then=Coalesce(later.solved, solved)), default=solved),
        judged_grade=Case(When(issue, then=Coalesce(later.grade, grade)), default=grade),
        asked_later=Case(When(issue, then=later.asked), default=Value(value=False), output_field=BooleanField()),
    )


def timed(opinions: QuerySet[Opinion], campaign: Campaign) -> QuerySet[Opinion]:
    """Annotate days of answering, the last days for them by the campaign's clocks, and the newest judgement.

    The last days are a table of the days on which voices came, of which there are few hundred in a campaign: so a
    change of a clock or of the calendar holds at once, and nothing is stored twice.
    """
    clocks = Clocks(campaign)
    days = Opinion.objects.filter(campaign=campaign).order_by().values_list("channel", "received_on").distinct()
    arrivals = list(days)
    charges = Charge.objects.filter(opinion=OuterRef("pk"), accepted_on__isnull=False).order_by("-pk")
    return _judged(with_days(opinions)).annotate(
        respond_due=_due(arrivals, clocks, "respond_days"),
        settle_due=_due(arrivals, clocks, "settle_days"),
        in_charge=Subquery(charges.values("person")[:1]),
        in_charge_title=Subquery(charges.values("person__title")[:1]),
    )


def _due(arrivals: Iterable[tuple[int, date]], clocks: Clocks, days_of: str) -> Case:
    own = clocks.own
    whens: dict[tuple[int | None, date], date] = {}
    for channel, day in arrivals:
        limits = own.get(channel, clocks.usual)
        key = (channel if channel in own else None, day)
        if key not in whens:
            whens[key] = clocks.due(limits, day, getattr(limits, days_of))
    conditions = [
        When(**({"channel": channel} if channel else {}), received_on=day, then=Value(due))
        for (channel, day), due in sorted(whens.items(), key=lambda item: (item[0][0] is None, item[0]))
    ]
    return Case(*conditions, output_field=DateField())


def in_case(opinions: QuerySet[Opinion], case: str, today: date) -> QuerySet[Opinion]:
    """Those of some `timed` voices that are in a case."""
    return opinions.filter(CASES[case][1](today))


def rates(
    viewer: Person, campaign: Campaign, *, since: date | None = None, until: date | None = None
) -> list[tuple[Channel, Counts]]:
    """Counts by channel over what the viewer may read, for voices received from `since` to `until`."""
    opinions = visible_opinions(viewer, campaign).select_related(None)
    if since:
        opinions = opinions.filter(received_on__gte=since)
    if until:
        opinions = opinions.filter(received_on__lte=until)
    today = day_of(campaign)
    columns = (
        "channel status first_word more_until respond_due settle_due judged_solved judged_grade asked_later".split()
    )
    found: dict[int, Counts] = {}
    alike = Counter(
        timed(opinions, campaign).order_by().values_list(*columns)
    )  # thousands of voices, few kinds of them
    for row, voices in alike.items():
        counted = _count(dict(zip(columns, row, strict=True)), today)
        found[row[0]] = found.get(row[0], Counts()) + counted.times(voices)
    channels = Channel.objects.filter(pk__in=found).order_by("position", "pk")
    return [(channel, found[channel.pk]) for channel in channels]


def _count(row: dict[str, Any], today: date) -> Counts:
    """The cases of one row: the conditions of `CASES` in Python, for a dozen counts in SQL would ask a dozen times."""
    word, due, solved, grade = row["first_word"], row["respond_due"], row["judged_solved"], row["judged_grade"]
    more = row["more_until"]
    return Counts(
        received=1,
        first_due=word is not None or due < today,
        first_in_time=word is not None and word <= due,
        first_late=word is not None and word > due,
        first_missing=word is None and due < today,
        end_missing=row["status"] == Status.OPEN and row["settle_due"] < today and (more is None or more < today),
        judged=solved is not None,
        solved=solved is True,
        unsolved=solved is False,
        satisfied=grade is not None and grade >= Verdict.SATISFIED_FROM,
        dissatisfied=grade is not None and grade < Verdict.SATISFIED_FROM,
        silent=solved is None and (row["status"] in ENDED or bool(row["asked_later"])),
    )
