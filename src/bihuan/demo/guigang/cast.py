"""The city bureau, its sections and its five districts. Accounts begin with `gg-`: both demos may share a site."""

from django.contrib.auth.hashers import make_password

from bihuan.demo.cast import PASSWORD, Cast, SignIn
from bihuan.people.models import Person, Unit
from bihuan.people.roles import Role
from bihuan.people.services import create_person, create_unit, grant_role

SECTIONS = ("办公室", "人事科", "计财基建科", "基础教育科")
DISTRICTS = ("桂平市教育局", "平南县教育局", "港北区教育局", "港南区教育局", "覃塘区教育局")
LEADERS = ("局长", "分管人事副局长", "分管基建副局长", "分管教学副局长", "纪检组组长")
"""The five leading members: the first leads in person, the others each in his own field."""

SIGN_INS = (
    SignIn("gg-office", "巩固办台账岗", "登记、交办、建制成效"),
    SignIn("gg-leader1", "局长", "看总览、作裁定"),
    SignIn("gg-head3", "计财基建科负责人", "施行制度、申请销号"),
    SignIn("gg-team", "督查组组长", "审方案、核查"),
)


def raise_city() -> Cast:
    """Create the tree and everybody in it."""
    kind = Unit.Kind
    root = create_unit("贵港市教育局", parent=None, kind=kind.COMMISSION, by=None)
    cast = Cast(root, {root.name: root}, {})
    for name in ("巩固办", "督查室", *SECTIONS):
        cast.units[name] = create_unit(name, parent=root, kind=kind.SECTION, by=None)
    for name in DISTRICTS:
        cast.units[name] = create_unit(name, parent=root, kind=kind.ZONE, by=None)
        school = f"{name[:3]}镇中心小学"
        cast.units[school] = create_unit(school, parent=cast.units[name], kind=kind.SCHOOL, by=None)
    _staff(cast)
    Person.objects.filter(username__startswith="gg-").update(password=make_password(PASSWORD))
    return cast


def _staff(cast: Cast) -> None:
    root, units = cast.root, cast.units
    _enlist(cast, "gg-office", "巩固办台账岗", units["巩固办"], Role.OFFICE, root)
    _enlist(cast, "gg-team", "督查组组长", units["督查室"], Role.TEAM_LEADER, root)
    for number, title in enumerate(LEADERS, start=1):
        _enlist(cast, f"gg-leader{number}", title, root, Role.LEADER, root)
    for number, name in enumerate((*SECTIONS, *DISTRICTS), start=1):
        _enlist(cast, f"gg-liaison{number}", f"{name}联络员", units[name], Role.LIAISON, units[name])
        _enlist(cast, f"gg-head{number}", f"{name}负责人", units[name], Role.HEAD, units[name])


def _enlist(cast: Cast, username: str, title: str, home: Unit, role: Role, over: Unit) -> None:
    person = create_person(username, title=title, unit=home, by=None)
    grant_role(person, role, over=over, by=None)
    cast.persons[username] = person
