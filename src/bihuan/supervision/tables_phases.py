"""The lists of phases and recurrences. Every figure of a page is the door to its rows here."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.models import Phase
from bihuan.campaigns.selectors import day_of
from bihuan.supervision.models import PaperVersion, PhaseJudgement, Recurrence, Standing, TeamArea
from bihuan.supervision.states import RecurrenceStatus, StandingStatus
from bihuan.ui.filters import Choice, Filter, Flag, MultiChoice, Text
from bihuan.ui.lists import Column, List, View, two_lines
from bihuan.ui.templatetags.bihuan import light

OUTCOMES = dict(PhaseJudgement.Outcome.choices)


def standings_of(phase: Phase, *, papers: int, groups: int) -> List[Standing]:
    """All units of one phase; `papers` and `groups` are how many the phase asks for."""
    needed = {"papers_passed": papers} | ({"groups_talked_to": groups} if phase.waits_for_talks else {})
    return List[Standing](
        name="standings",
        columns=_columns(phase, papers=papers, groups=groups),
        filters=_filters(phase, needed),
        views=[
            View(pgettext_lazy("view", "All"), ""),
            View(gettext_lazy("Held back"), "status=held"),
            View(gettext_lazy("Something is missing"), "lacking=1"),
        ],
        order="unit",
        address=lambda row: reverse("supervision:standing", args=[row.pk]),
        called=lambda row: row.unit,
        empty=gettext_lazy("No unit has begun this phase. The office opens it for the units that take part."),
    )


def _columns(phase: Phase, *, papers: int, groups: int) -> list[Column[Standing]]:
    overdue = phase.look_back_on is not None and phase.look_back_on <= day_of(phase.campaign)
    return [
        Column("unit", gettext_lazy("Unit"), _unit_cell, sort="unit__name", css="bh-lead-cell"),
        Column("status", gettext_lazy("State"), lambda row: _light_of(row, overdue=overdue)),
        Column(
            "papers",
            gettext_lazy("Plans passed"),
            lambda row: f"{row.papers_passed} / {papers}",
            sort="papers_passed",
            css="bh-num",
        ),
        Column(
            "groups",
            gettext_lazy("Groups talked to"),
            lambda row: f"{row.groups_talked_to} / {groups}",
            sort="groups_talked_to",
            css="bh-num",
        ),
        Column("outcome", gettext_lazy("Last judgement"), lambda row: OUTCOMES.get(row.outcome, "")),
    ]


def _filters(phase: Phase, needed: dict[str, int]) -> list[Filter]:
    def lacking(rows: QuerySet[Standing]) -> QuerySet[Standing]:
        return rows.exclude(**needed)

    def complete(rows: QuerySet[Standing]) -> QuerySet[Standing]:
        return rows.filter(**needed)

    outcomes = PhaseJudgement.Outcome.choices
    return [
        MultiChoice(key="status", label=gettext_lazy("State"), options=StandingStatus.choices, path="status"),
        MultiChoice(key="outcome", label=gettext_lazy("Last judgement"), options=outcomes, path="outcome"),
        Choice(key="team", label=gettext_lazy("Team"), options=_teams(phase), apply=_of_team),
        Flag(key="lacking", label=gettext_lazy("Something is missing"), apply=lacking),
        Flag(key="complete", label=gettext_lazy("Nothing is missing"), apply=complete),
        Text(key="q", label=gettext_lazy("Unit"), paths=["unit__name"]),
    ]


def _unit_cell(row: Standing) -> SafeString:
    return two_lines(row.unit, row.unit.get_kind_display())


def _light_of(row: Standing, *, overdue: bool) -> SafeString:
    """Red held back, green through, yellow not judged though the day has come, grey under way."""
    word, late = row.get_status_display(), overdue and row.status == StandingStatus.UNDER_WAY
    reason = _("the day of the look-back has come; the team has not judged") if late else ""
    colour = {StandingStatus.HELD: "red", StandingStatus.UNDER_WAY: "yellow" if late else "grey"}
    return SafeString(light(colour.get(StandingStatus(row.status), "green"), word, reason))


def _teams(phase: Phase) -> Callable[[HttpRequest], list[tuple[str, str]]]:
    def options(_request: HttpRequest) -> list[tuple[str, str]]:
        return [(str(team.pk), team.name) for team in phase.campaign.teams.order_by("number")]

    return options


def _of_team(rows: QuerySet[Standing], team: str) -> QuerySet[Standing]:
    """Units inside one of the team's areas. Its areas are few; their paths say it in one condition each."""
    found = rows.none()
    for area in TeamArea.objects.filter(team=int(team), until__isnull=True).select_related("unit"):
        found = found | rows.filter(**{f"unit__u{area.unit.level}": area.unit_id})
    return found


def _day(row: Recurrence) -> str:
    return date_format(row.found_on, "SHORT_DATE_FORMAT")


PAPERS = List[PaperVersion](
    name="papers",
    columns=[
        Column("paper", pgettext_lazy("paper", "Plan"), lambda row: two_lines(row, row.name), css="bh-lead-cell"),
        Column("unit", gettext_lazy("Unit"), lambda row: row.standing.unit, sort="standing__unit__name"),
        Column("phase", gettext_lazy("Phase"), lambda row: row.standing.phase),
        Column(
            "on",
            gettext_lazy("Handed in"),
            lambda row: two_lines(date_format(row.on, "SHORT_DATE_FORMAT"), row.by),
            sort="on",
        ),
    ],
    order="on",
    address=lambda row: reverse("supervision:paper", args=[row.pk]),
    empty=gettext_lazy("No plan waits for a verdict."),
)

RECURRENCES = List[Recurrence](
    name="recurrences",
    columns=[
        Column(
            "closed",
            gettext_lazy("Closed issue"),
            lambda row: two_lines(f"{row.closed_issue.label} {row.closed_issue.title}", row.closed_issue.campaign),
            css="bh-lead-cell",
        ),
        Column("new", gettext_lazy("Seems to be back in"), lambda row: row.new),
        Column(
            "kind",
            gettext_lazy("Why"),
            lambda row: two_lines(row.get_kind_display(), row.reason),
            sort="degree",
        ),
        Column("found", gettext_lazy("Noticed"), _day, sort="found_on"),
        Column(
            "status",
            gettext_lazy("State"),
            lambda row: two_lines(row.get_status_display(), row.decided_by or ""),
        ),
    ],
    filters=[MultiChoice(key="status", label=gettext_lazy("State"), options=RecurrenceStatus.choices, path="status")],
    views=[View(gettext_lazy("Undecided"), "status=open"), View(pgettext_lazy("view", "All"), "")],
    order="-found",
    address=lambda row: reverse("supervision:recurrence", args=[row.pk]),
    empty=gettext_lazy("No closed issue seems to have come back. What is new is compared every night."),
)
