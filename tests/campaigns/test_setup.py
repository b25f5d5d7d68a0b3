"""Changing a campaign within its bounds: who may, what stays, and that every change is a fact."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from bihuan.audit.models import Event
from bihuan.campaigns.bounds import POLICY
from bihuan.campaigns.drafts import LightDraft, PolicyDraft
from bihuan.campaigns.models import CalendarDay, Campaign, Channel, ClosurePolicy, LightRule, Term
from bihuan.campaigns.notices import days_of
from bihuan.campaigns.selectors import calendar, policy_of, terms
from bihuan.campaigns.services import (
    add_channel,
    add_term,
    change_closure_policy,
    change_light_rules,
    change_phase,
    enter_day,
    enter_notice,
    rename,
    restore,
    retire,
    withdraw_day,
)
from bihuan.common.workflow import Refused
from bihuan.people.roles import Role
from bihuan.timetable.workdays import LAST_PUBLISHED
from tests.world import enlist

pytestmark = pytest.mark.django_db


def last_fact() -> Event:
    return Event.objects.latest("pk")


# ---------------------------------------------------------------- phases


def test_a_phase_gets_other_days_and_the_campaign_ends_with_its_last(world):
    phase = world.campaign.phases.get(position=2)
    change_phase(phase, name="整改", starts_on=date(2026, 2, 16), ends_on=date(2026, 12, 31), by=world.office)
    assert Campaign.objects.get(pk=world.campaign.pk).ends_on == date(2026, 12, 31)
    assert last_fact().kind == "campaigns.phase_changed"
    count = Event.objects.count()
    phase.refresh_from_db()
    change_phase(phase, name="整改", starts_on=date(2026, 2, 16), ends_on=date(2026, 12, 31), by=world.office)
    assert Event.objects.count() == count


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 3, 2), date(2026, 3, 1)),
        (date(2025, 12, 1), date(2026, 3, 1)),
        (date(2026, 1, 4), date(2026, 3, 1)),
    ],
)
def test_phases_keep_their_order_and_lie_in_the_campaign(world, starts_on, ends_on):
    with pytest.raises(Refused):
        change_phase(
            world.campaign.phases.get(position=2), name="整改", starts_on=starts_on, ends_on=ends_on, by=world.office
        )


def test_the_first_phase_does_not_pass_the_second(world):
    first = world.campaign.phases.get(position=1)
    with pytest.raises(Refused, match="整改落实"):
        change_phase(first, name="听取", starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 9), by=world.office)


# ---------------------------------------------------------------- words


def test_words_are_added_renamed_retired_and_restored(world):
    term = add_term(world.campaign, Term.Taxonomy.CATEGORY, code="safety", name="安全", by=world.office)
    assert list(terms(world.campaign, "category")) == [world.category, term]
    rename(term, name="校园安全", by=world.office)
    retire(term, by=world.office)
    assert list(terms(world.campaign, "category")) == [world.category]
    restore(Term.objects.get(pk=term.pk), by=world.office)
    kinds = Event.objects.filter(stream=f"campaign:{world.campaign.pk}").order_by("seq").values_list("kind", flat=True)
    assert [kind.split("_")[-1] for kind in kinds] == ["added", "renamed", "retired", "restored"]
    assert Term.objects.get(pk=term.pk).code == "safety"


def test_code_and_name_stand_once_even_out_of_use(world):
    add_term(world.campaign, Term.Taxonomy.CATEGORY, code="b", name="乙", by=world.office)
    retire(world.category, by=world.office)
    with pytest.raises(Refused) as refusal:
        add_term(
            world.campaign, Term.Taxonomy.CATEGORY, code=world.category.code, name=world.category.name, by=world.office
        )
    assert len(refusal.value.reasons) == 2
    with pytest.raises(Refused):
        rename(world.category, name="乙", by=world.office)


def test_the_last_word_in_use_stays(world):
    with pytest.raises(Refused):
        retire(world.category, by=world.office)


def test_channels_behave_like_words(world):
    channel = add_channel(world.campaign, Channel.Way.GO_OUT, code="visit", name="走访", public=False, by=world.office)
    rename(channel, name="入户走访", by=world.office)
    retire(channel, by=world.office)
    assert not Channel.objects.get(pk=channel.pk).active
    with pytest.raises(Refused):
        add_channel(world.campaign, Channel.Way.INVITE_IN, code="visit", name="别的", by=world.office)


def test_words_and_phases_are_the_offices(world):
    for person in set(world.people.values()) - {world.office}:
        with pytest.raises(Refused):
            add_term(world.campaign, Term.Taxonomy.CATEGORY, code="x", name="某", by=person)
        with pytest.raises(Refused):
            retire(world.mailbox, by=person)


# ---------------------------------------------------------------- rules of judging


def draft_of(policy: ClosurePolicy) -> PolicyDraft:
    return PolicyDraft(
        **{name: getattr(policy, name) for name in POLICY},
        panel=ClosurePolicy.Panel(policy.panel),
        notice_required=policy.notice_required,
        signatures=tuple(Role(row.role) for row in policy.signatures.all()),
        look_backs=tuple(row.after_workdays for row in policy.look_backs.all()),
    )


def test_the_supervising_tier_changes_the_closure_policy(world):
    draft = replace(draft_of(world.policy), min_satisfied_percent=90, signatures=(Role.LEADER,), look_backs=(30, 90))
    for person in (world.team_leader, world.leader):
        change_closure_policy(world.campaign, draft, by=person)
    policy = policy_of(world.campaign)
    assert policy.min_satisfied_percent == 90
    assert [row.role for row in policy.signatures.all()] == [Role.LEADER]
    assert {row.after_workdays for row in policy.look_backs.all()} == {30, 90}
    facts = Event.objects.filter(kind="campaigns.closure_policy_changed")
    assert facts.count() == 1
    assert any("80 → 90" in change for change in facts.get().data["changes"])


def test_nobody_else_does_least_of_all_a_judged_unit(world):
    draft = replace(draft_of(world.policy), min_satisfied_percent=50)
    for person in set(world.people.values()) - {world.team_leader, world.leader}:
        with pytest.raises(Refused):
            change_closure_policy(world.campaign, draft, by=person)
        with pytest.raises(Refused):
            change_light_rules(world.campaign, [], by=person)
    both = enlist("兼任计财科负责人的组长", world.finance, Role.TEAM_LEADER, over=world.district)
    change_closure_policy(world.campaign, draft_of(world.policy), by=both)
    head = enlist("计财科负责人兼组长", world.finance, Role.TEAM_LEADER, Role.HEAD, over=world.district)
    with pytest.raises(Refused, match="区教委"):
        change_closure_policy(world.campaign, draft, by=head)


@pytest.mark.parametrize(
    "change",
    [{name: bound.least - 1} for name, bound in POLICY.items()]
    + [{name: bound.most + 1} for name, bound in POLICY.items()]
    + [{"look_backs": (0,)}, {"look_backs": (60, 60)}, {"signatures": (Role.SYSTEM_ADMIN,)}],
)
def test_no_value_leaves_its_bounds(world, change):
    with pytest.raises(Refused):
        change_closure_policy(world.campaign, replace(draft_of(world.policy), **change), by=world.team_leader)


RED = LightDraft(LightRule.Colour.RED, LightRule.Basis.OVERDUE_DAYS, 1, None, "督办")
REST = LightDraft(LightRule.Colour.GREEN, LightRule.Basis.OTHERWISE, None, None, "")


def test_light_rules_are_replaced_in_order(world):
    blue = LightDraft(LightRule.Colour.BLUE, LightRule.Basis.LEFT_DAYS, None, 20, "")
    change_light_rules(world.campaign, [RED, blue, REST], by=world.team_leader)
    rules = world.campaign.light_rules.order_by("position")
    assert [rule.colour for rule in rules] == ["red", "blue", "green"]
    assert last_fact().kind == "campaigns.light_rules_changed"
    count = Event.objects.count()
    change_light_rules(world.campaign, [RED, blue, REST], by=world.leader)
    assert Event.objects.count() == count


@pytest.mark.parametrize(
    "rules",
    [
        [],
        [RED],
        [REST, RED],
        [replace(RED, at_least=None), REST],
        [replace(RED, at_least=5, at_most=2), REST],
        [RED, replace(REST, at_least=1)],
    ],
)
def test_a_list_without_end_or_with_dead_rules_is_refused(world, rules):
    with pytest.raises(Refused):
        change_light_rules(world.campaign, rules, by=world.team_leader)
    assert world.campaign.light_rules.count() == 3


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE campaigns_closurepolicy SET min_satisfied_percent = 49", "at least half"),
        ("UPDATE campaigns_closurepolicy SET min_satisfied_percent = 101", ""),
        ("UPDATE campaigns_closurepolicy SET min_answers = 0", ""),
        ("UPDATE campaigns_closurepolicy SET campaign_id = campaign_id + 1", "stays with its campaign"),
        ("DELETE FROM campaigns_closurepolicy", "keeps its closure policy"),
    ],
)
def test_raw_sql_does_not_lower_the_bar(world, sql, said):
    with pytest.raises(DatabaseError) as failure, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert said in str(failure.value)


# ---------------------------------------------------------------- working days


def test_a_day_is_entered_replaced_and_withdrawn(world):
    monday = date(2026, 3, 9)
    enter_day(monday, working=False, note="校庆", by=world.system_admin)
    assert not calendar().is_workday(monday)
    enter_day(monday, working=True, note="", by=world.system_admin)
    assert calendar().is_workday(monday)
    withdraw_day(CalendarDay.objects.get(day=monday), by=world.system_admin)
    assert not CalendarDay.objects.exists()


def test_a_years_notice_makes_the_year_known(world):
    year = LAST_PUBLISHED + 1
    assert not calendar().knows(year)
    enter_day(date(year, 5, 4), working=False, note="", by=world.system_admin)
    assert not calendar().knows(year)
    off, make_up = days_of("1月1日（周五）至3日（周日）", year=year), days_of("1月10日（周日）", year=year)
    assert enter_notice(year, off=off, make_up=make_up, by=world.system_admin) == 4
    assert calendar().knows(year)
    assert calendar().is_workday(date(year, 1, 10))
    assert not calendar().is_workday(date(year, 1, 1))


def test_half_a_notice_and_contradictions_are_refused(world):
    year = LAST_PUBLISHED + 1
    for off, make_up in (([date(year, 5, 1)], []), ([date(year, 1, 1)], [date(year, 1, 1)])):
        with pytest.raises(Refused):
            enter_notice(year, off=off, make_up=make_up, by=world.system_admin)
    assert not CalendarDay.objects.exists()


def test_working_days_are_the_system_administrators(world):
    for person in set(world.people.values()) - {world.system_admin}:
        with pytest.raises(Refused):
            enter_day(date(2026, 3, 9), working=False, note="", by=person)


def test_the_lines_of_a_notice_are_read_as_printed():
    lines = "元旦：1月1日（周四）至3日（周六）放假\n\n春节：2月28日至3月2日\n国庆 10月1日—2日、10月5日"
    days = days_of(lines, year=2026)
    assert [(day.month, day.day) for day in days] == [
        (1, 1), (1, 2), (1, 3), (2, 28), (3, 1), (3, 2), (10, 1), (10, 2), (10, 5),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["休息", "2月30日", "3月5日至1日", "1月1日至12月31日"])
def test_a_line_that_names_no_days_is_said_with_its_number(line):
    with pytest.raises(Refused, match="2"):
        days_of(f"1月1日\n{line}", year=2026)
