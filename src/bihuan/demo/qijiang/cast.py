"""The district: 123 activity units, sections, posts, persons and eight supervision teams."""

from collections.abc import Iterator

from django.contrib.auth.hashers import make_password

from bihuan.demo import cast as demo_cast
from bihuan.demo.cast import PASSWORD, SignIn
from bihuan.people.models import Person, Unit
from bihuan.people.roles import Role
from bihuan.people.services import create_person, create_unit, grant_role

SECTIONS = "党政办 组织人事科 计财科 基教科 学前教育科 职成教科 体卫艺科 安全稳定科 基建后勤科 监察室 督导室".split()
AFFILIATES = (
    "学生资助中心 教师进修学校 电教中心 招生考试中心 教育装备中心 勤工俭学办 特殊教育中心 青少年活动中心".split()
)
ZONES = tuple(f"第{n}学区" for n in "一二三四五六七八")
SCHOOL_NAMES = (
    "中心小学 第一小学 第二小学 第三小学 第四小学 第五小学 村小一校 村小二校 初级中学 第二初级中学 中心幼儿园"
    " 第二幼儿园 高级中学 职业学校"
).split()
SCHOOLS = 106
"""With eight zones, eight affiliates and the commission's own offices: the 123 activity units of the report."""


SIGN_INS = (
    SignIn("office", "活动办台账岗", "登记、交办、公示"),
    SignIn("liaison", "计财科联络员", "编方案、报进展、传佐证"),
    SignIn("head", "计财科负责人", "申请销号、签字"),
    SignIn("deputy", "督导二组副组长", "审方案、批延期"),
    SignIn("supervisor", "督导二组成员", "现场核查、回头看"),
    SignIn("teamleader", "督导二组组长", "销号、裁定异议"),
    SignIn("leader", "教委主任", "看总览、作裁定"),
    SignIn("member", "党员教师", "看公示"),
    SignIn("system", "系统管理员", "账号与单位"),
    SignIn("security", "安全管理员", "角色授权"),
    SignIn("audit", "审计管理员", "审计日志"),
)


class Cast(demo_cast.Cast):
    """Units by name and persons by user name."""

    def activity_units(self) -> list[Unit]:
        """The commission, its zones, affiliates and schools: the units that the campaign talked to."""
        wanted = {Unit.Kind.COMMISSION, Unit.Kind.ZONE, Unit.Kind.AFFILIATE, Unit.Kind.SCHOOL}
        return [unit for unit in self.units.values() if unit.kind in wanted]


def raise_district() -> Cast:
    """Create the tree and everybody in it, each by the administrator whose work it is."""
    kind = Unit.Kind
    root = create_unit("綦江区教委", parent=None, kind=kind.COMMISSION, by=None)
    cast = Cast(root=root, units={root.name: root}, persons={})
    _appoint_administrators(cast)
    plan = [
        ("活动办公室", kind.SECTION),
        *((name, kind.SECTION) for name in SECTIONS),
        *((name, kind.AFFILIATE) for name in AFFILIATES),
        *((name, kind.ZONE) for name in ZONES),
    ]
    for name, what in plan:
        cast.units[name] = create_unit(name, parent=root, kind=what, by=cast["system"])
    for zone, school in _schools():
        name = f"{zone}{school}"
        cast.units[name] = create_unit(name, parent=cast.units[zone], kind=kind.SCHOOL, by=cast["system"])
    _staff(cast)
    return cast


def _schools() -> Iterator[tuple[str, str]]:
    """106 schools over eight zones, thirteen or fourteen each."""
    for number in range(SCHOOLS):
        yield ZONES[number % len(ZONES)], SCHOOL_NAMES[number // len(ZONES)]


def _appoint_administrators(cast: Cast) -> None:
    """The three that must be there before anybody can act; the site appoints them while it is set up."""
    for username, title, role in (
        ("system", "系统管理员", Role.SYSTEM_ADMIN),
        ("security", "安全管理员", Role.SECURITY_ADMIN),
        ("audit", "审计管理员", Role.AUDIT_ADMIN),
    ):
        person = create_person(username, title=title, unit=cast.root, by=None)
        grant_role(person, role, over=cast.root, by=None)
        cast.persons[username] = person


def _enlist(cast: Cast, username: str, title: str, unit: str, **grants: Unit) -> Person:
    """An account with its grants, given as role=unit."""
    person = create_person(username, title=title, unit=cast.units[unit], by=cast["system"])
    for role, over in grants.items():
        grant_role(person, Role(role), over=over, by=cast["security"])
    cast.persons[username] = person
    return person


def _staff(cast: Cast) -> None:
    root, units = cast.root, cast.units
    _enlist(cast, "office", "活动办台账岗", "活动办公室", office=root)
    _enlist(cast, "leader", "教委主任", root.name, leader=root)
    for number, section in enumerate((*SECTIONS, *AFFILIATES, *ZONES), start=1):
        finance = section == "计财科"
        _enlist(
            cast, "liaison" if finance else f"liaison{number:02d}", f"{section}联络员", section, liaison=units[section]
        )
        _enlist(cast, "head" if finance else f"head{number:02d}", f"{section}负责人", section, head=units[section])
    _enlist(cast, "member", "党员教师", "第五学区中心小学", member=units["第五学区中心小学"])


def open_accounts() -> None:
    """Let everybody sign in. One hash for all: eighty slow ones would cost the start half a minute."""
    Person.objects.update(password=make_password(PASSWORD))


def liaison_of(cast: Cast, unit: str) -> Person:
    """The liaison of a unit."""
    return _by_title(cast, f"{unit}联络员")


def head_of(cast: Cast, unit: str) -> Person:
    """The head of a unit."""
    return _by_title(cast, f"{unit}负责人")


def _by_title(cast: Cast, title: str) -> Person:
    return next(person for person in cast.persons.values() if person.title == title)
