"""Random steps by random people: however they walk, no closed issue is without its proof."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import hypothesis.strategies as st
import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from bihuan.common.workflow import Refused, Stale
from bihuan.ledger.models import Evidence, Issue
from bihuan.ledger.services.assigning import assign, decline, name_responsible
from bihuan.ledger.services.evidence import add_evidence, revise_evidence, withdraw_evidence
from bihuan.ledger.services.planning import PlanContent, draft_plan, submit_plan
from bihuan.ledger.services.registering import link_voice
from bihuan.ledger.services.working import claim, mark_measure, reach, request_extension, start, withdraw_claim
from bihuan.ledger.states import Status
from bihuan.opinions.services import say
from bihuan.people.models import Person
from bihuan.supervision.models import Closure, LookBack
from bihuan.supervision.services.asking import answer_by_receipt, ask, ask_panellist, note_answer, rule_on
from bihuan.supervision.services.closing import close, find_held, find_relapsed, reopen, sign
from bihuan.supervision.services.notices import issue_notice, reply_to_notice, settle_notice
from bihuan.supervision.services.noticing import dismiss_objection, object_to, open_notice, uphold_objection
from bihuan.supervision.services.plans import approve_plan, deny_extension, grant_extension, return_plan
from bihuan.supervision.services.verifying import return_issue, verify
from tests import walk
from tests.supervision.proof import lacks
from tests.world import World, build

CAST = (
    "office liaison head clerk aid_liaison zone_liaison deputy supervisor second_supervisor team_leader"
    " other_supervisor inside_supervisor leader member system_admin stranger"
).split()
PERSON = st.sampled_from(CAST)
RESULT = st.sampled_from(["passed", "passed", "partly", "failed"])
ANSWER = st.sampled_from(["satisfied", "satisfied", "dissatisfied", "unreachable", "silent"])


class Loop(RuleBasedStateMachine):
    """One issue, the whole cast, and every verb that touches it."""

    reached_closing = 0

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.world: World = build()
        self.issue = walk.to_registered(self.world)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def who(self, name: str) -> Person:
        """Read anew, so that no cached grant is older than the step."""
        return Person.objects.select_related("unit").get(pk=getattr(self.world, name).pk)

    def now(self) -> Issue:
        """The issue as it stands."""
        return Issue.objects.select_related("campaign__root", "lead_unit").get(pk=self.issue.pk)

    def attempt(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Do it if the rules let it; a refusal leaves no trace."""
        try:
            with transaction.atomic():
                verb(*args, **kwargs)
        except (Refused, Stale, DatabaseError):
            pass

    # ------------------------------------------------------------ the right person takes the next step

    @rule(steps=st.integers(1, 4))
    def forward(self, steps: int) -> None:
        """The next proper steps, so that walks get far."""
        for _ in range(steps):
            self._next_step()

    def _next_step(self) -> None:
        world, issue = self.world, self.now()
        steps: dict[str, Callable[[], Any]] = {
            Status.REGISTERED: lambda: assign(
                issue, lead=world.finance, supporting=[world.aid_centre], by=world.office
            ),
            Status.ASSIGNED: self._get_plan_approved,
            Status.PLANNED: lambda: start(issue, by=world.liaison),
            Status.RECTIFYING: self._finish_the_work,
            Status.CLAIMED: lambda: verify(issue, walk.findings(), by=world.supervisor),
            Status.VERIFIED: self._get_ready,
            Status.IN_NOTICE: lambda: close(issue, by=world.team_leader),
        }
        if issue.status in steps:
            self.attempt(steps[issue.status])

    def _get_plan_approved(self) -> None:
        issue = self.now()
        walk.write_plan(self.world, issue)
        approve_plan(submit_plan(issue.plans.order_by("-version")[0], by=self.world.liaison), by=self.world.deputy)

    def _finish_the_work(self) -> None:
        issue = self.now()
        walk.do_the_work(self.world, issue)
        claim(issue, by=self.world.head)

    def _get_ready(self) -> None:
        issue = self.now()
        walk.satisfy(self.world, issue)
        if not issue.signatures.filter(cycle=issue.cycle).exists():
            sign(issue, role="head", by=self.world.head)
        walk.pass_notice(self.world, issue)

    # ------------------------------------------------------------ anybody tries anything

    @rule(person=PERSON)
    def try_to_close(self, person: str) -> None:
        self.attempt(close, self.now(), by=self.who(person))

    @rule(person=PERSON, result=RESULT)
    def try_to_verify(self, person: str, result: str) -> None:
        self.attempt(verify, self.now(), walk.findings(result), by=self.who(person))

    @rule(person=PERSON, reason=st.sampled_from(["", "还差 50 人"]))
    def try_to_return(self, person: str, reason: str) -> None:
        self.attempt(return_issue, self.now(), reason=reason, by=self.who(person))

    @rule(person=PERSON)
    def try_to_claim(self, person: str) -> None:
        self.attempt(claim, self.now(), by=self.who(person))
        self.attempt(withdraw_claim, self.now(), by=self.who(person))

    @rule(person=PERSON, done=st.integers(0, 300))
    def try_targets(self, person: str, done: int) -> None:
        for target in self.now().targets.all():
            self.attempt(reach, target, done=Decimal(done), by=self.who(person))

    @rule(person=PERSON, status=st.sampled_from(["open", "mostly_done", "done"]))
    def try_marks(self, person: str, status: str) -> None:
        for measure in self.now().measures.all():
            self.attempt(mark_measure, measure, status=status, by=self.who(person))

    @rule(person=PERSON, kind=st.sampled_from(["result", "process"]))
    def try_evidence(self, person: str, kind: str) -> None:
        for measure in self.now().measures.all():
            self.attempt(add_evidence, measure, title="回单", kind=kind, file=walk.a_file(), by=self.who(person))

    @rule(person=PERSON, withdraw=st.booleans())
    def try_changing_evidence(self, person: str, withdraw: bool) -> None:
        for evidence in Evidence.objects.filter(issue=self.issue):
            if withdraw:
                self.attempt(withdraw_evidence, evidence, reason="撤下", by=self.who(person))
            else:
                self.attempt(revise_evidence, evidence, file=walk.a_file(), note="补章", by=self.who(person))

    @rule(person=PERSON, approve=st.booleans())
    def try_plans(self, person: str, approve: bool) -> None:
        self.attempt(
            draft_plan,
            self.now(),
            PlanContent(responsible_name="经办人", standard="到卡", sixth="领导"),
            by=self.who(person),
        )
        for plan in self.now().plans.all():
            self.attempt(submit_plan, plan, by=self.who(person))
            if approve:
                self.attempt(approve_plan, plan, by=self.who(person))
            else:
                self.attempt(return_plan, plan, comment="目标没有分到单位", by=self.who(person))

    @rule(person=PERSON, answer=ANSWER)
    def try_answers(self, person: str, answer: str) -> None:
        self.attempt(ask, self.now(), by=self.who(person))
        for asking in self.now().askings.all():
            self.attempt(note_answer, asking, answer=answer, words="打过三次电话", by=self.who(person))
            self.attempt(answer_by_receipt, asking, answer=answer, words="还没有到卡")

    @rule(person=PERSON)
    def try_panel_and_ruling(self, person: str) -> None:
        self.attempt(ask_panellist, self.now(), name="家长代表", by=self.who(person))
        for asking in self.now().askings.all():
            self.attempt(rule_on, asking, reason="政策所限，已说明", by=self.who(person))

    @rule(person=PERSON, grant=st.booleans())
    def try_extensions(self, person: str, grant: bool) -> None:
        until = self.world.campaign.as_of + timedelta(days=90) if self.world.campaign.as_of else None
        self.attempt(request_extension, self.now(), until=until, reason="银行结算", by=self.who(person))
        for request in self.now().extensions.all():
            verb = grant_extension if grant else deny_extension
            self.attempt(verb, request, comment="同意" if grant else "不同意", by=self.who(person))

    @rule(person=PERSON)
    def try_notices(self, person: str) -> None:
        due = self.world.campaign.as_of + timedelta(days=5) if self.world.campaign.as_of else None
        self.attempt(issue_notice, self.now(), kind="reminder", text="请补齐", reply_due=due, by=self.who(person))
        for notice in self.now().supervision_notices.all():
            self.attempt(reply_to_notice, notice, reply="已补", by=self.who(person))
            self.attempt(settle_notice, notice, by=self.who(person))

    @rule(person=PERSON, uphold=st.booleans(), text=st.sampled_from(["", "没有补齐"]))
    def try_public_notice(self, person: str, uphold: bool, text: str) -> None:
        self.attempt(open_notice, self.now(), by=self.who(person))
        for period in self.now().notice_periods.all():
            self.attempt(object_to, period, text=text)
        for objection in self.now().objections.all():
            self.attempt(
                uphold_objection if uphold else dismiss_objection, objection, ruling="已核实", by=self.who(person)
            )

    @rule(person=PERSON, lead=st.sampled_from(["finance", "fifth_zone", "inspectorate", "district"]))
    def try_units(self, person: str, lead: str) -> None:
        self.attempt(assign, self.now(), lead=getattr(self.world, lead), by=self.who(person))
        self.attempt(decline, self.now(), reason="不归我们管", by=self.who(person))
        self.attempt(name_responsible, self.now(), part="person", person=self.who(person), by=self.world.office)

    @rule(person=PERSON)
    def try_voices(self, person: str) -> None:
        self.attempt(link_voice, self.now(), walk.heard(self.world), reply="", by=self.who(person))
        if self.now().is_closed:  # what is asked afterwards takes nothing from the proof of closing
            return
        for voice in self.now().voices.all():
            self.attempt(say, voice.opinion, text="哪天到账？", by=None)
            self.attempt(say, voice.opinion, text="20 日到账", by=self.who(person))

    @rule(person=PERSON, role=st.sampled_from(["head", "leader"]))
    def try_signing(self, person: str, role: str) -> None:
        self.attempt(sign, self.now(), role=role, by=self.who(person))

    @rule(days=st.integers(1, 60))
    def time_goes_by(self, days: int) -> None:
        walk.travel(self.world, days)

    @rule(person=PERSON, held=st.booleans())
    def try_look_backs(self, person: str, held: bool) -> None:
        for look_back in LookBack.objects.filter(issue=self.issue):
            self.attempt(
                find_held if held else find_relapsed, look_back, place="学校", findings="看过", by=self.who(person)
            )

    @rule(person=PERSON, reason=st.sampled_from(["", "又停发了"]))
    def try_to_reopen(self, person: str, reason: str) -> None:
        self.attempt(reopen, self.now(), reason=reason, by=self.who(person))

    @rule(status=st.sampled_from(["closed", "verified", "in_notice"]))
    def try_by_hand(self, status: str) -> None:
        """Somebody with the ORM at hand; moving the state alone gets nobody to a closed issue."""
        closed_on = self.world.campaign.as_of if status == "closed" else None
        self.attempt(Issue.objects.filter(pk=self.issue.pk).update, status="closed", closed_on=closed_on)

    @precondition(lambda self: self.now().status == "closed")
    @rule()
    def meddle_with_a_closed_issue(self) -> None:
        """Whatever the proof rests on cannot be taken away afterwards."""
        issue = self.now()
        self.attempt(lambda: issue.measures.all().delete())
        self.attempt(lambda: issue.targets.update(done=0))
        self.attempt(lambda: issue.askings.update(answer="dissatisfied"))
        self.attempt(lambda: Closure.objects.filter(issue=issue).delete())
        self.attempt(lambda: issue.supporting.create(unit=self.world.inspectorate))

    @invariant()
    def no_closed_issue_without_its_proof(self) -> None:
        issue = self.now()
        Loop.reached_closing += issue.status == "closed"
        assert lacks(issue) == []


@pytest.mark.django_db
def test_no_walk_ends_in_a_closed_issue_without_its_proof() -> None:
    run_state_machine_as_test(
        Loop,
        settings=settings(
            # All walks share one transaction; on PostgreSQL its dead rows make each further walk slower.
            max_examples=15 if connection.vendor == "sqlite" else 5,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Loop.reached_closing, "no walk got as far as closing, so nothing was shown"
