"""Walks one issue along the loop, step by step, each by the person whose step it is.

A test stops the walk where its question begins: `to_claimed(world)` gives an issue that waits for verification.
"""

import hashlib
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import count

from django.utils import timezone

from bihuan.campaigns.selectors import calendar
from bihuan.files.models import StoredFile
from bihuan.ledger.models import Evidence, Issue
from bihuan.ledger.services.assigning import assign
from bihuan.ledger.services.evidence import add_evidence
from bihuan.ledger.services.planning import MeasureContent, PlanContent, add_measure, draft_plan, submit_plan
from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.ledger.services.working import claim, mark_measure, reach, report_progress, start
from bihuan.ledger.states import MeasureStatus, Status
from bihuan.opinions.models import Opinion
from bihuan.opinions.services import receive
from bihuan.people.models import Person
from bihuan.supervision.models import Asking, Closure, Verification
from bihuan.supervision.services.asking import answer_by_receipt, ask, ask_panellist, note_answer
from bihuan.supervision.services.closing import close, sign
from bihuan.supervision.services.noticing import open_notice
from bihuan.supervision.services.plans import approve_plan
from bihuan.supervision.services.verifying import Findings, verify
from tests.world import DAY, World

_serial = count(1)


def a_file(words: str = "") -> StoredFile:
    """A stored file with content of its own (its bytes are of no interest here)."""
    text = words or f"file {next(_serial)}"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    made, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": len(text), "media_type": "text/plain", "name": "回单.txt"}
    )
    return made


CODES: dict[int, str] = {}
"""Receipt codes by voice, as their speakers keep them."""


def heard(world: World, text: str = "寄宿生生活补助去年秋季那一笔还没有到卡上。", *, heads: int = 1) -> Opinion:
    """An anonymous voice in the director's mailbox."""
    opinion, code = receive(world.campaign, channel=world.mailbox, text=text, heads=heads, by=None)
    CODES[opinion.pk] = code
    return opinion


def to_registered(world: World, *, voices: int = 1) -> Issue:
    """On the ledger, with its voices."""
    opinions = tuple(heard(world) for _ in range(voices))
    details = IssueDetails(title="寄宿生生活补助发放不及时", category=world.category, deadline_text="2026年4月底前")
    return register(
        world.campaign, text="部分学校寄宿生生活补助发放不及时", details=details, by=world.office, opinions=opinions
    )


def to_assigned(world: World, *, voices: int = 1) -> Issue:
    """Given to the finance section, helped by the aid centre."""
    issue = to_registered(world, voices=voices)
    return assign(issue, lead=world.finance, supporting=[world.aid_centre], by=world.office)


def write_plan(world: World, issue: Issue, *, targets: bool = True) -> None:
    """Six clear points and one measure with a target in the fifth zone."""
    content = PlanContent(
        responsible=world.clerk, deadline_text="2026年4月底前", standard="应补尽补，逐人核对回单", sixth="分管领导"
    )
    draft_plan(issue, content, by=world.liaison)
    quantities = ((world.fifth_zone, Decimal(286), "人"),) if targets else ()
    if not issue.measures.exists():
        add_measure(issue, MeasureContent(text="补发去年秋季学期补助", targets=quantities), by=world.liaison)


def to_planned(world: World, *, voices: int = 1) -> Issue:
    """Plan approved by the deputy leader of the team."""
    issue = to_assigned(world, voices=voices)
    write_plan(world, issue)
    plan = submit_plan(issue.plans.get(), by=world.liaison)
    approve_plan(plan, by=world.deputy)
    issue.refresh_from_db()
    return issue


def to_started(world: World, *, voices: int = 1) -> Issue:
    """Work has begun."""
    return start(to_planned(world, voices=voices), by=world.liaison)


def do_the_work(world: World, issue: Issue) -> None:
    """Targets reached, evidence of the result, every measure done."""
    report_progress(issue, percent=60, text="已与银行核对名单", by=world.liaison)
    for target in issue.targets.all():
        reach(target, done=target.goal, by=world.liaison)
    for measure in issue.measures.exclude(status=MeasureStatus.DONE):
        add_evidence(measure, title="银行回单", kind=Evidence.Kind.RESULT, file=a_file(), by=world.liaison)
        mark_measure(measure, status=MeasureStatus.DONE, by=world.liaison)


def to_claimed(world: World, *, voices: int = 1) -> Issue:
    """The head applies for closing."""
    issue = to_started(world, voices=voices)
    do_the_work(world, issue)
    return claim(issue, by=world.head)


def findings(result: str = Verification.Result.PASSED) -> Findings:
    """What a supervisor brings back from the school."""
    return Findings(
        result=result,
        method=Verification.Method.ON_SITE,
        place="第五学区中心小学",
        at=timezone.make_aware(datetime.combine(DAY, time(10, 5))),
        words="随机问 5 名住校生，补助全部到卡。",
    )


def to_verified(world: World, *, voices: int = 1, verifier: Person | None = None) -> Issue:
    """Passed by an independent supervisor."""
    issue = to_claimed(world, voices=voices)
    verify(issue, findings(), by=verifier or world.supervisor)
    issue.refresh_from_db()
    return issue


def satisfy(world: World, issue: Issue) -> None:
    """Everybody is asked and says yes; a panel speaks where nobody raised it."""
    ask(issue, by=world.office)
    if not issue.voices.exists():
        for number in range(world.policy.min_panel):
            ask_panellist(issue, name=f"家长代表{number + 1}", by=world.office)
    for asking in issue.askings.filter(cycle=issue.cycle, answer=Asking.Answer.SILENT):
        if asking.way == Asking.Way.RECEIPT:
            answer_by_receipt(asking, answer=Asking.Answer.SATISFIED)
        else:
            note_answer(asking, answer=Asking.Answer.SATISFIED, by=world.office)


def pass_notice(world: World, issue: Issue) -> None:
    """The working days of the public notice go by."""
    period = open_notice(issue, by=world.office)
    world.campaign.as_of = calendar().add_workdays(period.ends_on, 1)
    world.campaign.save(update_fields=["as_of"])
    issue.refresh_from_db()


def travel(world: World, days: int) -> None:
    """The campaign's clock moves."""
    assert world.campaign.as_of
    world.campaign.as_of += timedelta(days=days)
    world.campaign.save(update_fields=["as_of"])


def to_ready(world: World, *, voices: int = 1) -> Issue:
    """Everything is in place; only closing is left."""
    issue = to_verified(world, voices=voices)
    satisfy(world, issue)
    sign(issue, role="head", by=world.head)
    pass_notice(world, issue)
    return Issue.objects.get(pk=issue.pk)


def to_closed(world: World, *, voices: int = 1) -> tuple[Issue, Closure]:
    """Struck off the ledger by the team's leader."""
    issue = to_ready(world, voices=voices)
    closure = close(issue, by=world.team_leader)
    issue.refresh_from_db()
    assert issue.status == Status.CLOSED
    return issue, closure
