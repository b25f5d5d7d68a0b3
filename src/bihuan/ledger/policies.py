"""What stands against each verb of the ledger, as whole sentences; none means it may be done.

Pages grey their buttons with the same sentences that the services refuse with.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Step
from bihuan.ledger.models import Evidence, Issue, Measure, Plan
from bihuan.ledger.selectors import (
    current_plan,
    has_live_result,
    measures_in_order,
    measures_with_results,
    unmet_targets,
)
from bihuan.ledger.states import (
    ASSIGN,
    CLAIM,
    DECLINE,
    MERGE,
    OPEN,
    REFUSE,
    START,
    TRANSFER,
    UNDER_WAY,
    UNMERGE,
    WITHDRAW_CLAIM,
    MeasureStatus,
    PlanStatus,
    Status,
)
from bihuan.opinions.models import Opinion
from bihuan.opinions.states import Status as OpinionStatus
from bihuan.people.models import Person, Unit
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role


def wrong_state(issue: Issue, step: Step) -> Iterator[str]:
    """The step does not start in the issue's present state."""
    if issue.status not in step.sources:
        wanted = "、".join(str(Status(source).label) for source in step.sources)
        yield _("The issue is “%(now)s”; this is possible only while it is: %(wanted)s.") % {
            "now": issue.get_status_display(),
            "wanted": wanted,
        }


def only_office(campaign: Campaign, *, by: Person) -> Iterator[str]:
    """Registering and assigning belong to the campaign office."""
    yield from objections_to_role(by, [Role.OFFICE], over=campaign.root, campaign_id=campaign.pk)


def only_lead_unit(issue: Issue, *, by: Person, roles: tuple[Role, ...] = (Role.LIAISON, Role.HEAD)) -> Iterator[str]:
    """The work belongs to the lead unit."""
    if issue.lead_unit is None:
        yield _("The issue has no lead unit yet; the campaign office assigns it first.")
    else:
        yield from objections_to_role(by, roles, over=issue.lead_unit, campaign_id=issue.campaign_id)


def objections_to_registering(campaign: Campaign, *, text: str, by: Person) -> Iterator[str]:
    """A problem needs words, and the office puts it on the ledger."""
    yield from only_office(campaign, by=by)
    if not text.strip():
        yield _("Write down the problem in its original words.")


def objections_to_changing(issue: Issue, *, by: Person) -> Iterator[str]:
    """The office keeps the line of the ledger; a closed one is frozen."""
    yield from only_office(issue.campaign, by=by)
    if issue.is_closed:
        yield _("The issue is closed; re-open it before anything is changed.")


def objections_to_wording(title: str, reason: str) -> Iterator[str]:
    """A new wording says something and says why."""
    if not title.strip():
        yield _("Write the new wording.")
    if not reason.strip():
        yield _("Write why the wording is changed; the original words stay beside it.")


def objections_to_linking(issue: Issue, opinion: Opinion, *, by: Person) -> Iterator[str]:
    """An open opinion of the same campaign joins an issue that is still open."""
    yield from objections_to_changing(issue, by=by)
    if opinion.campaign_id != issue.campaign_id:
        yield _("Opinion %(opinion)s belongs to another campaign.") % {"opinion": opinion.label}
    if opinion.status != OpinionStatus.OPEN:
        yield _("Opinion %(opinion)s is already “%(status)s”; take that back first.") % {
            "opinion": opinion.label,
            "status": opinion.get_status_display(),
        }
    if issue.status not in OPEN:
        yield _("The issue is “%(now)s” and takes no more voices.") % {"now": issue.get_status_display()}


def objections_to_assigning(issue: Issue, *, by: Person, lead: Unit | None = None) -> Iterator[str]:
    """The lead unit must lie inside the campaign's scope."""
    yield from only_office(issue.campaign, by=by)
    yield from wrong_state(issue, ASSIGN)
    if lead is not None and not lead.is_within(issue.campaign.root):
        yield _("%(unit)s is outside this campaign; choose a unit below %(root)s.") % {
            "unit": lead,
            "root": issue.campaign.root,
        }
    if lead is not None and not lead.active:
        yield _("%(unit)s is no longer active; choose its successor.") % {"unit": lead}
    if issue.status == Status.ASSIGNED and issue.plans.filter(status=PlanStatus.SUBMITTED).exists():
        yield _("A plan is waiting for review; let it be decided before the lead unit changes.")


def objections_to_declining(issue: Issue, *, by: Person) -> Iterator[str]:
    """Only before a plan is under review."""
    yield from wrong_state(issue, DECLINE)
    yield from only_lead_unit(issue, by=by, roles=(Role.HEAD,))


def objections_to_merging(issue: Issue, *, into: Issue | None, by: Person) -> Iterator[str]:
    """Into a live issue of the same campaign, never in a circle."""
    yield from only_office(issue.campaign, by=by)
    yield from wrong_state(issue, MERGE)
    if into is None:
        return
    if into.campaign_id != issue.campaign_id:
        yield _("%(into)s belongs to another campaign.") % {"into": into.label}
    if into.pk == issue.pk:
        yield _("An issue cannot be merged into itself; choose another one.")
    if into.status not in (Status.REGISTERED, *UNDER_WAY):
        yield _("%(into)s is “%(status)s”; choose an issue that is still open.") % {
            "into": into.label,
            "status": into.get_status_display(),
        }


def objections_to_unmerging(issue: Issue, *, by: Person) -> Iterator[str]:
    """The office may undo a merge at any time."""
    yield from only_office(issue.campaign, by=by)
    yield from wrong_state(issue, UNMERGE)


def objections_to_transferring(issue: Issue, *, by: Person) -> Iterator[str]:
    """Out of the campaign, before a plan binds anybody."""
    yield from only_office(issue.campaign, by=by)
    yield from wrong_state(issue, TRANSFER)


def objections_to_refusing(issue: Issue, *, by: Person) -> Iterator[str]:
    """Approved by a leading official, so that the office cannot make a problem vanish alone."""
    yield from objections_to_role(by, [Role.LEADER], over=issue.campaign.root, campaign_id=issue.campaign_id)
    yield from wrong_state(issue, REFUSE)


def objections_to_planning(issue: Issue, *, by: Person) -> Iterator[str]:
    """A plan is written by the lead unit, before work or, in a later cycle, for the rework."""
    yield from only_lead_unit(issue, by=by)
    if issue.status not in (Status.ASSIGNED, Status.PLANNED, Status.RECTIFYING):
        yield _("The issue is “%(now)s”; a plan can be changed only before closing is applied for.") % {
            "now": issue.get_status_display()
        }
    plan = current_plan(issue)
    if plan is not None and plan.status == PlanStatus.SUBMITTED:
        yield _("Plan version %(version)s is under review; wait for the decision of the supervising team.") % {
            "version": plan.version
        }


def objections_to_measures(issue: Issue, *, by: Person) -> Iterator[str]:
    """Measures are written while the plan is a draft, never beside it."""
    yield from objections_to_planning(issue, by=by)
    plan = current_plan(issue)
    if plan is None or plan.status != PlanStatus.DRAFT:
        yield _("Begin a new draft of the plan first; measures are changed only in a draft.")


def missing_points(plan: Plan, *, with_measures: bool = True) -> Iterator[str]:
    """What the six clear points (六明确) lack. The closing gate asks for measures as a point of its own."""
    issue = plan.issue
    if issue.lead_unit is None:
        yield _("The responsible section is missing.")
    if plan.responsible is None and not plan.responsible_name:
        yield _("Name the responsible person.")
    if with_measures and not issue.measures.exists():
        yield _("Write at least one measure.")
    if not plan.deadline_text and not issue.deadline_text:
        yield _("Write the deadline.")
    if not plan.standard:
        yield _("Write by what standard the result will be accepted.")
    if not plan.sixth:
        yield _("Fill in the sixth point: %(sixth)s.") % {"sixth": issue.campaign.sixth_clear}


def objections_to_submitting(plan: Plan, *, by: Person) -> Iterator[str]:
    """Complete, and by the lead unit."""
    yield from only_lead_unit(plan.issue, by=by)
    if plan.status != PlanStatus.DRAFT:
        yield _("This version is “%(status)s”; begin a new draft.") % {"status": plan.get_status_display()}
    yield from missing_points(plan)


def objections_to_starting(issue: Issue, *, by: Person) -> Iterator[str]:
    """By the approved plan."""
    yield from only_lead_unit(issue, by=by)
    yield from wrong_state(issue, START)


def objections_to_working(issue: Issue, *, by: Person) -> Iterator[str]:
    """Progress, targets and evidence belong to the time of rectifying; supporting units take part."""
    if issue.status != Status.RECTIFYING:
        yield _("The issue is “%(now)s”; this belongs to the time of rectifying.") % {"now": issue.get_status_display()}
    supporting = [row.unit for row in issue.supporting.select_related("unit")]
    if not any(not list(objections_to_role(by, (Role.LIAISON, Role.HEAD), over=unit)) for unit in supporting):
        yield from only_lead_unit(issue, by=by)


def objections_to_marking(measure: Measure, *, status: str, by: Person) -> Iterator[str]:
    """Done means: targets met in every unit, and evidence of a result."""
    yield from objections_to_working(measure.issue, by=by)
    if status not in MeasureStatus.values:
        yield _("Choose open, mostly done or done.")
    if status != MeasureStatus.DONE:
        return
    for target in unmet_targets(measure.issue, measure=measure):
        yield _("%(unit)s has %(done)s of %(goal)s %(measured_in)s; the target is not met.") % {
            "unit": target.unit,
            "done": f"{target.done:f}",
            "goal": f"{target.goal:f}",
            "measured_in": target.measured_in,
        }
    if not has_live_result(measure):
        yield _("Add evidence of the result first; a record of the process alone does not count.")


def objections_to_evidence(issue: Issue, *, by: Person) -> Iterator[str]:
    """Evidence is added while rectifying."""
    yield from objections_to_working(issue, by=by)


def objections_to_withdrawing(evidence: Evidence, *, by: Person) -> Iterator[str]:
    """Evidence of an issue that is being judged is not taken away."""
    yield from objections_to_working(evidence.issue, by=by)


def objections_to_extending(issue: Issue, *, until: date | None, by: Person) -> Iterator[str]:
    """One request at a time, and to a later day."""
    yield from only_lead_unit(issue, by=by)
    if issue.status not in (Status.PLANNED, Status.RECTIFYING):
        yield _("The issue is “%(now)s”; more time can be asked for only while the plan is being carried out.") % {
            "now": issue.get_status_display()
        }
    if issue.extensions.filter(status="requested").exists():
        yield _("A request is already waiting for a decision.")
    if until is not None and until <= max(issue.deadline or day_of(issue.campaign), day_of(issue.campaign)):
        yield _("Ask for a day after the present deadline and after today.")


def objections_to_claiming(issue: Issue, *, by: Person) -> Iterator[str]:
    """The head of the lead unit puts his name to it; every measure is done with evidence of a result."""
    yield from wrong_state(issue, CLAIM)
    yield from only_lead_unit(issue, by=by, roles=(Role.HEAD,))
    yield from objections_of_measures(issue)
    plan = current_plan(issue)
    if plan is None or plan.status != PlanStatus.APPROVED:
        yield _("The newest plan is not approved.")
    if issue.extensions.filter(status="requested").exists():
        yield _("A request for more time is undecided.")


def objections_to_withdrawing_claim(issue: Issue, *, by: Person) -> Iterator[str]:
    """The unit may take its own application back until it is verified."""
    yield from wrong_state(issue, WITHDRAW_CLAIM)
    yield from only_lead_unit(issue, by=by, roles=(Role.HEAD,))


def objections_of_measures(issue: Issue) -> Iterator[str]:
    """Objection 1 of the closing gate: measures, targets and evidence of results."""
    measures = measures_in_order(issue)
    if not measures:
        yield _("There is not one measure; an empty list is not a finished one.")
    unfinished = [m.position for m in measures if m.status != MeasureStatus.DONE]
    if unfinished:
        yield ngettext(
            "%(count)s measure is not done: number %(numbers)s. Mostly done is not done.",
            "%(count)s measures are not done: numbers %(numbers)s. Mostly done is not done.",
            len(unfinished),
        ) % {"count": len(unfinished), "numbers": "、".join(map(str, unfinished))}
    for target in unmet_targets(issue):
        yield _("%(unit)s still lacks %(rest)s %(measured_in)s of %(goal)s.") % {
            "unit": target.unit,
            "rest": f"{(target.goal - target.done).normalize():f}",
            "goal": f"{target.goal.normalize():f}",
            "measured_in": target.measured_in,
        }
    proven = measures_with_results(issue)
    bare = [m.position for m in measures if m.pk not in proven]
    if bare:
        yield ngettext(
            "%(count)s measure has no evidence of a result: number %(numbers)s.",
            "%(count)s measures have no evidence of a result: numbers %(numbers)s.",
            len(bare),
        ) % {"count": len(bare), "numbers": "、".join(map(str, bare))}


def objections_to_setting_aside(words: str) -> Iterator[str]:
    """Whoever stops something says why."""
    if not words.strip():
        yield _("Write the reason; those who raised it will read it.")


def objections_to_measure_text(text: str) -> Iterator[str]:
    """A measure says what will be done."""
    if not text.strip():
        yield _("Write what will be done.")


def objections_to_removing(measure: Measure) -> Iterator[str]:
    """A measure under which something was done stays on the ledger."""
    if measure.evidence.exists() or measure.status != MeasureStatus.OPEN:
        yield _("Something was already done under this measure; it stays on the ledger.")


def objections_to_report(percent: int, text: str) -> Iterator[str]:
    """A report has a percentage and words."""
    if not 0 <= percent <= 100:
        yield _("Progress lies between 0 and 100 percent.")
    if not text.strip():
        yield _("Write what was done since the last report.")


def objections_to_quantity(done: Decimal) -> Iterator[str]:
    """A quantity is not negative."""
    if done < 0:
        yield _("The quantity cannot be below zero.")


def objections_to_extension_reason(reason: str) -> Iterator[str]:
    """More time needs a reason."""
    if not reason.strip():
        yield _("Write why more time is needed.")


def objections_to_title(title: str) -> Iterator[str]:
    """Evidence has a name that others understand."""
    if not title.strip():
        yield _("Name the evidence.")
