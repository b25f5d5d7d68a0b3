"""What whoever spoke can say on the receipt: two answers of one weight, known only by the code in the posted form."""

import pytest
from django.test import Client
from django.urls import reverse

from bihuan.campaigns.models import ClosurePolicy
from bihuan.ledger.models import Issue
from bihuan.ledger.services.assigning import merge
from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.opinions.services import receive
from bihuan.supervision.models import Asking, CameBack
from bihuan.supervision.services.asking import ask, rule_on
from bihuan.supervision.services.verifying import return_issue
from tests import walk
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def public() -> Client:
    return Client()


def spoken(world: World, monkeypatch: pytest.MonkeyPatch, walked) -> tuple[Issue, str]:
    """An issue on its way, and the receipt code of one of those who raised it."""
    codes = []
    real = walk.receive

    def keep(*args, **kwargs):
        opinion, code = real(*args, **kwargs)
        codes.append(code)
        return opinion, code

    monkeypatch.setattr(walk, "receive", keep)
    result = walked(world)
    return (result[0] if isinstance(result, tuple) else result), codes[0]


def look(public: Client, code: str) -> str:
    answer = public.post(reverse("speak:receipt"), {"code": code})
    assert answer.status_code == 200
    return answer.content.decode()


def send(public: Client, code: str, asking: Asking, **more: str):
    return public.post(reverse("voice:answer"), {"code": code, "asking": str(asking.pk), **more})


def test_both_answers_have_the_same_weight_and_none_is_chosen(world: World, public: Client, monkeypatch) -> None:
    issue, code = spoken(world, monkeypatch, walk.to_claimed)
    assert "办到现在，您满意吗？" not in look(public, code)  # not asked yet
    ask(issue, by=world.office)
    text = look(public, code)
    assert "不回答不算满意" in text
    pair = text[text.index('class="bh-pair"') :]
    assert pair.count('class="bh-btn"') >= 2
    assert "bh-btn-primary" not in pair[: pair.index("</div>")]
    assert "checked" not in pair
    assert code not in reverse("voice:answer")


def test_satisfied_is_one_step_and_may_be_changed(world: World, public: Client, monkeypatch) -> None:
    issue, code = spoken(world, monkeypatch, walk.to_claimed)
    (asking,) = ask(issue, by=world.office)
    answer = send(public, code, asking, answer="satisfied")
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies
    assert Asking.objects.get().answer == "satisfied"
    assert "还可以改" in answer.content.decode()

    words = send(public, code, asking, answer="dissatisfied")
    assert words.status_code == 200
    assert 'name="words"' in words.content.decode()
    assert Asking.objects.get().answer == "satisfied"  # nothing is noted before there are words
    assert send(public, code, asking, answer="dissatisfied", words=" ").status_code == 422
    said = send(public, code, asking, answer="dissatisfied", words="还差两个学生")
    assert "不能销号" in said.content.decode()
    assert (Asking.objects.get().answer, Asking.objects.get().words) == ("dissatisfied", "还差两个学生")


def test_a_wrong_code_somebody_else_s_question_and_get_reach_nothing(world: World, public: Client, monkeypatch) -> None:
    issue, code = spoken(world, monkeypatch, walk.to_claimed)
    (asking,) = ask(issue, by=world.office)
    _other, theirs = receive(world.campaign, channel=world.mailbox, text="另一件事", by=None)
    assert send(public, "7K4M-92QX-AAAA-BBBB", asking, answer="satisfied").status_code == 422
    assert send(public, theirs, asking, answer="satisfied").status_code == 404
    assert public.get(reverse("voice:answer")).status_code == 405
    assert public.post(reverse("voice:came-back"), {"code": theirs, "issue": str(issue.pk)}).status_code == 404
    assert public.post(reverse("voice:answer"), {"code": code, "asking": "x", "answer": "satisfied"}).status_code == 404
    assert Asking.objects.get().answer == "silent"


def test_once_the_issue_has_moved_on_the_answer_stays(world: World, public: Client, monkeypatch) -> None:
    issue, code = spoken(world, monkeypatch, walk.to_verified)
    (asking,) = ask(issue, by=world.office)
    return_issue(issue, reason="少补一人", by=world.supervisor)
    assert send(public, code, asking, answer="satisfied").status_code == 404
    assert Asking.objects.get().answer == "silent"


def test_the_ruling_is_read_by_the_receipt(world: World, public: Client, monkeypatch) -> None:
    issue, code = spoken(world, monkeypatch, walk.to_claimed)
    (asking,) = ask(issue, by=world.office)
    send(public, code, asking, answer="dissatisfied", words="政策没有覆盖转学的")
    rule_on(Asking.objects.get(), reason="属政策原因，已报市教委", by=world.leader)
    assert "属政策原因，已报市教委" in look(public, code)


def test_after_closing_it_came_back_is_decided_and_never_only_a_message(
    world: World, public: Client, monkeypatch
) -> None:
    issue, code = spoken(world, monkeypatch, walk.to_closed)
    text = look(public, code)
    assert "办到现在，您满意吗？" not in text
    assert reverse("voice:came-back") in text
    assert send(public, code, Asking.objects.get(), answer="satisfied").status_code == 200
    assert "已经销号" in send(public, code, Asking.objects.get(), answer="dissatisfied", words="x").content.decode()
    known = {"code": code, "issue": str(issue.pk)}
    assert 'name="words"' in public.post(reverse("voice:came-back"), known).content.decode()
    answer = public.post(reverse("voice:came-back"), {**known, "words": "四月又没有发"})
    assert answer.status_code == 200
    said = CameBack.objects.get()
    assert (said.issue_id, said.words, said.status) == (issue.pk, "四月又没有发", "open")
    assert said.due > said.on


def test_how_many_others_said_it_is_not_told_for_a_small_group(world: World, public: Client, monkeypatch) -> None:
    _issue, code = spoken(world, monkeypatch, lambda w: walk.to_claimed(w, voices=3))
    assert "位群众说的是同一件事" not in look(public, code)
    ClosurePolicy.objects.update(small_group=2)
    assert "另外 2 位群众说的是同一件事" in look(public, code)


def test_a_voice_of_a_merged_issue_follows_it(world: World, public: Client) -> None:
    opinion, code = receive(world.campaign, channel=world.mailbox, text="补助没有到", by=None)
    details = IssueDetails(title="并入的问题", deadline_text="2026年4月底前")
    register(world.campaign, text="补助没有到", details=details, by=world.office, opinions=(opinion,))
    target = walk.to_assigned(world)
    merge(Issue.objects.get(title="并入的问题"), into=target, reply="同一件事，一并办理", by=world.office)
    text = look(public, code)
    assert target.title in text
    assert "并入的问题" not in text
