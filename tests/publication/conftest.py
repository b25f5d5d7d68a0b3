"""A published notice, and what `tests/supervision/pages` has for reading pages."""

from typing import Any

import pytest

from bihuan.ledger.models import Issue
from bihuan.publication.models import Publication
from bihuan.publication.services import publish
from tests import walk
from tests.supervision.pages.conftest import Sign, as_, bare_frame
from tests.world import World

__all__ = ["Sign", "as_", "bare_frame"]

SECTIONS = ("bihuan.publication.sections.action", "bihuan.publication.sections.publications")


@pytest.fixture(autouse=True)
def wired(settings: Any) -> None:
    """The page of an issue shows what this stage adds, and nothing else."""
    settings.BIHUAN_ISSUE_SECTIONS = SECTIONS


def notice(world: World, issue: Issue, *, scope: str = "public") -> Publication:
    """A notice, published by the office."""
    return publish(issue, kind="notice", scope=scope, by=world.office)


@pytest.fixture
def noticed(world: World) -> Publication:
    """A verified issue in its public notice."""
    return notice(world, walk.to_verified(world, voices=6))
