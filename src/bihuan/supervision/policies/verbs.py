"""What stands against the other verbs of supervision."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of, policy_of
from bihuan.common.workflow import Step
from bihuan.ledger.models import Extension, Issue, Plan
from bihuan.ledger.policies import missing_points, wrong_state
from bihuan.ledger.states import CLAIM, OPEN_NOTICE, PASS, REOPEN, ExtensionStatus, PlanStatus, Status
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import SUPERVISING, Role
from bihuan.people.selectors import holds
from bihuan.supervision.models import Asking, LookBack, NoticePeriod, Objection
from bihuan.supervision.policies.independence import objections_to_verifier, responsible_units
from bihuan.supervision.states import LookBackStatus, ObjectionStatus

MOST_PHOTOS = 9
"""Of one visit (house practice)."""


def only_supervising(issue: Issue, *, by: Person) -> Iterator[str]:
    """A member or leader of a team whose area covers the lead unit."""
    over = issue.lead_unit or issue.campaign.root
    yield from objections_to_role(by, tuple(SUPERVISING), over=over, campaign_id=issue.campaign_id)


def own_cause(issue: Issue, *, by: Person) -> Iterator[str]:
    """Nobody supervises his own unit."""
    for unit in responsible_units(issue):
        if by.unit.is_within(unit):
            yield _("You belong to %(unit)s, which is responsible for this issue; leave this to somebody else.") % {
                "unit": unit
            }


def only_team_leaders(campaign: Campaign, *, by: Person) -> Iterator[str]:
    """Teams are formed by the office or the leading official of the campaign."""
    yield from objections_to_role(by, [Role.OFFICE, Role.LEADER], over=campaign.root, campaign_id=campaign.pk)


def no_words(words: str) -> Iterator[str]:
    """A judgement has reasons."""
    if not words.strip():
        yield _("Write the reason; the unit and those who raised it will read it.")


def objections_to_deciding_plan(plan: Plan, *, by: Person) -> Iterator[str]:
    """A supervisor of the area, not the author, decides on a submitted plan."""
    yield from only_supervising(plan.issue, by=by)
    yield from own_cause(plan.issue, by=by)
    if plan.status != PlanStatus.SUBMITTED:
        yield _("Plan version %(version)s is “%(status)s”; only a submitted plan can be decided.") % {
            "version": plan.version,
            "status": plan.get_status_display(),
        }
    if plan.written_by_id == by.pk:
        yield _("You wrote this plan; somebody else decides on it.")


def objections_to_approving_plan(plan: Plan, *, by: Person) -> Iterator[str]:
    """Only a complete plan is approved."""
    yield from objections_to_deciding_plan(plan, by=by)
    yield from missing_points(plan)


def objections_to_deciding_extension(extension: Extension, *, by: Person) -> Iterator[str]:
    """Once, by the supervising team."""
    yield from only_supervising(extension.issue, by=by)
    yield from own_cause(extension.issue, by=by)
    if extension.status != ExtensionStatus.REQUESTED:
        yield _("This request was already decided.")


def objections_to_verifying(issue: Issue, *, by: Person) -> Iterator[str]:
    """A supervisor of the area, independent along the tree and from the plan."""
    yield from only_supervising(issue, by=by)
    yield from objections_to_verifier(issue, by)
    yield from wrong_state(issue, PASS)


def objections_to_photos(count: int) -> Iterator[str]:
    """A visit is shown by a few photographs, not by a film."""
    if count > MOST_PHOTOS:
        words = _("You chose %(count)s photographs; %(limit)s are the most. Choose those that prove something.")
        yield words % {"count": count, "limit": MOST_PHOTOS}


def objections_to_verification(campaign: Campaign, *, place: str, at: datetime, findings: str) -> Iterator[str]:
    """A verification says where, when and what; it is written after the visit, not before."""
    if not place.strip():
        yield _("Write where you verified it.")
    if localdate(at) > day_of(campaign):
        yield _("The time of the visit lies in the future; write it down when you have been there.")
    if not findings.strip():
        yield _("Write what you found.")


def objections_to_asking(issue: Issue, *, by: Person) -> Iterator[str]:
    """The office or the supervising team asks, never the unit that is judged; when the work is said to be done."""
    campaign = issue.campaign
    over = issue.lead_unit or campaign.root
    if not holds(by, [Role.OFFICE], over=campaign.root, campaign_id=campaign.pk):
        yield from objections_to_role(by, [Role.OFFICE, *SUPERVISING], over=over, campaign_id=campaign.pk)
    yield from own_cause(issue, by=by)
    if issue.status not in (CLAIM.target, Status.VERIFIED, Status.IN_NOTICE):
        yield _("The issue is “%(now)s”; people are asked after closing was applied for.") % {
            "now": issue.get_status_display()
        }


def objections_to_panellist(issue: Issue, name: str, *, raised: bool) -> Iterator[str]:
    """A panel speaks only for an issue that nobody raised."""
    if raised:
        yield _("People raised this issue; ask them, not a panel.")
    if not name.strip():
        yield _("Write which representative is asked, by title.")
    if policy_of(issue.campaign).panel == "none":
        yield _("The policy of this campaign names no panel.")


def objections_to_answering(asking: Asking, *, answer: str, words: str) -> Iterator[str]:
    """An answer belongs to the running cycle; dissatisfaction says why, so that it can be put right."""
    if asking.issue.is_closed:
        yield _("The issue is closed. If it came back, say so in your own words; the office looks into it.")
    elif asking.cycle != asking.issue.cycle or asking.issue.status in (Status.RECTIFYING, Status.PLANNED):
        yield _("The work has gone into another round; you will be asked again when it is done.")
    if answer not in Asking.Answer.values or answer == Asking.Answer.SILENT:
        yield _("Choose an answer.")
    if answer == Asking.Answer.DISSATISFIED and not words.strip():
        yield _("Write what is still missing, so that it can be put right.")


def objections_to_noting(asking: Asking, *, by: Person) -> Iterator[str]:
    """An answer taken down for somebody comes from the office or the team, and never replaces one that was given."""
    yield from objections_to_asking(asking.issue, by=by)
    if asking.answer not in (Asking.Answer.SILENT, Asking.Answer.UNREACHABLE):
        yield _("This person has already answered; only he himself can change it, by his receipt.")


def objections_to_speaking_for_oneself(answer: str) -> Iterator[str]:
    """Whoever holds the receipt was reached."""
    if answer == Asking.Answer.UNREACHABLE:
        yield _("Choose satisfied or dissatisfied.")


def objections_to_unreachable(answer: str, words: str) -> Iterator[str]:
    """Unreachable is a finding, not a way around silence."""
    if answer == Asking.Answer.UNREACHABLE and not words.strip():
        yield _("Write how and how often you tried to reach this person.")


def objections_to_ruling(asking: Asking, *, by: Person) -> Iterator[str]:
    """One tier above the team: the leading official; with a reason; only on a dissatisfied answer."""
    issue = asking.issue
    yield from objections_to_role(by, [Role.LEADER], over=issue.campaign.root, campaign_id=issue.campaign_id)
    if asking.answer != Asking.Answer.DISSATISFIED:
        yield _("Only a dissatisfied answer needs a ruling.")
    if asking.cycle != issue.cycle:
        yield _("This answer belongs to an earlier round.")


def objections_to_opening_notice(issue: Issue, *, by: Person) -> Iterator[str]:
    """The office publishes a verified issue."""
    yield from objections_to_role(by, [Role.OFFICE], over=issue.campaign.root, campaign_id=issue.campaign_id)
    yield from wrong_state(issue, OPEN_NOTICE)


def objections_to_objecting(period: NoticePeriod, *, text: str) -> Iterator[str]:
    """Anybody, without an account, until the last day of the notice."""
    if period.issue.status != Status.IN_NOTICE or period.cycle != period.issue.cycle:
        yield _("This notice is over.")
    elif day_of(period.issue.campaign) > period.ends_on:
        yield _("This notice ended on %(day)s. You can still say it as a new opinion.") % {"day": period.ends_on}
    if not text.strip():
        yield _("Write what is not right.")


def objections_to_ruling_objection(objection: Objection, *, by: Person) -> Iterator[str]:
    """A team leader rules on an objection, not in his own unit's cause."""
    issue = objection.issue
    over = issue.lead_unit or issue.campaign.root
    yield from objections_to_role(by, [Role.TEAM_LEADER, Role.LEADER], over=over, campaign_id=issue.campaign_id)
    yield from own_cause(issue, by=by)
    if objection.status != ObjectionStatus.OPEN:
        yield _("This objection was already decided.")


def objections_to_returning(issue: Issue, step: Step, *, by: Person) -> Iterator[str]:
    """A supervisor may send an issue back until it is closed."""
    yield from only_supervising(issue, by=by)
    yield from own_cause(issue, by=by)
    yield from wrong_state(issue, step)


def objections_to_signing(issue: Issue, role: str, *, by: Person) -> Iterator[str]:
    """The holder of the role over the lead unit signs, once the work is said to be done."""
    over = issue.lead_unit or issue.campaign.root
    if role not in {row.role for row in policy_of(issue.campaign).signatures.all()}:
        yield _("The policy does not ask for this signature.")
        return
    yield from objections_to_role(by, [Role(role)], over=over, campaign_id=issue.campaign_id)
    if issue.status not in (Status.CLAIMED, Status.VERIFIED, Status.IN_NOTICE):
        yield _("The issue is “%(now)s”; it is signed after closing was applied for.") % {
            "now": issue.get_status_display()
        }
    if issue.signatures.filter(cycle=issue.cycle, role=role).exists():
        yield _("It is already signed.")


def objections_to_reopening(issue: Issue, *, by: Person) -> Iterator[str]:
    """The office or the supervising team takes a closed issue back."""
    campaign = issue.campaign
    if not holds(by, [Role.OFFICE], over=campaign.root, campaign_id=campaign.pk):
        yield from only_supervising(issue, by=by)
    yield from wrong_state(issue, REOPEN)


def objections_to_looking_back(look_back: LookBack, *, by: Person) -> Iterator[str]:
    """An independent supervisor looks back, on a closed issue."""
    yield from only_supervising(look_back.issue, by=by)
    yield from objections_to_verifier(look_back.issue, by)
    if look_back.status != LookBackStatus.DUE:
        yield _("This look-back was already done.")
    if not look_back.issue.is_closed or look_back.cycle != look_back.issue.cycle:
        yield _("The issue was re-opened meanwhile; look back after it is closed again.")


def objections_to_reading_answers(issue: Issue, *, by: Person) -> Iterator[str]:
    """What people answered is read by those who asked; the judged unit reads counts, and what it is told to mend."""
    campaign = issue.campaign
    if holds(by, [Role.OFFICE, Role.LEADER], over=campaign.root, campaign_id=campaign.pk):
        return
    over = issue.lead_unit or campaign.root
    yield from objections_to_role(by, [Role.OFFICE, *SUPERVISING], over=over, campaign_id=campaign.pk)
    yield from own_cause(issue, by=by)
