"""Questionnaires, files and talks for the stage: one of each that an address can name."""

from bihuan.campaigns.models import Channel
from bihuan.files.services import store
from bihuan.opinions.models import Consultation, Questionnaire, Talk
from bihuan.opinions.services import meetings, talks
from bihuan.opinions.services.questionnaires import building, opening
from bihuan.opinions.services.questionnaires.scales import Measure, Point, declare_scale
from tests.permissions.access import FIFTH, FINANCE
from tests.permissions.stage import HERE, LEDGER, Stage
from tests.world import DAY


def ask(stage: Stage) -> None:
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


def _questionnaire(stage: Stage, channel: Channel) -> Questionnaire:
    world = stage.world
    admission = Questionnaire.Admission.SLIP
    written = building.write_questionnaire(
        world.campaign, title="满意度测评", channel=channel, admission=admission, by=world.office
    )
    version = written.versions.get()
    draft = building.QuestionDraft(version.sections.get(), "single", "您的身份是？", options=("家长", "教师"))
    building.write_question(version, draft=draft, by=world.office)
    return written


def _parts(stage: Stage, written: Questionnaire) -> None:
    version, code = written.versions.get(), stage.world.campaign.code
    section = building.write_section(version, title="结尾", by=stage.world.office)
    stage.put("section of a draft", HERE, code, written.pk, section.pk)
    stage.put("question of a draft", HERE, code, written.pk, version.questions.get().pk)
    stage.known["section"] = section.pk


def _around(stage: Stage, unit: str) -> None:
    world = stage.world
    code, pk = stage.places["consultation"][unit]
    held = Consultation.objects.get(pk=pk)
    file = store(LEDGER.encode(), name="签到表.csv")
    stage.put("file of a consultation", unit, code, pk, meetings.enclose(
        held, file=file, title="签到表", by=world.office
    ).pk)  # fmt: skip
    open_talk = talks.write_talk(held, text="有话说。", level=Talk.Level.READERS, talked_on=DAY, by=world.office)
    stage.put("talk", unit, code, pk, open_talk.pk)
    for kind in ("sealed talk", "talk to be agreed on", "talk to be read"):
        sealed = talks.write_talk(held, text="有话说。", level=Talk.Level.SEALED, talked_on=DAY, by=world.office)
        stage.put(kind, unit, code, pk, sealed.pk)
        if kind != "sealed talk":
            asked = talks.ask_to_open(sealed, reason="核对来由", by=world.office)
            if kind == "talk to be read":
                talks.agree_to_open(asked, by=world.leader)
