"""Hints: who sees which, and the records of a campaign in the form in which the engine reads them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.ledger.models import EvidenceRevision, Issue, Measure, Plan, ProgressReport
from bihuan.ledger.states import Status
from bihuan.people.models import Grant, Person
from bihuan.people.roles import JUDGED, SUPERVISING, Role
from bihuan.people.selectors import grants_of
from bihuan.study.models import Participant, StudySession
from bihuan.study.selectors.sessions import with_presence
from bihuan.supervision.models import Asking, Hint, SupervisionNotice
from bihuan.supervision.states import HintStatus
from bihuan.triage.formalism.answers import Reply
from bihuan.triage.formalism.counting import Closing, Rate
from bihuan.triage.formalism.texts import Text

DESK = (*SUPERVISING, Role.LEADER)
"""Whose desk it is. The office registers and publishes; it does not judge, so it does not read suspicions."""

ANSWERED = Q(status=HintStatus.ASKED) & ~Q(answer="")
"""The unit has answered, and nobody has decided."""


def visible_hints(viewer: Person, campaign: Campaign | None = None) -> QuerySet[Hint]:
    """All hints about units of the viewer's area, never his own; for the unit itself those that it was asked about."""
    rows = Hint.objects.filter(_of_desk(viewer) | (_inside(viewer, JUDGED) & Q(asked_on__isnull=False)))
    rows = rows if campaign is None else rows.filter(campaign=campaign)
    return rows.select_related("campaign__root", "unit", "issue__lead_unit", "asked_by", "decided_by", "notice")


def on_desk(viewer: Person, hint: Hint) -> bool:
    """Does he see it as a supervisor, with names of other units, or as the unit that was asked?"""
    return Hint.objects.filter(_of_desk(viewer), pk=hint.pk).exists()


def _of_desk(viewer: Person) -> Q:
    """What the desk holds for him. Whoever belongs to the unit would know what his colleagues must not."""
    return _inside(viewer, DESK) & ~Q(unit__in=viewer.unit.ancestors)


def _inside(viewer: Person, roles: Iterable[Role]) -> Q:
    wanted, condition = frozenset(roles), Q(pk__in=())
    for grant in grants_of(viewer):
        if grant.role in wanted:
            below = grant.scope == Grant.Scope.BELOW
            here = Q(**{f"unit__u{grant.unit.level}" if below else "unit": grant.unit_id})
            condition |= here & Q(campaign=grant.campaign_id) if grant.campaign_id else here
    return condition


# ---------------------------------------------------------------- what the engine reads


def measures_between(campaign: Campaign, after: datetime | None, until: datetime) -> QuerySet[Measure]:
    """Measures of plans handed in after one moment and up to another; drafts are nobody's business yet."""
    plans = Plan.objects.filter(issue__campaign=campaign, submitted_at__lte=until)
    plans = plans.filter(submitted_at__gt=after) if after else plans
    rows = Measure.objects.filter(issue__in=plans.values("issue")).exclude(issue__lead_unit=None)
    return rows.select_related("issue__lead_unit").order_by("pk")


def reports_of(campaign: Campaign, *, after: int = 0) -> QuerySet[ProgressReport]:
    """Progress reports that came after one of this number."""
    rows = ProgressReport.objects.filter(issue__campaign=campaign, pk__gt=after).exclude(issue__lead_unit=None)
    return rows.select_related("issue__lead_unit").order_by("pk")


def as_text(row: Measure | ProgressReport) -> Text:
    """A measure or a report as the engine reads it; `m12` and `p7` name their rows."""
    unit = row.issue.lead_unit
    report = isinstance(row, ProgressReport)
    key, role = (f"p{row.pk}", "progress") if report else (f"m{row.pk}", "measure")
    return Text(key, unit.name if unit else "", str(row.issue_id), role, row.text)


def files_of(campaign: Campaign, *, after: int = 0) -> QuerySet[EvidenceRevision]:
    """Revisions of evidence with a file, with the day on which the plan of their issue was first handed in."""
    planned = (
        Plan.objects.filter(issue=OuterRef("issue")).order_by().values("issue").annotate(first=Min("submitted_at"))
    )
    rows = EvidenceRevision.objects.filter(issue__campaign=campaign, pk__gt=after, file__isnull=False)
    rows = rows.annotate(planned_at=Subquery(planned.values("first"))).exclude(issue__lead_unit=None)
    return rows.select_related("issue__lead_unit", "evidence__unit", "file__picture_print").order_by("pk")


def closings_of(campaign: Campaign) -> tuple[list[Closing], list[date]]:
    """When units applied for closing, and the working days up to the end; nothing before the end has come."""
    last = campaign.ends_on
    if day_of(campaign) < last:
        return [], []
    rows = Issue.objects.filter(campaign=campaign, status=Status.CLOSED, lead_unit__isnull=False)
    found = rows.values_list("pk", "lead_unit_id", "claimed_on", "closed_on")
    moments = ((pk, unit, claimed or closed) for pk, unit, claimed, closed in found)
    closings = [Closing(f"i{pk}", f"u{unit}", on) for pk, unit, on in moments if on]
    days = [campaign.starts_on + timedelta(days=n) for n in range((last - campaign.starts_on).days + 1)]
    return closings, [day for day in days if calendar().is_workday(day)]


def replies_of(campaign: Campaign) -> Iterator[tuple[Reply, int | None]]:
    """Replies of units to notices, with the issue if there is one.

    What the office answers to voices is looked at while it is being written (`opinions`), not held against a unit.
    """
    notices = SupervisionNotice.objects.filter(campaign=campaign).exclude(reply="").order_by("pk")
    for pk, unit, issue, question, answer in notices.values_list("pk", "unit_id", "issue_id", "text", "reply"):
        yield Reply(f"n{pk}", f"u{unit}", question, answer), issue


def rates_of(campaign: Campaign) -> Iterator[Rate]:
    """Satisfied of those who answered, and present of those expected, by unit."""
    answers = Asking.objects.filter(issue__campaign=campaign, issue__lead_unit__isnull=False).order_by()
    spoke = Q(answer__in=[Asking.Answer.SATISFIED, Asking.Answer.DISSATISFIED])
    for row in answers.values(unit=F("issue__lead_unit")).annotate(
        done=Count("pk", filter=Q(answer=Asking.Answer.SATISFIED)), of=Count("pk", filter=spoke)
    ):
        yield Rate(f"s{row['unit']}", f"u{row['unit']}", "满意度", row["done"], row["of"])
    people = Participant.objects.filter(plan=OuterRef("plan")).order_by().values("plan").annotate(n=Count("pk"))
    everyone = StudySession.objects.filter(campaign=campaign, audience=StudySession.Audience.EVERYONE)
    held = with_presence(everyone.filter(held_on__lte=day_of(campaign))).annotate(of=Subquery(people.values("n")))
    for pk, unit, came, of in held.values_list("pk", "unit_id", "came", "of"):
        if of and came:
            yield Rate(f"a{pk}", f"u{unit}", "到会率", min(came, of), of)


def planned_on(revision: EvidenceRevision) -> date | None:
    """The day on which the plan of a revision's issue was first handed in (annotated by `files_of`)."""
    at: datetime | None = revision.planned_at  # type: ignore[attr-defined] # annotated
    return localdate(at) if at else None
