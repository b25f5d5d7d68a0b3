"""The sheet ties out whatever happens, and every number equals the list it opens."""

import re
from collections import Counter
from datetime import timedelta
from html import unescape
from pathlib import Path

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bihuan
from bihuan.opinions import services
from bihuan.opinions.models import Opinion
from bihuan.opinions.selectors import Tally, balance
from bihuan.opinions.states import STEPS, Status
from tests.opinions.voices import become_issue, speak
from tests.world import DAY, World

COMING = st.tuples(
    st.just("come"),
    st.sampled_from(["public", "office", "batch"]),
    st.integers(1, 30),
    st.sampled_from([None, "school", "finance", "district"]),
)
GOING = st.tuples(
    st.sampled_from(["answer", "refuse", "forward", "become_issue", "take_back", "reopen", "place"]),
    st.integers(0, 20),
)


class Office:
    """Does what it is told to real opinions and keeps its own tally of what must come out."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.expected: dict[int, tuple[str, int]] = {}

    def come(self, way: str, heads: int, where: str | None) -> None:
        world = self.world
        about = getattr(world, where) if where else None
        if way == "batch":
            row = services.Said(channel=world.symposium, text="一条", heads=heads, about_unit=about)
            taken = services.receive_many(world.campaign, [row, row], by=world.office)
        else:
            by = world.office if way == "office" else None
            taken = [speak(world, heads=heads, about_unit=about, by=by)[0]]
        for one in taken:
            self.expected[one.pk] = (Status.OPEN, heads)

    def go(self, verb: str, nth: int) -> None:
        world = self.world
        opinion = Opinion.objects.order_by("pk")[nth % len(self.expected)]
        status, heads = self.expected[opinion.pk]
        if verb == "place":
            services.place(opinion, unit=world.third_zone, by=world.office)
            return
        if verb in {"take_back", "reopen"}:
            if status == Status.OPEN or (verb == "take_back" and status == Status.BECAME_ISSUE):
                return
            door = services.take_back if verb == "take_back" else services.reopen_opinion
            door(opinion, by=world.office)
            self.expected[opinion.pk] = (Status.OPEN, heads)
        elif status == Status.OPEN:
            self.expected[opinion.pk] = (self.end(opinion, verb), heads)

    def end(self, opinion: Opinion, verb: str) -> str:
        world = self.world
        if verb == "answer":
            services.answer(opinion, reply="已办。", by=world.office)
        elif verb == "refuse":
            services.refuse(opinion, reason=world.refusal, reply="不归本活动。", by=world.office)
        elif verb == "forward":
            services.forward(opinion, to="住建局", reply="已转。", by=world.office)
        else:
            become_issue(world, opinion)
        return opinion.status


def tallied(pairs: list[tuple[str, int]]) -> Tally:
    counted = Counter()
    for status, many in pairs:
        counted[status] += many
    return Tally(received=sum(counted.values()), **{s.value: counted[s.value] for s in Status})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(COMING | GOING, min_size=1, max_size=12))
def test_the_sheet_ties_out_after_any_sequence(world: World, steps: list) -> None:
    with transaction.atomic():
        office = Office(world)
        for verb, *rest in steps:
            if verb == "come":
                office.come(*rest)
            elif office.expected:
                office.go(verb, *rest)
        for by in ("channel", "way", "unit", "month"):
            sheet = balance(world.campaign, viewer=world.office, by=by)
            assert all(row.voices.ties_out and row.heads.ties_out for row in sheet.rows)
            assert sheet.voices == tallied([(status, 1) for status, _ in office.expected.values()])
            assert sheet.heads == tallied(list(office.expected.values()))
        transaction.set_rollback(True)


def test_rows_are_channels_ways_and_units_right_below_the_root(world: World) -> None:
    speak(world, about_unit=world.school, heads=3)
    speak(world, about_unit=world.district)
    services.receive(world.campaign, channel=world.symposium, text="一条", by=world.office)
    by_unit = balance(world.campaign, viewer=world.office, by="unit")
    assert [(row.key, row.voices.received, row.heads.received) for row in by_unit.rows] == [
        (str(world.fifth_zone.pk), 1, 3),
        ("none", 2, 2),
    ]
    by_way = balance(world.campaign, viewer=world.office, by="way")
    assert {row.key: row.voices.open for row in by_way.rows} == {"back_to_back": 2, "invite_in": 1}
    by_channel = balance(world.campaign, viewer=world.office, by="channel")
    assert {row.name: row.voices.received for row in by_channel.rows} == {"主任信箱": 2, "座谈会": 1}


def test_a_period_counts_both_its_ends(world: World) -> None:
    for days in range(4):
        speak(world, received_on=DAY - timedelta(days=days))
    sheet = balance(world.campaign, viewer=world.office, since=DAY - timedelta(days=2), until=DAY - timedelta(days=1))
    assert sheet.voices.received == 2


def test_months_are_cut_to_the_period_and_open_their_lists(world: World) -> None:
    for days in (0, 1, 2, 40):
        speak(world, received_on=DAY - timedelta(days=days))
    rows = balance(world.campaign, viewer=world.office, by="month").rows
    assert [(row.key, row.voices.received) for row in rows] == [("2026-01", 1), ("2026-02", 1), ("2026-03", 2)]
    desk = Client()
    desk.force_login(world.office)
    page = unescape(
        desk.get(f"{reverse('opinions:balance', args=['spring'])}?by=month&until=2026-03-01").content.decode()
    )
    links = re.findall(r'href="(/opinions/spring/\?received_from=2026-03-01&received_to=2026-03-01)"', page)
    assert links
    assert desk.get(links[0]).content.decode().count("data-row=") == 1


def test_the_sheet_shows_only_what_its_reader_may_read(world: World) -> None:
    speak(world, about_unit=world.school)
    speak(world, about_unit=world.finance)
    speak(world)
    read = {name: balance(world.campaign, viewer=person).voices.received for name, person in world.people.items()}
    everything = {"office", "deputy", "supervisor", "second_supervisor", "team_leader", "inside_supervisor", "leader"}
    assert {name for name, number in read.items() if number == 3} == everything
    assert {name: number for name, number in read.items() if 0 < number < 3} == {"other_supervisor": 1}


def test_the_sheet_costs_the_same_whatever_came(world: World) -> None:
    speak(world)
    with CaptureQueriesContext(
        connection,
    ) as few:
        balance(world.campaign, viewer=world.office)
    for _ in range(20):
        speak(world, about_unit=world.school)
    with CaptureQueriesContext(connection) as many:
        balance(world.campaign, viewer=world.office)
    assert len(many) <= len(few) <= 3


def test_no_way_to_end_an_opinion_is_unknown_to_the_walks() -> None:
    """A new place that takes a step of the opinion must first be walked: here, in `test_triage_walks`, or both."""
    steps = "|".join(step.name for step in STEPS)
    walked = {"opinions/services/dispositions.py", "ledger/services/registering.py"}
    root = Path(bihuan.__file__).parent
    found = {
        file.relative_to(root).as_posix()
        for file in root.rglob("*.py")
        if "opinions.states" in (source := file.read_text("utf-8")) and re.search(rf"move\(\w+, ({steps})\b", source)
    }
    assert found == walked
