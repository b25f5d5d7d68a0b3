"""What answering, the ways in and the sealed channel need on the stage, and what somebody would send to their URLs."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.campaigns.selectors import day_of
from bihuan.files.services import store
from bihuan.ledger.models import Issue
from bihuan.opinions import services as opinions
from bihuan.opinions.models import Opinion
from bihuan.opinions.services import answering, sealed
from bihuan.opinions.tickets import new_ticket
from bihuan.opinions.views.ways import SALT
from bihuan.people.roles import Role
from bihuan.supervision.services.returning import say_it_came_back
from tests import walk
from tests.permissions.access import FIFTH, FINANCE, THIRD
from tests.world import enlist

if TYPE_CHECKING:
    from tests.permissions.stage import Stage

PICTURE = b"\x89PNG of a sealed letter"
SHEET = "意见内容,受理编号\n校门口堵车。,B1\n"


def set_answering(stage: "Stage") -> None:
    """Voices with files and without anybody in charge, sealed letters and their keeper, a file of voices."""
    world = stage.world
    stage.known["second clerk"] = second = enlist("活动办接访岗", world.office_unit, Role.OFFICE, over=world.district)
    for unit, about in ((FINANCE, world.finance), (FIFTH, world.fifth_zone)):
        opinion, stage.known["code of an answer"] = _voice(stage, about)
        stage.put("uncharged opinion", unit, world.campaign.code, opinion.number)
        with_file, _code = _voice(stage, about, files=[(b"a plain text", "text/plain")])
        stage.put("file of a voice", unit, world.campaign.code, with_file.number, 1)
        offered, _code = _voice(stage, about)
        answering.take_charge(offered, by=second)
        answering.hand_on(offered, to=world.office, reason="轮休", by=second)
        stage.put("offered opinion", unit, world.campaign.code, offered.number)
    answered, stage.known["code of an answer"] = _voice(stage, world.finance)
    opinions.answer(answered, reply="本周到卡。", by=world.office)
    _sealed(stage)
    _came_back(stage)
    file = store(SHEET.encode(), name="移交.csv")
    token = signing.dumps([file.pk, world.mailbox.pk, "platform", world.office.pk], salt=SALT)
    stage.put("upload of voices", "", world.campaign.code, token)


def _voice(stage: "Stage", about: Any, **said: Any) -> tuple[Opinion, str]:
    world = stage.world
    return opinions.receive(
        world.campaign, channel=world.mailbox, text="校车什么时候通？", about_unit=about, by=None, **said
    )


def _sealed(stage: "Stage") -> None:
    world, code = stage.world, stage.world.campaign.code
    keeper = sealed.appoint_keeper(world.campaign, person=world.clerk, by=world.leader)
    stage.put("keeper", "", code, keeper.pk)
    for unit, about in ((FINANCE, world.finance), (THIRD, world.third_zone)):
        tip_off, stage.known["code of a sealed letter"] = sealed.receive_tip_off(
            world.campaign, text="收了礼金。", ticket=new_ticket(), unit=about, pictures=[PICTURE]
        )
        stage.put("sealed letter", unit, code, tip_off.number)
        stage.put("picture of a sealed letter", unit, code, tip_off.number, tip_off.parts.get().pk)


def _came_back(stage: "Stage") -> None:
    """A closed issue about which somebody says that it is not right, and another one with the receipt of its voice."""
    issue = Issue.objects.get(pk=stage.places["closed issue"][FINANCE][0])
    said = say_it_came_back(issue, opinion=issue.voices.get().opinion, words="又不发了。")
    stage.put("closed issue that came back", FINANCE, said.pk)
    other = Issue.objects.get(pk=stage.places["closed issue"][THIRD][0])
    stage.known["code of a closed issue"] = walk.CODES[other.voices.get().opinion_id]
    stage.known["closed issue of a receipt"] = other.pk


SAID: Mapping[str, Callable[["Stage", str], dict[str, Any]]] = {
    "opinions:more-time": lambda stage, unit: {
        "until": (day_of(stage.world.campaign) + timedelta(days=20)).isoformat(),
        "reason": "等银行回单。",
    },
    "opinions:charge-hand-on": lambda stage, unit: {"to": str(stage.known["second clerk"].pk), "reason": "轮休"},
    "opinions:charge-decide": lambda stage, unit: {"go": "accept"},
    "opinions:rules": lambda stage, unit: {"preset": "petition"},
    "opinions:words": lambda stage, unit: {"name": "收到", "kind": "any", "text": "{number}收到。"},
    "opinions:hand-over": lambda stage, unit: {
        "origin": "board",
        "channel": str(stage.world.mailbox.pk),
        "file": SimpleUploadedFile("留言.csv", SHEET.replace("堵车", "积水").encode()),
    },
    "opinions:tip-off-reply": lambda stage, unit: {"reply": "已收到。", "go": "say"},
    "opinions:keepers": lambda stage, unit: {"person": str(stage.world.member.pk)},
    "speak:receipt-verdict": lambda stage, unit: {
        "code": stage.known["code of an answer"],
        "solved": "no",
        "grade": "1",
        "words": "还没有到卡。",
    },
    "speak:sealed": lambda stage, unit: {"text": "收了礼金。", "ticket": stage.known["ticket"]},
    "speak:sealed-say": lambda stage, unit: {"code": stage.known["code of a sealed letter"], "text": "还有一次。"},
    "supervision:came-back": lambda stage, unit: {"decision": "decline", "comment": "已补发，回单在案。"},
}
