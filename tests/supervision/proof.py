"""What must be true of every closed issue, said a third time and in other words than the gate and the guards."""

from bihuan.ledger.models import Issue
from bihuan.opinions.models import Message
from bihuan.supervision.models import Asking, Closure


def lacks(issue: Issue) -> list[str]:
    """What a closed issue lacks of its proof; empty for an issue that is not closed."""
    if issue.status != "closed":
        return []
    closure = Closure.objects.filter(issue=issue, cycle=issue.cycle).select_related("verification").first()
    if closure is None:
        return ["certificate"]
    return [*_work(issue), *_judgement(issue, closure), *_people(issue), *_formalities(issue, closure)]


def _work(issue: Issue) -> list[str]:
    measures = list(issue.measures.all())
    missing = [] if measures else ["measures"]
    for measure in measures:
        newest = [e.revisions.order_by("number").last() for e in measure.evidence.filter(kind="result")]
        if measure.status != "done" or not any(revision and not revision.withdrawn for revision in newest):
            missing.append("a result")
        if any(target.done < target.goal for target in measure.targets.all()):
            missing.append("a target")
    plans = issue.plans.filter(status__in=["approved", "replaced"]).order_by("decided_on")
    if not plans or not issue.started_on or plans[0].decided_on > issue.started_on:
        missing.append("a plan before the work")
    approved = issue.plans.filter(status="approved").last()
    if approved is None or not (approved.standard and approved.sixth):
        missing.append("a complete plan")
    return missing


def _judgement(issue: Issue, closure: Closure) -> list[str]:
    verification = closure.verification
    responsible = [issue.lead_unit_id, *issue.supporting.values_list("unit_id", flat=True)]
    involved = {plan.written_by_id for plan in issue.plans.all()} | {plan.decided_by_id for plan in issue.plans.all()}
    involved |= set(issue.responsible.values_list("person_id", flat=True))
    involved |= set(issue.plans.values_list("responsible_id", flat=True))
    missing = []
    last = issue.verifications.filter(cycle=issue.cycle).order_by("pk").last()
    if verification.result != "passed" or verification.cycle != issue.cycle or verification != last:
        missing.append("a passed verification")
    if verification.verifier_id in involved or set(verification.verifier_unit.ancestors) & set(responsible):
        missing.append("independence")
    if issue.evidence_revisions.filter(pk__gt=verification.evidence_seen).exists():
        missing.append("the evidence that was seen")
    return missing


def _people(issue: Issue) -> list[str]:
    policy = issue.campaign.closure_policy
    askings = Asking.objects.filter(issue=issue, cycle=issue.cycle)
    voices = set(issue.voices.filter(removed_at__isnull=True).values_list("opinion_id", flat=True))
    answers = list(askings.values_list("answer", flat=True))
    yes, no = answers.count("satisfied"), answers.count("dissatisfied")
    missing = []
    if voices - set(askings.values_list("opinion_id", flat=True)):
        missing.append("a question to each voice")
    if askings.filter(answer="dissatisfied", ruling__isnull=True).exists():
        missing.append("satisfaction")
    reachable = yes + no + answers.count("silent")
    needed = min(policy.min_answers, reachable) if voices else policy.min_panel
    if yes + no < needed or (yes + no and yes * 100 < policy.min_satisfied_percent * (yes + no)):
        missing.append("enough answers")
    for opinion in voices:
        last = Message.objects.filter(opinion=opinion).order_by("pk").last()
        if last and last.from_speaker:
            missing.append("an answer to a question")
    return missing


def _formalities(issue: Issue, closure: Closure) -> list[str]:
    policy = issue.campaign.closure_policy
    missing = []
    period = issue.notice_periods.filter(cycle=issue.cycle).first()
    if policy.notice_required and (period is None or period.ends_on >= closure.closed_on):
        missing.append("a finished public notice")
    if issue.objections.filter(status="open").exists():
        missing.append("a decision on an objection")
    signed = set(issue.signatures.filter(cycle=issue.cycle).values_list("role", flat=True))
    if set(policy.signatures.values_list("role", flat=True)) - signed:
        missing.append("signatures")
    if (
        issue.supervision_notices.exclude(status__in=("settled", "escalated")).exists()
        or issue.extensions.filter(status="requested").exists()
    ):
        missing.append("an end to what is open")
    return missing
