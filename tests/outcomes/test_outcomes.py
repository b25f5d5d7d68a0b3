"""What remains: rules with versions, figures that follow from measurements, actions that name nobody, targets open while any unit is."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.common.workflow import Refused
from bihuan.ledger.models import Measure, Target
from bihuan.outcomes.models import Indicator, Regulation, RegulationVersion, SpecialAction
from bihuan.outcomes.selectors.figures import outcome_figures
from bihuan.outcomes.selectors.indicators import change, statement, with_measurements
from bihuan.outcomes.selectors.sums import with_act, with_care, with_counts, with_targets
from bihuan.outcomes.selectors.visible import visible_actions, visible_contacts, visible_regulations
from bihuan.outcomes.services import actions, contacts, indicators, regulations
from tests import walk
from tests.world import DAY, World

REVIEW = DAY + timedelta(days=365)


def figures(world: World) -> dict[str, float]:
    return {figure.path: figure.value for figure in outcome_figures(world.campaign)}


# ---------------------------------------------------------------- regulations


def drafted(world: World, title: str = "报销办法", **more: Any) -> Regulation:
    return regulations.draft_regulation(
        world.campaign, unit=world.finance, title=title, text="第一条", by=world.liaison, **more
    )


def test_what_the_campaign_did_to_a_rule_follows_from_days_and_versions(world: World) -> None:
    before = world.campaign.starts_on - timedelta(days=400)
    made = regulations.adopt(drafted(world, "新办法"), review_on=REVIEW, by=world.head)
    kept = regulations.adopt(drafted(world, "老办法"), in_force_on=before, review_on=REVIEW, by=world.head)
    old = regulations.adopt(drafted(world, "旧办法"), in_force_on=before, review_on=REVIEW, by=world.head)
    regulations.revise(old, text="第一条 修订", note="增加公示", by=world.head)
    gone = regulations.adopt(drafted(world, "多余办法"), in_force_on=before, review_on=REVIEW, by=world.head)
    regulations.abolish(gone, reason="已有新办法", by=world.head)
    draft = drafted(world, "草案")
    acts = dict(with_act(Regulation.objects.all()).values_list("pk", "act"))
    assert acts == {made.pk: "make", kept.pk: "keep", old.pk: "revise", gone.pk: "abolish", draft.pk: ""}
    assert (figures(world)["regulations_built"], figures(world)["regulations_abolished"]) == (2, 1)


def test_a_rule_in_force_has_a_review_day_and_its_old_words_stay(world: World) -> None:
    with pytest.raises(Refused):
        regulations.adopt(drafted(world), review_on=None, by=world.head)
    rule = regulations.adopt(Regulation.objects.get(), review_on=REVIEW, by=world.head)
    with pytest.raises(Refused):
        regulations.revise(rule, note="没有正文", by=world.head)
    regulations.revise(rule, text="第二版", note="增加公示", by=world.head)
    assert list(RegulationVersion.objects.order_by("number").values_list("text", flat=True)) == ["第一条", "第二版"]
    with pytest.raises(Refused):
        drafted(world)


def test_a_liaison_drafts_but_does_not_put_in_force_and_members_read_what_was_announced(world: World) -> None:
    rule = drafted(world)
    with pytest.raises(Refused):
        regulations.adopt(rule, review_on=REVIEW, by=world.liaison)
    rule = regulations.adopt(rule, review_on=REVIEW, by=world.head)
    assert not visible_regulations(world.member, world.campaign).exists()
    regulations.announce(rule, by=world.liaison)
    assert list(visible_regulations(world.member, world.campaign)) == [rule]
    assert not visible_regulations(world.stranger, world.campaign).exists()
    assert not visible_regulations(world.audit_admin, world.campaign).exists()
    assert figures(world)["regulations_named"] == 1


def test_a_rule_is_linked_to_an_issue_of_its_campaign(world: World) -> None:
    rule, issue = drafted(world), walk.to_assigned(world)
    regulations.link_issue(rule, issue, by=world.liaison)
    regulations.link_issue(rule, issue, by=world.liaison)
    assert list(rule.issues.values_list("issue", flat=True)) == [issue.pk]


# ---------------------------------------------------------------- indicators


def indicator(world: World, **more: Any) -> Indicator:
    said = {"code": "meetings", "name": "会议", "measured_in": "次", "source": "会议登记", **more}
    return indicators.define_indicator(world.campaign, unit=world.finance, by=world.liaison, **said)


def value(world: World, one: Indicator, year: int, amount: str, *, baseline: bool = False, **more: Any) -> None:
    said: dict[str, Any] = {"unit": None, "note": "", **more}
    indicators.measure(
        one,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 1, 31),
        value=Decimal(amount),
        baseline=baseline,
        by=world.liaison,
        **said,
    )


def said(one: Indicator) -> Any:
    return statement(with_measurements(Indicator.objects.filter(pk=one.pk)).get())


def test_the_change_follows_from_baseline_and_now_and_from_nothing_else(world: World) -> None:
    one = indicator(world)
    assert said(one).figure is None
    value(world, one, 2025, "43", baseline=True)
    value(world, one, 2026, "20", unit=world.finance)
    value(world, one, 2026, "15", unit=world.aid_centre)
    assert (said(one).figure, said(one).is_better) == (Decimal("-18.6"), True)
    assert figures(world)["meetings"] == -18.6
    value(world, one, 2026, "50", unit=world.aid_centre)
    assert (said(one).figure, said(one).is_better) == (Decimal("62.8"), False)


def test_a_sum_adds_up_and_a_measurement_is_of_the_past(world: World) -> None:
    one = indicator(world, shown_as="total", direction="none")
    for note, amount in (("综合考核", "6"), ("专项考核", "7")):
        value(world, one, 2026, amount, note=note)
    assert (said(one).figure, said(one).is_better) == (13, None)
    for year, amount in ((2027, "1"), (2026, "-1")):
        with pytest.raises(Refused):
            value(world, one, year, amount)
    with pytest.raises(Refused):
        indicator(world)


@settings(max_examples=40)
@given(
    before=st.decimals(min_value=1, max_value=10**6, places=2),
    after=st.decimals(min_value=0, max_value=10**6, places=2),
)
def test_a_change_in_percent_leads_back_to_the_value(before: Decimal, after: Decimal) -> None:
    percent = change(before, after)
    assert percent is not None
    assert abs(before * (100 + percent) / 100 - after) <= before * Decimal("0.0005") + Decimal("0.01")
    assert change(Decimal(0), after) is None


# ---------------------------------------------------------------- special actions


def action(world: World) -> SpecialAction:
    return actions.plan_action(
        world.campaign,
        unit=world.finance,
        title="清理",
        basis="",
        goal="",
        starts_on=DAY,
        ends_on=None,
        by=world.liaison,
    )


def inspected(world: World, one: SpecialAction, **more: Any) -> Any:
    seen = {"unit": world.school, "on": DAY, "announced": False, "inspectors": 2, "findings": "", **more}
    return actions.inspect(one, by=world.liaison, **seen)


def test_an_action_knows_what_it_is_about_before_it_begins_and_counts_people_without_names(world: World) -> None:
    one = action(world)
    with pytest.raises(Refused):
        actions.begin(one, by=world.liaison)
    actions.add_aspect(one, title="补课", by=world.liaison)
    with pytest.raises(Refused):
        inspected(world, one)
    one = actions.begin(one, by=world.liaison)
    inspected(world, one)
    inspected(world, one, unit=world.aid_centre, announced=True)
    with pytest.raises(Refused):
        inspected(world, one)
    case = actions.find_case(one, title="违规补课", found_on=DAY, by=world.liaison)
    with pytest.raises(Refused):
        actions.conclude(one, summary="完成", by=world.liaison)
    actions.handle_case(case, persons=4, handling="通报批评", by=world.liaison)
    counted = with_counts(SpecialAction.objects.all()).get()
    assert (counted.inspected, counted.unannounced, counted.found, counted.persons) == (2, 1, 1, 4)
    one = actions.conclude(one, summary="完成", by=world.liaison)
    with pytest.raises(Refused):
        actions.add_aspect(one, title="收费", by=world.liaison)
    assert figures(world)["rectify.special_action.persons_handled"] == 4


def test_people_are_counted_only_with_how_they_were_dealt_with(world: World) -> None:
    one = action(world)
    with transaction.atomic(), pytest.raises(IntegrityError), transaction.atomic():
        one.cases.create(title="违规", found_on=DAY, persons=3)
    assert not visible_actions(world.clerk, world.campaign).exists()
    assert visible_actions(world.head, world.campaign).exists()


# ---------------------------------------------------------------- contact points, targets


def test_care_is_seen_from_both_sides_and_adds_up(world: World) -> None:
    point = contacts.link(
        world.campaign, unit=world.finance, form="pairing", place=world.school, since=DAY, by=world.liaison
    )
    with pytest.raises(Refused):
        contacts.link(
            world.campaign, unit=world.finance, form="pairing", place=world.finance, since=DAY, by=world.liaison
        )
    contacts.visit(point, on=DAY, people=3, raised="课桌旧了", by=world.liaison)
    for amount in ("300.50", "200"):
        contacts.give_help(
            point, kind="money", what="修缮", on=DAY, quantity=Decimal(amount), measured_in="元", by=world.liaison
        )
    (row,) = with_care(visible_contacts(world.member, world.campaign))
    assert (row.went, row.helped, row.yuan) == (1, 2, Decimal("500.50"))
    contacts.end_contact(point, until=DAY, by=world.liaison)
    with pytest.raises(Refused):
        contacts.visit(point, on=DAY + timedelta(days=1), people=1, raised="再去", by=world.liaison)


def test_a_target_is_open_while_any_unit_is_open(world: World) -> None:
    issue = walk.to_started(world)
    measure = issue.measures.get()
    Target.objects.filter(measure=measure).delete()
    for unit, done in ((world.finance, 52), (world.aid_centre, 0), (world.fifth_zone, 0)):
        Target.objects.create(issue=issue, measure=measure, unit=unit, goal=52, done=done, measured_in="元/人·月")
    (row,) = with_targets(Measure.objects.filter(pk=measure.pk))
    assert (row.goal, row.reached, row.places, row.open_in) == (156, 52, 3, 2)
    assert figures(world)["left_open.subsidy_cny_per_person_month"] == 52
    assert figures(world)["left_open.districts_open"] == 2
    Target.objects.update(done=52)
    assert figures(world)["left_open.subsidy_cny_per_person_month"] == 0
