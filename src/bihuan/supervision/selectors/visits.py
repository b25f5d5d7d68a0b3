"""Visits: who sees which, what lies near one, the route of a day, the checklist, and what a unit has to bear."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import object_kinds
from bihuan.people.models import Person, Unit
from bihuan.people.roles import JUDGED, READING_ALL, SUPERVISING
from bihuan.people.selectors import tree_scope, units_below, units_held
from bihuan.supervision.models import (
    SupervisionNotice,
    Team,
    TeamArea,
    TeamMember,
    Visit,
    VisitEntry,
    VisitItem,
    VisitPhoto,
)
from bihuan.supervision.states import VisitStatus

OVERSEEING = frozenset({*SUPERVISING, *READING_ALL})


def visible_visits(viewer: Person, campaign: Campaign | None = None) -> QuerySet[Visit]:
    """Visits to units in the viewer's scope.

    The judged unit sees an announced visit at once and any other only when it has begun. So does a supervisor who
    himself belongs to the unit: he would know what his colleagues must not.
    """
    overseen = tree_scope(viewer, OVERSEEING, prefix="unit__", unit="pk")
    judged = tree_scope(viewer, JUDGED, prefix="unit__", unit="pk")
    own = Q(unit__in=viewer.unit.ancestors)
    told = Q(announced=True) | Q(begun_at__isnull=False)
    rows = Visit.objects.filter((overseen & ~own) | ((overseen | judged) & told))
    return rows if campaign is None else rows.filter(campaign=campaign)


def near_visits(campaign: Campaign, unit: Unit, day: date, *, but: int | None = None) -> QuerySet[Visit]:
    """Other visits to the same unit within the campaign's window around a day, by whatever team."""
    window = timedelta(days=campaign.visit_window_days)
    rows = Visit.objects.filter(campaign=campaign, unit=unit, planned_on__range=(day - window, day + window))
    rows = rows.exclude(status=VisitStatus.CANCELLED).select_related("team").order_by("planned_on")
    return rows if but is None else rows.exclude(pk=but)


def with_neighbours(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """Each visit with the number of others to its unit inside its window (`near`)."""
    others = (
        Visit.objects.filter(
            campaign=OuterRef("campaign"),
            unit=OuterRef("unit"),
            planned_on__gte=OuterRef("near_from"),
            planned_on__lte=OuterRef("near_to"),
        )
        .exclude(pk=OuterRef("pk"))
        .exclude(status=VisitStatus.CANCELLED)
    )
    count = others.order_by().values("unit").annotate(n=Count("pk")).values("n")
    return rows.annotate(near=Coalesce(Subquery(count), 0))


def teams_for(campaign: Campaign, person: Person, unit: Unit | None = None) -> QuerySet[Team]:
    """The teams of a campaign that a person belongs to, and whose area covers the unit, if one is given."""
    now = TeamMember.objects.filter(person=person, until__isnull=True)
    teams = Team.objects.filter(campaign=campaign, members__in=now).order_by("number")
    if unit is not None:
        areas = TeamArea.objects.filter(unit__in=unit.ancestors, until__isnull=True)
        teams = teams.filter(areas__in=areas)
    return teams.distinct()


def colleagues(team: Team) -> list[Person]:
    """Who belongs to a team today."""
    members = team.members.filter(until__isnull=True).select_related("person__unit").order_by("part", "pk")
    return [member.person for member in members]


def checklist_for(campaign: Campaign, unit: Unit) -> list[VisitItem]:
    """The lines of the focus lists that apply to a unit, not yet kept."""
    found: list[VisitItem] = []
    for kind in object_kinds(campaign):
        layers = {layer.unit_kind for layer in kind.layers.all()}
        if layers and unit.kind not in layers:
            continue
        for problem in kind.problems.all():
            line = VisitItem(problem=problem, heading=kind.name, text=problem.text, position=len(found) + 1)
            found.append(line)
    return found


def route(viewer: Person, campaign: Campaign, day: date) -> QuerySet[Visit]:
    """The visits that a person makes on a day, in the order of the way."""
    mine = Visit.objects.filter(campaign=campaign, visitors__person=viewer, planned_on=day)
    mine = mine.exclude(status=VisitStatus.CANCELLED).select_related("unit", "team", "campaign")
    return mine.order_by("place_in_day", "pk")


@dataclass
class Line:
    """One line of a checklist with everything that was noted about it; the last entry is the answer."""

    item: VisitItem
    entries: list[VisitEntry] = field(default_factory=list)

    @property
    def last(self) -> VisitEntry | None:
        """The answer, if there is one."""
        return self.entries[-1] if self.entries else None

    @property
    def answer(self) -> str:
        """Its code; a line that nobody touched was not looked at."""
        return self.last.answer if self.last else VisitEntry.Answer.NOT_LOOKED

    @property
    def word(self) -> str:
        """Its word."""
        return str(VisitEntry.Answer(self.answer).label)


@dataclass
class Checklist:
    """The lines of a visit, and what was noted beside them."""

    lines: list[Line]
    beside: list[VisitEntry]

    @property
    def looked(self) -> int:
        """Lines that were looked at."""
        return sum(line.answer != VisitEntry.Answer.NOT_LOOKED for line in self.lines)

    @property
    def wanting(self) -> int:
        """Lines that were found wanting."""
        return sum(line.answer == VisitEntry.Answer.WANTING for line in self.lines)


def checklist_of(visit: Visit) -> Checklist:
    """Everything that was noted at a visit, in the order of the checklist."""
    photos = Prefetch("photos", queryset=VisitPhoto.objects.order_by("position"))
    lines = {item.pk: Line(item) for item in visit.items.order_by("position")}
    beside: list[VisitEntry] = []
    for entry in visit.entries.select_related("by", "issue").prefetch_related(photos).order_by("pk"):
        (lines[entry.item_id].entries if entry.item_id else beside).append(entry)
    return Checklist(list(lines.values()), beside)


def burdened(viewer: Person, campaign: Campaign) -> QuerySet[Unit]:
    """Units of the campaign in the viewer's scope with the visits and notices they received."""
    held = Q(pk__in=())
    for unit in units_held(viewer, OVERSEEING, campaign_id=campaign.pk):
        held |= Q(**{f"u{unit.level}": unit.pk})
    units = units_below(campaign.root).filter(held, active=True)
    visits = visible_visits(viewer, campaign).exclude(status=VisitStatus.CANCELLED).filter(unit=OuterRef("pk"))
    notices = SupervisionNotice.objects.filter(campaign=campaign, unit=OuterRef("pk"))
    return units.annotate(visits=_counted(visits), notices=_counted(notices))


def _counted(rows: QuerySet[Visit] | QuerySet[SupervisionNotice]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("unit").annotate(n=Count("pk")).values("n")), 0)


def last_place(viewer_ids: Sequence[int], campaign: Campaign, day: date) -> int:
    """The last place that any of some visitors has on the route of a day; 0 if none."""
    rows = Visit.objects.filter(campaign=campaign, visitors__person__in=viewer_ids, planned_on=day)
    return rows.order_by("-place_in_day").values_list("place_in_day", flat=True).first() or 0
