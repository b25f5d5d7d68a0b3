"""The questionnaire that went out with the forms of the inquiry: 463 came back on paper, some people answered by phone.

How people answered is drawn with a seed, so that every build tells the same.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from bihuan.campaigns.models import Campaign, Channel
from bihuan.demo.qijiang.cast import Cast
from bihuan.opinions.models import Consultation, Item, Option, Question, Questionnaire, Scale, Version
from bihuan.opinions.selectors.questionnaires.paper import Asked, paper_of
from bihuan.opinions.services.questionnaires.answering import enter_papers, hand_in
from bihuan.opinions.services.questionnaires.building import (
    QuestionDraft,
    write_question,
    write_questionnaire,
    write_section,
)
from bihuan.opinions.services.questionnaires.opening import open_version
from bihuan.opinions.services.questionnaires.scales import STANDARD, Measure, declare_scale
from bihuan.opinions.services.questionnaires.urn import Filled

TITLE = "群众路线教育实践活动满意度测评"
INTRODUCTION = "请您评一评区教委和所在学校的作风与服务。结果只按群体汇总，用来确定先改什么；满意不满意，都请照实选。"
ON_PAPER, BY_PHONE = 412, 46
WHO = {"教师": 34, "家长": 38, "学生": 12, "离退休教师": 9, "社区群众": 7}
KNOWN_BY = {"学校宣传栏": 40, "教委网站": 18, "家长会": 34, "同事或邻居": 22}
WORST = {"文山会海": 30, "检查评比多": 38, "下基层少": 24, "办事拖拉": 27}
SLOW = {"窗口受理": 20, "科室办理": 55, "结果答复": 25}
SERVICES = ("招生入学", "学生资助", "食堂与安全", "教师管理", "办事效率")
JUDGED = ((46, 36, 10, 8), (52, 33, 8, 7), (58, 27, 9, 6), (38, 36, 16, 10), (44, 30, 17, 9), (31, 39, 22, 8))
"""Of a hundred: 满意, 基本满意, 不满意, 不了解; first the whole, then the services in their order."""


def ask_all(campaign: Campaign, cast: Cast, *, channel: Channel, forms: Consultation, words: Sequence[str]) -> None:
    """Write the questionnaire, put it to use, and take the answers in."""
    by = cast["office"]
    scales = [declare_scale(campaign, Measure(name, points), by=None) for name, points in STANDARD.items()]
    questionnaire = write_questionnaire(
        campaign,
        title=TITLE,
        introduction=INTRODUCTION,
        channel=channel,
        consultation=forms,
        last_day=date(2014, 8, 31),
        by=by,
    )
    version = _write(questionnaire, scales[0], cast)
    open_version(version, by=by)
    version.refresh_from_db()
    answers = _answers(paper_of(version).asked, words)
    enter_papers(version, [next(answers) for _form in range(ON_PAPER)], by=by)
    for number in range(BY_PHONE):
        hand_in(version, next(answers), form=f"demo-qijiang-{number}")


def _write(questionnaire: Questionnaire, scale: Scale, cast: Cast) -> Version:
    by, version = cast["office"], questionnaire.versions.get()
    about, judging = version.sections.get(), write_section(version, title="总体评价", by=by)
    write_section(version, section=about, title="关于您", by=by)
    changing = write_section(version, title="最该改的", by=by)
    kind = Question.Kind
    who = QuestionDraft(about, kind.SINGLE, "您的身份是？", required=True, splits=True, options=tuple(WHO))
    known = QuestionDraft(
        about, kind.MULTIPLE, "您从哪里知道这次活动？", options=tuple(KNOWN_BY), none_of_these="以上都不是"
    )
    whole = QuestionDraft(judging, kind.SCALE, "您对教委机关作风总体满意吗？", scale=scale)
    each = QuestionDraft(judging, kind.MATRIX, "您对下列工作满意吗？", scale=scale, items=SERVICES)
    worst = QuestionDraft(
        changing, kind.MULTIPLE, "您觉得哪些最该改？", options=tuple(WORST), none_of_these="以上都不存在"
    )
    for draft in (who, known, whole, each, worst):
        write_question(version, draft=draft, by=by)
    slow = Option.objects.get(question__version=version, label="办事拖拉")
    where = QuestionDraft(changing, kind.SINGLE, "哪个环节最慢？", options=tuple(SLOW), conditions=(slow,))
    write_question(version, draft=where, by=by)
    write_question(version, draft=QuestionDraft(changing, kind.TEXT, "还有什么话要说？"), by=by)
    return version


def _answers(asked: Sequence[Asked], words: Sequence[str]) -> Iterator[Filled]:
    """One person after the other; some leave a question out, few write something."""
    draw = Random(2014)  # noqa: S311 - a demonstration, not a secret
    who, known, whole, each, worst, slow, own = asked

    def one(question: Asked, weights: Sequence[int]) -> Option:
        options = [option for option in question.options if not option.exclusive]
        return draw.choices(options, weights)[0]

    def some(question: Asked, percents: dict[str, int]) -> list[Option]:
        ticked = [one for one in question.options if draw.randrange(100) < percents.get(one.label, 0)]
        return ticked or [option for option in question.options if option.exclusive]

    while True:
        choices: list[tuple[Question, Item | None, Option]] = [(who.question, None, one(who, [*WHO.values()]))]
        choices += [(known.question, None, option) for option in some(known, KNOWN_BY)]
        if draw.randrange(100) < 97:
            choices.append((whole.question, None, one(whole, JUDGED[0])))
        for item, weights in zip(each.items, JUDGED[1:], strict=True):
            if draw.randrange(100) < 94:
                choices.append((each.question, item, one(each, weights)))
        named = some(worst, WORST)
        choices += [(worst.question, None, option) for option in named]
        if any(option.label == "办事拖拉" for option in named):
            choices.append((slow.question, None, one(slow, [*SLOW.values()])))
        said = [(own.question, draw.choice(words))] if draw.randrange(100) < 9 else []
        yield Filled(choices, said)
