"""Units and persons of one issue, from the columns that name them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bihuan.documents.model import NONE_NAMED, NOTHING, Field, Meaning
from bihuan.documents.roles import UNIT_END, Units, pieces, read_persons, read_units
from bihuan.documents.tables.cells import IssueCells, Seen

_TITLE = re.compile(
    r"(?:主任|书记|局长|县长|市长|区长|镇长|乡长|校长|园长|院长|所长|站长|科长|股长|处长|组长|部长|主席|经理|老师|同志|干事|专员"
    r"|委员|秘书|员|某\w?)$"
)
_NAME = re.compile(r"^[\u4e00-\u9fff]{2,3}$")


@dataclass(frozen=True, slots=True)
class UnitFields:
    """Who leads, who answers, who helps."""

    lead: Field[str | None] = NOTHING
    responsible: Field[tuple[str, ...]] = NONE_NAMED
    cooperating: Field[tuple[str, ...]] = NONE_NAMED


def unit_fields(cells: IssueCells, above: Field[str | None], *, first_leads: bool) -> UnitFields:
    """From the columns of units; without such a column, from the line above the table."""
    leads = _or_above(cells, Meaning.LEAD_UNIT)
    others = _or_above(cells, Meaning.UNITS)
    mixed, helpers = cells.of(Meaning.UNITS_AND_PERSONS), cells.of(Meaning.COOPERATING)
    named = [*leads, *others, *mixed]
    if not named:
        return UnitFields(NOTHING, _from_above(cells, above), _helpers(cells, helpers, []))
    read = [read_units(seen.text, first_leads=first_leads) for seen in (*leads, *others)]
    read += [read_units("、".join(split_mixed(seen.text)[0])) for seen in mixed]
    lead = next((units.responsible[0] for units in read[: len(leads)] if units.responsible), None)
    lead = lead or next((units.lead for units in read if units.lead), None)
    responsible = tuple(dict.fromkeys(name for units in read for name in units.responsible))
    places, sure = tuple(cells.at(seen) for seen in named), cells.sure(named)
    return UnitFields(
        Field(lead, places[:1], sure) if lead else NOTHING,
        Field(responsible, places, sure),
        _helpers(cells, helpers, read),
    )


def _or_above(cells: IssueCells, meaning: Meaning) -> Sequence[Seen]:
    found = cells.of(meaning)
    above = None if found else cells.above(meaning)
    return [above] if above else found


def _helpers(cells: IssueCells, helpers: Sequence[Seen], read: list[Units]) -> Field[tuple[str, ...]]:
    names = [name for units in read for name in units.cooperating]
    names += [name for seen in helpers for name in read_units(seen.text).responsible]
    if not names:
        return NONE_NAMED
    places = tuple(cells.at(seen) for seen in helpers or cells.of(Meaning.LEAD_UNIT, Meaning.UNITS))
    return Field(tuple(dict.fromkeys(names)), places, 0.9)


def _from_above(cells: IssueCells, above: Field[str | None]) -> Field[tuple[str, ...]]:
    has_column = cells.columns.all(Meaning.UNITS, Meaning.LEAD_UNIT, Meaning.UNITS_AND_PERSONS)
    if above.value is None or has_column:
        return NONE_NAMED
    return Field(read_units(above.value).responsible, above.positions, above.confidence)


def person_field(cells: IssueCells) -> Field[tuple[str, ...]]:
    """Everyone who answers for the issue, leaders first."""
    seen = cells.of(Meaning.LEADER, Meaning.PERSONS)
    mixed = cells.of(Meaning.UNITS_AND_PERSONS)
    names = [name for each in seen for name in read_persons(each.text)]
    names += [name for each in mixed for name in split_mixed(each.text)[1]]
    if not names:
        return NONE_NAMED
    return Field(
        tuple(dict.fromkeys(names)), tuple(cells.at(each) for each in (*seen, *mixed)), cells.sure([*seen, *mixed])
    )


def split_mixed(text: str) -> tuple[list[str], list[str]]:
    """Units and persons of a cell that names both: 人事科 某科长 · 总务处：某主任、某某."""
    units: list[str] = []
    persons: list[str] = []
    for chunk in re.split(r"[\s\u3000：:（）()]+", text):
        for name in pieces(chunk):
            person = _TITLE.search(name) or (_NAME.match(name) and not re.search(f"{UNIT_END}$", name))
            (persons if person else units).append(name)
    return units, persons
