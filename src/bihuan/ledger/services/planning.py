"""Writing the plan: the six clear points, measures with milestones and targets, and submitting it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max

from bihuan.audit.services import act, record
from bihuan.common.clock import now
from bihuan.common.text import digest
from bihuan.common.workflow import Refused, lock, move
from bihuan.ledger.events import MeasureChanged, PlanDrafted, PlanSubmitted
from bihuan.ledger.models import Issue, Measure, Milestone, Plan, Target
from bihuan.ledger.policies import (
    objections_to_measure_text,
    objections_to_measures,
    objections_to_planning,
    objections_to_removing,
    objections_to_submitting,
)
from bihuan.ledger.selectors import current_plan
from bihuan.ledger.services.wording import keep_words
from bihuan.ledger.states import REPLACE_PLAN, SUBMIT_PLAN, PlanStatus
from bihuan.people.models import Person, Unit


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """The points of the plan that are not on the issue itself."""

    responsible: Person | None = None
    responsible_name: str = ""
    deadline_text: str = ""
    standard: str = ""
    sixth: str = ""


@dataclass(frozen=True, kw_only=True)
class MeasureContent:
    """One measure with its milestones (words, day) and targets (unit, quantity, measured in)."""

    text: str
    milestones: tuple[tuple[str, date], ...] = ()
    targets: tuple[tuple[Unit, Decimal, str], ...] = ()


@act
def draft_plan(issue: Issue, content: PlanContent, *, by: Person) -> Plan:
    """Write the draft, or begin the next version when the last one was decided."""
    issue = lock(issue)
    if reasons := list(objections_to_planning(issue, by=by)):
        raise Refused(reasons)
    plan = current_plan(issue)
    columns = {name: getattr(content, name) for name in PlanContent.__dataclass_fields__}
    if plan is not None and plan.status == PlanStatus.DRAFT:
        Plan.objects.filter(pk=plan.pk).update(**columns, written_by=by)
        plan.refresh_from_db()
    else:
        if plan is not None and plan.status == PlanStatus.RETURNED:
            move(plan, REPLACE_PLAN)
        plan = Plan.objects.create(issue=issue, version=plan.version + 1 if plan else 1, written_by=by, **columns)
    record(PlanDrafted(issue=issue.pk, version=plan.version), by=by)
    return plan


@act
def add_measure(issue: Issue, content: MeasureContent, *, by: Person) -> Measure:
    """Add a measure to the draft."""
    issue = lock(issue)
    if reasons := [*objections_to_measures(issue, by=by), *objections_to_measure_text(content.text)]:
        raise Refused(reasons)
    plan = current_plan(issue)
    last: int = issue.measures.aggregate(last=Max("position"))["last"] or 0
    measure = Measure.objects.create(
        issue=issue, position=last + 1, text=content.text.strip(), since_plan=plan.version if plan else 1
    )
    _parts(measure, content)
    record(
        MeasureChanged(issue=issue.pk, position=measure.position, verb="added", text=measure.text),
        by=by,
    )
    keep_words([issue.pk])
    return measure


@act
def change_measure(measure: Measure, content: MeasureContent, *, by: Person) -> Measure:
    """Change a measure of the draft. Targets keep what was already reached in each unit."""
    issue = lock(measure.issue)
    measure = lock(measure)
    if reasons := [*objections_to_measures(issue, by=by), *objections_to_measure_text(content.text)]:
        raise Refused(reasons)
    Measure.objects.filter(pk=measure.pk).update(text=content.text.strip())
    measure.milestones.all().delete()
    measure.targets.exclude(unit__in=[unit for unit, _goal, _unit in content.targets]).delete()
    _parts(measure, content)
    record(
        MeasureChanged(issue=issue.pk, position=measure.position, verb="changed", text=content.text.strip()),
        by=by,
    )
    keep_words([issue.pk])
    measure.refresh_from_db()
    return measure


@act
def remove_measure(measure: Measure, *, by: Person) -> None:
    """Take a measure out of the draft, as long as nothing was done under it."""
    issue = lock(measure.issue)
    measure = lock(measure)
    if reasons := [*objections_to_measures(issue, by=by), *objections_to_removing(measure)]:
        raise Refused(reasons)
    record(
        MeasureChanged(issue=issue.pk, position=measure.position, verb="removed", text=measure.text),
        by=by,
    )
    measure.delete()
    keep_words([issue.pk])


def _parts(measure: Measure, content: MeasureContent) -> None:
    Milestone.objects.bulk_create(
        [Milestone(issue_id=measure.issue_id, measure=measure, text=text, due=due) for text, due in content.milestones]
    )
    for unit, goal, measured_in in content.targets:
        Target.objects.update_or_create(
            measure=measure,
            unit=unit,
            defaults={"issue_id": measure.issue_id, "goal": goal, "measured_in": measured_in},
        )


@act
def submit_plan(plan: Plan, *, by: Person) -> Plan:
    """Hand the plan to the supervising team. Its text is frozen, so that versions can be compared."""
    issue = lock(plan.issue)
    plan = lock(plan)
    if reasons := list(objections_to_submitting(plan, by=by)):
        raise Refused(reasons)
    body = "\n".join(plan_lines(plan))
    move(plan, SUBMIT_PLAN, submitted_at=now(), body=body, written_by=by)
    record(
        PlanSubmitted(issue=issue.pk, version=plan.version, measures=issue.measures.count(), body_sha256=digest(body)),
        by=by,
    )
    return plan


def plan_lines(plan: Plan) -> Iterable[str]:
    """The whole plan as lines of text, one point a line."""
    issue = plan.issue
    yield f"责任科室：{issue.lead_unit}"
    yield f"责任人：{plan.responsible or plan.responsible_name}"
    for measure in issue.measures.order_by("position"):
        yield f"整改措施{measure.position}：{measure.text}"
        for target in measure.targets.select_related("unit").order_by("pk"):
            yield f"　目标：{target.unit} {target.goal.normalize():f} {target.measured_in}"
        for milestone in measure.milestones.order_by("due", "pk"):
            yield f"　节点：{milestone.due} {milestone.text}"
    yield f"整改时限：{plan.deadline_text or issue.deadline_text}"
    yield f"整改标准：{plan.standard}"
    yield f"{issue.campaign.sixth_clear}：{plan.sixth}"
