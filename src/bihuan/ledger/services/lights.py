"""Lighting issues: the campaign's rules as data, the reason kept beside the colour.

A light is written whenever its issue changes and once a day for all, so that a list, its filter and its count can
never disagree about it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from bihuan.audit.services import act
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.models import LightRule as Row
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import planned_window, reports_until
from bihuan.ledger.states import ASIDE, RING, Status
from bihuan.timetable.lights import (
    Basis,
    Colour,
    Light,
    LightFacts,
    LightRule,
    Measure,
    Reason,
    light_of,
    planned_progress,
)
from bihuan.timetable.workdays import WorkdayCalendar

MEASURED: dict[str, tuple[Basis, Measure]] = {
    Row.Basis.OVERDUE_DAYS: (Basis.OVERDUE, Measure.DAYS),
    Row.Basis.LEFT_WORKDAYS: (Basis.TIME_LEFT, Measure.WORKDAYS),
    Row.Basis.LEFT_DAYS: (Basis.TIME_LEFT, Measure.DAYS),
    Row.Basis.BEHIND_POINTS: (Basis.GAP, Measure.POINTS),
    Row.Basis.MISSED_REPORT_DAYS: (Basis.MISSED_REPORT, Measure.DAYS),
    Row.Basis.OTHERWISE: (Basis.ALWAYS, Measure.COUNT),
}
CHUNK = 1000


def rules_of(campaign: Campaign) -> list[LightRule]:
    """The campaign's rules as the engine wants them, in order."""
    return [_rule(row) for row in campaign.light_rules.order_by("position")]


def _rule(row: Row) -> LightRule:
    basis, measure = MEASURED[row.basis]
    above = None if row.at_least is None else row.at_least - 1
    return LightRule(Colour(row.colour), basis, above=above, up_to=row.at_most, measure=measure)


def facts_of(issue: Issue, *, day: date, reported_on: date | None) -> LightFacts:
    """What the rules look at on a day. Once the unit has applied for closing its clock stands still."""
    day = min(day, issue.claimed_on) if issue.claimed_on else day
    window = planned_window(issue)
    working = issue.status == Status.RECTIFYING
    since = reported_on or issue.started_on
    rhythm = timedelta(days=issue.campaign.report_rhythm_days)
    return LightFacts(
        today=day,
        deadline=issue.deadline or issue.review_on,
        closed=issue.is_closed or issue.status in ASIDE,
        progress=issue.progress if working else None,
        planned=planned_progress(*window, day) if window and working else None,
        report_due=since + rhythm if working and since else None,
    )


def light_for(facts: LightFacts, rules: Sequence[LightRule], days: WorkdayCalendar) -> Light:
    """The light; an issue on course shows how much time it has, whichever rule made it green."""
    light = light_of(facts, rules, days)
    if light.code is Reason.ALWAYS and facts.deadline:
        return Light(light.colour, Reason.ON_COURSE, (facts.deadline - facts.today).days, light.rule)
    return light


def light_columns(issue: Issue, *, reported_on: date | None, days: WorkdayCalendar) -> dict[str, str | int]:
    """The light of an issue, stored or not yet, as columns."""
    facts = facts_of(issue, day=day_of(issue.campaign), reported_on=reported_on)
    light = light_for(facts, rules_of(issue.campaign), days)
    return {"light": light.colour.value, "light_code": light.code.value, "light_value": light.value}


@act
def light_up(issue: Issue) -> Issue:
    """Write the light of one issue."""
    columns = light_columns(issue, reported_on=reports_until([issue.pk]).get(issue.pk), days=calendar())
    if any(getattr(issue, name) != value for name, value in columns.items()):
        Issue.objects.filter(pk=issue.pk).update(**columns)
        for name, value in columns.items():
            setattr(issue, name, value)
    return issue


@act
def light_all(campaign: Campaign) -> int:
    """Write the lights of a whole campaign; returns how many changed. Run by the clock once a day."""
    rules, days, day = rules_of(campaign), calendar(), day_of(campaign)
    return sum(_light_chunk(chunk, rules, days, day) for chunk in _chunks(campaign))


def _chunks(campaign: Campaign) -> Iterator[list[Issue]]:
    """Issues on the ledger by id, with their campaign in place."""
    last = 0
    issues = Issue.objects.filter(campaign=campaign, status__in=RING[:-1]).order_by("pk")
    while chunk := list(issues.filter(pk__gt=last)[:CHUNK]):
        for issue in chunk:
            issue.campaign = campaign
        last = chunk[-1].pk
        yield chunk


def _light_chunk(issues: Iterable[Issue], rules: Sequence[LightRule], days: WorkdayCalendar, day: date) -> int:
    issues = list(issues)
    reported = reports_until([issue.pk for issue in issues])
    changed = []
    for issue in issues:
        light = light_for(facts_of(issue, day=day, reported_on=reported.get(issue.pk)), rules, days)
        new = (light.colour.value, light.code.value, light.value)
        if new != (issue.light, issue.light_code, issue.light_value):
            issue.light, issue.light_code, issue.light_value = new
            changed.append(issue)
    Issue.objects.bulk_update(changed, ["light", "light_code", "light_value"], batch_size=200)
    return len(changed)
