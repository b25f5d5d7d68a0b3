"""What questionnaires, meetings and talks need on the stage, and what somebody would send to their URLs."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.campaigns.models import Channel
from bihuan.files.services import store
from bihuan.opinions.models import Consultation, Questionnaire, Talk
from bihuan.opinions.services import meetings, talks
from bihuan.opinions.services.questionnaires import building, opening
from bihuan.opinions.services.questionnaires.scales import Measure, Point, declare_scale
from tests.permissions.access import FIFTH, FINANCE
from tests.world import DAY

if TYPE_CHECKING:
    from tests.permissions.stage import Stage

HERE = ""
Said = Mapping[str, Any]


def set_asking(stage: "Stage") -> None:
    """Questionnaires in each state, and what belongs to a consultation."""
    world = stage.world
    measure = Measure("好—差", (Point("好", 100, satisfied=True), Point("差", 0, satisfied=False)))
    scale = declare_scale(world.campaign, measure, by=None)
    stage.put("scale", HERE, world.campaign.code, scale.pk)
    stage.known["scale"] = scale.pk
    for kind in ("draft questionnaire", "open questionnaire", "closed questionnaire"):
        written = _questionnaire(stage, world.mailbox)
        stage.put(kind, HERE, world.campaign.code, written.pk)
        if kind == "draft questionnaire":
            _parts(stage, written)
            continue
        opening.open_version(written.versions.get(), by=world.office)
        opening.count_forms(written, issued=9, returned=9, by=world.office)
        if kind == "closed questionnaire":
            opening.close_questionnaire(written, by=world.office)
        else:
            stage.put("short link", HERE, written.code)
    for unit in (FINANCE, FIFTH):
        _around(stage, unit)


def _questionnaire(stage: "Stage", channel: Channel) -> Questionnaire:
    world = stage.world
    admission = Questionnaire.Admission.SLIP
    written = building.write_questionnaire(
        world.campaign, title="满意度测评", channel=channel, admission=admission, by=world.office
    )
    version = written.versions.get()
    draft = building.QuestionDraft(version.sections.get(), "single", "您的身份是？", options=("家长", "教师"))
    building.write_question(version, draft=draft, by=world.office)
    return written


def _parts(stage: "Stage", written: Questionnaire) -> None:
    version, code = written.versions.get(), stage.world.campaign.code
    section = building.write_section(version, title="结尾", by=stage.world.office)
    stage.put("section of a draft", HERE, code, written.pk, section.pk)
    stage.put("question of a draft", HERE, code, written.pk, version.questions.get().pk)
    stage.known["section"] = section.pk


def _around(stage: "Stage", unit: str) -> None:
    world = stage.world
    code, pk = stage.places["consultation"][unit]
    held = Consultation.objects.get(pk=pk)
    file = store("姓名,签名\n".encode(), name="签到表.csv")
    added = meetings.enclose(held, file=file, title="签到表", by=world.office)
    stage.put("file of a consultation", unit, code, pk, added.pk)
    open_talk = talks.write_talk(held, text="有话说。", level=Talk.Level.READERS, talked_on=DAY, by=world.office)
    stage.put("talk", unit, code, pk, open_talk.pk)
    for kind in ("sealed talk", "talk to be agreed on", "talk to be read"):
        sealed = talks.write_talk(held, text="有话说。", level=Talk.Level.SEALED, talked_on=DAY, by=world.office)
        stage.put(kind, unit, code, pk, sealed.pk)
        if kind != "sealed talk":
            asked = talks.ask_to_open(sealed, reason="核对来由", by=world.office)
            if kind == "talk to be read":
                talks.agree_to_open(asked, by=world.leader)


def _written(stage: "Stage", unit: str) -> Said:
    return {"title": "另一份问卷", "channel": str(stage.world.mailbox.pk), "admission": "link"}


def _question(stage: "Stage", unit: str) -> Said:
    known = stage.known
    return {"section": str(known["section"]), "kind": "scale", "text": "满意吗？", "scale": str(known["scale"])}


def _occasion(stage: "Stage", unit: str) -> Said:
    return {
        "channel": str(stage.world.symposium.pk),
        "kind": "symposium",
        "title": "教师座谈会",
        "convener": "计财科",
        "held_on": "2026-04-02",
    }


def _signed(stage: "Stage", unit: str) -> Said:
    return {"title": "签到表", "file": SimpleUploadedFile("签到表.csv", "姓名,签名\n甲,\n".encode())}


SAID: Mapping[str, Callable[["Stage", str], Said]] = {
    "opinions:minutes": lambda stage, unit: {"text": "会议记录"},
    "opinions:attendance": lambda stage, unit: {},
    "opinions:take-down": lambda stage, unit: {"text": "食堂价格不公开。", "mark": "m" * 20},
    "opinions:talk-new": lambda stage, unit: {"text": "有话说。", "level": "office", "talked_on": "2026-03-02"},
    "opinions:talk-ask": lambda stage, unit: {"reason": "核对来由"},
    "opinions:questionnaire-returns": lambda stage, unit: {"issued": "9", "returned": "9"},
    "opinions:questionnaire-slips": lambda stage, unit: {"label": "家长", "count": "2"},
    "opinions:questionnaire-papers": lambda stage, unit: {"lines": "1\n2"},
    "opinions:questionnaire-section-new": lambda stage, unit: {"title": "又一部分"},
    "opinions:questionnaire-section": lambda stage, unit: {"title": "改了的小标题"},
    "opinions:scale-new": lambda stage, unit: {
        "name": "三级",
        "points": "好 100 +\n差 0",
        "threshold_percent": "80",
        "min_base": "5",
    },
    "opinions:scale": lambda stage, unit: {
        "name": "两级",
        "points": "好 100 +\n差 0",
        "threshold_percent": "80",
        "min_base": "5",
    },
    "ask:fill": lambda stage, unit: {"go": "begin"},
    "opinions:plan": _occasion,
    "opinions:invite": lambda stage, unit: {"group": str(stage.known["group"].pk), "names": "退休教师甲"},
    "opinions:enclose": _signed,
    "opinions:questionnaire-new": _written,
    "opinions:questionnaire-details": _written,
    "opinions:questionnaire-question-new": _question,
    "opinions:questionnaire-question": _question,
}
