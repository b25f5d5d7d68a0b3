"""What stands against each verb of study, as whole sentences; none means it may be done."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Step
from bihuan.people.models import Person, Unit
from bihuan.people.policies import objections_to_role
from bihuan.study.models import Participant, Reflection, StudyPlan, StudySession, Topic
from bihuan.study.selectors.plans import missing_of
from bihuan.study.selectors.scope import DECIDING, WORKING
from bihuan.study.states import (
    AMEND_PLAN,
    APPROVE_PLAN,
    CANCEL_SESSION,
    CHANGEABLE,
    HOLD_SESSION,
    OPEN_SIGN_IN,
    SUBMIT_AGAIN,
    SUBMIT_PLAN,
    PlanStatus,
    ReflectionStatus,
    SessionStatus,
)

LEAST = 100
"""Characters of a reflection: less says that one was there, not what one learned."""


def only_workers(unit: Unit, campaign: Campaign, *, by: Person) -> Iterator[str]:
    """The study of a unit is run by its liaison or head, or by the campaign office."""
    yield from objections_to_role(by, WORKING, over=unit, campaign_id=campaign.pk)
    if not unit.is_within(campaign.root):
        yield _("%(unit)s does not take part in this campaign.") % {"unit": unit}


def _wrong_state(now: StudyPlan | StudySession | Reflection, step: Step) -> Iterator[str]:
    if now.status not in step.sources:
        yield _("It is “%(now)s” at present; this is not possible then.") % {"now": now.get_status_display()}


# ---------------------------------------------------------------- plans


def objections_to_writing(unit: Unit, campaign: Campaign, *, by: Person) -> Iterator[str]:
    """One plan per unit and campaign."""
    yield from only_workers(unit, campaign, by=by)
    if StudyPlan.objects.filter(unit=unit, campaign=campaign).exists():
        yield _("%(unit)s has a study plan in this campaign already; change that one.") % {"unit": unit}


def objections_to_changing(plan: StudyPlan, *, by: Person) -> Iterator[str]:
    """Only while it is being written: a plan in force is what people were told."""
    yield from only_workers(plan.unit, plan.campaign, by=by)
    if plan.status not in CHANGEABLE:
        yield _("The plan is “%(now)s”. Take it up again first, or let it be sent back.") % {
            "now": plan.get_status_display()
        }


def objections_to_enlisting(plan: StudyPlan, *, by: Person) -> Iterator[str]:
    """People come and go also while a plan is in force; not while it lies with those who decide."""
    yield from only_workers(plan.unit, plan.campaign, by=by)
    if plan.status == PlanStatus.SUBMITTED:
        yield _("The plan is handed in; wait for the decision.")


def objections_to_releasing(participant: Participant, *, by: Person) -> Iterator[str]:
    """Whoever leads a topic is replaced there first."""
    yield from objections_to_enlisting(participant.plan, by=by)
    led = Topic.objects.filter(plan=participant.plan, leader=participant.person).count()
    if led:
        yield _("%(person)s leads %(n)s topics of the plan. Let somebody else lead them first.") % {
            "person": participant.person,
            "n": led,
        }


def objections_to_topic(
    plan: StudyPlan, *, planned_on: date | None, leader: Person | None, by: Person
) -> Iterator[str]:
    """A topic lies in the period of the plan, and somebody of the plan leads it."""
    yield from objections_to_changing(plan, by=by)
    early = planned_on and plan.starts_on and planned_on < plan.starts_on
    late = planned_on and plan.ends_on and planned_on > plan.ends_on
    if early or late:
        yield _("The plan runs from %(first)s to %(last)s; choose a day in it.") % {
            "first": plan.starts_on or "…",
            "last": plan.ends_on or "…",
        }
    yield from _of_the_plan(plan, leader)


def _of_the_plan(plan: StudyPlan, person: Person | None) -> Iterator[str]:
    if person is not None and not plan.participants.filter(person=person).exists():
        yield _("%(person)s is not on the plan. Put him or her on the plan first.") % {"person": person}


def objections_to_submitting(plan: StudyPlan, *, by: Person) -> Iterator[str]:
    """Nothing of the four fixed is missing (四落实)."""
    yield from only_workers(plan.unit, plan.campaign, by=by)
    yield from _wrong_state(plan, SUBMIT_PLAN)
    yield from missing_of(plan)


def objections_to_deciding(plan: StudyPlan, *, by: Person) -> Iterator[str]:
    """Decided one level up, by somebody who neither wrote it nor handed it in."""
    yield from objections_to_role(by, DECIDING, over=plan.unit, campaign_id=plan.campaign_id)
    yield from _wrong_state(plan, APPROVE_PLAN)
    if by.pk in (plan.written_by_id, plan.submitted_by_id):
        yield _("You wrote this plan or handed it in; somebody else decides on it.")


def objections_to_amending(plan: StudyPlan, *, reason: str, by: Person) -> Iterator[str]:
    """A plan in force is taken up again only with a reason."""
    yield from only_workers(plan.unit, plan.campaign, by=by)
    yield from _wrong_state(plan, AMEND_PLAN)
    if not reason.strip():
        yield _("Write why the plan is changed; the reason stays in the record.")


def objections_to_comment(comment: str) -> Iterator[str]:
    """Whoever sends something back says what is missing."""
    if not comment.strip():
        yield _("Write what is to be done better.")


def objections_to_handing_down(plan: StudyPlan, *, by: Person) -> Iterator[str]:
    """The office gives its frame to the units below."""
    yield from objections_to_role(by, DECIDING, over=plan.campaign.root, campaign_id=plan.campaign_id)
    if not plan.topics.exists():
        yield _("The plan has no topic yet; there is nothing to give to the units.")


# ---------------------------------------------------------------- sessions


def objections_to_planning(plan: StudyPlan, *, speaker: Person | None, by: Person) -> Iterator[str]:
    """Sessions follow a plan that is in force; the speaker of a lecture may come from outside the plan."""
    yield from only_workers(plan.unit, plan.campaign, by=by)
    if plan.status != PlanStatus.IN_FORCE:
        yield _("The plan is “%(now)s”; sessions are held under a plan in force.") % {"now": plan.get_status_display()}
    if speaker is not None and not speaker.is_active:
        yield _("The account of %(person)s is closed.") % {"person": speaker}


def objections_to_opening(session: StudySession, *, by: Person) -> Iterator[str]:
    """People sign in on the day of the session."""
    yield from only_workers(session.unit, session.campaign, by=by)
    yield from _wrong_state(session, OPEN_SIGN_IN)
    if session.held_on != day_of(session.campaign):
        yield _("The session is on %(day)s; people sign in on that day.") % {"day": session.held_on}


def objections_to_signing_in(session: StudySession, *, scanned: bool) -> Iterator[str]:
    """The code on the screen proves that somebody is in the room."""
    if session.status != SessionStatus.OPEN:
        yield _("The sign-in of this session is not open. Ask whoever runs it.")
    if not scanned:
        yield _("The code is missing or too old. Scan the one on the screen again.")


def objections_to_noting(session: StudySession, *, by: Person) -> Iterator[str]:
    """By the list: also afterwards, for excuses and for what was made up."""
    yield from only_workers(session.unit, session.campaign, by=by)
    if session.status == SessionStatus.CANCELLED:
        yield _("The session was cancelled; nobody came.")
    if session.held_on > day_of(session.campaign):
        yield _("The session is on %(day)s; nobody can have come yet.") % {"day": session.held_on}


def objections_to_adding(session: StudySession, *, by: Person) -> Iterator[str]:
    """What was studied, said and shown is written down until the session is closed by its minutes."""
    yield from only_workers(session.unit, session.campaign, by=by)
    if session.status in (SessionStatus.HELD, SessionStatus.CANCELLED):
        yield _("The session is “%(now)s”; nothing is added to it any more.") % {"now": session.get_status_display()}


def objections_to_leading(session: StudySession, *, topic: Topic, led_by: Person | None, by: Person) -> Iterator[str]:
    """A topic of the session's own plan, led by somebody of the plan."""
    yield from objections_to_adding(session, by=by)
    if topic.plan_id != session.plan_id:
        yield _("“%(topic)s” is a topic of another plan.") % {"topic": topic}
    yield from _of_the_plan(session.plan, led_by)


def objections_to_talk(session: StudySession, *, person: Person, by: Person) -> Iterator[str]:
    """Somebody of the plan speaks."""
    yield from objections_to_adding(session, by=by)
    yield from _of_the_plan(session.plan, person)


def objections_to_holding(session: StudySession, *, summary: str, by: Person) -> Iterator[str]:
    """Held means: the day has come, it says what was studied, and somebody came."""
    yield from only_workers(session.unit, session.campaign, by=by)
    yield from _wrong_state(session, HOLD_SESSION)
    if session.held_on > day_of(session.campaign):
        yield _("The session is on %(day)s; it cannot have been held yet.") % {"day": session.held_on}
    if not summary.strip():
        yield _("Write in a few sentences what was studied and said.")
    if not session.attendance.exists() and not session.guests:
        yield _("Nobody is noted as present. Note who came first: by the code or by the list.")
    group = session.kind == StudySession.Kind.CENTRAL_GROUP
    if group and not session.topics.exists():
        yield _("Say which topics of the plan were studied, and who led them.")


def objections_to_cancelling(session: StudySession, *, reason: str, by: Person) -> Iterator[str]:
    """Only what nobody has come to."""
    yield from only_workers(session.unit, session.campaign, by=by)
    yield from _wrong_state(session, CANCEL_SESSION)
    if not reason.strip():
        yield _("Write why it is cancelled.")


# ---------------------------------------------------------------- library and reflections


def objections_to_material(unit: Unit, campaign: Campaign, *, says_something: bool, by: Person) -> Iterator[str]:
    """A material has words or a file."""
    yield from only_workers(unit, campaign, by=by)
    if not says_something:
        yield _("Write the text, or add the file.")


def objections_to_taking_part(campaign: Campaign, *, by: Person) -> Iterator[str]:
    """Whoever reads, notes or reflects belongs to the campaign."""
    if campaign.root_id not in by.unit.ancestors:
        yield _("Your unit does not take part in this campaign.")


def objections_to_words(text: str) -> Iterator[str]:
    """A reflection says more than that one was there."""
    letters = sum(map(str.isalnum, text))
    if letters < LEAST:
        yield _("The reflection has %(n)s characters; write at least %(least)s.") % {"n": letters, "least": LEAST}


def objections_to_handing_in(author: Person, campaign: Campaign, *, text: str, way: str, by: Person) -> Iterator[str]:
    """One's own on the page; what came by mail or on paper is entered by whoever runs the study of the unit."""
    yield from objections_to_words(text)
    yield from objections_to_taking_part(campaign, by=author)
    if author.pk != by.pk:
        yield from only_workers(author.unit, campaign, by=by)
        if way not in (Reflection.Way.MAIL, Reflection.Way.PAPER):
            yield _("Say whether it came by mail or on paper.")


def objections_to_handing_in_again(reflection: Reflection, *, text: str, by: Person) -> Iterator[str]:
    """Its writer mends what was sent back."""
    yield from only_author(reflection, by=by)
    yield from _wrong_state(reflection, SUBMIT_AGAIN)
    yield from objections_to_words(text)
    if text.strip() == reflection.text.strip():
        yield _("Nothing was changed. Read why it was sent back: %(comment)s") % {"comment": reflection.comment}


def only_author(reflection: Reflection, *, by: Person) -> Iterator[str]:
    """Words and consent are the writer's."""
    if reflection.author_id != by.pk:
        yield _("This is for its writer, %(person)s.") % {"person": reflection.author}


def objections_to_reviewing(reflection: Reflection, *, by: Person) -> Iterator[str]:
    """Nobody reviews his own."""
    yield from only_workers(reflection.unit, reflection.campaign, by=by)
    if reflection.status != ReflectionStatus.SUBMITTED:
        yield _("It is “%(now)s” at present; this is not possible then.") % {"now": reflection.get_status_display()}
    if reflection.author_id == by.pk:
        yield _("You wrote it; somebody else reviews it.")
