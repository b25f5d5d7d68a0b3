"""Visits: who goes, who may know, no second one without a reason, and what a phone sends twice is kept once."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from PIL import Image

from bihuan.audit.selectors import faults, history
from bihuan.campaigns.models import FocusProblem, ObjectKind, ObjectLayer
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused
from bihuan.files.services import open_file
from bihuan.ledger.models import Issue
from bihuan.people.models import Person, Unit
from bihuan.supervision.models import Team, TeamMember, Visit, VisitEntry, Visitor
from bihuan.supervision.selectors.manual import manual_of
from bihuan.supervision.selectors.visits import burdened, checklist_of, route, visible_visits, with_neighbours
from bihuan.supervision.services.meetings import call_meeting, keep_minutes
from bihuan.supervision.services.teams import add_area, add_member, form_team
from bihuan.supervision.services.visiting import Note, take_note
from bihuan.supervision.services.visits import (
    Journey,
    begin_visit,
    cancel_visit,
    conclude_visit,
    go_earlier,
    plan_visit,
)
from tests.supervision.test_guards_of_closing import take_away
from tests.world import World

pytestmark = pytest.mark.django_db


def lists(world: World) -> None:
    """Two focus lists: schools have one of their own, leading officials are met everywhere."""
    for position, (name, units, problems) in enumerate(
        (("学校", ["school"], ["收费是否公示", "校车有无隐患"]), ("领导干部", [], ["联系点去过几次"])), start=1
    ):
        kind = ObjectKind.objects.create(campaign=world.campaign, code=f"k{position}", name=name, position=position)
        ObjectLayer.objects.bulk_create(ObjectLayer(object_kind=kind, unit_kind=unit) for unit in units)
        FocusProblem.objects.bulk_create(
            FocusProblem(object_kind=kind, position=place, text=text) for place, text in enumerate(problems, start=1)
        )


@pytest.fixture
def team(world: World) -> Team:
    """The first team watches over the whole district."""
    lists(world)
    made = form_team(world.campaign, number=1, name="督导一组", by=world.office)
    add_area(made, world.district, by=world.office)
    for person in (world.team_leader, world.supervisor, world.second_supervisor, world.inside_supervisor):
        add_member(made, person, part=TeamMember.Part.MEMBER, by=world.office)
    return made


def journey(world: World, unit: Unit | None = None, *, days: int = 0, **changes: object) -> Journey:
    said = {
        "unit": unit or world.school,
        "planned_on": day_of(world.campaign) + timedelta(days=days),
        "announced": True,
        "visitors": (world.supervisor,),
        "purpose": "看收费公示",
    }
    return Journey(**(said | changes))


def planned(world: World, unit: Unit | None = None, **changes: object) -> Visit:
    return plan_visit(world.campaign, journey(world, unit, **changes), by=world.supervisor)


def picture() -> SimpleUploadedFile:
    """A photograph as a phone takes it: with the place in it."""
    made, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "Phone Maker"
    Image.new("RGB", (8, 8), "red").save(made, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_1.jpg", made.getvalue(), "image/jpeg")


def knows(person: Person, visit: Visit) -> bool:
    return visible_visits(person).filter(pk=visit.pk).exists()


def test_a_visit_from_plan_to_conclusion(world: World, team: Team) -> None:
    visit = planned(world)
    assert [item.text for item in visit.items.order_by("position")] == [
        "收费是否公示",
        "校车有无隐患",
        "联系点去过几次",
    ]
    assert [item.heading for item in planned(world, world.finance).items.all()] == ["领导干部"]
    begin_visit(visit, by=world.supervisor)
    fees, bus, _leaders = visit.items.order_by("position")
    take_note(visit, Note(key="a" * 16, item=fees, answer="in_order"), by=world.supervisor)
    found = Note(key="b" * 16, item=bus, answer="wanting", words="校车超员两人", photos=(picture(),), raises=True)
    entry = take_note(visit, found, by=world.supervisor)
    assert take_note(visit, found, by=world.supervisor) == entry
    issue = Issue.objects.get()
    assert (issue.original_text, issue.source, issue.status) == ("校车超员两人", f"{visit} 中心小学", "registered")
    assert "supervision.found_at_visit" in [event.kind for event in history(issue.stream)]
    kept = entry.photos.get().file
    with open_file(kept) as content:
        assert b"Phone Maker" not in content.read()
    read = checklist_of(visit)
    assert (read.looked, read.wanting, [line.answer for line in read.lines]) == (
        2,
        1,
        ["in_order", "wanting", "not_looked"],
    )
    take_note(visit, Note(key="c" * 16, item=bus, answer="in_order", words="当场分流"), by=world.supervisor)
    assert checklist_of(visit).wanting == 0, "the last entry is the answer"
    assert visit.entries.filter(item=bus).count() == 2, "and nothing is overwritten"
    visit = conclude_visit(visit, conclusion="收费已公示；校车超员须整改。", by=world.supervisor)
    late = take_note(visit, Note(key="d" * 16, item=None, answer="in_order", words="补记"), by=world.supervisor)
    assert late.visit_id == visit.pk, "what lay on a phone without network still comes in"
    with pytest.raises(Refused, match="已作结论"):
        conclude_visit(visit, conclusion="再写一次", by=world.supervisor)
    assert list(faults()) == []


def test_the_unit_knows_an_announced_visit_before_and_an_unannounced_one_when_it_begins(
    world: World, team: Team
) -> None:
    told, secret = planned(world, world.finance), planned(world, world.aid_centre, announced=False)
    assert knows(world.head, told)
    assert not knows(world.aid_liaison, secret)
    assert knows(world.leader, secret)
    hidden = planned(world, world.finance, days=90, announced=False)
    assert not knows(world.inside_supervisor, hidden), "a supervisor who belongs to the unit would tell it"
    assert knows(world.second_supervisor, hidden)
    client = Client()
    client.force_login(world.aid_liaison)
    assert client.get(f"/supervision/visits/{secret.pk}/").status_code == 404
    assert "学生资助中心" not in client.get("/supervision/visits/month/").content.decode().split("</nav>")[-1]
    cancelled = planned(world, world.third_zone, announced=False)
    cancel_visit(cancelled, reason="改期", by=world.supervisor)
    assert not knows(world.zone_liaison, cancelled)
    begin_visit(secret, by=world.supervisor)
    assert knows(world.aid_liaison, secret)
    page = client.get(f"/supervision/visits/{secret.pk}/").content.decode()
    assert "联系点去过几次" not in page, "what is looked at is read after the conclusion"
    conclude_visit(secret, conclusion="无异常。", by=world.supervisor)
    assert "联系点去过几次" in client.get(f"/supervision/visits/{secret.pk}/").content.decode()
    assert not knows(world.stranger, told)


def test_a_second_visit_within_the_window_needs_a_reason_and_keeps_it(world: World, team: Team) -> None:
    planned(world)
    with pytest.raises(Refused, match="重复") as refused:
        planned(world, days=30)
    assert "督导一组" in " ".join(refused.value.reasons)
    again = planned(world, days=30, again_reason="上次查出的校车隐患到期复查")
    events = [event.kind for event in history(again.stream)]
    assert "supervision.visited_again" in events
    assert {row.near for row in with_neighbours(Visit.objects.filter(unit=world.school))} == {1}
    assert planned(world, days=100).again_reason == "", "outside the window nobody asks"
    cancel_visit(again, reason="不必了", by=world.supervisor)
    left = Visit.objects.filter(unit=world.school).exclude(status="cancelled")
    assert not with_neighbours(left).filter(near__gt=0).exists()
    load = burdened(world.leader, world.campaign).get(pk=world.school.pk)
    assert (load.visits, load.notices) == (2, 0)


def test_nobody_visits_his_own_unit_or_one_he_answers_for(world: World, team: Team) -> None:
    with pytest.raises(Refused, match="计财科"):
        planned(world, world.finance, visitors=(world.inside_supervisor,))
    world.second_supervisor.unit = world.fifth_zone
    world.second_supervisor.save()
    for unit in (world.school, world.fifth_zone):
        with pytest.raises(Refused, match="第五学区"):
            planned(world, unit, visitors=(world.second_supervisor,))
    world.second_supervisor.unit = world.district
    world.second_supervisor.save()
    assert planned(world, visitors=(world.second_supervisor,)).visitors.count() == 1
    for who in (world.office, world.head, world.other_supervisor):
        with pytest.raises(Refused):
            plan_visit(world.campaign, journey(world, world.third_zone), by=who)


def test_the_route_of_the_day_is_put_in_order_on_the_phone(world: World, team: Team) -> None:
    first, second = planned(world), planned(world, world.finance)
    go_earlier(second, by=world.supervisor)
    assert list(route(world.supervisor, world.campaign, day_of(world.campaign))) == [second, first]
    go_earlier(second, by=world.supervisor)
    assert route(world.supervisor, world.campaign, day_of(world.campaign))[0] == second
    with pytest.raises(Refused, match="督导一组成员甲"):
        go_earlier(second, by=world.second_supervisor)


def test_the_phone_is_answered_in_json_once_and_with_reasons(world: World, team: Team) -> None:
    visit = planned(world)
    client, url = Client(headers={"Accept": "application/json"}), f"/supervision/visits/{visit.pk}/checklist/"
    client.force_login(world.supervisor)
    item = visit.items.first()
    said = {"mark": "m" * 20, "item": item.pk, "answer": "wanting", "note": "没有公示", "raises": "1"}
    answers = [client.post(url, {**said, "photos": picture()}).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0]["photos"] == 1
    assert (VisitEntry.objects.count(), Issue.objects.count()) == (1, 1)
    visit.refresh_from_db()
    assert visit.status == "under_way", "who notes something is there"
    refused = client.post(url, {**said, "mark": "n" * 20, "note": " "})
    assert refused.status_code == 422
    assert refused.json()["reasons"]
    other = planned(world, world.finance).items.first()
    assert client.post(url, {**said, "mark": "o" * 20, "item": other.pk}).status_code == 422
    kept = client.get(f"{url}?kept").content.decode()
    assert "没有公示" not in kept, "the copy on the phone holds nobody's words"
    assert "没有公示" in client.get(url).content.decode()


def test_a_meeting_counts_once_its_minutes_are_kept(world: World, team: Team) -> None:
    phase = world.campaign.phases.first()
    call = {"phase": phase, "title": "第一环节督导会", "held_on": day_of(world.campaign), "agenda": "部署"}
    meeting = call_meeting(world.campaign, by=world.team_leader, **call)
    keep_minutes(meeting, minutes="一是……二是……", attended=24, by=world.office)
    with pytest.raises(Refused, match="不再改动"):
        keep_minutes(meeting, minutes="改写", attended=3, by=world.office)
    with pytest.raises(Refused):
        call_meeting(world.campaign, by=world.head, **call)


def test_the_manual_is_his_own(world: World, team: Team) -> None:
    planned(world)
    manual = manual_of(TeamMember.objects.select_related("team__campaign").get(person=world.supervisor))
    assert [str(unit) for unit in manual.areas] == ["区教委"]
    assert [kind.name for kind in manual.focus] == ["学校", "领导干部"]
    assert any("中心小学" in name for name, _first, _last in manual.timetable)
    client = Client()
    client.force_login(world.supervisor)
    assert "收费是否公示" in client.get("/supervision/manual/").content.decode()


# ---------------------------------------------------------------- the database


def _raw(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


DEEDS = {
    "visit_begins_planned": lambda one: Visit.objects.create(
        **{**one.plain, "number": 90, "status": "under_way", "again_reason": "复查"}
    ),
    "visit_again_has_a_reason": lambda one: Visit.objects.create(**{**one.plain, "number": 91}),
    "visit_keeps_its_plan": lambda one: _raw(
        f"UPDATE supervision_visit SET again_reason = 'x' WHERE id = {one.planned.pk}"
    ),
    "visit_ends_once": lambda one: _raw(f"UPDATE supervision_visit SET conclusion = 'x' WHERE id = {one.ended.pk}"),
    "visit_goes_forward": lambda one: _raw(
        f"UPDATE supervision_visit SET status = 'planned' WHERE id = {one.visit.pk}"
    ),
    "visit_is_kept": lambda one: _raw(f"DELETE FROM supervision_visit WHERE id = {one.bare.pk}"),
    "visitor_home_is_his": lambda one: Visitor.objects.create(
        visit=one.visit, person=one.world.head, unit=one.world.inspectorate
    ),
    "visitor_independent": lambda one: Visitor.objects.create(
        visit=one.visit, person=one.world.member, unit=one.world.school
    ),
    "entry_by_a_visitor": lambda one: VisitEntry.objects.create(**{**one.entry, "by": one.world.head}),
    "entry_while_visiting": lambda one: VisitEntry.objects.create(
        **{**one.entry, "visit": one.planned, "by": one.world.supervisor}
    ),
    "supervisionvisitentry_no_update": lambda one: _raw("UPDATE supervision_visitentry SET answer = 'in_order'"),
    "supervisionvisitentry_no_delete": lambda one: _raw("DELETE FROM supervision_visitentry"),
    "supervisionvisititem_no_update": lambda one: _raw("UPDATE supervision_visititem SET text = 'x'"),
    "supervisionvisitor_no_delete": lambda one: _raw(
        f"DELETE FROM supervision_visitor WHERE visit_id = {one.planned.pk}"
    ),
    "node_meeting_keeps_its_minutes": lambda one: _raw("UPDATE supervision_nodemeeting SET minutes = 'x'"),
    "node_meeting_is_kept": lambda one: _raw("DELETE FROM supervision_nodemeeting"),
}
"""Each guard with a deed that only it stops."""


class Scene:
    """A visit under way, one concluded, one planned and one bare row, for all deeds."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.visit = planned(world)
        take_note(self.visit, Note(key="k" * 16, answer="in_order"), by=world.supervisor)
        self.visit.refresh_from_db()
        self.planned = planned(world, world.third_zone)
        self.ended = planned(world, world.aid_centre)
        cancel_visit(self.ended, reason="改期", by=world.supervisor)
        meeting = call_meeting(
            world.campaign,
            phase=world.campaign.phases.first(),
            title="督导会",
            held_on=day_of(world.campaign),
            agenda="部署",
            by=world.office,
        )
        keep_minutes(meeting, minutes="一是……", attended=9, by=world.office)
        self.plain = {
            name: getattr(self.visit, name)
            for name in ("campaign", "team", "unit", "announced", "purpose", "planned_on", "near_from", "near_to")
        } | {"planned_by": world.supervisor}
        self.bare = Visit.objects.create(**{**self.plain, "number": 80, "unit": world.office_unit})
        self.entry = {
            "visit": self.visit,
            "key": "z" * 16,
            "answer": "in_order",
            "by": world.supervisor,
            "at": self.visit.begun_at,
        }


def test_each_guard_stops_its_deed_and_without_it_the_deed_is_done(world: World, team: Team) -> None:
    scene = Scene(world)
    for name, deed in DEEDS.items():
        with pytest.raises(DatabaseError, match="guard"), transaction.atomic():
            deed(scene)
        point = transaction.savepoint()
        take_away(name)
        deed(scene)
        transaction.savepoint_rollback(point)
