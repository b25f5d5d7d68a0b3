"""A browser per person, and a site on which supervision fills its slots."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bihuan.people.models import Person
from tests.world import World

SECTIONS = tuple(
    f"bihuan.supervision.sections.{name}"
    for name in (
        "actions",
        "closing_gate",
        "closing_button",
        "separation",
        "satisfaction",
        "notices",
        "verifications",
        "look_backs",
    )
)

Sign = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def wired(settings: Any) -> None:
    """Every slot is filled, and the public pages are there."""
    settings.BIHUAN_CHROME = ""  # the frame has tests of its own
    settings.BIHUAN_ISSUE_SECTIONS = SECTIONS
    settings.BIHUAN_RECEIPT_SECTIONS = ("bihuan.supervision.sections.receipt",)
    settings.ROOT_URLCONF = "tests.supervision.pages.urls"


@pytest.fixture
def as_(world: World) -> Sign:
    """Sign somebody in: `as_(world.supervisor).get(…)`."""

    def sign(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign
