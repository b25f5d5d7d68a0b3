"""Results: every figure with its own base, small groups left out, in a handful of queries whatever is asked.

Only answers whose rows were shaken are counted. They come in batches of at least the policy's group size, so that two
looks at the page never differ by one person.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Count, Q

from bihuan.campaigns.models import Campaign
from bihuan.opinions.models import Choice, Condition, Item, Option, Question, Sheet, Version, Words
from bihuan.opinions.selectors.questionnaires.paper import Asked, Paper, paper_of, small_group
from bihuan.opinions.selectors.questionnaires.suppression import hidden_groups

JUDGING = (Question.Kind.SCALE, Question.Kind.MATRIX)
_Counts = Mapping[tuple[int, int | None, int], int]
"""How often, by question, thing and option."""


@dataclass(frozen=True)
class Bar:
    """One answer: how many chose it, and their share of the base; `percent` is None outside the base."""

    option: Option
    count: int
    percent: float | None


@dataclass(frozen=True)
class Judgement:
    """What a scale says: shares of those who judge, and whether the declared goal is reached."""

    satisfied: int
    base: int
    threshold: int
    min_base: int
    score: float | None

    @property
    def percent(self) -> float:
        """Satisfied of those who judge; those who cannot judge are no part of it."""
        return 100 * self.satisfied / self.base if self.base else 0.0

    @property
    def enough(self) -> bool:
        """May anything be declared at all?"""
        return self.base >= self.min_base

    @property
    def reached(self) -> bool:
        """Enough answers, and the goal is reached."""
        return self.enough and self.satisfied * 100 >= self.threshold * self.base


@dataclass(frozen=True)
class Tally:
    """The answers to a question, or about one thing of a matrix."""

    item: Item | None
    base: int
    outside: int
    bars: tuple[Bar, ...]
    judgement: Judgement | None = None


@dataclass(frozen=True)
class Outcome:
    """One question with its results: of `reached` people who were asked, `answered` did."""

    asked: Asked
    reached: int
    answered: int
    tallies: tuple[Tally, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """One group of those who answered, and its judgements in the order of the scales.

    `judgements` is None where the group is too small to be shown; one of them is None where too few of the group
    judged that thing.
    """

    option: Option
    size: int
    judgements: tuple[Judgement | None, ...] | None


@dataclass(frozen=True)
class Results:
    """Everything about one version. `outcomes` is empty while too few have answered."""

    paper: Paper
    sheets: int
    on_paper: int
    least: int
    outcomes: tuple[Outcome, ...] = ()
    groups: tuple[Group, ...] = ()


def results(version: Version, *, campaign: Campaign) -> Results:
    """Count a version."""
    least, paper = small_group(campaign), paper_of(version)
    found = Sheet.objects.filter(version=version, shaken=True).aggregate(
        n=Count("pk"), paper=Count("pk", filter=Q(on_paper=True))
    )
    empty = Results(paper, found["n"], found["paper"], least)
    if found["n"] < least:
        return replace(empty, sheets=0, on_paper=0)
    return replace(empty, outcomes=tuple(_outcomes(paper, found["n"])), groups=tuple(_groups(paper, least)))


def satisfaction(version: Version, *, campaign: Campaign) -> list[tuple[Question, Tally]]:
    """测评: every tally on a scale with its judgement, for figures and reports; none about too few."""
    return [
        (outcome.asked.question, tally)
        for outcome in results(version, campaign=campaign).outcomes
        for tally in outcome.tallies
        if tally.judgement
    ]


def _outcomes(paper: Paper, sheets: int) -> Iterator[Outcome]:
    counted = _counts(paper.version)
    answered = _answered(paper.version)
    reached = _reached(paper.version)
    words = _words(paper.version)
    for asked in paper.asked:
        question = asked.question
        yield Outcome(
            asked,
            reached.get(question.pk, 0) if asked.conditions else sheets,
            len(words[question.pk]) if question.kind == Question.Kind.TEXT else answered[question.pk].all,
            tuple(_tallies(asked, counted, answered[question.pk].judging)),
            tuple(words[question.pk]),
        )


def _tallies(asked: Asked, counted: _Counts, judging: int) -> Iterator[Tally]:
    if not asked.options:
        return
    for item in asked.items or (None,):
        counts = {one: counted.get((asked.question.pk, item.pk if item else None, one.pk), 0) for one in asked.options}
        outside = sum(count for option, count in counts.items() if option.outside_base)
        several = asked.question.kind == Question.Kind.MULTIPLE
        base = judging if several else sum(counts.values()) - outside
        bars = tuple(
            Bar(option, count, None if option.outside_base or not base else 100 * count / base)
            for option, count in counts.items()
        )
        yield Tally(item, base, outside, bars, _judgement(asked.question, counts, base))


def _judgement(question: Question, counts: Mapping[Option, int], base: int) -> Judgement | None:
    if question.kind not in JUDGING or question.threshold_percent is None:
        return None
    worth = [(option.score, count) for option, count in counts.items() if option.score is not None]
    scored = sum(count for _score, count in worth)
    score = sum(score * count for score, count in worth) / scored if scored else None
    satisfied = sum(count for option, count in counts.items() if option.satisfied)
    return Judgement(satisfied, base, question.threshold_percent, question.min_base or 1, score)


def _counts(version: Version) -> _Counts:
    rows = Choice.objects.filter(sheet__version=version, sheet__shaken=True).order_by()
    found = rows.values_list("question_id", "item_id", "option_id").annotate(n=Count("pk"))
    return {(question, item, option): n for question, item, option, n in found}


class _Answered(NamedTuple):
    """People who answered a question at all, and those whose answer judges."""

    all: int = 0
    judging: int = 0


def _answered(version: Version) -> dict[int, _Answered]:
    rows = Choice.objects.filter(sheet__version=version, sheet__shaken=True).order_by().values("question_id")
    judging = Count("sheet", distinct=True, filter=Q(option__outside_base=False))
    found = rows.annotate(everybody=Count("sheet", distinct=True), judging=judging)
    known = {row["question_id"]: _Answered(row["everybody"], row["judging"]) for row in found}
    return defaultdict(_Answered, known)


def _reached(version: Version) -> dict[int, int]:
    """Who was asked a question that does not come up for everybody."""
    chosen = Count("option__chosen__sheet", distinct=True, filter=Q(option__chosen__sheet__shaken=True))
    rows = Condition.objects.filter(question__version=version).order_by().values_list("question_id")
    return dict(rows.annotate(n=chosen))


def _words(version: Version) -> dict[int, list[str]]:
    """Own words, each apart from whatever else its writer answered; their keys are drawn, so is their order."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Words.objects.filter(sheet__version=version, sheet__shaken=True).order_by("pk")
    for question, text in rows.values_list("question_id", "text"):
        found[question].append(text)
    return found


def _groups(paper: Paper, least: int) -> Iterator[Group]:
    """The scales by the answers to the first question that splits."""
    split = next((asked for asked in paper.asked if asked.question.splits), None)
    if split is None:
        return
    mine = {"sheet__choices__question": split.question, "sheet__shaken": True}
    found = (
        Choice.objects.filter(**mine)
        .order_by()
        .values_list("sheet__choices__option_id", "question_id", "item_id", "option_id")
    )
    counted: dict[int, Counter[tuple[int, int | None, int]]] = defaultdict(Counter)
    for group, question, item, option, n in found.annotate(n=Count("pk")):
        counted[group][(question, item, option)] = n
    key = (split.question.pk, None)
    sizes = {option.pk: counted[option.pk][(*key, option.pk)] for option in split.options}
    hidden = hidden_groups(sizes, least=least)
    judged = [asked for asked in paper.asked if asked.question.kind in JUDGING]
    for option in split.options:
        if option.pk in hidden or not sizes[option.pk]:
            yield Group(option, sizes[option.pk], None)
            continue
        tallies = [tally for asked in judged for tally in _tallies(asked, counted[option.pk], 0)]
        shown = tuple(tally.judgement if tally.base >= least else None for tally in tallies)
        yield Group(option, sizes[option.pk], shown)
