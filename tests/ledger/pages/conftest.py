"""Browsers of the cast: `as_person(world.office).get("ledger:issues")`."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from bihuan.people.models import Person
from tests.world import world

__all__ = ["world"]


class Browser:
    """A signed-in client that speaks in names of URLs."""

    def __init__(self, person: Person) -> None:
        self.client = Client()
        self.client.force_login(person)

    def get(self, name: str, /, *args: Any, query: str = "", **headers: str) -> HttpResponse:
        return self.client.get(f"{reverse(name, args=args)}{query}", headers=headers)

    def post(self, name: str, /, *args: Any, **data: Any) -> HttpResponse:
        return self.client.post(reverse(name, args=args), data)


@pytest.fixture
def as_person() -> Callable[[Person], Browser]:
    return Browser
