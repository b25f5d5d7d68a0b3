"""Numbered notices: numbers without gaps, receipt, reply, and slips that follow by the campaign's own rule."""

import threading
from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.audit.selectors import faults, history
from bihuan.audit.services import unit_of_work
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.common.workflow import Refused
from bihuan.ledger.models import Issue
from bihuan.supervision.models import EscalationStep, NoticeExcuse, SupervisionNotice
from bihuan.supervision.policies.gate import gate
from bihuan.supervision.services.notices import (
    Words,
    escalate_overdue,
    excuse_notice,
    issue_notice,
    notify_unit,
    receive_notice,
    reply_to_notice,
    set_escalation,
    settle_notice,
)
from tests import walk
from tests.supervision.test_guards_of_closing import take_away
from tests.world import World

pytestmark = pytest.mark.django_db
RULE = (("blue", "reminder", 1, 3), ("yellow", "criticism", 1, 2), ("red", "rectify", 2, 2))


def words(world: World, kind: str = "reminder", days: int = 5) -> Words:
    due = calendar().add_workdays(day_of(world.campaign), days)
    return Words(kind=kind, text="请于期限内报告整改进展。", reply_due=due)


def sent(world: World, kind: str = "reminder", days: int = 5) -> SupervisionNotice:
    return notify_unit(world.campaign, world.finance, words(world, kind, days), by=world.team_leader)


def rule(world: World) -> None:
    names = ("slip", "kind", "after_workdays", "reply_workdays")
    set_escalation(
        world.campaign, [EscalationStep(**dict(zip(names, row, strict=True))) for row in RULE], by=world.leader
    )


def later(world: World, workdays: int) -> None:
    """The campaign's clock moves on by working days."""
    world.campaign.as_of = calendar().add_workdays(day_of(world.campaign), workdays)
    world.campaign.save(update_fields=["as_of"])


class Torn(Exception):
    """Something fails in the middle."""


@given(st.lists(st.tuples(st.sampled_from(["reminder", "rework", "circular"]), st.booleans()), max_size=8))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_fails_leaves_no_gap_in_the_numbers(world: World, tries: list[tuple[str, bool]]) -> None:
    with transaction.atomic():
        for kind, fails in tries:
            try:
                with unit_of_work():
                    sent(world, kind)
                    if fails:
                        raise Torn
            except Torn:
                pass
        numbers = defaultdict(list)
        for kind, number in SupervisionNotice.objects.order_by("pk").values_list("kind", "number"):
            numbers[kind].append(number)
        assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
        assert sum(map(len, numbers.values())) == sum(not fails for _, fails in tries)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_leave_neither_gap_nor_double(transactional_db, world: World) -> None:
    """Each writes six, and every third of them is torn off in the middle."""
    start, wrong = threading.Barrier(8), []

    def write(place: int) -> None:
        try:
            start.wait()
            for turn in range(6):
                try:
                    with unit_of_work():
                        sent(world, "rectify")
                        if (place + turn) % 3 == 0:
                            raise Torn
                except Torn:
                    pass
        except Exception as fault:  # noqa: BLE001 - a thread's fault must reach the test
            wrong.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[place]) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    numbers = sorted(SupervisionNotice.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 33))
    assert list(faults()) == []


def test_numbers_begin_anew_with_each_kind_and_year(world: World) -> None:
    first, second, other = sent(world), sent(world), sent(world, "circular")
    assert (first.mark, second.mark, other.mark) == ("〔2026〕1号", "〔2026〕2号", "〔2026〕1号")
    world.campaign.as_of = day_of(world.campaign).replace(year=2027, month=1, day=4)
    world.campaign.save(update_fields=["as_of"])
    assert sent(world).mark == "〔2027〕1号"


def test_the_unit_signs_once_and_a_reply_is_a_receipt_too(world: World) -> None:
    notice = receive_notice(sent(world), by=world.liaison)
    assert notice.received_by == world.liaison
    with pytest.raises(Refused, match="签收"):
        receive_notice(notice, by=world.head)
    replied = reply_to_notice(sent(world), reply="已补齐。", by=world.head)
    assert replied.received_by == world.head


def test_silence_goes_from_blue_over_yellow_to_red_and_no_further(world: World) -> None:
    rule(world)
    notice = sent(world, days=2)
    assert escalate_overdue(world.campaign) == 0
    seen = []
    for _ in range(5):
        later(world, 5)
        escalate_overdue(world.campaign)
        assert escalate_overdue(world.campaign) == 0  # a second run on the same day does nothing
        newest = SupervisionNotice.objects.latest("pk")
        seen.append((newest.slip, newest.kind))
    assert seen == [("blue", "reminder"), ("yellow", "criticism"), *[("red", "rectify")] * 3]
    notice.refresh_from_db()
    assert notice.status == "escalated"
    with pytest.raises(Refused, match="整改通知书"):
        reply_to_notice(SupervisionNotice.objects.get(slip="yellow"), reply="现在才看到。", by=world.head)
    red = reply_to_notice(SupervisionNotice.objects.get(slip="red"), reply="已办结。", by=world.head)
    assert settle_notice(red, by=world.team_leader).status == "settled"


def test_a_slip_keeps_the_issue_open_and_settling_it_frees_it(world: World) -> None:
    rule(world)
    issue = walk.to_started(world)
    due = calendar().add_workdays(day_of(world.campaign), 1)
    issue_notice(issue, kind="reminder", text="请报送进展。", reply_due=due, by=world.team_leader)
    later(world, 3)
    assert escalate_overdue(world.campaign) == 1
    issue = Issue.objects.get(pk=issue.pk)
    assert not gate(issue)[2].passed
    blue = reply_to_notice(SupervisionNotice.objects.get(slip="blue"), reply="已报送。", by=world.liaison)
    settle_notice(blue, by=world.team_leader)
    assert gate(Issue.objects.get(pk=issue.pk))[2].passed
    assert "supervision.notice_escalated" in [event.kind for event in history(issue.stream)]


def test_an_exception_comes_back_by_itself(world: World) -> None:
    rule(world)
    notice = sent(world, days=1)
    excuse_notice(notice, until=day_of(world.campaign) + timedelta(days=20), reason="汛期停课", by=world.team_leader)
    later(world, 8)
    assert escalate_overdue(world.campaign) == 0
    later(world, 10)
    assert escalate_overdue(world.campaign) == 1


@pytest.mark.parametrize(("days", "who"), [(0, "team_leader"), (120, "team_leader"), (10, "head"), (10, "supervisor")])
def test_an_exception_has_an_end_and_comes_from_above(world: World, days: int, who: str) -> None:
    until = day_of(world.campaign) + timedelta(days=days)
    with pytest.raises(Refused):
        excuse_notice(sent(world), until=until, reason="忙", by=world.people[who])


def test_without_a_rule_nothing_goes_out(world: World) -> None:
    sent(world, days=1)
    later(world, 9)
    assert escalate_overdue(world.campaign) == 0


@pytest.mark.parametrize("change", [{"number": 9}, {"text": "别的话"}, {"year": 2020}, {"status": "escalated"}])
def test_the_database_keeps_number_and_words(world: World, change: dict[str, object]) -> None:
    notice = sent(world)
    with pytest.raises(DatabaseError, match="guard"), transaction.atomic():
        SupervisionNotice.objects.filter(pk=notice.pk).update(**change)


def test_each_guard_of_a_notice_stops_its_deed_and_without_it_the_deed_is_done(world: World) -> None:
    notice, alone = sent(world), sent(world, "circular")
    excuse_notice(notice, until=day_of(world.campaign) + timedelta(days=9), reason="汛期", by=world.team_leader)
    rows = SupervisionNotice.objects.filter(pk=alone.pk)
    deeds = {
        "notice_number_fixed": lambda: rows.update(number=9),
        "notice_escalates_to_another": lambda: rows.update(status="escalated"),
        "notice_never_removed": lambda: rows._raw_delete(rows.db),
        "supervisionnoticeexcuse_no_update": lambda: NoticeExcuse.objects.update(reason="别的"),
        "supervisionnoticeexcuse_no_delete": lambda: NoticeExcuse.objects.all()._raw_delete(rows.db),
    }
    for name, deed in deeds.items():
        with pytest.raises(DatabaseError, match="guard"), transaction.atomic():
            deed()
        point = transaction.savepoint()
        take_away(name)
        deed()
        transaction.savepoint_rollback(point)
