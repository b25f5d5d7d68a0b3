"""Puts the demonstration together: district, campaign, teams, inquiry, ledger."""

from collections.abc import Callable
from datetime import date
from itertools import cycle

from django.db import connection

from bihuan.audit.services import seal, unit_of_work
from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import terms
from bihuan.campaigns.services import change_phase, create_campaign, stand_still
from bihuan.demo.qijiang.casebook import cases, on, write_ledger
from bihuan.demo.qijiang.cast import Cast, open_accounts, raise_district
from bihuan.demo.qijiang.formalism import plant
from bihuan.demo.qijiang.inquiry import Inquiry
from bihuan.demo.qijiang.phases import LOOK_BACK_ON, go_through_the_first_phase
from bihuan.demo.qijiang.remains import leave_behind
from bihuan.demo.qijiang.study import Learning, raise_committee
from bihuan.demo.qijiang.teams import form_teams
from bihuan.demo.qijiang.visits import supervise
from bihuan.ledger.services.lights import light_all
from bihuan.opinions.models import Opinion
from bihuan.opinions.services.triage_learning import begin_lesson
from bihuan.opinions.services.triage_sorting import categorise, hand_to

CODE = "qijiang"
REPORT_DAY = date(2014, 6, 12)


def stories() -> list[tuple[str, str]]:
    """One (title, words) for each voice that is to become part of an issue, mixed over the issues."""
    openings = cycle(["{}。", "我们那里也一样，{}。", "反映多次了：{}。", "希望教委管一管，{}。", "{}，请给个说法。"])
    rounds = max(case["voices"] for case in cases())
    return [
        (case["title"], next(openings).format(case["said"]))
        for turn in range(rounds)
        for case in cases()
        if turn < case["voices"]
    ]


PHASES = (
    (date(2014, 3, 3), date(2014, 4, 30)),
    (date(2014, 5, 4), date(2014, 5, 30)),
    (date(2014, 6, 3), date(2014, 8, 31)),
)
"""When the three phases ran; a template knows only weeks."""


def _date_phases(campaign: Campaign, cast: Cast) -> None:
    for phase, (first, last) in zip(campaign.phases.order_by("position"), PHASES, strict=True):
        judged = LOOK_BACK_ON if phase.position == 1 else None
        change_phase(phase, name=phase.name, starts_on=first, ends_on=last, look_back_on=judged, by=cast["office"])


def teach(campaign: Campaign, cast: Cast, voices: dict[str, list[Opinion]]) -> None:
    """The office says of what became issues what it is about and who deals with it; the engine learns at the start."""
    categories = {term.code: term for term in terms(campaign, Term.Taxonomy.CATEGORY)}
    with on(REPORT_DAY):
        for case in cases():
            if theirs := voices.get(case["title"]):
                categorise(campaign, theirs, category=categories[case["category"]], by=cast["office"])
                if lead := case.get("lead"):
                    hand_to(campaign, theirs, unit=cast.units[lead], by=cast["office"])
        begin_lesson(campaign, by=None)


def take_stock() -> None:
    """PostgreSQL plans by counts that nobody takes inside one long transaction; without them a join took 15 s."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _stand_still(campaign: Campaign, cast: Cast) -> None:
    with on(REPORT_DAY, 9):
        stand_still(campaign, on=REPORT_DAY, by=cast["office"])
        light_all(campaign)


def _finish(campaign: Campaign, cast: Cast, covered: dict[str, int], tell: Callable[[str], None]) -> None:
    """What was supervised, what strikes the machine, and what remains; then the campaign stands still."""
    tell("督导会、八个组的督查")
    supervise(campaign, cast, today=REPORT_DAY)
    tell("形式主义线索")
    plant(campaign, cast, covered)
    tell("指标、专项行动、制度、联系点")
    leave_behind(campaign, cast)
    _stand_still(campaign, cast)


def build(tell: Callable[[str], None]) -> Campaign:
    """Build the whole campaign in one transaction; `tell` hears what is being done."""
    with unit_of_work():
        with on(date(2014, 3, 3)):
            tell("123 个活动单位、8 个督导组")
            cast = raise_district()
            campaign = create_campaign(
                "mass-line",
                code=CODE,
                name="群众路线教育实践活动",
                root=cast.root,
                office=cast.units["活动办公室"],
                starts_on=date(2014, 3, 3),
                year=2014,
                by=cast["office"],
            )
            _date_phases(campaign, cast)
            covered = form_teams(campaign, cast)
            raise_committee(cast)
            open_accounts()
        tell("学习计划、集中学习、心得")
        Learning(campaign, cast).study()
        with on(date(2014, 6, 6)):
            tell("四种方式征求意见")
            voices = Inquiry(campaign, cast).ask(stories())
        take_stock()
        tell("52 件问题逐件办理")
        write_ledger(campaign, cast, covered, voices)
        teach(campaign, cast, voices)
        tell("三必审、四必谈、环节“回头看”")
        go_through_the_first_phase(campaign, cast)
        _finish(campaign, cast, covered, tell)
    seal()
    return campaign
