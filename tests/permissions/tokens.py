"""Programs on the stage: everybody of the cast lets one ask, with a token that may read and write."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bihuan.api.models import Token
from bihuan.api.selectors import digest_of
from bihuan.common.clock import today
from bihuan.ledger.models import Issue
from bihuan.people.models import Person
from tests.permissions.access import FINANCE, THIRD

if TYPE_CHECKING:
    from tests.permissions.stage import Stage

BY_NUMBER = ("issue", "issue under way", "ready issue")


def secret_of(name: str) -> str:
    """What the program of a member of the cast sends."""
    return f"bihuan_{name}"


def token_for(person: Person, name: str, scope: str = "write") -> Token:
    """A token that works today and has been used already."""
    day = today()
    until = day + timedelta(days=30)
    return Token(
        person=person,
        name="数据交换",
        scope=scope,
        digest=digest_of(secret_of(name)),
        expires_on=until,
        last_used_on=day,
    )


def set_programs(stage: "Stage") -> None:
    """A token for everybody, and the issues by their numbers."""
    world = stage.world
    tokens = Token.objects.bulk_create(token_for(person, name) for name, person in world.people.items())
    stage.put("access token", FINANCE, next(token.pk for token in tokens if token.person_id == world.liaison.pk))
    elsewhere = token_for(Person.objects.get(title="第三学区联络员"), "elsewhere")
    elsewhere.save()
    stage.put("access token", THIRD, elsewhere.pk)
    for kind in BY_NUMBER:
        for unit, (pk,) in stage.places[kind].items():
            number = Issue.objects.values_list("number", flat=True).get(pk=pk)
            stage.put(f"{kind} by number", unit, world.campaign.code, number)


SAID: Mapping[str, Callable[["Stage", str], dict[str, Any]]] = {
    "tokens:new": lambda stage, unit: {"name": "数据交换", "scope": "read", "days": "30"},
    "api:opinions": lambda stage, unit: {"channel": stage.world.mailbox.code, "text": "课后服务收费不清楚。"},
    "api:issues": lambda stage, unit: {"text": "食堂价格不公开。"},
    "api:progress": lambda stage, unit: {"percent": 40, "text": "名单已核对"},
}
"""What somebody who means it would send."""
