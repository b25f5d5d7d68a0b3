"""What pages of study tell, and whom: numbers open exactly what they count, colleagues' doings are for those inside."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from bihuan.people.models import Person
from bihuan.study.models import StudySession
from bihuan.study.services import sessions
from bihuan.study.services.sessions import note_attendance
from bihuan.study.tables import DUTIES
from tests.study.school import in_force, reflection, session
from tests.world import World


def page(person: Person, url: str) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


@pytest.fixture
def held(world: World) -> StudySession:
    """A session that was held: the head led, nobody spoke, the clerk handed in a reflection."""
    meeting = session(world, in_force(world))
    sessions.study_topic(meeting, topic=meeting.plan.topics.get(), led_by=world.head, by=world.liaison)
    note_attendance(meeting, [world.head, world.clerk], status="present", by=world.liaison)
    reflection(world)
    return sessions.hold_session(meeting, summary="学习原文。", by=world.liaison)


def test_each_number_of_coverage_opens_the_people_it_counts(world: World, held: StudySession) -> None:
    listed = page(world.liaison, reverse("study:plans"))
    for duty in DUTIES:
        url = f"{reverse('study:people')}?plan={held.plan_id}&lacks={duty}"
        said = re.search(re.escape(url.replace("&", "&amp;")) + r'">(\d+)<', listed)
        assert said, duty
        rows = page(world.liaison, url).count('<tr role="row"') or page(world.liaison, url).count("bh-lead-cell")
        assert rows >= int(said[1]) > 0, duty


def test_a_member_reads_the_plan_but_not_who_lacks_what(world: World, held: StudySession) -> None:
    plan = page(world.clerk, reverse("study:plan", args=[held.plan_id]))
    assert held.plan.title in plan
    assert "lacks=" not in plan
    assert "lacks=" not in page(world.clerk, reverse("study:plans"))
    shown = page(world.clerk, reverse("study:people"))
    assert world.clerk.title in shown
    assert world.head.title not in shown
    client = Client()
    client.force_login(world.clerk)
    assert client.get(reverse("study:attendance", args=[held.pk])).status_code == 404


def test_only_whoever_runs_the_session_shows_its_code_and_looking_signs_nobody_in(world: World) -> None:
    meeting = sessions.open_sign_in(session(world), by=world.liaison)
    screen = reverse("study:screen", args=[meeting.pk])
    code = re.search(r'<p class="bh-code">(\w{8})</p>', page(world.liaison, screen))
    assert code
    phone = Client()
    phone.force_login(world.clerk)
    assert phone.get(screen).status_code == 409
    here = reverse("study:here", args=[meeting.pk])
    assert phone.get(here, {"code": code[1]}).status_code == 200
    assert not meeting.attendance.exists()
    assert phone.post(here, {"code": "WRONGONE"}).status_code == 409
    assert phone.post(here, {"code": code[1]}).status_code == 302
    assert meeting.attendance.get().person == world.clerk


def test_ticked_people_are_noted_and_others_of_the_address_are_not(world: World) -> None:
    meeting = session(world)
    client = Client()
    client.force_login(world.liaison)
    mine = meeting.plan.participants.get(person=world.clerk)
    url = reverse("study:note-attendance", args=[meeting.pk])
    assert client.post(f"{url}?status=excused", {"pk": [str(mine.pk), "999999"]}).status_code == 302
    assert [(row.person, row.status) for row in meeting.attendance.all()] == [(world.clerk, "excused")]
    assert client.post(f"{url}?status=asleep", {"pk": [str(mine.pk)]}).status_code == 409
