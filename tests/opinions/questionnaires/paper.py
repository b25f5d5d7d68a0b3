"""A questionnaire for the tests of this part: every kind of question, a condition, a split."""

from collections.abc import Iterable, Sequence

from bihuan.opinions.models import Questionnaire, Scale, Version
from bihuan.opinions.selectors.questionnaires.paper import Asked, Paper, paper_of
from bihuan.opinions.services.questionnaires.building import QuestionDraft, write_question, write_questionnaire
from bihuan.opinions.services.questionnaires.opening import open_version
from bihuan.opinions.services.questionnaires.scales import Measure, Point, declare_scale
from bihuan.opinions.services.questionnaires.urn import Filled
from tests.world import World

POINTS = (
    Point("满意", 100, satisfied=True),
    Point("基本满意", 70, satisfied=True),
    Point("不满意", 30, satisfied=False),
    Point("不了解", None, satisfied=False, outside=True),
)
WHO, SEEN, WHICH, MEALS, SERVICES, WORDS = range(6)
"""The questions, by place."""


def scale(world: World) -> Scale:
    """满意 … 不了解, the goal at 80 % of five."""
    return declare_scale(world.campaign, Measure("四级满意度", POINTS, 80, 5), by=None)


def begin(world: World, **details: object) -> Questionnaire:
    """An empty draft."""
    usual = {"title": "群众满意度测评", "introduction": "请您评一评。", "channel": world.mailbox}
    return write_questionnaire(world.campaign, **{**usual, **details}, by=world.office)


def write(world: World, questionnaire: Questionnaire) -> Version:
    """The draft with six questions."""
    version = questionnaire.versions.get()
    section = version.sections.get()
    measure = scale(world)

    def ask(kind: str, text: str, **more: object) -> None:
        write_question(version, draft=QuestionDraft(section, kind, text, **more), by=world.office)

    ask("single", "您的身份是？", options=("家长", "教师", "学生", "社区居民"), required=True, splits=True)
    ask("multiple", "您遇到过哪些情况？", options=("办事慢", "态度差"), none_of_these="以上都没有")
    slow = version.questions.get(position=2).options.get(label="办事慢")
    ask("single", "哪个环节慢？", options=("受理", "办理"), conditions=(slow,))
    ask("scale", "您对食堂满意吗？", scale=measure)
    ask("matrix", "您对下列服务满意吗？", scale=measure, items=("招生", "资助"))
    ask("text", "还有什么话要说？")
    return version


def opened(world: World, **details: object) -> Version:
    """The same, open for answers."""
    version = write(world, begin(world, **details))
    open_version(version, by=world.office)
    version.refresh_from_db()
    return version


def fill(asked: Sequence[Asked], answers: Iterable[tuple[int, str]], words: str = "") -> Filled:
    """Answers by place of the question and wording of the option; `招生:满意` for a thing of a matrix."""
    choices = []
    for place, said in answers:
        one = asked[place]
        thing, _, label = said.rpartition(":")
        item = next((item for item in one.items if item.label == thing), None)
        choices.append((one.question, item, next(option for option in one.options if option.label == label)))
    return Filled(choices, [(asked[WORDS].question, words)] if words else [])


def read(version: Version) -> Paper:
    """The version as a whole."""
    return paper_of(version)
