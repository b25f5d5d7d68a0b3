"""Clocks, the three rates, who answers, hints about replies, and the speaker's own judgement."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bihuan.common.workflow import Refused
from bihuan.opinions import services
from bihuan.opinions.models import Message, Opinion, Verdict
from bihuan.opinions.selectors.answering import Clocks, Limits, charge_of
from bihuan.opinions.selectors.rates import CASES, in_case, rates, timed
from bihuan.opinions.services import answering
from bihuan.opinions.services.verdicts import give_verdict
from bihuan.people.roles import Role
from tests.opinions.voices import become_issue, speak
from tests.world import DAY, World, enlist


def client(person: object) -> Client:
    made = Client()
    made.force_login(person)
    return made


# ---------------------------------------------------------------- clocks


def test_without_a_clock_it_is_five_working_days_and_a_new_one_holds_at_once(world: World) -> None:
    opinion, _code = speak(world, received_on=date(2026, 2, 27))
    assert Clocks(world.campaign).settle_due(opinion) == date(2026, 3, 5), "28 February is a make-up working day"
    with pytest.raises(Refused):
        answering.set_clock(
            world.campaign, channel=None, preset="own", limits=Limits(1, 1, workdays=True), by=world.office
        )
    limits = Limits(15, 60, workdays=False)
    answering.set_clock(world.campaign, channel=world.mailbox, preset="petition", limits=limits, by=world.team_leader)
    assert Clocks(world.campaign).respond_due(opinion) == date(2026, 3, 14)


def test_more_time_is_given_by_the_leading_official_with_a_reason_and_bounds(world: World) -> None:
    opinion, code = speak(world)
    due = Clocks(world.campaign).settle_due(opinion)
    until = due + timedelta(days=20)
    for by, day, reason in (
        (world.office, until, "等回单"),
        (world.leader, until, " "),
        (world.leader, due, "等回单"),
        (world.leader, due + timedelta(days=31), "等回单"),
    ):
        with pytest.raises(Refused):
            answering.give_more_time(opinion, until=day, reason=reason, by=by)
    answering.give_more_time(opinion, until=until, reason="等银行回单", by=world.leader)
    assert Clocks(world.campaign).settle_due(opinion, until) == until
    assert "等银行回单" in Client().post(reverse("speak:receipt"), {"code": code}).content.decode()


# ---------------------------------------------------------------- the three rates


@pytest.fixture
def voices(world: World) -> dict[str, Opinion]:
    """One voice in every case, all by the mailbox."""
    old = date(2026, 2, 2)
    made = {
        name: speak(world, text=name, received_on=day)[0]
        for name, day in (
            ("forgotten", old),
            ("late", old),
            ("fresh", DAY),
            ("good", DAY),
            ("bad", DAY),
            ("silent", DAY),
            ("ledger", DAY),
        )
    }
    for name in ("late", "good", "bad", "silent"):
        services.answer(made[name], reply="已办。", by=world.office)
    become_issue(world, made["ledger"])
    give_verdict(made["good"], solved=True, grade=5)
    give_verdict(made["bad"], solved=False, grade=1, words="没有办。")
    return made


def test_silence_is_nobodys_consent_and_every_denominator_is_declared(world: World, voices: object) -> None:
    [(channel, counts)] = rates(world.office, world.campaign)
    assert channel == world.mailbox
    assert (counts.received, counts.first_due, counts.first_in_time) == (7, 6, 4)
    assert (counts.first_late, counts.first_missing, counts.end_missing) == (1, 1, 1)
    assert (counts.judged, counts.solved, counts.satisfied, counts.silent) == (2, 1, 1, 2)


def test_each_number_is_the_length_of_the_list_it_opens(world: World, voices: object) -> None:
    [(_channel, counts)] = rates(world.office, world.campaign)
    everything = timed(Opinion.objects.filter(campaign=world.campaign), world.campaign)
    for case in CASES:
        assert in_case(everything, case, DAY).count() == getattr(counts, case), case
    office = client(world.office)
    page = office.get(reverse("opinions:rates", args=["spring"]))
    for number in page.context["total"].numbers:
        found = office.get(number.url).context["page"]
        assert len(found.rows) == number.value, number.label


def test_too_few_voices_make_no_percentage(world: World, voices: object) -> None:
    page = client(world.office).get(reverse("opinions:rates", args=["spring"]))
    assert "66.7%" in page.context["total"].responded
    assert "%" not in page.context["total"].solved


# ---------------------------------------------------------------- who answers


def test_whoever_was_asked_first_answers_until_somebody_has_accepted(world: World) -> None:
    second = enlist("活动办接访岗", world.office_unit, Role.OFFICE, over=world.district)
    opinion, _code = services.receive(world.campaign, channel=world.mailbox, text="来访。", by=world.office)
    with pytest.raises(Refused):
        answering.take_charge(opinion, by=second)
    with pytest.raises(Refused):
        answering.hand_on(opinion, to=world.liaison, reason="不归我管", by=world.office)
    offer = answering.hand_on(opinion, to=second, reason="轮休", by=world.office)
    assert charge_of(opinion).person == world.office
    with pytest.raises(Refused):
        answering.decide_charge(offer, accept=True, by=world.office)
    answering.decide_charge(offer, accept=True, by=second)
    assert charge_of(opinion).person == second
    back = answering.hand_on(opinion, to=world.office, reason="回来了", by=second)
    answering.decide_charge(back, accept=False, by=world.office)
    assert charge_of(opinion).person == second


# ---------------------------------------------------------------- replies


def test_a_reply_that_does_not_answer_comes_back_once_with_its_proof(world: World) -> None:
    opinion, _code = speak(world, text="寄宿生补助去年秋季到现在没到卡，什么时候能发？")
    url, office = reverse("opinions:answer", args=["spring", opinion.number]), client(world.office)
    page = office.post(url, {"reply": "您好，来信收悉，我们高度重视，将尽快办理。"})
    assert page.status_code == 422
    assert "什么时候" in page.content.decode()
    form = next(ending.form for ending in page.context["endings"] if ending.key == "answer")
    said = {"reply": form.data["reply"], "seen": form.data["seen"]}
    assert office.post(url, {**said, "reply": "尽快。"}).status_code == 422, "other words are looked at anew"
    assert office.post(url, said).status_code == 302, "a person decides"


def test_words_for_replies_are_filled_in_and_changed_by_a_person(world: World) -> None:
    opinion, _code = speak(world)
    office = client(world.office)
    office.post(
        reverse("opinions:words", args=["spring"]), {"name": "收到", "kind": "any", "text": "{number}已转{unit}{what}"}
    )
    page = office.get(reverse("opinions:opinion", args=["spring", opinion.number]))
    link = page.context["reply_words"][0]
    page = office.get(reverse("opinions:opinion", args=["spring", opinion.number]), {"words": link.pk})
    assert page.context["endings"][0].form.initial["reply"] == f"{opinion.label}已转—{{what}}"
    with pytest.raises(Refused):
        answering.keep_reply_template(world.campaign, name="x", kind="any", text=" ", by=world.office)


# ---------------------------------------------------------------- the speaker judges


def test_not_settled_takes_the_answer_back_at_once_and_is_no_mere_message(world: World) -> None:
    opinion, code = speak(world)
    services.answer(opinion, reply="已办。", by=world.office)
    phone, url = Client(), reverse("speak:receipt-verdict")
    assert phone.post(url, {"code": code, "solved": "no", "grade": "1"}).context["verdict_form"].errors["words"]
    page = phone.post(url, {"code": code, "solved": "no", "grade": "1", "words": "没有到卡。"})
    opinion.refresh_from_db()
    assert (opinion.status, page.status_code) == ("open", 200)
    assert Message.objects.get().text == "没有到卡。"
    phone.post(url, {"code": code, "solved": "yes", "grade": "5"})
    assert Verdict.objects.count() == 1, "nothing stands to be judged"
    services.answer(opinion, reply="昨日到卡，回单在案。", by=world.office)
    phone.post(url, {"code": code, "solved": "yes", "grade": "4"})
    opinion.refresh_from_db()
    assert (opinion.status, Verdict.objects.filter(solved=True).count()) == ("answered", 1)
    with pytest.raises(Refused):
        give_verdict(opinion, solved=False, grade=1, words="又不行了")


def test_an_issue_is_judged_at_closing_not_here(world: World) -> None:
    with pytest.raises(Refused):
        give_verdict(become_issue(world), solved=True, grade=5)
