"""The figures of study that a report states, each with the list that it counts."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.study.models import Material, Participant, SessionTopic, StudyPlan, StudySession
from bihuan.study.models.plans import LEADING
from bihuan.study.selectors.coverage import COUNTED, with_deeds
from bihuan.study.selectors.sessions import held_sessions
from bihuan.study.states import PlanStatus

Kind, Level = StudySession.Kind, StudyPlan.Level


class StudyFigure(NamedTuple):
    """One figure: its path, what it counts in words, its value, the page behind it and that page's filters."""

    path: str
    label: str
    value: int | float
    page: str
    query: dict[str, str]


def study_figures(campaign: Campaign) -> Iterator[StudyFigure]:
    """Every figure of study, in the order of a report."""
    leading = StudyPlan.objects.filter(campaign=campaign, level=Level.COMMISSION, status=PlanStatus.IN_FORCE).first()
    yield from _plans(campaign)
    if leading is not None:
        yield from _leading_group(leading)
    yield from _sessions(campaign)
    yield StudyFigure(
        "study.reflections_per_member_at_least",
        _("reflections of each person on a plan, at least"),
        _fewest_reflections(campaign),
        "study:people",
        {},
    )


def _plans(campaign: Campaign) -> Iterator[StudyFigure]:
    """The fewest topics of any plan of a level: what a report may claim of all of them."""
    rows = StudyPlan.objects.filter(campaign=campaign, status=PlanStatus.IN_FORCE).annotate(n=Count("topics"))
    for level, name, words in (
        (Level.COMMISSION, "commission", _("topics in the plan of the commission")),
        (Level.UNIT, "zones_units_schools", _("topics in every plan of a zone, affiliate or school")),
    ):
        fewest = rows.filter(level=level).aggregate(least=Min("n"))["least"] or 0
        yield StudyFigure(f"study.plan_topics_{name}", words, fewest, "study:plans", {"level": level})


def _leading_group(plan: StudyPlan) -> Iterator[StudyFigure]:
    people = with_deeds(plan.participants.filter(part__in=LEADING))
    least = people.aggregate(least_led=Min("led"), least_spoke=Min("spoke"))
    key = {"plan": str(plan.pk)}
    for name, value, words in (
        ("leads_topics", least["least_led"], _("topics led by each member of the leading group, at least")),
        ("gives_talks", least["least_spoke"], _("theme talks of each member of the leading group, at least")),
    ):
        yield StudyFigure(f"study.each_committee_member_{name}_at_least", words, value or 0, "study:people", key)
    yield from _concentrated(plan)
    chairs = plan.participants.filter(part=Participant.Part.CHAIR).values("person")
    lectures = held_sessions(plan.campaign).filter(kind=Kind.LECTURE, speaker__in=chairs).count()
    yield StudyFigure(
        "study.party_lectures_by_secretary",
        _("party lectures by the secretary"),
        lectures,
        "study:sessions",
        {"kind": Kind.LECTURE, "plan": str(plan.pk), "held": "1"},
    )
    yield StudyFigure(
        "study.leadership_documents_read",
        _("documents that all of the leading group have read to the end"),
        _read_by_all(plan).count(),
        "study:library",
        {"whole": "1"},
    )


def _concentrated(plan: StudyPlan) -> Iterator[StudyFigure]:
    """Central-group study: half days as days, and how many topics of the plan came up."""
    sessions = held_sessions(plan.campaign).filter(plan=plan, kind=Kind.CENTRAL_GROUP)
    halves = sessions.aggregate(n=Sum("half_days"))["n"] or 0
    topics = SessionTopic.objects.filter(session__in=sessions).aggregate(n=Count("topic", distinct=True))["n"]
    query = {"kind": Kind.CENTRAL_GROUP, "plan": str(plan.pk), "held": "1"}
    days = float(Decimal(halves) / 2)
    words = _("days of concentrated study of the leading group")
    yield StudyFigure("study.leadership_concentrated_study_days", words, days, "study:sessions", query)
    words = _("topics studied by the leading group")
    yield StudyFigure("study.leadership_topics_studied", words, topics, "study:sessions", query)


def _read_by_all(plan: StudyPlan) -> QuerySet[Material]:
    """Documents, films left out, that each of the leading group has read to the end."""
    people = plan.participants.filter(part__in=LEADING)
    done = Q(readings__finished_on__isnull=False, readings__person__in=people.values("person"))
    read = Material.objects.filter(campaign=plan.campaign_id).exclude(kind=Material.Kind.FILM)
    return read.annotate(by=Count("readings", filter=done)).filter(by__gt=0, by=people.count())


def read_by_whole_group(materials: QuerySet[Material]) -> QuerySet[Material]:
    """The same as a filter of the library."""
    plans = StudyPlan.objects.filter(level=Level.COMMISSION, status=PlanStatus.IN_FORCE)
    found: list[int] = []
    for plan in plans.filter(campaign__in=materials.order_by().values("campaign")):
        found += _read_by_all(plan).values_list("pk", flat=True)
    return materials.filter(pk__in=found)


def _sessions(campaign: Campaign) -> Iterator[StudyFigure]:
    held = held_sessions(campaign).filter(unit=campaign.root_id)
    for path, kind, words in (
        ("culture_forum_sessions", Kind.FORUM, _("culture forums of the commission")),
        ("warning_education_sessions", Kind.WARNING, _("sessions of warning education of the commission")),
    ):
        count = held.filter(kind=kind).count()
        yield StudyFigure(f"study.{path}", words, count, "study:sessions", {"kind": kind, "held": "1"})
    films = Material.objects.filter(kind=Material.Kind.FILM, used__session__in=held).distinct().count()
    yield StudyFigure("study.films_watched", _("films watched together"), films, "study:library", {"kind": "film"})


def _fewest_reflections(campaign: Campaign) -> int:
    """Of everybody on a plan of the campaign, the fewest reflections handed in or accepted."""
    mine = Q(person__reflections__campaign=campaign, person__reflections__status__in=COUNTED)
    people = Participant.objects.filter(plan__campaign=campaign)
    counted = people.values("person").annotate(n=Count("person__reflections", filter=mine, distinct=True))
    return min((row["n"] for row in counted), default=0)
