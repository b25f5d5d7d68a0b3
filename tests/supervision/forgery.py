"""Forges an issue that looks ready to close, straight into the tables, with one thing wrong.

The services would never let such an issue arise; here it stands anyway, so that the gate and the guards of the
database are asked alone. `FLAWS` is the mutation list: each flaw names the point of the gate and the guard that must
catch it. Taking that guard away must let the flaw through, or the test of the guard proves nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bihuan.campaigns.models import ClosurePolicy, RequiredSignature
from bihuan.ledger.models import (
    Evidence,
    EvidenceRevision,
    Extension,
    Issue,
    IssueVoice,
    Measure,
    Plan,
    ResponsiblePerson,
    SupportingUnit,
    Target,
)
from bihuan.opinions.models import Message
from bihuan.people.models import Person
from bihuan.supervision.models import (
    Asking,
    Closure,
    NoticePeriod,
    Objection,
    Signature,
    SupervisionNotice,
    Verification,
)
from tests import walk
from tests.world import DAY, World

BEFORE = DAY - timedelta(days=30)


@dataclass
class Recipe:
    """What the forged issue is made of; a flaw changes one ingredient."""

    status: str = "in_notice"
    cycle: int = 1
    measures: int = 1
    measure_status: str = "done"
    target_done: int = 286
    evidence_kind: str = "result"
    plan_status: str = "approved"
    plan_decided_on: date = BEFORE
    plan_standard: str = "逐人核对"
    plan_writer: str = "liaison"
    plan_decider: str = "deputy"
    verifier: str = "supervisor"
    result: str = "passed"
    verified_cycle: int = 1
    voices: int = 1
    ask: bool = True
    answer: str = "satisfied"
    panel: int = 0
    period: bool = True
    period_ends: date = DAY - timedelta(days=1)
    signature: bool = True
    closer: str = "team_leader"
    after: Callable[[World, Issue], None] = field(default=lambda _world, _issue: None)


def who(world: World, name: str) -> Person:
    """A member of the cast by name."""
    person = getattr(world, name)
    assert isinstance(person, Person)
    return person


def forge(world: World, recipe: Recipe) -> tuple[Issue, dict[str, Any]]:
    """The issue, and the columns of the closure that somebody would like to write for it."""
    issue = _issue(world, recipe)
    _plan(world, issue, recipe)
    _measures(world, issue, recipe)
    seen = EvidenceRevision.objects.filter(issue=issue).order_by("-pk").values_list("pk", flat=True).first() or 0
    verifier = who(world, recipe.verifier)
    verification = Verification.objects.create(
        issue=issue,
        cycle=recipe.verified_cycle,
        result=recipe.result,
        verifier=verifier,
        verifier_unit=verifier.unit,
        place="中心小学",
        at=timezone.now(),
        method="on_site",
        findings="属实",
        evidence_seen=seen,
    )
    _voices(world, issue, recipe)
    if recipe.period:
        NoticePeriod.objects.create(
            issue=issue,
            cycle=recipe.cycle,
            opens_on=BEFORE,
            ends_on=recipe.period_ends,
            workdays=5,
            opened_by=world.office,
        )
    if recipe.signature:
        Signature.objects.create(issue=issue, cycle=recipe.cycle, role="head", by=world.head, at=timezone.now())
    recipe.after(world, issue)
    closure = {
        "issue": issue,
        "cycle": recipe.cycle,
        "verification": verification,
        "closed_by": who(world, recipe.closer),
        "closed_on": DAY,
        "certificate": "{}",
        "sha256": "0" * 64,
    }
    return Issue.objects.get(pk=issue.pk), closure


def _issue(world: World, recipe: Recipe) -> Issue:
    issue = Issue.objects.create(
        campaign=world.campaign,
        number=900,
        status=recipe.status,
        cycle=recipe.cycle,
        title="补助",
        original_text="补助没有发",
        lead_unit=world.finance,
        deadline_text="2026年4月底前",
        registered_on=BEFORE,
        started_on=BEFORE,
        u1=world.district.pk,
        u2=world.finance.pk,
    )
    SupportingUnit.objects.create(issue=issue, unit=world.aid_centre)
    return issue


def _plan(world: World, issue: Issue, recipe: Recipe) -> None:
    Plan.objects.create(
        issue=issue,
        version=1,
        status=recipe.plan_status,
        responsible_name="计财科经办人",
        standard=recipe.plan_standard,
        sixth="分管领导",
        written_by=who(world, recipe.plan_writer),
        decided_by=who(world, recipe.plan_decider),
        decided_on=recipe.plan_decided_on,
    )


def _measures(world: World, issue: Issue, recipe: Recipe) -> None:
    for position in range(1, recipe.measures + 1):
        measure = Measure.objects.create(
            issue=issue, position=position, text="补发", status=recipe.measure_status, done_on=BEFORE
        )
        Target.objects.create(
            issue=issue,
            measure=measure,
            unit=world.fifth_zone,
            goal=Decimal(286),
            done=Decimal(recipe.target_done),
            measured_in="人",
        )
        file = walk.a_file()
        evidence = Evidence.objects.create(issue=issue, measure=measure, kind=recipe.evidence_kind, title="回单")
        EvidenceRevision.objects.create(
            issue=issue,
            evidence=evidence,
            number=1,
            file=file,
            sha256=file.sha256,
            by=world.liaison,
            at=timezone.now(),
        )


def _voices(world: World, issue: Issue, recipe: Recipe) -> None:
    for _ in range(recipe.voices):
        opinion = walk.heard(world)
        IssueVoice.objects.create(issue=issue, opinion=opinion, by=world.office, at=timezone.now())
        if recipe.ask:
            Asking.objects.create(
                issue=issue,
                cycle=recipe.cycle,
                opinion=opinion,
                way="receipt",
                asked_on=BEFORE,
                asked_by=world.office,
                answer=recipe.answer,
                answered_on=None if recipe.answer == "silent" else BEFORE,
            )
    for number in range(recipe.panel):
        Asking.objects.create(
            issue=issue,
            cycle=recipe.cycle,
            panellist=f"家长代表{number + 1}",
            way="in_person",
            asked_on=BEFORE,
            asked_by=world.office,
            answer="satisfied",
            answered_on=BEFORE,
        )


def close_directly(columns: dict[str, Any]) -> None:
    """Write the certificate and the state, as somebody with the ORM and bad intent would."""
    closure = Closure.objects.create(**columns)
    Issue.objects.filter(pk=closure.issue_id).update(status="closed", closed_on=closure.closed_on)


# ---------------------------------------------------------------- what can be wrong afterwards


def _withdraw_evidence(world: World, issue: Issue) -> None:
    evidence = Evidence.objects.get(issue=issue)
    EvidenceRevision.objects.create(
        issue=issue, evidence=evidence, number=2, withdrawn=True, note="撤下", by=world.liaison, at=timezone.now()
    )


def _add_evidence(world: World, issue: Issue) -> None:
    evidence, file = Evidence.objects.get(issue=issue), walk.a_file()
    EvidenceRevision.objects.create(
        issue=issue, evidence=evidence, number=2, file=file, sha256=file.sha256, by=world.liaison, at=timezone.now()
    )


def _notice(world: World, issue: Issue) -> None:
    SupervisionNotice.objects.create(
        campaign=world.campaign,
        kind="reminder",
        year=BEFORE.year,
        number=1,
        issue=issue,
        unit=world.finance,
        text="请补齐",
        issued_on=BEFORE,
        issued_by=world.supervisor,
        reply_due=DAY,
    )


def _extension(world: World, issue: Issue) -> None:
    Extension.objects.create(
        issue=issue,
        old_due=BEFORE,
        asked_for=DAY,
        reason="银行结算",
        requested_by=world.liaison,
        requested_on=BEFORE,
    )


def _question(world: World, issue: Issue) -> None:
    opinion = issue.voices.get().opinion
    Message.objects.create(opinion=opinion, from_speaker=True, text="哪天到账？", on=BEFORE)


def _later_failure(world: World, issue: Issue) -> None:
    Verification.objects.create(
        issue=issue,
        cycle=1,
        result="failed",
        verifier=world.second_supervisor,
        verifier_unit=world.second_supervisor.unit,
        place="中心小学",
        at=timezone.now(),
        method="on_site",
        findings="还差 50 人",
        evidence_seen=10**6,
    )


def _responsible_verifier(world: World, issue: Issue) -> None:
    ResponsiblePerson.objects.create(issue=issue, part="person", person=world.supervisor)


def _objection(world: World, issue: Issue) -> None:
    Objection.objects.create(
        period=issue.notice_periods.get(), issue=issue, text="没有补齐", received_on=BEFORE, receipt_digest="1" * 64
    )


def _one_more_dissatisfied(world: World, issue: Issue) -> None:
    """Nine of ten would do for the rate; the tenth blocks."""
    for number in range(9):
        _panel_answer(world, issue, f"家长{number}", "satisfied")
    _panel_answer(world, issue, "家长九", "dissatisfied")


def _panel_answer(world: World, issue: Issue, name: str, answer: str) -> None:
    Asking.objects.create(
        issue=issue,
        cycle=1,
        panellist=name,
        way="in_person",
        asked_on=BEFORE,
        asked_by=world.office,
        answer=answer,
        answered_on=BEFORE,
    )


def _ruled_but_too_few(world: World, issue: Issue) -> None:
    """Two of three are dissatisfied and overruled: nobody blocks, but the rate is 33 %."""
    ruling = Asking._meta.get_field("ruling").related_model
    for number in range(2):
        _panel_answer(world, issue, f"家长{number}", "dissatisfied")
    for asking in issue.askings.filter(answer="dissatisfied"):
        ruling.objects.create(asking=asking, reason="政策所限", by=world.leader, at=timezone.now())


def _second_signature(world: World, issue: Issue) -> None:
    policy = ClosurePolicy.objects.get(campaign=world.campaign)
    RequiredSignature.objects.create(policy=policy, role="leader")


@dataclass(frozen=True)
class Flaw:
    """One thing wrong: which guard catches it, and which point of the gate (0: the state or the person)."""

    name: str
    guard: str
    point: int
    recipe: Recipe


FLAWS: tuple[Flaw, ...] = (
    Flaw("still claimed", "closure_from_where", 0, Recipe(status="claimed")),
    Flaw("no measure", "closure_has_measures", 1, Recipe(measures=0)),
    Flaw("mostly done is not done", "closure_measures_done", 1, Recipe(measure_status="mostly_done")),
    Flaw("fifty people short", "closure_targets_met", 1, Recipe(target_done=236)),
    Flaw("only minutes of a meeting", "closure_has_results", 1, Recipe(evidence_kind="process")),
    Flaw("plan approved after work began", "closure_plan_first", 2, Recipe(plan_decided_on=DAY)),
    Flaw("plan without a standard", "closure_plan_complete", 2, Recipe(plan_standard="")),
    Flaw("open notice", "closure_no_open_notice", 3, Recipe(after=_notice)),
    Flaw("undecided extension", "closure_no_open_extension", 3, Recipe(after=_extension)),
    Flaw("unanswered question", "closure_no_open_question", 3, Recipe(after=_question)),
    Flaw("verified partly", "closure_verified", 4, Recipe(result="partly")),
    Flaw("a later verification failed", "closure_verified", 4, Recipe(after=_later_failure)),
    Flaw("verifier of the lead unit", "closure_verifier_unit_independent", 4, Recipe(verifier="inside_supervisor")),
    Flaw("verifier of a supporting unit", "closure_verifier_unit_independent", 4, Recipe(verifier="aid_liaison")),
    Flaw("responsible person verifies", "closure_verifier_not_responsible", 4, Recipe(after=_responsible_verifier)),
    Flaw("author of the plan verifies", "closure_verifier_not_planner", 4, Recipe(plan_writer="supervisor")),
    Flaw("approver of the plan verifies", "closure_verifier_not_planner", 4, Recipe(plan_decider="supervisor")),
    Flaw("evidence replaced after verification", "closure_evidence_as_seen", 4, Recipe(after=_add_evidence)),
    Flaw("somebody was not asked", "closure_everyone_asked", 5, Recipe(ask=False, panel=3)),
    Flaw("one is dissatisfied", "closure_nobody_dissatisfied", 5, Recipe(after=_one_more_dissatisfied)),
    Flaw("silence counted as consent", "closure_enough_answers", 5, Recipe(answer="silent")),
    Flaw("too small a panel", "closure_enough_answers", 5, Recipe(voices=0, panel=2)),
    Flaw("overruled, but the rate is too low", "closure_enough_satisfied", 5, Recipe(after=_ruled_but_too_few)),
    Flaw("no public notice", "closure_notice_over", 6, Recipe(period=False)),
    Flaw("public notice still runs", "closure_notice_over", 6, Recipe(period_ends=DAY)),
    Flaw("undecided objection", "closure_no_open_objection", 6, Recipe(after=_objection)),
    Flaw("unsigned", "closure_signed", 7, Recipe(signature=False)),
    Flaw("one of two signatures", "closure_signed", 7, Recipe(after=_second_signature)),
    Flaw("closed by the unit itself", "closure_closer_independent", 0, Recipe(closer="inside_supervisor")),
)
"""The mutation list of the closing gate."""

EVIDENCE_GONE = Recipe(after=_withdraw_evidence)
"""Caught twice, by `closure_has_results` and `closure_evidence_as_seen`."""
