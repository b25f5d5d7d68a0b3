"""The desk against formalism and the burden meter: the lines of the matrix, what stands on the stage, what is sent."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bihuan.campaigns.selectors import day_of
from bihuan.files.services import store
from bihuan.ledger.models import EvidenceRevision
from bihuan.people.models import Unit
from bihuan.supervision.models import Hint
from bihuan.supervision.services.hints import answer_hint, ask_unit, confirm_hint
from tests.permissions.access import FINANCE, READERS, THIRD, circle
from tests.permissions.rows import Row, form, page

if TYPE_CHECKING:
    from tests.permissions.stage import Stage

_TEAM = "deputy supervisor second_supervisor team_leader"
JUDGING = circle(_TEAM, third="inside_supervisor")
"""The team, without whoever belongs to the unit."""
DESK = circle(f"{_TEAM} leader", third="inside_supervisor")
TOLD = circle(f"{_TEAM} leader", third="inside_supervisor", finance="liaison head")
"""Who sees a hint once the unit was asked: the desk, and the unit itself. The office never does."""
ANSWERING = circle("", finance="liaison head")

HINTING: tuple[Row, ...] = (
    page("supervision:hints", READERS),
    page("supervision:burden", READERS),
    page("supervision:hint", DESK, "hint"),
    page("supervision:hint-picture", DESK, "picture of a hint"),
    form("supervision:hint-ask", DESK, JUDGING, "hint"),
    form("supervision:hint-answer", TOLD, ANSWERING, "hint that was asked about"),
    form("supervision:hint-decide", TOLD, JUDGING, "hint that was answered"),
    form("supervision:hint-notice", TOLD, JUDGING, "confirmed hint"),
)


def set_hints(stage: "Stage", picture: Callable[[], Any]) -> None:
    """Of two units a hint in each state; finance answers for itself, nobody does for the third zone."""
    world = stage.world
    file = store(picture())
    revision = EvidenceRevision.objects.filter(issue__status="rectifying").order_by("pk").first()
    assert revision is not None
    shown = EvidenceRevision.objects.create(
        issue_id=revision.issue_id, evidence_id=revision.evidence_id, number=90, file=file, sha256=file.sha256,
        by=world.liaison, at=revision.at,
    )  # fmt: skip
    for name, unit in ((FINANCE, world.finance), (THIRD, world.third_zone)):
        found = _found(stage, unit, 1, shown.pk)
        stage.put("hint", name, found.pk)
        stage.put("picture of a hint", name, found.pk, 1)
        asked = [ask_unit(_found(stage, unit, n, 0), question="请说明。", by=world.supervisor) for n in (2, 3, 4)]
        stage.put("hint that was asked about", name, asked[0].pk)
        if name == FINANCE:
            asked[1:] = [answer_hint(one, answer="拿错了照片。", by=world.liaison) for one in asked[1:]]
        else:
            Hint.objects.filter(pk__in=[one.pk for one in asked[1:]]).update(
                answer_due=day_of(world.campaign) - timedelta(days=1)
            )
        stage.put("hint that was answered", name, asked[1].pk)
        stage.put("confirmed hint", name, confirm_hint(asked[2], comment="属实。", by=world.supervisor).pk)


def _found(stage: "Stage", unit: Unit, number: int, revision: int) -> Hint:
    campaign = stage.world.campaign
    side = {"unit": unit.name, "title": "佐证", "on": "", "words": "", "revision": revision}
    return Hint.objects.create(
        campaign=campaign, unit=unit, kind="same_photo", key=f"{unit.pk}-{number}", reason="同一张照片",
        proof={"sides": [side]}, found_on=day_of(campaign),
    )  # fmt: skip


SAID: Mapping[str, Callable[["Stage", str], Mapping[str, Any]]] = {
    "supervision:hint-ask": lambda stage, unit: {"question": "请说明。"},
    "supervision:hint-answer": lambda stage, unit: {"answer": "拿错了照片。"},
    "supervision:hint-decide": lambda stage, unit: {"decision": "dismiss", "comment": "说明合理。"},
    "supervision:hint-notice": lambda stage, unit: {
        "kind": "rework",
        "text": "请补拍。",
        "reply_due": (day_of(stage.world.campaign) + timedelta(days=30)).isoformat(),
    },
}
