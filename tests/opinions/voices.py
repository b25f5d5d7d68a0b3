"""Voices for the tests of this stage."""

from typing import Any

from bihuan.audit.services import unit_of_work
from bihuan.common.workflow import lock, move
from bihuan.opinions import services
from bihuan.opinions.models import Opinion
from bihuan.opinions.states import BECOME_ISSUE
from tests.world import World


def speak(world: World, **said: Any) -> tuple[Opinion, str]:
    """An opinion of the public by the mailbox, with its receipt code."""
    return services.receive(
        world.campaign, **{"channel": world.mailbox, "text": "补助还没到卡上。", "by": None, **said}
    )


def become_issue(world: World, opinion: Opinion | None = None) -> Opinion:
    """As the ledger does it: the ending, then the step."""
    opinion = opinion or speak(world)[0]
    with unit_of_work():
        held = lock(opinion)
        services.write_disposition(held, kind="became_issue", reply="已立账。", by=world.office)
        move(held, BECOME_ISSUE)
    opinion.refresh_from_db()
    return opinion
