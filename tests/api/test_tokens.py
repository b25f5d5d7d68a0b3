"""Access tokens: shown once, kept as a digest, ending by a day or by hand, and never wider than their person."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bihuan.api.models import Token
from bihuan.api.policies import MOST
from bihuan.api.services import make_token, revoke_token
from bihuan.api.v1 import access
from bihuan.audit.models import Event
from bihuan.common.clock import now, standing_at, today
from bihuan.common.workflow import Refused
from bihuan.opinions.brakes import Brake
from bihuan.people.models import Person
from tests.api.conftest import Program
from tests.world import World

pytestmark = pytest.mark.django_db
MINE = "/api/v1/campaigns"


def asked_with(secret: str) -> int:
    return Client(headers={"Authorization": f"Bearer {secret}"}).get(MINE).status_code


def test_a_token_is_made_on_a_page_shown_once_and_ended_there(world: World) -> None:
    client = Client()
    client.force_login(world.liaison)
    assert client.post(reverse("tokens:new"), {"name": " ", "scope": "read", "days": "90"}).status_code == 422
    page = client.post(reverse("tokens:new"), {"name": "数据交换", "scope": "read", "days": "90"}).content.decode()
    secret = re.findall(r"bihuan_[\w-]{43}", page)[0]
    token = Token.objects.get()
    assert (token.person, token.scope, token.expires_on) == (world.liaison, "read", today() + timedelta(days=90))
    assert asked_with(secret) == 200
    for url in (reverse("tokens:mine"), reverse("tokens:token", args=[token.pk])):
        assert secret not in client.get(url).content.decode()
    assert secret not in str(Token.objects.values()) + str(list(Event.objects.values_list("payload")))
    client.post(reverse("tokens:revoke", args=[token.pk]))
    assert asked_with(secret) == 401
    kinds = Event.objects.filter(stream=f"person:{world.liaison.pk}").order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["api.token_made", "api.token_revoked"]
    assert "“数据交换”：只读" in Event.objects.get(kind="api.token_made").sentence


def test_a_token_dies_with_its_day_and_sleeps_with_its_person(world: World) -> None:
    _token, secret = make_token(name="数据交换", scope="write", days=30, by=world.liaison)
    with standing_at(now() + timedelta(days=30)):
        assert asked_with(secret) == 200
        assert Token.objects.get().last_used_on == today()
    with standing_at(now() + timedelta(days=31)):
        assert asked_with(secret) == 401
    for column, value in (("is_active", False), ("must_change_password", True)):
        Person.objects.filter(pk=world.liaison.pk).update(**{column: value})
        assert asked_with(secret) == 401, column
        Person.objects.filter(pk=world.liaison.pk).update(**{column: not value})
    assert asked_with(secret) == 200
    assert asked_with(f"{secret}x") == asked_with("") == 401


def test_nobody_ends_anothers_token_but_who_keeps_the_accounts(world: World) -> None:
    token, _secret = make_token(name="数据交换", scope="read", days=30, by=world.liaison)
    with pytest.raises(Refused):
        revoke_token(token, by=world.head)
    revoke_token(token, by=world.system_admin)
    with pytest.raises(Refused):
        revoke_token(token, by=world.liaison)
    for number in range(MOST):
        make_token(name=f"程序{number}", scope="read", days=30, by=world.liaison)
    with pytest.raises(Refused, match=str(MOST)):
        make_token(name="再一个", scope="read", days=30, by=world.liaison)
    with pytest.raises(Refused):
        make_token(name="不限期", scope="read", days=9999, by=world.head)


def test_a_session_opens_nothing_and_a_narrow_or_hasty_token_is_told_so(
    world: World, program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Client()
    browser.force_login(world.office)
    refused = browser.get(MINE)
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    issues = f"campaigns/{world.campaign.code}/issues"
    assert browser.post(f"/api/v1/{issues}", {"text": "价格"}, content_type="application/json").status_code == 401
    narrow = program(world.office, "read").post(issues, text="食堂价格不公开")
    assert narrow.status_code == 403
    assert "只读权限" in narrow.json()["reasons"][0]
    monkeypatch.setitem(access._brakes, world.office.tokens.get().pk, Brake(per_minute=1, burst=1))
    busy = [program(world.office, "read").get("campaigns") for _ in range(2)]
    assert [answer.status_code for answer in busy] == [200, 429]
    assert busy[1]["Retry-After"]
