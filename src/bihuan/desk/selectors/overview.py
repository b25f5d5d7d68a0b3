"""The numbers of a campaign by category, unit, light and state, each with the filter that opens its list.

One grouped query over what the viewer may see; every number is a sum over its rows, so the parts tie out with the
whole by construction. Below a hundred thousand issues this is exact and quick enough (see docs/benchmarks.md); the
counters that a million would need have their place behind `overview()`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign, LightRule, Term
from bihuan.campaigns.selectors import terms
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.states import ASIDE, RING, Status
from bihuan.people.models import LEVELS, Person, Unit

MEANING = {
    LightRule.Colour.RED: pgettext_lazy("light", "overdue"),
    LightRule.Colour.YELLOW: pgettext_lazy("light", "near or behind"),
    LightRule.Colour.GREEN: pgettext_lazy("light", "on course"),
}
"""What the three usual colours say; a campaign's other colours mean what its rules make of them."""
GRAVITY = (
    *(LightRule.Colour.RED, LightRule.Colour.ORANGE, LightRule.Colour.YELLOW),
    *(LightRule.Colour.BLUE, LightRule.Colour.GREEN, LightRule.Colour.GREY),
)
"""The colours, the gravest first."""


@dataclass(frozen=True)
class Tile:
    """One number, its name, and the address of exactly the list that it counts."""

    key: str
    name: str
    value: int
    url: str

    @property
    def is_closed(self) -> bool:
        """The tile of the closed ones, whose ring is red and whole."""
        return self.key == Status.CLOSED.value


@dataclass(frozen=True)
class Line:
    """One category or unit: its name and its tiles, by column."""

    name: str
    tiles: dict[str, Tile]

    @property
    def closed_range(self) -> range:
        """As many as are closed, for the wall's squares."""
        return range(self.tiles["closed"].value)

    @property
    def open_range(self) -> range:
        """As many as are open."""
        return range(self.tiles["open"].value)


@dataclass(frozen=True)
class Overview:
    """Everything that the overview shows."""

    registered: Tile
    closed: Tile
    open: Tile
    lights: list[Tile]
    states: list[Tile]
    categories: list[Line]
    units: list[Line]

    @property
    def share_closed(self) -> float:
        """Closed of those registered, in percent with one decimal."""
        return round(100 * self.closed.value / self.registered.value, 1) if self.registered.value else 0.0

    def all_tiles(self) -> Iterable[Tile]:
        """Every number on the page; a test opens them all."""
        yield from (self.registered, self.closed, self.open, *self.lights, *self.states)
        for line in (*self.categories, *self.units):
            yield from line.tiles.values()


class Group(NamedTuple):
    """Issues that agree in everything that the overview asks about."""

    category: int | None
    unit: int | None
    status: str
    light: str
    number: int


def overview(viewer: Person, campaign: Campaign) -> Overview:
    """Count what the viewer sees of the campaign."""
    groups = _groups(viewer, campaign)
    on_ledger = [group for group in groups if group.status not in ASIDE]
    sums = _sums(on_ledger)
    colours = [colour for colour in GRAVITY if colour in MEANING or sums.lights[colour.value]]
    return Overview(
        registered=_tile("registered", "", sums.registered, **_states(RING)),
        closed=_tile("closed", "", sums.closed, status=Status.CLOSED.value),
        open=_tile("open", "", sums.open, open="1"),
        lights=_lights(colours, sums.lights),
        states=_tiles_of_states(groups),
        categories=_categories(campaign, on_ledger, colours),
        units=_units(on_ledger, colours),
    )


def _groups(viewer: Person, campaign: Campaign) -> list[Group]:
    column = f"u{min(campaign.root.level + 1, LEVELS)}"
    rows = (
        visible_issues(viewer, campaign)
        .order_by()
        .values_list("category", column, "status", "light")
        .annotate(number=Count("pk"))
    )
    return [Group(*row) for row in rows]


class Sums(NamedTuple):
    """What the columns of one line say; `lights` counts the open ones only."""

    registered: int
    closed: int
    open: int
    lights: Counter[str]


def _sums(groups: Iterable[Group]) -> Sums:
    """Add up groups that are on the ledger, in one pass: a large campaign has thousands of them."""
    registered = closed = 0
    lights: Counter[str] = Counter()
    for group in groups:
        registered += group.number
        if group.status == Status.CLOSED:
            closed += group.number
        else:
            lights[group.light] += group.number
    return Sums(registered, closed, registered - closed, lights)


def _states(states: Sequence[str]) -> dict[str, list[str]]:
    return {"status": [str(Status(state).value) for state in states]}


def _tile(key: str, name: str, value: int, **filters: str | list[str]) -> Tile:
    return Tile(key, name, value, f"{reverse('ledger:issues')}?{urlencode(filters, doseq=True)}")


def _lights(colours: Sequence[LightRule.Colour], counted: Counter[str]) -> list[Tile]:
    """Lights of what is open: the three usual ones, and every other one that is lit."""
    return [
        _tile(colour.value, str(MEANING.get(colour, "")), counted[colour.value], open="1", light=colour.value)
        for colour in colours
    ]


def _tiles_of_states(groups: list[Group]) -> list[Tile]:
    counted: Counter[str] = Counter()
    for group in groups:
        counted[group.status] += group.number
    shown = [*RING, *(state for state in ASIDE if counted[state.value])]
    return [_tile(s.value, str(s.label), counted[s.value], status=s.value) for s in shown]


def _categories(campaign: Campaign, groups: list[Group], colours: Sequence[LightRule.Colour]) -> list[Line]:
    found: dict[int | None, list[Group]] = defaultdict(list)
    for group in groups:
        found[group.category].append(group)
    known = terms(campaign, Term.Taxonomy.CATEGORY)
    return [Line(term.name, _columns(found.get(term.pk, []), colours, category=str(term.pk))) for term in known]


def _units(groups: list[Group], colours: Sequence[LightRule.Colour]) -> list[Line]:
    """Units right below the campaign's root that have something on the ledger, most open first."""
    found: dict[int, list[Group]] = defaultdict(list)
    for group in groups:
        if group.unit is not None:
            found[group.unit].append(group)
    units = Unit.objects.in_bulk(found)
    lines = [Line(str(unit), _columns(found[pk], colours, lead=f"{unit.level}-{pk}")) for pk, unit in units.items()]
    return sorted(
        lines, key=lambda line: (-line.tiles["red"].value, -line.tiles["open"].value, -line.tiles["registered"].value)
    )


def _columns(groups: list[Group], colours: Sequence[LightRule.Colour], **where: str) -> dict[str, Tile]:
    """The columns of one line: registered, closed, open, and the open ones by light."""
    sums = _sums(groups)
    return {
        "registered": _tile("registered", "", sums.registered, **_states(RING), **where),
        "closed": _tile("closed", "", sums.closed, status=Status.CLOSED.value, **where),
        "open": _tile("open", "", sums.open, open="1", **where),
        **{
            colour.value: _tile(colour.value, "", sums.lights[colour.value], open="1", light=colour.value, **where)
            for colour in colours
        },
    }
