"""The ledger as a list: who sees what, what the address can ask, and what it costs."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.common.clock import now
from bihuan.ledger.models import Issue, OutsideNumber, SavedView
from bihuan.ledger.policies import only_office
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.services.assigning import assign, refuse
from bihuan.ledger.services.registering import IssueDetails, edit_wording, register
from bihuan.ui.keyset import Cursor, Sort, cursor_of, cut
from tests import walk

COSTS = 12
"""Queries of the list itself; the frame around it has a budget of its own."""


def some(world, title, *, lead=None, supporting=(), deadline="2026年4月底前"):
    details = IssueDetails(title=title, category=world.category, deadline_text=deadline)
    issue = register(world.campaign, text=f"{title}，请尽快解决", details=details, by=world.office)
    return assign(issue, lead=lead, supporting=supporting, by=world.office) if lead else issue


def titles(answer):
    return [row.title for row in answer.context["page"].rows]


@pytest.fixture
def ledger(world):
    return {
        "finance": some(world, "补助发放不及时", lead=world.finance, supporting=[world.fifth_zone]),
        "zone": some(world, "校车停靠点偏远", lead=world.fifth_zone),
        "school": some(world, "食堂价格不公开", lead=world.school, deadline="2026年2月底前"),
        "nobody": some(world, "还没有交办的问题"),
    }


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("office", {"finance", "zone", "school", "nobody"}),
        ("leader", {"finance", "zone", "school", "nobody"}),
        ("liaison", {"finance"}),
        ("zone_liaison", {"finance", "zone", "school"}),
        ("other_supervisor", {"zone", "school"}),
        ("supervisor", {"finance", "zone", "school", "nobody"}),
    ],
)
def test_everyone_sees_his_part_of_the_tree(world, ledger, as_person, person, sees):
    answer = as_person(getattr(world, person)).get("ledger:issues")
    assert set(titles(answer)) == {ledger[name].title for name in sees}


def test_strangers_members_and_administrators_have_no_ledger(world, ledger, as_person):
    for person in (world.stranger, world.system_admin, world.audit_admin, world.member):
        assert as_person(person).get("ledger:issues").status_code == 404


def test_narrow_and_campaign_wide_scope_agree(world, ledger):
    for person in world.people.values():
        with_campaign = set(visible_issues(person, world.campaign).values_list("pk", flat=True))
        everywhere = set(visible_issues(person).values_list("pk", flat=True))
        assert with_campaign == everywhere, person


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?status=registered", ["nobody"]),
        ("?q=食堂", ["school"]),
        ("?q=0002", ["zone"]),
        ("?overdue=1", ["school"]),
        ("?due_from=2026-03-01&due_to=2026-12-31&sort=number", ["finance", "zone", "nobody"]),
        ("?unheard=1&status=registered", ["nobody"]),
        ("?sort=-number&status=assigned", ["school", "zone", "finance"]),
        ("?again=1", []),
    ],
)
def test_the_address_holds_every_condition(world, ledger, as_person, query, found):
    answer = as_person(world.office).get("ledger:issues", query=query)
    assert titles(answer) == [ledger[name].title for name in found]


def test_a_part_of_the_tree_is_one_condition(world, ledger, as_person):
    query = f"?lead={world.fifth_zone.level}-{world.fifth_zone.pk}&sort=number"
    answer = as_person(world.office).get("ledger:issues", query=query)
    assert titles(answer) == [ledger["zone"].title, ledger["school"].title]


def test_a_number_of_another_ledger_is_found(world, ledger, as_person):
    level = world.campaign.terms.create(taxonomy="outside_level", code="city", name="市")
    OutsideNumber.objects.create(issue=ledger["zone"], level=level, number="7203")
    assert titles(as_person(world.office).get("ledger:issues", query="?q=7203")) == [ledger["zone"].title]
    page = as_person(world.office).get("ledger:issues").content.decode()
    assert "市 7203" in page


def test_common_words_are_found_like_rare_ones(world, ledger, as_person, monkeypatch):
    monkeypatch.setattr("bihuan.ledger.search.RARE", 0)
    assert titles(as_person(world.office).get("ledger:issues", query="?q=食堂")) == [ledger["school"].title]


@pytest.mark.parametrize("rows", [10, 20])
def test_the_list_costs_the_same_however_many_rows(world, as_person, rows):
    for number in range(rows):
        some(world, f"问题{number}", lead=world.finance, supporting=[world.aid_centre])
    for person in (world.office, world.liaison):
        browser = as_person(person)
        browser.get("ledger:issues")
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get("ledger:issues", **{"HX-Target": "list-issues"})
        assert len(titles(answer)) == rows
        assert len(asked) <= COSTS


def test_views_are_saved_shared_by_the_office_only_and_forgotten(world, ledger, as_person):
    office, liaison = as_person(world.office), as_person(world.liaison)
    assert office.post("ledger:view-save", name="逾期的", query="overdue=1", shared="on").status_code == 302
    assert "逾期的" in liaison.get("ledger:issues").content.decode()
    refused = liaison.post("ledger:view-save", name="大家的", query="open=1", shared="on")
    assert refused.status_code == 422
    assert next(only_office(world.campaign, by=world.liaison)) in unescape(refused.content.decode())
    view = SavedView.objects.get()
    assert liaison.post("ledger:view-remove", view.pk).status_code == 404
    office.post("ledger:view-remove", view.pk)
    assert not SavedView.objects.exists()


def test_the_lead_unit_of_several_changes_and_what_stayed_says_why(world, as_person):
    free, bound = some(world, "可以改的", lead=world.finance), walk.to_started(world)
    office = as_person(world.office)
    asked = office.post("ledger:bulk-lead", pk=[free.pk, bound.pk])
    assert asked.status_code == 200
    free.refresh_from_db()
    assert free.lead_unit == world.finance
    done = office.post("ledger:bulk-lead", pk=[free.pk, bound.pk], lead="第五学区").content.decode()
    free.refresh_from_db()
    bound.refresh_from_db()
    assert (free.lead_unit, bound.lead_unit) == (world.fifth_zone, world.finance)
    assert bound.label in done
    assert "整改中" in done


def test_units_are_suggested_inside_the_campaign(world, as_person):
    found = as_person(world.office).get("ledger:units", query="?lead=学区").content.decode()
    assert "区教委 / 第五学区" in found
    assert "外区" not in as_person(world.office).get("ledger:units", query="?lead=外区").content.decode()


def test_the_preview_is_a_fragment(world, ledger, as_person):
    page = as_person(world.office).get("ledger:preview", ledger["zone"].pk).content.decode()
    assert ledger["zone"].original_text in page
    assert "<html" not in page


def test_a_past_deadline_is_older_than_the_campaigns_day(world, ledger):
    assert ledger["school"].due == date(2026, 2, 28)


def test_what_is_open_comes_first_then_what_moved_last(world, ledger, as_person):
    refuse(ledger["nobody"], reason=world.refusal, reply="不在本次活动范围", by=world.leader)
    edit_wording(ledger["school"], title="食堂卫生差", reason="说清楚", by=world.office)
    first, *_others, last = titles(as_person(world.office).get("ledger:issues"))
    assert (first, last) == ("食堂卫生差", ledger["nobody"].title)


def test_pages_of_a_divided_list_show_every_row_once(world):
    for number in range(7):
        made = some(world, f"问题{number}")
        if number % 3 == 0:
            refuse(made, reason=world.refusal, reply="不在本次活动范围", by=world.leader)
    Issue.objects.update(moved_at=now())  # equal values, which only the primary key tells apart
    order, issues = Sort("moved", "", "moved_at", lead="is_open"), Issue.objects.all()
    whole = list(issues.order_by("-is_open", "-moved_at", "-pk"))
    shown, part = [], cut(issues, order, descending=True, size=2)
    while True:
        shown += part.rows
        if not part.has_older:
            break
        part = cut(issues, order, descending=True, size=2, cursor=Cursor(cursor_of(part.rows[-1], order)))
    assert shown == whole
    back = cut(issues, order, descending=True, size=2, cursor=Cursor(cursor_of(whole[5], order), backward=True))
    assert list(back.rows) == whole[3:5]
    nonsense = Cursor("gestern~5")
    assert list(cut(issues, order, descending=True, size=2, cursor=nonsense).rows) == whole[:2]
