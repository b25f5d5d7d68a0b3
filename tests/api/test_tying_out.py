"""One figure, four readers: the page, the official paper, the API and the command say the same, before and after."""

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from bihuan.cli.main import main
from bihuan.documents.writing import carried_by, write
from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.reports.papers.kinds import KINDS, written
from tests import walk
from tests.api.conftest import Program
from tests.world import World

pytestmark = pytest.mark.django_db
REGISTERED, OPEN = "rectify.issues_registered", "rectify.issues_open"
PATHS = (REGISTERED, OPEN, "rectify.issues_closed")
Told = dict[str, str]


def on_the_page(world: World) -> Told:
    """What a reader sees beside each name."""
    client = Client()
    client.force_login(world.office)
    html = client.get(reverse("reports:figures")).content.decode()
    return dict(re.findall(r"<code>([\w.]+)</code>.*?>([\d.%]+)</a>", html))


def in_the_paper(world: World) -> Told:
    """What the file of the situation report carries."""
    carried = carried_by(write(written(KINDS["situation"], world.office, world.campaign)))
    assert carried is not None
    return {figure.path: figure.told for figure in carried.figures}


def to_a_program(world: World, asks: Program) -> Told:
    """What the API says."""
    return {one["path"]: one["text"] for one in asks.get(f"campaigns/{world.campaign.code}/figures").json()}


def by_the_command(world: World, capsys: pytest.CaptureFixture[str]) -> Told:
    """What `bihuan figures` prints."""
    assert main(["figures", world.campaign.code, "--json"]) == 0
    return {path: f"{value:g}" for path, value in json.loads(capsys.readouterr().out).items()}


def test_page_paper_program_and_command_tell_one_figure_and_change_together(
    world: World, program: Callable[..., Program], capsys: pytest.CaptureFixture[str]
) -> None:
    walk.to_closed(world)
    walk.to_registered(world)

    def told() -> list[Told]:
        readers = (
            on_the_page(world),
            in_the_paper(world),
            to_a_program(world, program(world.office)),
            by_the_command(world, capsys),
        )
        return [{path: reader[path] for path in PATHS if path in reader} for reader in readers]

    before = told()
    assert before[0] == {REGISTERED: "2", OPEN: "1", "rectify.issues_closed": "1"}
    assert all(reader == before[0] for reader in before)
    register(world.campaign, text="食堂价格不公开", details=IssueDetails(), by=world.office)
    after = told()
    assert after[0] == {REGISTERED: "3", OPEN: "2", "rectify.issues_closed": "1"}
    assert all(reader == after[0] for reader in after)
