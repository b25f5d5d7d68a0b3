"""A large district: 5,000 units on four levels, 100,000 issues and what belongs to them. Seeded: always the same.

Rows go straight to the driver (COPY on PostgreSQL, executemany on SQLite) while the guards are suspended, which only a
database called `test_…` allows; afterwards every guard stands again, and the rows are such that all of them hold.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import AutoField, Model

from bench.timing import timed
from bihuan.audit import guards
from bihuan.campaigns.models import Campaign, Channel, ClosurePolicy, LightRule, Phase, Term
from bihuan.campaigns.models import Sequence as Numbers
from bihuan.ledger.models import (
    Issue,
    IssueVoice,
    Measure,
    OutsideNumber,
    ResponsiblePerson,
    SupportingUnit,
)
from bihuan.ledger.models.issue import NO_DATE
from bihuan.ledger.services.wording import WordsDue, read_missing_words
from bihuan.ledger.states import ASIDE, RING, Status
from bihuan.opinions.models import Disposition, Opinion
from bihuan.people.models import Grant, Person, Unit
from bihuan.people.roles import Role
from bihuan.supervision.models import Closure, Verification

DAY = date(2026, 6, 15)
"""The campaign stands still on this Monday."""
START = date(2026, 1, 5)
NOON = f"{DAY} 04:00:00+00:00"

COUNTIES, ZONES = 12, 156
"""Below the one city; the rest of the units are schools."""

STATES = {
    Status.REGISTERED: 6,
    Status.ASSIGNED: 10,
    Status.PLANNED: 8,
    Status.RECTIFYING: 22,
    Status.CLAIMED: 4,
    Status.VERIFIED: 2,
    Status.IN_NOTICE: 3,
    Status.CLOSED: 40,
    Status.MERGED: 2,
    Status.TRANSFERRED: 2,
    Status.REFUSED: 1,
}
"""Of a hundred issues in the middle of a campaign."""

CATEGORIES = "群众利益 作风建设 教学管理 校园安全 收费资助 师德师风 食堂后勤 基建采购 招生考试 信访回应".split()
DISPOSITIONS = "立说立行 深入查找 政策体制 涉法涉纪 其他".split()
PLACES = "食堂 宿舍 操场 校车 实验室 图书室 教学楼 校门口 财务室 幼儿园 资助窗口 招生办".split()
MATTERS = (
    "消防通道堆放杂物 收费公示不及时 教师坐班制度落实不到位 困难学生资助发放延迟 体育器材老化未更换 "
    "作业总量超过规定 陪餐记录不完整 校服采购未征求家长意见 值班记录代签 会议过多影响备课 设备维修报修后无人处理 "
    "课后服务质量不高 公务接待台账缺项 教辅材料征订不规范 家长来访无人接待 班额超过标准"
).split()
CAUSES = "责任不清 检查走过场 经费安排滞后 制度没有上墙 人员变动后无人接手 整改方案照抄照转".split()
DEADLINES = "立行立改 {day:%Y}年{day.month}月{day.day}日前 {day.month}月底前 长期坚持 {day:%Y}年{day.month}月".split()


@dataclass(frozen=True)
class World:
    """What the measurements need to know."""

    campaign: Campaign
    viewers: dict[str, Person]
    county: Unit
    zone: Unit
    school: Unit


def fill(*, issues: int, units: int, seed: int = 20260615) -> None:
    """Fill an empty database whose tables stand."""
    chance = random.Random(seed)
    with guards.suspended(), transaction.atomic():
        tree = _units(units)
        campaign = _campaign(tree.city)
        people = _people(tree)
        _Issues(campaign, tree, people["root office"], chance).write(issues)
        Numbers.objects.create(campaign=campaign, kind="issue", last=issues)
    read_missing_words(WordsDue())
    if connection.vendor == "postgresql":  # what autovacuum does by itself within minutes
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def known() -> World:
    """The world that fills the database at hand."""
    people = {person.title: person for person in Person.objects.select_related("unit")}
    counties, zones, schools = (list(Unit.objects.filter(level=level).order_by("pk")) for level in (2, 3, 4))
    campaign = Campaign.objects.select_related("root").get()
    return World(campaign, people, counties[2], zones[len(zones) // 4], schools[len(schools) // 7])


# ---------------------------------------------------------------- rows to the driver


def pour(model: type[Model], names: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows whose values stand in the order of `names`; other columns get the default of their field."""
    given = names.split()
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = [f for name, f in fields.items() if name not in given and not isinstance(f, AutoField) and not f.generated]
    defaults = tuple(field.get_db_prep_save(field.get_default(), connection) for field in rest)
    columns = ", ".join(f'"{field.column}"' for field in (*(fields[name] for name in given), *rest))
    table = model._meta.db_table
    whole = ((*row, *defaults) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for row in whole:
                    copy.write_row(row)
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)
        else:
            places = ", ".join(["%s"] * (len(given) + len(rest)))
            cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', whole)


# ---------------------------------------------------------------- who


@dataclass(frozen=True)
class Tree:
    """The units by level."""

    city: Unit
    counties: list[Unit]
    zones: list[Unit]
    schools: list[Unit]


def _units(count: int) -> Tree:
    kinds = Unit.Kind
    city = _unit(1, "市教育局", None, kinds.COMMISSION)
    numbers = iter(range(2, count + 1))
    zones_wanted = min(ZONES, count // 8)
    counties = [_unit(next(numbers), f"第{i}区教委", city, kinds.COMMISSION) for i in range(1, COUNTIES + 1)]
    zones = [_unit(next(numbers), f"第{i}学区", counties[i % COUNTIES], kinds.ZONE) for i in range(1, zones_wanted + 1)]
    schools = [_unit(pk, f"第{pk}小学", zones[pk % len(zones)], kinds.SCHOOL) for pk in numbers]
    names = "id parent_id name kind level path u1 u2 u3 u4 position"
    rows = [city, *counties, *zones, *schools]
    pour(Unit, names, ([getattr(unit, name) for name in names.split()] for unit in rows))
    return Tree(city, counties, zones, schools)


def _unit(pk: int, name: str, parent: Unit | None, kind: Unit.Kind) -> Unit:
    level = parent.level + 1 if parent else 1
    unit = Unit(pk=pk, name=name, parent=parent, kind=kind.value, level=level, position=pk)
    unit.path = f"{parent.path if parent else '/'}{pk}/"
    for above, ancestor in enumerate(unit.ancestors, start=1):
        setattr(unit, f"u{above}", ancestor)
    return unit


def _people(tree: Tree) -> dict[str, Person]:
    """Those through whose eyes the pages are measured."""
    held: dict[str, tuple[Role, list[Unit]]] = {
        "root office": (Role.OFFICE, [tree.city]),
        "leader": (Role.LEADER, [tree.city]),
        "county office": (Role.OFFICE, [tree.counties[2]]),
        "zone liaison": (Role.LIAISON, [tree.zones[len(tree.zones) // 4]]),
        "supervisor": (Role.SUPERVISOR, [tree.counties[1], tree.counties[4], *tree.zones[8:12]]),
        "school head": (Role.HEAD, [tree.schools[len(tree.schools) // 7]]),
    }
    people = {}
    for number, (title, (role, units)) in enumerate(held.items()):
        home = units[0] if role != Role.SUPERVISOR else tree.city
        person = Person.objects.create_person(f"bench{number}", title=title, unit=home)
        Grant.objects.bulk_create(Grant(person=person, role=role, unit=unit, since=START) for unit in units)
        people[title] = person
    return people


# ---------------------------------------------------------------- what for


def _campaign(city: Unit) -> Campaign:
    campaign = Campaign.objects.create(
        code="bench",
        name="全市专项整改",
        template="generic",
        root=city,
        office=city,
        year=DAY.year,
        starts_on=START,
        ends_on=date(2026, 12, 31),
        as_of=DAY,
    )
    Phase.objects.create(campaign=campaign, position=1, name="整改落实", starts_on=START, ends_on=campaign.ends_on)
    ClosurePolicy.objects.create(campaign=campaign)
    red, yellow, green = LightRule.Colour.RED, LightRule.Colour.YELLOW, LightRule.Colour.GREEN
    basis = LightRule.Basis
    LightRule.objects.create(campaign=campaign, position=1, colour=red, basis=basis.OVERDUE_DAYS, at_least=1)
    LightRule.objects.create(campaign=campaign, position=2, colour=yellow, basis=basis.LEFT_DAYS, at_most=7)
    LightRule.objects.create(campaign=campaign, position=3, colour=green, basis=basis.OTHERWISE)
    words = {
        Term.Taxonomy.CATEGORY: CATEGORIES,
        Term.Taxonomy.DISPOSITION: DISPOSITIONS,
        Term.Taxonomy.REFUSAL: ["不属于本次活动范围"],
        Term.Taxonomy.OUTSIDE_LEVEL: ["市序号", "县序号"],
    }
    for taxonomy, names in words.items():
        for place, name in enumerate(names):
            Term.objects.create(campaign=campaign, taxonomy=taxonomy, code=f"c{place}", name=name, position=place)
    for place, way in enumerate(Channel.Way):
        Channel.objects.create(campaign=campaign, way=way, code=way.value, name=str(way.label), position=place)
    return campaign


# ---------------------------------------------------------------- the issues


class _Issues:
    """Writes issues table by table; what one table needs of another is computed from the issue's number."""

    def __init__(self, campaign: Campaign, tree: Tree, clerk: Person, chance: random.Random) -> None:
        self.campaign, self.tree, self.clerk, self.chance = campaign, tree, clerk, chance
        self.terms = {
            taxonomy: list(Term.objects.filter(taxonomy=taxonomy).values_list("pk", flat=True))
            for taxonomy in Term.Taxonomy
        }
        self.channels = list(Channel.objects.values_list("pk", flat=True))
        self.states: list[Status] = []
        self.units: list[Unit | None] = []
        self.days: list[date] = []

    def write(self, count: int) -> None:
        issues = "id campaign_id number status cycle title original_text category_id disposition_id lead_unit_id"
        issues += " deadline_text due registered_on assigned_on started_on closed_on moved_at progress"
        issues += " light light_code light_value merged_into_id aside_reason_id u1 u2 u3 u4"
        pour(Issue, issues, (self._issue(pk) for pk in range(1, count + 1)))
        ids = range(1, count + 1)
        outside = self.terms[Term.Taxonomy.OUTSIDE_LEVEL]
        pour(
            OutsideNumber,
            "issue_id level_id number",
            ((i, outside[i % 2], f"{i * 7 % 10**6}") for i in ids if i % 10 < 7),
        )
        lead = self.units
        pour(
            SupportingUnit,
            "issue_id unit_id",
            ((i, self._other(i).pk) for i in ids if i % 8 == 0 and lead[i - 1] is not None),
        )
        pour(ResponsiblePerson, "issue_id part name", ((i, "person", f"第{i % 900}责任人") for i in ids if lead[i - 1]))
        pour(Measure, "issue_id position text status done_on", self._measures(ids))
        self._voices([i for i in ids if i % 5 < 3])
        self._closures([i for i in ids if self.states[i - 1] == Status.CLOSED])

    def _issue(self, pk: int) -> tuple[Any, ...]:
        pick = self.chance.choice
        state = self.chance.choices(list(STATES), list(STATES.values()))[0]
        if pk == 1:
            state = Status.RECTIFYING  # what all merged ones were merged into
        unit = None if state in (Status.REGISTERED, *ASIDE) else self._lead()
        due = NO_DATE if self.chance.random() < 0.08 else DAY + timedelta(days=self.chance.randint(-80, 160))
        begun = START + timedelta(days=self.chance.randint(0, 120))
        self.states.append(state)
        self.units.append(unit)
        self.days.append(begun)
        matter = f"{unit or '全市'}{pick(PLACES)}{pick(MATTERS)}"
        text = f"{matter}，{pick(CAUSES)}，{pick(CAUSES)}；群众多次反映，第{pk}次排查发现仍未解决。"
        light, code, value = _light(state, due)
        worked = RING.index(state) >= RING.index(Status.RECTIFYING) if state in RING else False
        return (
            pk,
            self.campaign.pk,
            pk,
            state.value,
            1 if self.chance.random() < 0.94 else 2,
            matter,
            text,
            pick(self.terms[Term.Taxonomy.CATEGORY]),
            pick(self.terms[Term.Taxonomy.DISPOSITION]),
            unit.pk if unit else None,
            "" if due == NO_DATE else pick(DEADLINES).format(day=due),
            due.isoformat(),
            begun.isoformat(),
            begun.isoformat() if unit else None,
            begun.isoformat() if worked else None,
            min(due, DAY).isoformat() if state == Status.CLOSED else None,
            f"{begun + timedelta(days=pk % 40)} {pk % 24:02}:{pk % 60:02}:{pk * 7 % 60:02}+00:00",
            100 if state == Status.CLOSED else self.chance.randint(10, 90) if worked else 0,
            light,
            code,
            value,
            1 if state == Status.MERGED else None,
            self.terms[Term.Taxonomy.REFUSAL][0] if state in ASIDE else None,
            *((unit.u1, unit.u2, unit.u3, unit.u4) if unit else (None,) * 4),
        )

    def _lead(self) -> Unit:
        """Most matters lie with a school, some with a zone or a county; a few units have very many."""
        level = self.chance.random()
        units = self.tree.schools if level < 0.8 else self.tree.zones if level < 0.93 else self.tree.counties
        return units[int(len(units) * self.chance.random() ** 1.6)]

    def _other(self, pk: int) -> Unit:
        return self.tree.zones[pk * 31 % len(self.tree.zones)]

    def _measures(self, ids: range) -> Iterator[tuple[Any, ...]]:
        for pk in ids:
            done = self.states[pk - 1] == Status.CLOSED
            for place in (1, 2):
                text = (
                    f"{MATTERS[pk * place % len(MATTERS)]}：逐项整改，明确专人，{CAUSES[pk % len(CAUSES)]}的限期补齐。"
                )
                yield pk, place, text, "done" if done else "open", DAY.isoformat() if done else None

    def _voices(self, ids: list[int]) -> None:
        """One opinion behind each of these issues, and half as many that wait or were answered."""
        loose = range(1, len(ids) // 2 + 1)
        names = "id campaign_id number status channel_id text received_on about_unit_id u1 u2 u3 u4"
        pour(Opinion, names, self._opinions(ids, loose))
        endings = "opinion_id kind reply by_id at day"
        by = self.clerk.pk
        numbers = range(1, len(ids) + 1)
        pour(Disposition, endings, ((n, "became_issue", "已立账", by, NOON, DAY.isoformat()) for n in numbers))
        answered = (len(ids) + n for n in loose if n % 2)
        pour(Disposition, endings, ((n, "answered", "已答复", by, NOON, DAY.isoformat()) for n in answered))
        pour(IssueVoice, "issue_id opinion_id by_id at", ((i, n, by, NOON) for n, i in enumerate(ids, start=1)))

    def _opinions(self, ids: list[int], loose: range) -> Iterator[tuple[Any, ...]]:
        city = self.tree.city
        for number, issue in enumerate((*ids, *loose), start=1):
            unit = self.units[issue - 1] or city
            status = "became_issue" if number <= len(ids) else "answered" if issue % 2 else "open"
            day = START + timedelta(days=number % 150)
            text = f"{unit}{PLACES[number % len(PLACES)]}{MATTERS[number % len(MATTERS)]}，希望尽快解决。"
            channel = self.channels[number % len(self.channels)]
            about = (unit.pk, unit.u1, unit.u2, unit.u3, unit.u4)
            yield number, self.campaign.pk, number, status, channel, text, day.isoformat(), *about

    def _closures(self, ids: list[int]) -> None:
        by, home = self.clerk.pk, self.clerk.unit_id
        seen = "id issue_id cycle result verifier_id verifier_unit_id place at method findings"
        cycles = dict(Issue.objects.filter(status=Status.CLOSED).values_list("pk", "cycle"))
        numbered = list(enumerate(ids, start=1))
        rest = ("passed", by, home, "现场", NOON, "on_site", "属实")
        pour(Verification, seen, ((n, i, cycles[i], *rest) for n, i in numbered))
        closed = "issue_id cycle verification_id closed_by_id closed_on certificate sha256"
        pour(Closure, closed, ((i, cycles[i], n, by, DAY.isoformat(), "{}", "0" * 64) for n, i in numbered))


def _light(state: Status, due: date) -> tuple[str, str, int]:
    """As the three rules of the campaign would light it."""
    if state in (Status.CLOSED, *ASIDE):
        return "grey", "withdrawn", 0
    if due == NO_DATE:
        return "grey", "no_deadline", 0
    left = (due - DAY).days
    if left < 0:
        return "red", "overdue_days", -left
    return ("yellow", "days_left", left) if left <= 7 else ("green", "on_course", left)


def run(*, issues: int, units: int) -> dict[str, float]:
    """Make the tables and fill them."""
    call_command("migrate", verbosity=0)
    return {"seconds": timed(lambda: fill(issues=issues, units=units)).wall}
