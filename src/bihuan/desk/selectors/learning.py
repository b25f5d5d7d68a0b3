"""What waits in study and in outcomes: for everybody his own duties, for those who run a unit's study its queue."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bihuan.campaigns.models import Campaign
from bihuan.desk.selectors.tasks import Task
from bihuan.outcomes.models import Regulation
from bihuan.outcomes.states import RegulationStatus
from bihuan.people.models import Person
from bihuan.people.selectors import roles_of
from bihuan.study.models import Participant, Reflection, StudyPlan, StudySession
from bihuan.study.selectors.coverage import lacks_reflection
from bihuan.study.selectors.scope import DECIDING, WORKING, within
from bihuan.study.states import PlanStatus, ReflectionStatus, SessionStatus

SOON = timedelta(days=3)
REVIEW_AHEAD = timedelta(days=30)


def learning_tasks(viewer: Person, campaign: Campaign, *, today: date) -> Iterator[Task]:
    """Everything of study and outcomes that waits for this person."""
    yield from _own(viewer, campaign)
    yield from _sessions(viewer, campaign, today)
    roles = roles_of(viewer)
    if roles & frozenset(DECIDING):
        yield from _plans(viewer, campaign)
    if roles & frozenset(WORKING):
        yield from _reviews(viewer, campaign)
        yield from _regulations(viewer, campaign, today)


def _own(viewer: Person, campaign: Campaign) -> Iterator[Task]:
    """One's own reflection: sent back, or not handed in at all."""
    back = Reflection.objects.filter(author=viewer, campaign=campaign, status=ReflectionStatus.RETURNED)
    for row in back[:3]:
        url = reverse("study:again", args=[row.pk])
        yield Task(_("write anew"), "", row.title, row.comment[:40], None, url)
    mine = Participant.objects.filter(person=viewer, plan__campaign=campaign, plan__status=PlanStatus.IN_FORCE)
    bound = lacks_reflection(mine).select_related("plan").order_by("plan__ends_on").first()
    if bound is not None and not back:
        why = _("each on the plan hands in at least one")
        url = reverse("study:reflection-new")
        yield Task(_("write a reflection"), "", bound.plan.title, why, bound.plan.ends_on, url)


def _sessions(viewer: Person, campaign: Campaign, today: date) -> Iterator[Task]:
    """Sessions of one's plans in the next days."""
    rows = StudySession.objects.filter(
        campaign=campaign,
        status__in=[SessionStatus.PLANNED, SessionStatus.OPEN],
        held_on__range=(today, today + SOON),
        plan__participants__person=viewer,
    ).order_by("held_on", "pk")
    for session in rows[:3]:
        url = reverse("study:session", args=[session.pk])
        yield Task(_("attend"), "", session.title, session.place, session.held_on, url)


def _plans(viewer: Person, campaign: Campaign) -> Iterator[Task]:
    waiting = StudyPlan.objects.filter(
        within(viewer, DECIDING, campaign), campaign=campaign, status=PlanStatus.SUBMITTED
    )
    count = waiting.exclude(submitted_by=viewer).exclude(written_by=viewer).count()
    if count:
        subject = ngettext("%(n)s study plan is handed in", "%(n)s study plans are handed in", count) % {"n": count}
        url = f"{reverse('study:plans')}?status=submitted"
        yield Task(_("decide on study plans"), "", subject, "", None, url)


def _reviews(viewer: Person, campaign: Campaign) -> Iterator[Task]:
    waiting = Reflection.objects.filter(
        within(viewer, WORKING, campaign), campaign=campaign, status=ReflectionStatus.SUBMITTED
    )
    count = waiting.exclude(author=viewer).count()
    if count:
        subject = ngettext("%(n)s reflection is handed in", "%(n)s reflections are handed in", count) % {"n": count}
        url = f"{reverse('study:reflections')}?status=submitted"
        yield Task(_("review reflections"), "", subject, "", None, url)


def _regulations(viewer: Person, campaign: Campaign, today: date) -> Iterator[Task]:
    """Regulations whose review is due within a month."""
    rows = Regulation.objects.filter(
        within(viewer, WORKING, campaign),
        campaign=campaign,
        status=RegulationStatus.IN_FORCE,
        review_on__lte=today + REVIEW_AHEAD,
    )
    for row in rows.order_by("review_on", "pk")[:3]:
        why = _("does it still serve?")
        yield Task(
            _("review the regulation"), "", row.title, why, row.review_on, reverse("outcomes:regulation", args=[row.pk])
        )
