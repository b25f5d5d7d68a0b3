"""The cast: one small district, one person per role, one campaign. Every database test plays with these.

People are called by what they are. `stranger` belongs to another district and must never see anything.
"""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest
from django.db.models import Model

from bihuan.campaigns.models import (
    Campaign,
    Channel,
    ClosurePolicy,
    LightRule,
    LookBackRule,
    Phase,
    RequiredSignature,
    Term,
)
from bihuan.people.models import Grant, Person, Post, Unit
from bihuan.people.roles import Role

PASSWORD = "correct-horse-battery"
DAY = date(2026, 3, 2)
"""A Monday; the campaign stands still on it, so that working days in tests are dated facts."""


def plant(name: str, *, under: Unit | None = None, kind: str = Unit.Kind.OTHER) -> Unit:
    """A unit with its path and ancestor columns in place."""
    unit = Unit.objects.create(name=name, parent=under, kind=kind, level=under.level + 1 if under else 1)
    unit.path = f"{under.path if under else '/'}{unit.pk}/"
    for level, ancestor in enumerate(unit.ancestors, start=1):
        setattr(unit, f"u{level}", ancestor)
    unit.save()
    return unit


def enlist(title: str, unit: Unit, *roles: Role, over: Unit | None = None) -> Person:
    """A person who can sign in with PASSWORD, holding the roles over a unit (his own unless told)."""
    person = Person.objects.create_person(f"p{Person.objects.count():03d}", password=PASSWORD, title=title, unit=unit)
    for role in roles:
        Grant.objects.create(person=person, role=role, unit=over or unit, since=date(2026, 1, 1))
    return person


@dataclass
class World:
    """Units, people and the campaign, by name."""

    district: Unit
    office_unit: Unit
    finance: Unit
    aid_centre: Unit
    inspectorate: Unit
    third_zone: Unit
    fifth_zone: Unit
    school: Unit
    elsewhere: Unit
    office: Person
    liaison: Person
    head: Person
    clerk: Person
    aid_liaison: Person
    zone_liaison: Person
    deputy: Person
    supervisor: Person
    second_supervisor: Person
    team_leader: Person
    other_supervisor: Person
    inside_supervisor: Person
    leader: Person
    member: Person
    system_admin: Person
    security_admin: Person
    audit_admin: Person
    stranger: Person
    campaign: Campaign
    policy: ClosurePolicy
    mailbox: Channel
    symposium: Channel
    category: Term
    refusal: Term

    @property
    def people(self) -> dict[str, Person]:
        """The cast by name."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Person)}


def _campaign(root: Unit, office: Unit) -> Campaign:
    campaign = Campaign.objects.create(
        code="spring",
        name="春季整改活动",
        template="generic",
        root=root,
        office=office,
        year=DAY.year,
        starts_on=date(2026, 1, 5),
        ends_on=date(2026, 9, 30),
        as_of=DAY,
    )
    Phase.objects.create(
        campaign=campaign, position=1, name="听取意见", starts_on=date(2026, 1, 5), ends_on=date(2026, 2, 13)
    )
    Phase.objects.create(
        campaign=campaign, position=2, name="整改落实", starts_on=date(2026, 2, 16), ends_on=date(2026, 9, 30)
    )
    colours = LightRule.Colour
    for position, (colour, basis, least, most) in enumerate(
        (
            (colours.RED, LightRule.Basis.OVERDUE_DAYS, 1, None),
            (colours.YELLOW, LightRule.Basis.LEFT_WORKDAYS, 0, 5),
            (colours.GREEN, LightRule.Basis.OTHERWISE, None, None),
        ),
        start=1,
    ):
        LightRule.objects.create(
            campaign=campaign, position=position, colour=colour, basis=basis, at_least=least, at_most=most
        )
    return campaign


def _term(campaign: Campaign, taxonomy: str, code: str, name: str) -> Term:
    return Term.objects.create(campaign=campaign, taxonomy=taxonomy, code=code, name=name)


def build() -> World:
    """Everything, from nothing."""
    district = plant("区教委", kind=Unit.Kind.COMMISSION)
    office_unit = plant("活动办公室", under=district, kind=Unit.Kind.SECTION)
    finance = plant("计财科", under=district, kind=Unit.Kind.SECTION)
    aid_centre = plant("学生资助中心", under=district, kind=Unit.Kind.AFFILIATE)
    inspectorate = plant("督导室", under=district, kind=Unit.Kind.SECTION)
    third_zone = plant("第三学区", under=district, kind=Unit.Kind.ZONE)
    fifth_zone = plant("第五学区", under=district, kind=Unit.Kind.ZONE)
    school = plant("中心小学", under=fifth_zone, kind=Unit.Kind.SCHOOL)
    elsewhere = plant("外区教委", kind=Unit.Kind.COMMISSION)
    campaign = _campaign(district, office_unit)
    policy = ClosurePolicy.objects.create(campaign=campaign)
    RequiredSignature.objects.create(policy=policy, role=Role.HEAD)
    LookBackRule.objects.create(policy=policy, after_workdays=20)
    taxonomy = Term.Taxonomy
    supervisor_role = Role.SUPERVISOR
    team_leader = enlist("督导一组组长", inspectorate, Role.TEAM_LEADER, over=district)
    Post.objects.create(unit=inspectorate, title="督导室主任", holder=team_leader)
    return World(
        district=district,
        office_unit=office_unit,
        finance=finance,
        aid_centre=aid_centre,
        inspectorate=inspectorate,
        third_zone=third_zone,
        fifth_zone=fifth_zone,
        school=school,
        elsewhere=elsewhere,
        office=enlist("活动办台账岗", office_unit, Role.OFFICE, over=district),
        liaison=enlist("计财科联络员", finance, Role.LIAISON),
        head=enlist("计财科负责人", finance, Role.HEAD),
        clerk=enlist("计财科经办人", finance),
        aid_liaison=enlist("学生资助中心联络员", aid_centre, Role.LIAISON),
        zone_liaison=enlist("第五学区联络员", fifth_zone, Role.LIAISON),
        deputy=enlist("督导一组副组长", inspectorate, supervisor_role, over=district),
        supervisor=enlist("督导一组成员甲", inspectorate, supervisor_role, over=district),
        second_supervisor=enlist("督导一组成员乙", inspectorate, supervisor_role, over=district),
        team_leader=team_leader,
        other_supervisor=enlist("督导二组成员", inspectorate, supervisor_role, over=fifth_zone),
        inside_supervisor=enlist("督导一组成员（计财科）", finance, supervisor_role, over=district),
        leader=enlist("分管领导", district, Role.LEADER),
        member=enlist("党员教师", school, Role.MEMBER),
        system_admin=enlist("系统管理员", district, Role.SYSTEM_ADMIN),
        security_admin=enlist("安全管理员", district, Role.SECURITY_ADMIN),
        audit_admin=enlist("审计管理员", district, Role.AUDIT_ADMIN),
        stranger=enlist("外区督导员", elsewhere, Role.OFFICE, Role.TEAM_LEADER),
        campaign=campaign,
        policy=policy,
        mailbox=Channel.objects.create(
            campaign=campaign, way=Channel.Way.BACK_TO_BACK, code="mailbox", name="主任信箱", public=True
        ),
        symposium=Channel.objects.create(campaign=campaign, way=Channel.Way.INVITE_IN, code="symposium", name="座谈会"),
        category=_term(campaign, taxonomy.CATEGORY, "interests", "群众反映强烈的利益问题"),
        refusal=_term(campaign, taxonomy.REFUSAL, "out-of-scope", "不属于本次活动范围"),
    )


TABLES: tuple[type[Model], ...] = (
    *(Unit, Person, Grant, Post, Campaign, Phase, LightRule, ClosurePolicy, RequiredSignature, LookBackRule),
    *(Channel, Term),
)
"""Where `build` writes, each after those that it points to."""


@cache
def _made() -> tuple[World, list[list[Model]]]:
    """The cast as it is built once, and its rows."""
    built = build()
    return built, [list(table._default_manager.order_by("pk")) for table in TABLES]


@pytest.fixture
def world(db: None) -> World:
    """A fresh cast in an empty database: built once, then put back row by row, which is ten times quicker."""
    if not _made.cache_info().currsize:
        return deepcopy(_made()[0])
    built, tables = _made()
    for rows in tables:
        type(rows[0])._default_manager.bulk_create(rows)
    return deepcopy(built)
