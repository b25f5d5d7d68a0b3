"""How a voice comes in and how it ends."""

from datetime import timedelta

import pytest

from bihuan.audit.models import Event
from bihuan.campaigns.models import Campaign, Channel
from bihuan.common.workflow import Refused, Stale
from bihuan.opinions import services
from bihuan.opinions.models import Contact, Disposition, Opinion, Receipt
from bihuan.opinions.selectors import intake_faults, opinion_by_code, questions_unanswered, standing_disposition
from bihuan.opinions.states import Status
from tests.opinions.voices import become_issue, speak
from tests.world import DAY, World


def test_an_opinion_keeps_its_words_its_day_and_a_number(world: World) -> None:
    opinion, code = services.receive(
        world.campaign, channel=world.mailbox, text="  食堂菜谱看不到。 ", about_unit=world.school, by=world.office
    )
    kept = Opinion.objects.get(pk=opinion.pk)
    assert (kept.text, kept.number, kept.received_on, kept.status) == ("食堂菜谱看不到。", 1, DAY, Status.OPEN)
    assert (kept.u1, kept.u2, kept.u3) == (world.district.pk, world.fifth_zone.pk, world.school.pk)
    assert opinion_by_code(code) == kept


def test_a_code_is_found_however_it_is_typed_and_is_not_kept(world: World) -> None:
    opinion, code = speak(world)
    assert opinion_by_code(f" {code.lower().replace('-', ' ')} ") == opinion
    assert opinion_by_code("2222-2222-2222-2222") is None
    assert code.replace("-", "") not in Receipt.objects.get().code_digest


def test_the_same_form_sent_twice_is_one_opinion_with_one_receipt(world: World) -> None:
    first, code = speak(world, ticket="form-1")
    again, same = speak(world, text="改了几个字再交一次", ticket="form-1")
    assert (again, same) == (first, code)
    assert Opinion.objects.count() == 1
    other, another = speak(world, ticket="form-2")
    assert other != first
    assert another != code


def test_contact_details_are_sealed_and_opened_only_with_a_reason(world: World) -> None:
    opinion, _ = speak(world, contact="学生家长 13800001234")
    assert not opinion.anonymous
    assert b"1380000" not in bytes(Contact.objects.get().sealed)
    with pytest.raises(Refused, match=r"为什么|why"):
        services.open_contact(opinion, reason=" ", by=world.office)
    with pytest.raises(Refused):
        services.open_contact(opinion, reason="回访", by=world.leader)
    assert services.open_contact(opinion, reason="回访", by=world.office) == "学生家长 13800001234"
    assert Event.objects.get(kind="opinions.contact_opened").data["reason"] == "回访"


def test_contact_details_survive_a_change_of_keys(world: World, settings: object) -> None:
    settings.BIHUAN_CONTACT_KEYS = ["first key with enough entropy"]
    opinion, _ = speak(world, contact="学生家长 13800001234")
    settings.BIHUAN_CONTACT_KEYS = ["second key with enough entropy", "first key with enough entropy"]
    assert services.renew_seals() == 1
    assert services.renew_seals() == 0
    settings.BIHUAN_CONTACT_KEYS = ["second key with enough entropy"]
    assert services.open_contact(opinion, reason="回访", by=world.office).startswith("学生家长")
    settings.BIHUAN_CONTACT_KEYS = ["a third one"]
    with pytest.raises(Refused, match=r"older key|旧密钥"):
        services.open_contact(opinion, reason="回访", by=world.office)


@pytest.mark.parametrize(
    "said",
    [
        {"text": " \n "},
        {"text": "字" * 5001},
        {"heads": 0},
        {"received_on": DAY + timedelta(days=1)},
    ],
)
def test_what_cannot_be_kept_is_refused_and_uses_no_number(world: World, said: dict) -> None:
    with pytest.raises(Refused):
        speak(world, **said)
    assert speak(world)[0].number == 1


def test_the_public_reaches_only_channels_that_are_open_to_it(world: World) -> None:
    with pytest.raises(Refused):
        services.receive(world.campaign, channel=world.symposium, text="听说可以提意见", by=None)
    Channel.objects.filter(pk=world.mailbox.pk).update(active=False)
    world.mailbox.refresh_from_db()
    with pytest.raises(Refused):
        services.receive(world.campaign, channel=world.mailbox, text="听说可以提意见", by=None)


def test_only_the_office_writes_opinions_down(world: World) -> None:
    for name in ("liaison", "head", "supervisor", "leader", "member", "system_admin", "stranger"):
        with pytest.raises(Refused):
            services.receive(world.campaign, channel=world.symposium, text="意见", by=world.people[name])
    assert not Opinion.objects.exists()


def test_channels_groups_and_occasions_of_other_campaigns_are_refused(world: World) -> None:
    other = Campaign.objects.get(pk=world.campaign.pk)
    other.pk, other.code = None, "autumn"
    other.save()
    foreign = Channel.objects.create(campaign=other, way="go_out", code="visit", name="走访")
    with pytest.raises(Refused):
        services.receive(world.campaign, channel=foreign, text="意见", by=world.office)
    with pytest.raises(Refused):
        services.receive(world.campaign, channel=world.symposium, text="意见", group=world.category, by=world.office)


def test_many_come_in_at_once_or_not_at_all(world: World) -> None:
    rows = [services.Said(channel=world.symposium, text=f"第{n}条") for n in range(1, 41)]
    taken = services.receive_many(world.campaign, rows, by=world.office)
    assert [one.number for one in taken] == list(range(1, 41))
    fact = Event.objects.get(kind="opinions.imported").data
    assert (fact["first"], fact["last"], fact["count"]) == (1, 40, 40)
    with pytest.raises(Refused, match=r"^2\. "):
        services.receive_many(
            world.campaign, [rows[0], services.Said(channel=world.symposium, text="")], by=world.office
        )
    assert Opinion.objects.count() == 40


def test_each_ending_says_its_words_and_can_be_taken_back(world: World) -> None:
    endings = {
        Status.ANSWERED: lambda o: services.answer(o, reply="已公布菜谱。", by=world.office),
        Status.REFUSED: lambda o: services.refuse(o, reason=world.refusal, reply="不归本活动管。", by=world.office),
        Status.FORWARDED: lambda o: services.forward(o, to="住建局", reply="已转住建局。", by=world.office),
    }
    for status, end in endings.items():
        opinion, _ = speak(world)
        end(opinion)
        assert Opinion.objects.get(pk=opinion.pk).status == opinion.status == status
        assert standing_disposition(opinion).kind == status
        services.take_back(opinion, by=world.office)
        assert Opinion.objects.get(pk=opinion.pk).status == opinion.status == Status.OPEN
        assert standing_disposition(opinion) is None
        end(opinion)
        assert Disposition.objects.filter(opinion=opinion).count() == 2


def test_an_ending_needs_words_a_reason_and_an_addressee(world: World) -> None:
    opinion, _ = speak(world)
    for wrong in (
        lambda: services.answer(opinion, reply="  ", by=world.office),
        lambda: services.refuse(opinion, reason=world.category, reply="不办", by=world.office),
        lambda: services.forward(opinion, to=" ", reply="转了", by=world.office),
        lambda: services.answer(opinion, reply="好", by=world.liaison),
        lambda: services.take_back(opinion, by=world.office),
    ):
        with pytest.raises(Refused):
            wrong()
    assert Opinion.objects.get().status == Status.OPEN
    assert not Disposition.objects.exists()


def test_an_ended_opinion_does_not_end_again_from_a_stale_page(world: World) -> None:
    opinion, _ = speak(world)
    stale = Opinion.objects.get(pk=opinion.pk)
    services.answer(opinion, reply="已办。", by=world.office)
    with pytest.raises((Refused, Stale)):
        services.forward(stale, to="住建局", reply="已转。", by=world.office)
    assert Disposition.objects.count() == 1


def test_what_became_an_issue_goes_back_only_through_the_ledger(world: World) -> None:
    opinion = become_issue(world)
    with pytest.raises(Refused, match=r"ledger|台账"):
        services.take_back(opinion, by=world.office)
    services.reopen_opinion(opinion, by=world.office)
    assert Opinion.objects.get(pk=opinion.pk).status == Status.OPEN


def test_a_question_waits_until_the_office_says_something_after_it(world: World) -> None:
    opinion, _ = speak(world)
    mine = Opinion.objects.filter(pk=opinion.pk)
    services.say(opinion, text="哪天能到账？", by=None)
    services.say(opinion, text="还在吗？", by=None)
    assert questions_unanswered(mine).count() == 2
    services.say(opinion, text="名单已报银行。", by=world.office)
    assert not questions_unanswered(mine).exists()
    services.say(opinion, text="谢谢，那五月的呢？", by=None)
    assert questions_unanswered(mine).get().text == "谢谢，那五月的呢？"
    assert not questions_unanswered(Opinion.objects.exclude(pk=opinion.pk)).exists()


def test_the_day_is_sealed_and_a_changed_word_is_found(world: World) -> None:
    for _ in range(3):
        speak(world)
    assert services.seal_intake(world.campaign) == 3
    assert services.seal_intake(world.campaign) == 0
    speak(world)
    assert services.seal_intake(world.campaign) == 1
    assert list(intake_faults(world.campaign)) == []
    sealed = Event.objects.filter(kind="opinions.intake_sealed").order_by("seq")
    assert [one.data["last"] for one in sealed] == [3, 4]


def test_a_place_found_later_moves_the_scope_and_keeps_the_words(world: World) -> None:
    opinion, _ = speak(world, about_words="五学区中心小学")
    assert (opinion.u1, opinion.u2) == (world.district.pk, None)
    services.place(opinion, unit=world.school, by=world.office)
    kept = Opinion.objects.get(pk=opinion.pk)
    assert (kept.about_unit, kept.u3, kept.about_words) == (world.school, world.school.pk, "五学区中心小学")
