"""改、督、示: every issue goes its way through the ordinary services, on the days on which it happened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from importlib.resources import files
from itertools import count
from typing import Any

import yaml
from django.utils import timezone

from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import calendar, terms
from bihuan.common.clock import standing_at, today
from bihuan.demo.qijiang.cast import Cast, head_of, liaison_of
from bihuan.demo.qijiang.teams import of_team
from bihuan.files.services import store
from bihuan.ledger.models import Evidence, Issue
from bihuan.ledger.services.assigning import assign
from bihuan.ledger.services.evidence import add_evidence
from bihuan.ledger.services.planning import MeasureContent, PlanContent, add_measure, draft_plan, submit_plan
from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.ledger.services.working import claim, mark_measure, reach, report_progress, request_extension, start
from bihuan.ledger.states import MeasureStatus
from bihuan.opinions.models import Opinion
from bihuan.people.models import Person, Unit
from bihuan.publication.models import Publication
from bihuan.publication.services import publish
from bihuan.supervision.models import Asking, Verification
from bihuan.supervision.services.asking import answer_by_receipt, ask, ask_panellist, note_answer
from bihuan.supervision.services.closing import close, reopen, sign
from bihuan.supervision.services.plans import approve_plan
from bihuan.supervision.services.verifying import Findings, verify

FIRST_DAY = date(2014, 4, 10)
SILENT_EVERY = 7
"""One voice in seven never answers; silence stays silence."""


def cases() -> list[dict[str, Any]]:
    """The 52 lines of the ledger, in the order of their numbers."""
    loaded: list[dict[str, Any]] = yaml.safe_load(
        files("bihuan.demo.qijiang").joinpath("issues.yaml").read_text(encoding="utf-8")
    )
    return loaded


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    """The clock stands on a morning of the story."""
    with standing_at(timezone.make_aware(datetime.combine(day, time(hour)))):
        yield


@dataclass
class People:
    """Who does what in one case."""

    liaison: Person
    head: Person
    deputy: Person
    supervisor: Person
    team_leader: Person


class Casebook:
    """Tells the 52 stories."""

    def __init__(self, campaign: Campaign, cast: Cast, covered: dict[str, int]) -> None:
        self.campaign, self.cast, self.covered = campaign, cast, covered
        self.days = calendar()
        self.office = cast["office"]
        self.words = {
            taxonomy: {term.code: term for term in terms(campaign, taxonomy)}
            for taxonomy in (Term.Taxonomy.CATEGORY, Term.Taxonomy.DISPOSITION)
        }
        self.asked = count()

    def tell(self, number: int, case: dict[str, Any], voices: list[Opinion]) -> Issue:
        """One issue from its registration to where it stands on the day of the report."""
        begin = self.days.add_workdays(FIRST_DAY, (number - 1) // 6)
        with on(begin, 9):
            issue = self._register(case, voices)
        if case["end"] == "registered":
            return issue
        people = self._people(case["lead"])
        steps: list[tuple[int, Callable[[Issue, dict[str, Any], People], None]]] = [
            (1, self._assign),
            (3, self._plan),
            (5, self._approve),
            (6, self._start),
            (10, self._progress),
            (13, self._work),
            (15, self._claim),
            (17, self._verify),
            (18, self._notice),
            (24, self._close),
        ]
        stop = {"assigned": 1, "planned": 3, "rectifying": 5, "claimed": 7, "verified": 8, "in_notice": 9}
        last = {"claimed": 19, "verified": 18, "in_notice": 20}.get(case["end"], 0)
        for place, (after, step) in enumerate(steps[: stop.get(case["end"], len(steps))]):
            late = last if place >= 6 else 0  # those that wait at the end came there only lately
            with on(self.days.add_workdays(begin, after + late)):
                step(Issue.objects.get(pk=issue.pk), case, people)
        if case["end"] == "reopened":
            self._relapse(Issue.objects.get(pk=issue.pk), case, people)
        return Issue.objects.get(pk=issue.pk)

    def _people(self, lead: str) -> People:
        team = self.covered[lead]
        return People(
            liaison=liaison_of(self.cast, lead),
            head=head_of(self.cast, lead),
            deputy=of_team(self.cast, team, "deputy"),
            supervisor=of_team(self.cast, team, "supervisor"),
            team_leader=of_team(self.cast, team, "teamleader"),
        )

    # ------------------------------------------------------------ the steps

    def _register(self, case: dict[str, Any], voices: list[Opinion]) -> Issue:
        details = IssueDetails(
            title=case["title"],
            category=self.words[Term.Taxonomy.CATEGORY][case["category"]],
            disposition=self.words[Term.Taxonomy.DISPOSITION][case["disposition"]],
            source=case.get("source", ""),
            goal=case.get("standard", ""),
            deadline_text=case["deadline"],
            review_on=case.get("review"),
        )
        words = f"{case['said']}。" if voices else f"{case['title']}。"
        return register(self.campaign, text=words, details=details, by=self.office, opinions=tuple(voices))

    def _assign(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        supporting = [self.cast.units[name] for name in case.get("support", ())]
        assign(issue, lead=self.cast.units[case["lead"]], supporting=supporting, by=self.office)

    def _plan(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        content = PlanContent(
            responsible=people.head,
            deadline_text=case["deadline"],
            standard=case["standard"],
            sixth=f"督导{'一二三四五六七八'[self.covered[case['lead']] - 1]}组组长",
        )
        draft_plan(issue, content, by=people.liaison)
        targets: tuple[tuple[Unit, Decimal, str], ...] = ()
        if "target" in case:
            unit, goal, measured_in = case["target"]
            targets = ((self.cast.units[unit], Decimal(goal), measured_in),)
        add_measure(issue, MeasureContent(text=case["measure"], targets=targets), by=people.liaison)
        for text in case.get("more", ()):
            add_measure(issue, MeasureContent(text=text), by=people.liaison)
        submit_plan(issue.plans.get(), by=people.liaison)

    def _approve(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        approve_plan(issue.plans.get(), comment="六项齐全，同意。", by=people.deputy)

    def _start(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        start(issue, by=people.liaison)

    def _halfway(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        """Still at work on the day of the report: what is reached, and the last progress report."""
        with on(case.get("report", date(2014, 6, 10))):
            text = f"对照“{case['standard']}”自查，完成约 {case['progress']}%，余下的逐项销账。"
            report_progress(issue, percent=case["progress"], text=text, by=people.liaison)
            for target in issue.targets.all():
                reach(target, done=Decimal(case["done"]), by=people.liaison)
            for measure in issue.measures.order_by("position")[1:]:
                self._prove(issue, measure.position, people)

    def _progress(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        half = min(60, case.get("progress", 60) // 2 + 20)
        report_progress(issue, percent=half, text=f"完成约 {half}%，下一步：{case['standard']}。", by=people.liaison)
        if case["end"] == "rectifying":
            self._halfway(issue, case, people)

    def _work(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        for target in issue.targets.all():
            reach(target, done=target.goal, by=people.liaison)
        for measure in issue.measures.order_by("position"):
            self._prove(issue, measure.position, people)

    def _prove(self, issue: Issue, position: int, people: People) -> None:
        measure = issue.measures.get(position=position)
        words = f"{issue.label}号问题第{position}项措施的结果记录。\n{measure.text}\n{today()}\n"
        file = store(words.encode(), name=f"{issue.label}-{position}-结果记录.txt")
        kind = Evidence.Kind.RESULT
        add_evidence(measure, title=f"{measure.text[:20]}的结果记录", kind=kind, file=file, by=people.liaison)
        mark_measure(measure, status=MeasureStatus.DONE, by=people.liaison)

    def _claim(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        claim(issue, by=people.head)

    def _verify(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        findings = Findings(
            result=Verification.Result.PASSED,
            method=Verification.Method.ON_SITE,
            place=case["target"][0] if "target" in case else case["lead"],
            at=timezone.make_aware(datetime.combine(today(), time(9, 30))),
            words=f"现场核对，{case['standard']}，属实。",
        )
        verify(issue, findings, by=people.supervisor)
        self._hear_again(Issue.objects.get(pk=issue.pk))
        sign(issue, role="head", by=people.head)
        sign(issue, role="team_leader", by=people.team_leader)

    def _hear_again(self, issue: Issue) -> None:
        """Ask those who raised it, or a panel where nobody did."""
        ask(issue, by=self.office)
        if not issue.voices.exists():
            for name in ("家长代表", "教职工代表", "街镇代表"):
                ask_panellist(issue, name=name, by=self.office)
        for place, asking in enumerate(issue.askings.filter(cycle=issue.cycle)):
            silent = next(self.asked) % SILENT_EVERY == SILENT_EVERY - 1
            if silent and place and asking.opinion_id:
                continue
            if asking.way == Asking.Way.RECEIPT:
                answer_by_receipt(asking, answer=Asking.Answer.SATISFIED)
            else:
                note_answer(asking, answer=Asking.Answer.SATISFIED, by=self.office)

    def _notice(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        publish(issue, kind=Publication.Kind.NOTICE, scope=Publication.Scope.PUBLIC, by=self.office)

    def _close(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        close(issue, by=people.team_leader)

    def _relapse(self, issue: Issue, case: dict[str, Any], people: People) -> None:
        """Closed, then found wanting: back in a second cycle, with a request for more time."""
        with on(date(2014, 6, 3)):
            reopen(issue, reason="报名现场仍排长队，两个班没有开出来。", by=self.office)
        issue = Issue.objects.get(pk=issue.pk)
        with on(date(2014, 6, 9)):
            report_progress(issue, percent=case["progress"], text="四个班已可招生，还差两个班。", by=people.liaison)
            request_extension(issue, until=date(2014, 8, 31), reason="校舍消防验收排期在七月。", by=people.liaison)


def write_ledger(campaign: Campaign, cast: Cast, covered: dict[str, int], voices: dict[str, list[Opinion]]) -> None:
    """All 52, in the order of their numbers."""
    book = Casebook(campaign, cast, covered)
    for number, case in enumerate(cases(), start=1):
        book.tell(number, case, voices.get(case["title"], []))
