"""A list of units from Excel."""

from collections import defaultdict
from typing import BinaryIO

from django.utils.translation import gettext as _

from bihuan.people.drafts import UnitDraft
from bihuan.people.imports.plan import Directory, Plan
from bihuan.people.models import LEVELS, Unit
from bihuan.people.sheets import Heading, Row, read_sheet

UNIT_HEADINGS = (
    Heading("name", ("单位名称", "单位", "名称", "机构名称", "学校名称", "部门名称", "name", "unit"), required=True),
    Heading("parent", ("上级单位", "上级", "主管单位", "主管部门", "上级机构", "所属单位", "隶属", "parent")),
    Heading("code", ("单位代码", "代码", "编码", "机构代码", "单位编码", "学校代码", "code")),
    Heading("short_name", ("简称", "单位简称", "shortname")),
    Heading("kind", ("类型", "单位类型", "类别", "单位类别", "性质", "单位性质", "kind")),
)

KINDS = {
    Unit.Kind.COMMISSION: ("教委", "教育局", "机关", "委局", "主管部门"),
    Unit.Kind.SECTION: ("科室", "股室", "处室", "内设机构", "部门"),
    Unit.Kind.ZONE: ("学区", "片区", "中心校"),
    Unit.Kind.AFFILIATE: ("直属单位", "事业单位", "二层机构", "下属单位"),
    Unit.Kind.SCHOOL: ("学校", "小学", "中学", "幼儿园", "职校", "高校"),
    Unit.Kind.OTHER: ("其他", "其它", ""),
}


def plan_units(file: BinaryIO, *, name: str, below: Unit | None) -> Plan[UnitDraft]:
    """Check a list of units; rows without a unit above go below `below` (None: to the top of the tree).

    Raises:
        Refused: the file has no such list.
    """
    sheet = read_sheet(file, UNIT_HEADINGS, name=name)
    return _UnitPlanner(Plan(sheet), Directory(), below).run()


class _UnitPlanner:
    """Finds for each row its unit above: in the file, in the tree, or the given one."""

    def __init__(self, plan: Plan[UnitDraft], directory: Directory, below: Unit | None) -> None:
        self.plan, self.directory, self.below = plan, directory, below
        self.rows = {row.number: row for row in plan.sheet.rows}
        self.in_file: dict[str, list[int]] = defaultdict(list)
        for row in self.rows.values():
            for word in {row.cells.get("name", ""), row.cells.get("code", "")} - {""}:
                self.in_file[word].append(row.number)
        self.above: dict[int, int] = {}
        self.parents: dict[int, int | None] = {}
        self.seen: dict[object, int] = {}
        self.existing: dict[int, Unit] = {}
        self.lost: set[int] = set()
        """Rows whose unit above is unknown, and rows below them."""

    def run(self) -> Plan[UnitDraft]:
        for row in self.rows.values():
            self._find_parent(row)
        for number in sorted(self.rows, key=lambda one: (self._depth(one), one)):
            self._draft(self.rows[number])
        return self.plan

    def _find_parent(self, row: Row) -> None:
        words = row.cells.get("parent", "")
        if not words:
            self.parents[row.number] = self.below.pk if self.below else None
            return
        known = self.directory.find(words)
        rows = [number for number in self.in_file.get(words, []) if number != row.number]
        # The same unit in the file and in the tree is one unit: the file repeats what is there.
        if len(known) == 1:
            self.parents[row.number] = next(iter(known))
        elif not known and len(rows) == 1:
            self.above[row.number] = rows[0]
        elif not known and not rows:
            sentence = _("There is no unit “%(words)s”, neither in the tree nor in this file.")
            self._lose(row, sentence % {"words": words})
        else:
            sentence = _("“%(words)s” names %(count)d units. Write its code, or its names from the top joined by “/”.")
            self._lose(row, sentence % {"words": words, "count": len(known) or len(rows)})

    def _lose(self, row: Row, sentence: str) -> None:
        self.lost.add(row.number)
        self.plan.fault(row, "parent", sentence)

    def _depth(self, number: int) -> int:
        """How many rows of the file stand above this one; a circle counts as endless."""
        depth = 0
        while number in self.above and depth <= len(self.rows):
            number, depth = self.above[number], depth + 1
        return depth

    def _draft(self, row: Row) -> None:
        number, cells = row.number, row.cells
        if self._depth(number) > len(self.rows):
            self._lose(row, _("This unit stands above itself, by way of other rows."))
        above = self.above.get(number)
        if number in self.lost or above in self.lost:
            self.lost.add(number)
            return
        if above in self.existing:
            self.parents[number], above = self.existing[above].pk, None
        parent = self.parents.get(number)
        level = 1 + self._level_above(above, parent)
        place = (above, parent, cells["name"])
        if not self._checked(row, place, level):
            return
        known = self.directory.places.get((parent, cells["name"])) if above is None else None
        if known is not None:
            self.existing[number] = known
            self.plan.known.append(f"{row.address('name')}: {known.name}")
            return
        self._check_code(row)
        kind = kind_of(cells.get("kind", ""))
        if kind is None:
            sentence = _("“%(kind)s” is no kind of unit. Known are: %(known)s.")
            known_kinds = "、".join(words[0] for words in KINDS.values())
            self.plan.fault(row, "kind", sentence % {"kind": cells["kind"], "known": known_kinds})
        self.plan.drafts.append(
            UnitDraft(
                row=number,
                name=cells["name"],
                short_name=cells.get("short_name", ""),
                code=cells.get("code", ""),
                kind=kind or Unit.Kind.OTHER,
                level=level,
                parent=parent,
                above=above,
            )
        )

    def _level_above(self, above: int | None, parent: int | None) -> int:
        depth = 0
        while above is not None:
            depth += 1
            parent, above = self.parents.get(above), self.above.get(above)
        return depth + (self.directory.units[parent].level if parent else 0)

    def _checked(self, row: Row, place: object, level: int) -> bool:
        """Name, length, depth and twins of one row."""
        name, before = row.cells["name"], len(self.plan.faults)
        if not name:
            self.plan.fault(row, "name", _("The name is missing."))
        for key, longest in (("name", 120), ("short_name", 40), ("code", 40)):
            if len(row.cells.get(key, "")) > longest:
                self.plan.fault(row, key, _("More than %(longest)d characters.") % {"longest": longest})
        if level > LEVELS:
            sentence = _("This would be level %(level)d; the tree has %(levels)d.")
            self.plan.fault(row, "parent", sentence % {"level": level, "levels": LEVELS})
        if name and place in self.seen:
            sentence = _("“%(name)s” stands below the same unit in row %(row)d already.")
            self.plan.fault(row, "name", sentence % {"name": name, "row": self.seen[place]})
        self.seen.setdefault(place, row.number)
        return len(self.plan.faults) == before

    def _check_code(self, row: Row) -> None:
        code = row.cells.get("code", "")
        if not code:
            return
        if code in self.directory.codes:
            self.plan.fault(row, "code", _("The code %(code)s belongs to another unit.") % {"code": code})
        first = self.seen.setdefault(("code", code), row.number)
        if first != row.number:
            sentence = _("The code %(code)s stands in row %(row)d already.")
            self.plan.fault(row, "code", sentence % {"code": code, "row": first})


def kind_of(words: str) -> str | None:
    """The kind of unit that a cell names, by its code, its label or what offices call it; None if unknown."""
    for kind, synonyms in KINDS.items():
        if words in {kind.value, str(kind.label), *synonyms}:
            return kind.value
    return None
