"""Who reads voices: the office, the supervisors in their area, the leaders. Never those who are judged."""

import pytest

from bihuan.opinions import services
from bihuan.opinions.models import Consultation
from bihuan.opinions.policies import signs_of_identity
from bihuan.opinions.selectors import inquiry_figures, open_campaigns, visible_consultations, visible_opinions
from tests.opinions.voices import hold, speak, speakers
from tests.world import DAY, World, plant


def test_units_that_are_judged_read_no_voice_not_even_about_themselves(world: World) -> None:
    opinion, _ = speak(world, about_unit=world.finance)
    services.answer(opinion, reply="已办。", by=world.office)
    for name in ("liaison", "head", "clerk", "zone_liaison", "member", "system_admin", "audit_admin", "stranger"):
        assert not visible_opinions(world.people[name], world.campaign).exists(), name


def test_a_supervisor_reads_his_area(world: World) -> None:
    inside, _ = speak(world, about_unit=world.school)
    speak(world, about_unit=world.finance)
    assert list(visible_opinions(world.other_supervisor, world.campaign)) == [inside]
    assert visible_opinions(world.supervisor, world.campaign).count() == 2


def test_consultations_are_read_by_those_over_their_convener(world: World) -> None:
    ours = hold(world)
    elsewhere = hold(world, title="学区座谈会", convener=world.fifth_zone)
    assert set(visible_consultations(world.office, world.campaign)) == {ours, elsewhere}
    assert set(visible_consultations(world.other_supervisor, world.campaign)) == {elsewhere}
    for name in ("liaison", "zone_liaison", "member", "security_admin", "stranger"):
        assert not visible_consultations(world.people[name], world.campaign).exists(), name


def test_a_consultation_says_what_it_brought(world: World) -> None:
    ours = hold(world)
    group = speakers(world)
    services.count_participants(ours, group=group, invited=20, attended=17, by=world.office)
    services.count_participants(ours, group=group, attended=3, unit=world.school, by=world.office)
    services.visit_unit(ours, visit=services.Visit(world.school, 9, DAY), by=world.office)
    for text in ("一", "二", "三"):
        services.receive(world.campaign, channel=world.symposium, text=text, consultation=ours, by=world.office)
    shown = visible_consultations(world.office, world.campaign).get()
    assert (shown.came, shown.voices, shown.places) == (20, 3, 1)


def test_counting_again_replaces_the_number(world: World) -> None:
    ours, group = hold(world), speakers(world)
    for attended in (17, 16):
        services.count_participants(ours, group=group, attended=attended, by=world.office)
        services.visit_unit(ours, visit=services.Visit(world.school, attended, DAY), by=world.office)
    assert ours.participants.get().attended == 16
    assert ours.visited.get().people_visited == 16


def test_the_figures_of_the_inquiry_follow_the_records(world: World) -> None:
    meeting = hold(world)
    group = speakers(world)
    services.count_participants(meeting, group=group, attended=17, by=world.office)
    talks = hold(world, kind=Consultation.Kind.TALKS, title="面对面")
    services.count_participants(talks, group=group, attended=5, unit=world.school, by=world.office)
    services.count_participants(talks, group=group, attended=6, unit=world.finance, by=world.office)
    visits = [services.Visit(world.school, 9, DAY), services.Visit(plant("镇中学", under=world.fifth_zone), 4, DAY)]
    services.visit_units(talks, visits=visits, by=world.office)
    services.return_forms(meeting, issued=52, returned=50, by=world.office)
    speak(world)
    figures = inquiry_figures(world.campaign)
    assert figures["inquiry.invite_in.symposia"] == 1
    assert figures["inquiry.invite_in.participants"] == 17
    assert figures["inquiry.invite_in.talks.frontline_staff"] == 11
    assert figures["inquiry.invite_in.units"] == 2
    assert figures["inquiry.invite_in.visits_person_times"] == 13
    assert (figures["inquiry.invite_in.forms_issued"], figures["inquiry.invite_in.forms_returned"]) == (52, 50)
    assert figures["inquiry.back_to_back.opinions"] == 1
    assert figures["inquiry.go_out.opinions"] == 0
    speak(world)
    assert inquiry_figures(world.campaign)["inquiry.back_to_back.opinions"] == 2


def test_only_campaigns_with_an_open_channel_listen(world: World) -> None:
    assert list(open_campaigns()) == [world.campaign]
    world.mailbox.public = False
    world.mailbox.save()
    assert not open_campaigns().exists()


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        ("请回电 138 0000 1234", "1234"),
        ("我的身份证50022219900101123X", "123X"),
        ("写到 parent@example.org", ".org"),
    ],
)
def test_a_speaker_is_told_what_gives_him_away(words: str, ending: str) -> None:
    (sentence,) = signs_of_identity(words)
    assert ending in sentence


@pytest.mark.parametrize("words", ["补助 1300 元，2014年3月25日发", "文号 50022220140325", "问题 12345678901234567890"])
def test_amounts_and_dates_are_not_taken_for_a_person(words: str) -> None:
    assert list(signs_of_identity(words)) == []
