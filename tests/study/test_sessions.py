"""Who was in the room: by a code that soon is worth nothing, or by the list; and what counts as held."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from bihuan.common.clock import now, standing_at
from bihuan.common.workflow import Refused
from bihuan.study.codes import code_of, holds_ticket, is_current, ticket_for
from bihuan.study.selectors.coverage import LACKS, with_deeds
from bihuan.study.selectors.sessions import expected, tally
from bihuan.study.services import sessions
from bihuan.study.services.sessions import note_attendance, sign_in
from tests.study.school import in_force, session
from tests.world import DAY, World

MOMENT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def test_a_code_changes_every_half_minute_and_is_taken_for_two() -> None:
    with standing_at(MOMENT):
        code = code_of(7)
    for seconds, good in ((0, True), (100, True), (121, False), (-31, False)):
        with standing_at(MOMENT + timedelta(seconds=seconds)):
            assert is_current(7, code) is good
            assert not is_current(8, code)
    with standing_at(MOMENT + timedelta(seconds=31)):
        assert code_of(7) != code


def test_a_ticket_is_of_one_person_and_one_session() -> None:
    ticket = ticket_for(7, 1)
    assert holds_ticket(7, 1, ticket)
    assert not holds_ticket(7, 2, ticket)
    assert not holds_ticket(8, 1, ticket)
    assert not holds_ticket(7, 1, ticket + "x")


def test_signing_in_needs_the_open_session_and_the_code_and_counts_once(world: World) -> None:
    plan = in_force(world)
    meeting = session(world, plan, audience="everyone")
    with pytest.raises(Refused):
        sign_in(meeting, code=code_of(meeting.pk), by=world.clerk)
    meeting = sessions.open_sign_in(meeting, by=world.liaison)
    with pytest.raises(Refused):
        sign_in(meeting, code="ABCDEFGH", by=world.clerk)
    sign_in(meeting, code=code_of(meeting.pk).lower(), by=world.clerk)
    sign_in(meeting, ticket=ticket_for(meeting.pk, world.clerk.pk), by=world.clerk)
    sign_in(meeting, code=code_of(meeting.pk), by=world.leader)
    assert tally(meeting) == {"expected": 3, "present": 1, "excused": 0, "made_up": 0, "missing": 2, "others": 1}


def test_the_leading_group_is_expected_where_the_others_are_not(world: World) -> None:
    meeting = session(world, audience="committee")
    assert {row.person for row in expected(meeting)} == {world.head, world.liaison}


def test_the_last_word_of_the_list_counts(world: World) -> None:
    meeting = session(world)
    note_attendance(meeting, [world.head, world.clerk], status="excused", by=world.liaison)
    note_attendance(meeting, [world.clerk], status="made_up", by=world.liaison)
    assert [tally(meeting)[key] for key in ("present", "excused", "made_up", "missing")] == [0, 1, 1, 1]
    with pytest.raises(Refused):
        note_attendance(
            session(world, meeting.plan, held_on=DAY + timedelta(days=1)),
            [world.head],
            status="present",
            by=world.liaison,
        )


def test_held_means_somebody_came_and_it_says_what_was_studied(world: World) -> None:
    meeting = session(world)
    with pytest.raises(Refused) as refused:
        sessions.hold_session(meeting, summary="", by=world.liaison)
    assert len(refused.value.reasons) == 3
    note_attendance(meeting, [world.head], status="present", by=world.liaison)
    sessions.study_topic(meeting, topic=meeting.plan.topics.get(), led_by=world.head, by=world.liaison)
    held = sessions.hold_session(meeting, summary="学习原文，联系实际讨论。", by=world.liaison)
    assert held.status == "held"
    with pytest.raises(Refused):
        sessions.give_talk(held, person=world.head, subject="补记", by=world.liaison)


def test_coverage_names_who_has_led_nothing_said_nothing_and_written_nothing(world: World) -> None:
    meeting = session(world)
    plan = meeting.plan
    sessions.study_topic(meeting, topic=plan.topics.get(), led_by=world.head, by=world.liaison)
    sessions.give_talk(meeting, person=world.liaison, subject="窗口服务怎么改", by=world.liaison)
    lacking = lambda: {duty: {row.person for row in lacks(plan.participants.all())} for duty, lacks in LACKS.items()}  # noqa: E731
    assert lacking()["lead"] == {world.head, world.liaison}, "not held yet, so it does not count"
    note_attendance(meeting, [world.head], status="present", by=world.liaison)
    sessions.hold_session(meeting, summary="学习原文。", by=world.liaison)
    assert lacking() == {
        "lead": {world.liaison},
        "talk": {world.head},
        "reflection": {world.head, world.liaison, world.clerk},
    }
    head = with_deeds(plan.participants.all()).get(person=world.head)
    assert (head.led, head.spoke, head.came, head.read, head.reflected) == (1, 0, 1, 0, 0)


def test_the_clock_of_codes_is_the_site_s(world: World) -> None:
    assert abs((now() - timezone.now()).total_seconds()) < 5
