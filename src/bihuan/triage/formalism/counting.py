"""What is too regular to be true: closings massed at the end, and rates of a hundred per cent."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import comb
from statistics import median

from bihuan.triage.formalism.finding import Finding
from bihuan.triage.formalism.thresholds import (
    BY_CHANCE,
    FEWEST_CLOSINGS,
    FEWEST_OF_A_RATE,
    FEWEST_ON_THE_DAY,
    HABIT,
    HUNDRED_BY_CHANCE,
    LAST_DAYS,
    MASSED_SHARE,
    PEER_ANSWERS_NEEDED,
    PEERS_AT_MOST,
    PEERS_NEEDED,
    POSSIBLE_DAYS,
    USUAL_RATE,
)

_BATCH = 2
"""Closings on one day, on average, from which a unit is said to close in sittings."""


@dataclass(frozen=True, slots=True)
class Closing:
    """One matter that a unit had struck off."""

    id: str
    unit: str
    on: date


@dataclass(frozen=True, slots=True)
class Rate:
    """`done` of `of` in one unit: satisfied of answers, completed of measures, present of expected."""

    id: str
    unit: str
    what: str
    done: int
    of: int


def weekdays(first: date, last: date) -> list[date]:
    """Monday to Friday between two days; the stand-in for a calendar of working days."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]


def at_least(successes: int, trials: int, chance: float) -> float:
    """Probability of as many successes or more (binomial)."""
    return sum(comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(successes, trials + 1))


def massed_closings(closings: Sequence[Closing], days: Sequence[date]) -> Iterator[Finding]:
    """Units that closed more on the last of these working days than chance, their habits and their peers explain."""
    if not days:
        return
    by_unit: dict[str, list[Closing]] = defaultdict(list)
    for closing in closings:
        by_unit[closing.unit].append(closing)
    for unit, own in by_unit.items():
        others = [rows for name, rows in by_unit.items() if name != unit]
        if len(own) >= FEWEST_CLOSINGS and (found := _massed(own, others, days)):
            yield found


def _massed(own: Sequence[Closing], others: Sequence[Sequence[Closing]], days: Sequence[date]) -> Finding | None:
    for last in LAST_DAYS:
        first = days[-last] if last <= len(days) else days[0]
        late = [closing for closing in own if closing.on >= first]
        share = len(late) / len(own)
        if len(late) < FEWEST_ON_THE_DAY or share < MASSED_SHARE + 0.1 * (last - 1):
            continue
        expected = max(_by_calendar(own, others, days, last), _by_peers(others, first))
        chance = at_least(len(late), len(own), expected)
        if chance <= BY_CHANCE:
            return _told(own, late, days[-1], last=last, expected=expected, chance=chance)
    return None


def _by_calendar(own: Sequence[Closing], others: Sequence[Sequence[Closing]], days: Sequence[date], last: int) -> float:
    """Chance of one closing to fall on the last days: one in the possible days, meeting days or sittings."""
    before = [closing.on for closing in own if closing.on < days[-1]]
    elsewhere = [closing.on for rows in others for closing in rows if closing.on < days[-1]]
    possible = min(len(days), POSSIBLE_DAYS)
    if _meets_on(before, days[-1].weekday()) or (not before and _meets_on(elsewhere, days[-1].weekday())):
        possible = min(possible, len({day.isocalendar()[:2] for day in days}))
        last = 1
    sittings = Counter(before)
    if len(sittings) > 1 and len(before) / len(sittings) >= _BATCH:
        possible = min(possible, len(sittings) + 1)
        last = 1
    return min(1.0, last / max(possible, 1))


def _meets_on(days: Sequence[date], weekday: int) -> bool:
    """Do these days show one weekday as the day on which closing is decided?"""
    on_it = [day for day in days if day.weekday() == weekday]
    return len(set(on_it)) > 1 and len(on_it) >= HABIT * len(days)


def _by_peers(others: Sequence[Sequence[Closing]], first: date) -> float:
    """The middle unit's share on these days, if there are units enough to have a middle."""
    shares = [sum(one.on >= first for one in rows) / len(rows) for rows in others if len(rows) >= FEWEST_ON_THE_DAY]
    return min(PEERS_AT_MOST, median(shares)) if len(shares) >= PEERS_NEEDED else 0.0


def _told(
    own: Sequence[Closing], late: Sequence[Closing], day: date, *, last: int, expected: float, chance: float
) -> Finding:
    when = "最后一天" if last == 1 else f"最后 {last} 个工作日"
    reason = (
        f"共销号 {len(own)} 件，其中 {len(late)} 件集中在{when}（截至 {day.isoformat()}）；"
        f"按可用工作日、例会习惯和其他单位情况，预计约 {expected * len(own):.1f} 件。请说明集中销号的原因。"
    )
    proof = {
        "day": day.isoformat(), "days": last, "on_the_day": len(late), "of": len(own),
        "expected": round(expected * len(own), 2), "chance": float(f"{chance:.2g}"),
        "by_day": {on.isoformat(): count for on, count in sorted(Counter(one.on for one in own).items())},
    }  # fmt: skip
    return Finding("massed_closings", own[0].unit, tuple(one.id for one in late), reason, proof)


def impossible_hundreds(rates: Sequence[Rate]) -> Iterator[Finding]:
    """Units where nobody ever falls out though the rate of the others says that somebody should have.

    Several rates of one unit and kind (months, sessions) count together: twelve of twelve is nothing, thirty times is.
    """
    kinds: dict[str, dict[str, list[Rate]]] = defaultdict(lambda: defaultdict(list))
    for rate in rates:
        kinds[rate.what][rate.unit].append(rate)
    for units in kinds.values():
        for unit, own in units.items():
            done, of = sum(rate.done for rate in own), sum(rate.of for rate in own)
            if done < of or of < FEWEST_OF_A_RATE:
                continue
            usual = _usual_rate({name: rows for name, rows in units.items() if name != unit})
            if usual**of <= HUNDRED_BY_CHANCE:
                yield _hundred(own, of, usual)


def _usual_rate(others: Mapping[str, Sequence[Rate]]) -> float:
    """The rate of all others, those that claim a hundred per cent of many left out; else what is usual anywhere."""
    counted = [(sum(rate.done for rate in rows), sum(rate.of for rate in rows)) for rows in others.values()]
    real = [(done, of) for done, of in counted if of and (done < of or of < FEWEST_OF_A_RATE)]
    answers = sum(of for _done, of in real)
    if len(real) < PEERS_NEEDED or answers < PEER_ANSWERS_NEEDED:
        return USUAL_RATE
    return (sum(done for done, _of in real) + 0.5) / (answers + 1)


def _hundred(own: Sequence[Rate], of: int, usual: float) -> Finding:
    chance = usual**of
    reason = (
        f"{of} 次全部计为 100%；其他单位合计约 {usual:.1%}，照此无一例外的可能性约为 {chance:.2%}。"
        f"请核对原始记录和统计口径。"
    )
    proof = {"of": of, "usual": round(usual, 4), "chance": float(f"{chance:.2g}"), "what": own[0].what}
    return Finding("impossible_hundred", own[0].unit, tuple(rate.id for rate in own), reason, proof)
