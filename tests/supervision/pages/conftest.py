"""A browser per person; the frame around the pages has tests of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bihuan.people.models import Person
from tests.world import World

Sign = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def bare_frame(settings: Any) -> None:
    """Only what these stages show, and only their queries."""
    settings.BIHUAN_CHROME = ""


@pytest.fixture
def as_(world: World) -> Sign:
    """Sign somebody in: `as_(world.supervisor).get(…)`."""

    def sign(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign
