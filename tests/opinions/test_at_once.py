"""Two hands at the same moment, in two connections of PostgreSQL; SQLite lets only one write at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from bihuan.common.workflow import Refused, Stale
from bihuan.opinions import services
from bihuan.opinions.models import Disposition, Opinion
from tests.opinions.voices import speak
from tests.world import World

pytestmark = pytest.mark.usefixtures("two_connections")


@pytest.fixture
def two_connections(transactional_db: None) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer")


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each deed returned or raised."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        start.wait()
        try:
            return deed()
        except (Refused, Stale) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_the_same_form_sent_twice_at_once_is_one_opinion(world: World) -> None:
    for nth in range(5):
        results = at_once(*[lambda nth=nth: speak(world, ticket=f"form-{nth}")] * 4)
        assert len({(opinion.pk, code) for opinion, code in results}) == 1
    assert list(Opinion.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_numbers_have_no_gap_and_no_double(world: World) -> None:
    at_once(*[lambda: [speak(world) for _ in range(5)]] * 4)
    assert list(Opinion.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 21))


def test_one_of_two_endings_wins(world: World) -> None:
    opinion, _ = speak(world)
    stale = [Opinion.objects.get(pk=opinion.pk) for _ in range(2)]
    results = at_once(
        lambda: services.answer(stale[0], reply="已办。", by=world.office),
        lambda: services.forward(stale[1], to="住建局", reply="已转。", by=world.office),
    )
    assert sum(isinstance(result, Disposition) for result in results) == 1
    assert Disposition.objects.get().kind == Opinion.objects.get().status
