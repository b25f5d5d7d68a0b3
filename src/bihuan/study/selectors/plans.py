"""Reading study plans: who sees them, and what of the four fixed is missing."""

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person
from bihuan.study.models import Participant, StudyPlan, Topic
from bihuan.study.selectors.scope import seen


def visible_plans(viewer: Person, campaign: Campaign) -> QuerySet[StudyPlan]:
    """Plans of the viewer's line of units and of whatever his grants reach."""
    return StudyPlan.objects.filter(seen(viewer, campaign), campaign=campaign)


def plans_of_person(person: Person, campaign: Campaign) -> QuerySet[StudyPlan]:
    """Plans that bind a person."""
    return StudyPlan.objects.filter(campaign=campaign, participants__person=person)


def missing_of(plan: StudyPlan) -> list[str]:
    """What of plan, content, time and people is not fixed yet, one sentence each; two queries."""
    topics = plan.topics.aggregate(
        all=Count("pk"),
        empty=Count("pk", filter=Q(content="")),
        undated=Count("pk", filter=Q(planned_on__isnull=True)),
        outside=Count("pk", filter=Q(planned_on__lt=F("plan__starts_on")) | Q(planned_on__gt=F("plan__ends_on"))),
        unled=Count("pk", filter=Q(leader__isnull=True)),
    )
    people = plan.participants.aggregate(all=Count("pk"), chairs=Count("pk", filter=Q(part=Participant.Part.CHAIR)))
    return [*_frame(plan, topics), *_time(plan, topics), *_people(topics, people)]


def _frame(plan: StudyPlan, topics: dict[str, int]) -> list[str]:
    said = []
    if not plan.aim.strip():
        said.append(_("Plan: write in a sentence or two what the plan is for."))
    if not topics["all"]:
        said.append(_("Content: the plan has no topic yet."))
    if topics["empty"]:
        said.append(_("Content: %(n)s topics do not say what is studied.") % {"n": topics["empty"]})
    return said


def _time(plan: StudyPlan, topics: dict[str, int]) -> list[str]:
    said = []
    if plan.starts_on is None or plan.ends_on is None:
        said.append(_("Time: write from when to when the plan runs."))
    if topics["undated"]:
        said.append(_("Time: %(n)s topics have no day.") % {"n": topics["undated"]})
    if topics["outside"]:
        said.append(_("Time: %(n)s topics lie outside the period of the plan.") % {"n": topics["outside"]})
    return said


def _people(topics: dict[str, int], people: dict[str, int]) -> list[str]:
    said = []
    if not people["all"]:
        said.append(_("People: nobody is on the plan yet."))
    elif not people["chairs"]:
        said.append(_("People: name who chairs the study group."))
    if topics["unled"]:
        said.append(_("People: %(n)s topics have nobody who leads them.") % {"n": topics["unled"]})
    return said


def next_position(plan: StudyPlan) -> int:
    """The number of the next topic."""
    last: int | None = Topic.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
