"""Voices for the tests of this stage."""

from typing import Any

from bihuan.audit.services import unit_of_work
from bihuan.campaigns.models import Term
from bihuan.common.workflow import lock, move
from bihuan.opinions import services
from bihuan.opinions.models import Consultation, Opinion
from bihuan.opinions.states import BECOME_ISSUE
from tests.world import DAY, World


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


def hold(world: World, **occasion: Any) -> Consultation:
    """A symposium of the office."""
    usual = {
        "channel": world.symposium,
        "kind": Consultation.Kind.SYMPOSIUM,
        "title": "家长代表座谈会",
        "convener": world.office_unit,
        "held_on": DAY,
    }
    return services.hold(world.campaign, **{**usual, **occasion}, by=world.office)


def speakers(world: World, name: str = "一线教职工", code: str = "frontline-staff") -> Term:
    """A group of speakers."""
    group = Term.Taxonomy.SPEAKER_GROUP
    return Term.objects.get_or_create(campaign=world.campaign, taxonomy=group, code=code, name=name)[0]
