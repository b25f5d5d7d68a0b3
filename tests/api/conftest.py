"""Programs in tests: one that asks with a token, in JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from bihuan.api.selectors import digest_of
from bihuan.people.models import Person
from tests.permissions.tokens import secret_of, token_for


@dataclass
class Program:
    """Asks as a person, from the address of the campaign."""

    client: Client

    def get(self, path: str, **query: Any) -> HttpResponse:
        """Read."""
        return self.client.get(f"/api/v1/{path}", query)

    def post(self, path: str, **said: Any) -> HttpResponse:
        """Write."""
        return self.client.post(f"/api/v1/{path}", said, content_type="application/json")


@pytest.fixture
def program() -> Callable[..., Program]:
    """`program(world.office)`: a program of that person; `scope="read"` for one that only reads."""

    def of(person: Person, scope: str = "write", language: str = "zh-hans") -> Program:
        name = f"{person.username}-{scope}"
        if not person.tokens.filter(digest=digest_of(secret_of(name))).exists():
            token_for(person, name, scope).save()
        headers = {"Authorization": f"Bearer {secret_of(name)}", "Accept-Language": language}
        return Program(Client(headers=headers))

    return of
