"""Own words of a questionnaire wait at the triage desk, counted once, joined to nobody."""

from django.test import Client
from django.urls import reverse

from bihuan.opinions.models import Opinion, Origin, Source, Version, Words
from bihuan.opinions.selectors import balance
from bihuan.opinions.selectors.triage_desk import waiting_opinions
from bihuan.opinions.services.questionnaires.answering import hand_in
from bihuan.opinions.services.questionnaires.building import revise
from bihuan.opinions.services.questionnaires.opening import close_questionnaire
from bihuan.opinions.services.questionnaires.urn import Filled, drop_in, shake
from bihuan.opinions.services.questionnaires.voices import says_nothing
from tests.opinions.questionnaires.paper import WHO, fill, opened, read
from tests.opinions.voices import speakers
from tests.world import World


def person(version: Version, who: str, words: str) -> Filled:
    return fill(read(version).asked, [(WHO, who)], words)


def answer(version: Version, *people: tuple[str, str], begin: int = 0) -> None:
    for number, (who, words) in enumerate(people, begin):
        hand_in(version, person(version, who, words), form=f"form {number}")


def test_words_become_voices_when_the_urn_is_shaken_and_only_then(world: World) -> None:
    version = opened(world)
    answer(version, ("家长", "食堂太贵"), ("家长", "无。"), ("教师", "检查太多"), ("学生", ""))
    assert not Opinion.objects.exists(), "four are no group: nobody can be watched"
    answer(version, ("家长", "食堂太贵"), begin=4)
    assert sorted(Opinion.objects.values_list("text", flat=True)) == ["检查太多", "食堂太贵", "食堂太贵"]
    assert Words.objects.count() == 4, "what says nothing stays with the answers"
    answer(version, ("家长", "食堂太贵"), begin=4)
    assert Opinion.objects.count() == 3, "the same form sent twice is one answer"
    answer(version, ("家长", "放学太晚"), begin=5)
    close_questionnaire(version.questionnaire, by=world.office)
    assert Opinion.objects.count() == 4, "the rest of the urn is heard at the end"
    assert waiting_opinions(world.office, world.campaign).count() == 4
    [row] = balance(world.campaign, viewer=world.office).rows
    assert (row.name, row.voices.received, row.voices.open) == (str(world.mailbox), 4, 4)
    origins = Source.objects.values_list("origin", "questionnaire", "place", "outside_number", "likeness").distinct()
    assert list(origins) == [(Origin.QUESTIONNAIRE, version.questionnaire_id, "", "", "")]


def test_only_groups_of_enough_speakers_are_kept(world: World) -> None:
    parents = speakers(world, "家长", "parents")
    speakers(world, "教师", "teachers")
    version = opened(world)
    told = [("家长", f"家长的话{n}") for n in range(5)]
    drop_in(version, [person(version, *one) for one in [*told, *[("教师", "教师的话")] * 4, ("学生", "学生的话")]])
    shake(version, least=5)
    assert set(Opinion.objects.filter(text__startswith="家长").values_list("group", flat=True)) == {parents.pk}
    assert set(Opinion.objects.exclude(text__startswith="家长").values_list("group", flat=True)) == {None}
    drop_in(version, [person(version, *one) for one in [*told, ("教师", "又一位教师")]])
    shake(version, least=5)
    assert Opinion.objects.filter(group=parents).count() == 5, "one without a group beside five parents is no parent"


def test_a_question_may_keep_its_words_to_itself(world: World, client: Client) -> None:
    version = opened(world)
    fresh = revise(version.questionnaire, by=world.office)
    own = fresh.questions.get(kind="text")
    assert own.heard
    client.force_login(world.office)
    place = [world.campaign.code, version.questionnaire_id]
    page = client.get(reverse("opinions:questionnaire-question", args=[*place, own.pk])).content.decode()
    assert 'name="heard"' in page


def test_what_says_nothing() -> None:
    assert all(map(says_nothing, ("无", "没有！", " 无 意见。", "……", "None")))
    assert not any(map(says_nothing, ("没有热水", "无人管", "满意")))
