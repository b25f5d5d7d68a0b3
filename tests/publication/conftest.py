"""A browser per person, one for the public, and a site on which publication fills its slots."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bihuan.ledger.models import Issue
from bihuan.people.models import Person
from bihuan.publication.models import Publication
from bihuan.publication.services import publish
from tests import walk
from tests.world import World

Sign = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def wired(settings: Any) -> None:
    """The slots are filled."""
    settings.BIHUAN_CHROME = ""  # the frame has tests of its own
    settings.BIHUAN_ISSUE_SECTIONS = (
        "bihuan.publication.sections.action",
        "bihuan.publication.sections.publications",
    )


@pytest.fixture
def as_(world: World) -> Sign:
    """Sign somebody in."""

    def sign(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign


def notice(world: World, issue: Issue, *, scope: str = "public") -> Publication:
    """A notice, published by the office."""
    return publish(issue, kind="notice", scope=scope, by=world.office)


@pytest.fixture
def noticed(world: World) -> Publication:
    """A verified issue in its public notice."""
    return notice(world, walk.to_verified(world, voices=6))
