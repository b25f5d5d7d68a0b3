"""Whoever pressed a button too late hears what the issue has become, and by whom."""

import pytest

from bihuan.common.workflow import Stale, move
from bihuan.desk.late import sentences
from bihuan.ledger.services.assigning import assign
from bihuan.ledger.states import ASSIGN
from tests import walk
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_late_hear_what_changed_and_who_changed_it(world: World):
    seen = walk.to_registered(world)
    assign(seen, lead=world.finance, supporting=[], by=world.office)
    with pytest.raises(Stale) as caught:
        move(seen, ASSIGN)
    told = sentences(caught.value.row)
    assert "已交办" in told[0]
    assert world.office.title in told[1]
    assert "交办计财科" in told[1]
