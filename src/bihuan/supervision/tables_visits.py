"""The lists of visits, of supervision meetings, and of what units have to bear."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.selectors import current_campaign
from bihuan.people.models import Person, Unit
from bihuan.supervision.models import NodeMeeting, Visit
from bihuan.supervision.selectors.visible import visible_teams
from bihuan.supervision.selectors.visits import visible_visits
from bihuan.supervision.states import VisitStatus
from bihuan.supervision.tables import day
from bihuan.ui.filters import Choice, DateRange, Flag, MultiChoice, Text
from bihuan.ui.lists import Column, List, View, two_lines


def _units(request: HttpRequest) -> list[tuple[str, str]]:
    """Units that were visited, as far as the viewer knows."""
    if not isinstance(request.user, Person):
        return []
    seen = visible_visits(request.user, current_campaign(request)).order_by().values("unit")
    return [(str(unit.pk), str(unit)) for unit in Unit.objects.filter(pk__in=seen).order_by("path")]


def _teams(request: HttpRequest) -> list[tuple[str, str]]:
    if not isinstance(request.user, Person):
        return []
    teams = visible_teams(request.user, current_campaign(request)).order_by("number")
    return [(str(team.pk), team.name) for team in teams]


def _again(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    return rows.exclude(status=VisitStatus.CANCELLED).filter(near__gt=0)  # type: ignore[misc] # annotated


def near_cell(visit: Visit) -> SafeString:
    """A second visit is said in words, with its reason below; a quiet cell otherwise."""
    near: int = visit.near  # type: ignore[attr-defined] # annotated by `with_neighbours`
    if not near or visit.status == VisitStatus.CANCELLED:
        return SafeString("")
    light = '<span class="bh-light bh-light-yellow"><span class="bh-light-word">{}</span></span>'
    return two_lines(format_html(light, _("%(n)s more nearby") % {"n": near}), visit.again_reason)


def announced_word(visit: Visit) -> str:
    """Does the unit know beforehand?"""
    return _("announced") if visit.announced else _("unannounced")


KINDS = [("announced", gettext_lazy("announced")), ("unannounced", gettext_lazy("unannounced"))]


def _of_kind(rows: QuerySet[Visit], kind: str) -> QuerySet[Visit]:
    return rows.filter(announced=kind == "announced")


VISITS = List[Visit](
    name="visits",
    columns=[
        Column("unit", gettext_lazy("Unit"), lambda row: two_lines(row.unit, row), css="bh-lead-cell"),
        Column("day", gettext_lazy("Day"), lambda row: day(row.planned_on), sort="planned_on"),
        Column("announced", gettext_lazy("Announced?"), announced_word),
        Column("team", gettext_lazy("Team"), lambda row: row.team),
        Column("status", gettext_lazy("State"), lambda row: row.get_status_display()),
        Column("near", gettext_lazy("Second visit?"), near_cell),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=["unit__name", "purpose", "conclusion"]),
        MultiChoice(key="status", label=gettext_lazy("State"), options=VisitStatus.choices, path="status"),
        Choice(key="team", label=gettext_lazy("Team"), options=_teams, path="team"),
        Choice(key="unit", label=gettext_lazy("Unit"), options=_units, path="unit"),
        Choice(key="kind", label=gettext_lazy("Announced?"), options=KINDS, apply=_of_kind),
        DateRange(key="day", label=gettext_lazy("Day"), path="planned_on"),
        Flag(key="again", label=gettext_lazy("Second visit nearby"), apply=_again),
    ],
    views=[
        View(gettext_lazy("Planned"), "status=planned"),
        View(gettext_lazy("Under way"), "status=under_way"),
        View(gettext_lazy("Second visits"), "again=1"),
        View(pgettext_lazy("view", "All"), ""),
    ],
    order="-day",
    address=lambda row: reverse("supervision:visit", args=[row.pk]),
    called=lambda row: f"{row} {row.unit}",
    empty=gettext_lazy("No visit is planned that you may know of."),
)

NODE_MEETINGS = List[NodeMeeting](
    name="node-meetings",
    columns=[
        Column("title", gettext_lazy("Meeting"), lambda row: two_lines(row.title, row.phase), css="bh-lead-cell"),
        Column("day", gettext_lazy("Day"), lambda row: day(row.held_on), sort="held_on"),
        Column("attended", gettext_lazy("Attended"), lambda row: row.attended or "", css="bh-num"),
        Column("minutes", gettext_lazy("Minutes"), lambda row: _("kept") if row.minutes else _("not yet written")),
    ],
    filters=[
        Flag(key="held", label=gettext_lazy("Minutes kept"), apply=lambda rows: rows.exclude(minutes="")),
    ],
    order="day",
    address=lambda row: reverse("supervision:node-meeting", args=[row.pk]),
    called=lambda row: row.title,
    empty=gettext_lazy("No meeting was called yet. The office or a team leader calls one before each phase."),
)


def _door(count: int, name: str, **query: object) -> object:
    if not count:
        return 0
    return format_html('<a class="bh-number" href="{}?{}">{}</a>', reverse(name), urlencode(query), count)


def _visits_of(unit: Unit) -> object:
    return _door(unit.visits, "supervision:visits", unit=unit.pk)  # type: ignore[attr-defined] # annotated


def _notices_of(unit: Unit) -> object:
    return _door(unit.notices, "supervision:notices", unit=unit.pk)  # type: ignore[attr-defined] # annotated


LOAD = List[Unit](
    name="load",
    columns=[
        Column("unit", gettext_lazy("Unit"), lambda row: row, sort="path", css="bh-lead-cell"),
        Column("visits", gettext_lazy("Visits to units"), _visits_of, sort="visits", css="bh-num"),
        Column("notices", gettext_lazy("Notices"), _notices_of, sort="notices", css="bh-num"),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=["name"]),
        Flag(key="twice", label=gettext_lazy("Visited twice or more"), apply=lambda rows: rows.filter(visits__gte=2)),
        Flag(key="never", label=gettext_lazy("Never visited"), apply=lambda rows: rows.filter(visits=0)),
    ],
    views=[
        View(gettext_lazy("Visited twice or more"), "twice=1"),
        View(gettext_lazy("Never visited"), "never=1"),
        View(pgettext_lazy("view", "All"), ""),
    ],
    order="-visits",
    called=str,
    empty=gettext_lazy("You oversee no unit of this campaign."),
)
