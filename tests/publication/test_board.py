"""The public board as a visitor meets it: no account, no session, nothing of an inner scope, objections counted once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bihuan.ledger.models import Issue
from bihuan.publication.models import Publication
from bihuan.supervision.models import Objection
from bihuan.supervision.services.noticing import dismiss_objection
from tests import walk
from tests.publication.conftest import notice
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def public() -> Client:
    return Client()


def page(client: Client, name: str, *args: object, query: str = "") -> str:
    answer = client.get(reverse(f"board:{name}", args=args) + query)
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies
    return answer.content.decode()


def test_the_list_the_item_the_sheet_and_the_feed_open_without_an_account(
    world: World, public: Client, noticed: Publication
) -> None:
    number = noticed.issue.number
    assert world.campaign.name in page(public, "home")
    listing = page(public, "listing", "spring")
    assert noticed.issue.title in listing
    assert "还剩 5 个工作日" in listing
    item = page(public, "item", "spring", number)
    assert "计财科" in item
    assert noticed.sha256 in item
    sheet = page(public, "sheet", "spring", number)
    assert f"http://testserver/board/spring/{number}/" in sheet
    assert 'class="bh-qr"' in sheet
    assert page(public, "qr", "spring", number).startswith("<svg")
    feed = page(public, "feed", "spring")
    assert feed.startswith("<?xml")
    assert noticed.issue.title in feed


def test_nothing_of_an_inner_scope_is_on_any_public_page(world: World, public: Client) -> None:
    for scope in ("system", "unit"):
        inner = notice(world, walk.to_verified(world), scope=scope)
        Issue.objects.filter(pk=inner.issue_id).update(title=f"只在内部看的{scope}")
        for name in ("item", "objection", "sheet", "qr"):
            url = reverse(f"board:{name}", args=["spring", inner.issue.number])
            assert public.get(url).status_code == 404
    for name in ("listing", "feed"):
        text = page(public, name, "spring")
        assert "寄宿生生活补助" not in text
        assert "只在内部看的" not in text
    assert world.campaign.name not in page(public, "home")


def test_no_person_stands_on_the_board(world: World, public: Client, noticed: Publication) -> None:
    for name in ("item", "sheet"):
        text = page(public, name, "spring", noticed.issue.number)
        assert not [title for title in (p.title for p in world.people.values()) if title in text]


def test_search_looks_into_what_was_published_only(world: World, public: Client, noticed: Publication) -> None:
    Issue.objects.filter(pk=noticed.issue_id).update(title="还没有公布的新说法")
    assert "寄宿生" in page(public, "listing", "spring", query="?q=寄宿生")
    assert "还没有公布的新说法" not in re.sub(r'value="[^"]*"', "", page(public, "listing", "spring", query="?q=补助"))
    assert "0 条" in page(public, "listing", "spring", query="?q=新说法")
    assert noticed.issue.original_text not in page(public, "listing", "spring", query="?show=result")
    assert page(public, "listing", "spring", query='?q="}]')


def test_the_list_asks_no_more_for_more_rows(world: World, public: Client, django_assert_max_num_queries) -> None:
    for _ in range(3):
        notice(world, walk.to_verified(world))
    with django_assert_max_num_queries(7):
        page(public, "listing", "spring")


# ---------------------------------------------------------------- objecting


def _form(client: Client, publication: Publication, **more: str) -> dict[str, str]:
    text = page(client, "objection", "spring", publication.issue.number)
    ticket = re.search(r'name="ticket" value="([^"]+)"', text)
    assert ticket
    return {"ticket": ticket[1], "text": "第五学区还有两个学生没有收到。", **more}


def _send(client: Client, publication: Publication, form: dict[str, str]):
    return client.post(reverse("board:objection", args=["spring", publication.issue.number]), form)


def _later(seconds: int):
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_somebody_objects_and_reads_the_ruling_by_the_code(world: World, public: Client, noticed: Publication) -> None:
    form = _form(public, noticed)
    with _later(10):
        answer = _send(public, noticed, form)
        again = _send(public, noticed, form)
    code = re.search(r"<code>([^<]+)</code>", answer.content.decode())
    assert code
    assert "sessionid" not in answer.cookies
    assert Objection.objects.count() == 1  # the same form sent twice is one objection
    assert code[1] in again.content.decode()

    where = reverse("board:receipt")
    assert "正在" in public.post(where, {"code": code[1].lower()}).content.decode()
    dismiss_objection(Objection.objects.get(), ruling="已核对银行回单，286 人全部到账。", by=world.team_leader)
    assert "已核对银行回单" in public.post(where, {"code": code[1]}).content.decode()
    assert public.post(where, {"code": "7K4M-92QX-AAAA-BBBB"}).status_code == 422


def test_an_empty_a_hasty_and_a_mechanical_objection_come_back_with_their_words(
    world: World, public: Client, noticed: Publication
) -> None:
    form = _form(public, noticed)
    assert _send(public, noticed, {**form, "text": " "}).status_code == 422
    hasty = _send(public, noticed, form)
    assert hasty.status_code == 422
    assert "第五学区还有两个学生没有收到。" in hasty.content.decode()
    with _later(10):
        trapped = _send(public, noticed, {**form, "website": "http://x"})
    assert trapped.status_code == 422
    assert "第五学区还有两个学生没有收到。" in trapped.content.decode()
    with _later(90000):
        worn = _send(public, noticed, form)
    assert worn.status_code == 422
    assert form["ticket"] not in worn.content.decode()
    assert _send(public, noticed, {**form, "ticket": "forged"}).status_code == 422
    assert not Objection.objects.exists()


def test_after_the_last_day_the_page_says_so(world: World, public: Client, noticed: Publication) -> None:
    form = _form(public, noticed)
    walk.travel(world, 30)
    url = reverse("board:objection", args=["spring", noticed.issue.number])
    assert public.get(url).status_code == 409
    with _later(10):
        assert _send(public, noticed, form).status_code == 409
    assert not Objection.objects.exists()
