"""改: the ledger of a campaign, one issue with its plan and history, registering, and reporting progress."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from bihuan.api.v1.answers import READ, WRITE, Faults
from bihuan.api.v1.loading import (
    ListQuery,
    Part,
    Said,
    Text,
    UnitName,
    Word,
    issue_of,
    ledger_of,
    part_of,
    word_of,
)
from bihuan.api.v1.supervision import GatePoint, gate_of
from bihuan.audit.models import Event
from bihuan.audit.selectors import history
from bihuan.common.reading import reading
from bihuan.ledger import selectors
from bihuan.ledger.models import Issue, Measure, Plan, ProgressReport
from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.ledger.services.working import report_progress
from bihuan.ledger.tables import ledger_list, with_cells
from bihuan.ledger.terms import terms_of
from bihuan.people.http import PersonRequest
from bihuan.people.models import Unit

router = Router(tags=["ledger"])
LEDGER = "/campaigns/{slug:campaign}/issues"


class IssueLine(Schema):
    """One line of the ledger."""

    number: int
    label: str = Field(description="the number as people write it")
    title: str
    status: str
    cycle: int
    category: Word | None
    lead_unit: UnitName | None
    deadline_text: str
    deadline: date | None
    light: str
    light_reason: str
    progress: int
    registered_on: date
    closed_on: date | None

    @staticmethod
    def resolve_light_reason(issue: Issue) -> str:
        """Why the light has its colour."""
        return selectors.light_sentence(issue)


class TargetLine(Schema):
    """A quantity that one unit must reach."""

    unit: UnitName
    goal: Decimal
    done: Decimal
    measured_in: str


class MilestoneLine(Schema):
    """A dated step inside a measure."""

    text: str
    due: date
    done_on: date | None


class MeasureLine(Schema):
    """One measure of the plan."""

    position: int
    text: str
    status: str
    done_on: date | None
    targets: list[TargetLine]
    milestones: list[MilestoneLine]


class PlanLine(Schema):
    """The newest version of the plan."""

    version: int
    status: str
    responsible: str
    deadline_text: str
    standard: str
    sixth: str
    decided_on: date | None
    comment: str

    @staticmethod
    def resolve_responsible(plan: Plan) -> str:
        """Who answers for it, by title."""
        return str(plan.responsible or plan.responsible_name)


class HeadCount(Schema):
    """How many voices an issue came from, and how many people said them; who they are is nobody's to read here."""

    opinions: int
    people: int


class IssueWhole(IssueLine):
    """An issue with all that its page shows of its content, and what still stands against closing it."""

    original_text: str
    source: str
    goal: str
    amount: Decimal | None
    supporting: list[UnitName]
    raised_by: HeadCount
    plan: PlanLine | None
    measures: list[MeasureLine]
    gate: list[GatePoint]

    @staticmethod
    def resolve_supporting(issue: Issue) -> list[Unit]:
        """The units that help."""
        return selectors.helpers_of(issue)

    @staticmethod
    def resolve_plan(issue: Issue) -> Plan | None:
        """The newest version."""
        return selectors.current_plan(issue)

    @staticmethod
    def resolve_measures(issue: Issue) -> list[Measure]:
        """The measures in their order, with quantities and dates."""
        measures = selectors.measures_in_order(issue)
        prefetch_related_objects(measures, "targets__unit", "milestones")
        return measures

    @staticmethod
    def resolve_raised_by(issue: Issue) -> selectors.HeadCount:
        """How many stand behind it."""
        return selectors.head_count(issue)

    @staticmethod
    def resolve_gate(issue: Issue) -> list[GatePoint]:
        """The seven points of the closing gate."""
        return gate_of(issue)


class IssuePart(Part):
    """One page of the ledger."""

    items: list[IssueLine]


class IssueQuery(ListQuery):
    """What the ledger can be narrowed by, as on its page."""

    q: str = Field("", description="words, or a number")
    status: list[str] = Field([], description="any of these states")
    category: list[str] = Field([], description="ids of categories")
    lead: str = Field("", description="a unit with all below it: LEVEL-ID")
    light: list[str] = Field([], description="any of these colours")
    disposition: list[str] = Field([], description="ids of dispositions")
    due_from: str = ""
    due_to: str = ""
    open: str = Field("", description="1: not closed")
    overdue: str = Field("", description="1: overdue")
    again: str = Field("", description="1: in a second cycle or later")
    unheard: str = Field("", description="1: raised by nobody")
    batch: str = Field("", description="id of an import")


class IssueToRegister(Schema):
    """A problem in its original words, and what else stands on its line. Words of the campaign by their codes."""

    model_config = ConfigDict(extra="forbid")

    text: Said = Field(description="kept for ever as it is")
    title: Text = Field("", max_length=200, description="left empty, the first words of the problem serve")
    category: str | None = None
    problem_kind: str | None = None
    focus: str | None = None
    horizon: str | None = None
    disposition: str | None = None
    source: Text = Field("", max_length=120)
    goal: Text = ""
    amount: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2, description="yuan")
    deadline_text: Text = Field("", max_length=200, description="in the words of the paper")


TAXONOMIES = ("category", "problem_kind", "focus", "horizon", "disposition")


class ProgressToReport(Schema):
    """How far the work is."""

    model_config = ConfigDict(extra="forbid")

    percent: int = Field(ge=0, le=100)
    text: Said = Field(description="what was done, and what stands in the way")


class ProgressLine(Schema):
    """A progress report as it was kept."""

    percent: int
    text: str
    on: date


class FactLine(Schema):
    """Something that happened, as the record keeps it and as people read it."""

    seq: int
    at: datetime
    kind: str
    actor: str = Field(alias="actor_label", serialization_alias="actor")
    sentence: str
    hash: str


class FactQuery(Schema):
    """Which facts: those before one that is known already."""

    before: int | None = Field(None, ge=1, description="only facts with a smaller `seq`")
    limit: int = Field(50, ge=1, le=200)


@router.get(LEDGER, response={200: IssuePart, 422: Faults, **READ}, url_name="issues")
def issues(request: PersonRequest, campaign: str, query: Query[IssueQuery]) -> dict[str, Any]:
    """The issues of a campaign that you may see: filters, order and paging of the page."""
    found = ledger_of(request, campaign)
    seen = with_cells(selectors.visible_issues(request.user, found))
    return part_of(request, ledger_list(found, terms_of(found)), seen, query)


@router.post(LEDGER, response={201: IssueLine, **WRITE}, url_name="issues")
def register_issue(request: PersonRequest, campaign: str, issue: IssueToRegister) -> Status[Issue]:
    """Put a problem on the ledger. For the campaign office."""
    found = ledger_of(request, campaign)
    terms = terms_of(found)
    said = issue.model_dump(exclude={"text"})
    chosen: dict[str, Any] = {name: word_of(terms, name, said.pop(name)) for name in TAXONOMIES}
    return Status(201, register(found, text=issue.text, details=IssueDetails(**said, **chosen), by=request.user))


@router.get(f"{LEDGER}/{{int:number}}", response={200: IssueWhole, **READ}, url_name="issue")
def issue(request: PersonRequest, campaign: str, number: int) -> IssueWhole:
    """One issue with its plan, its measures, and what still stands against closing it."""
    found = issue_of(request, campaign, number)
    with reading():
        return IssueWhole.from_orm(found)


@router.get(f"{LEDGER}/{{int:number}}/facts", response={200: list[FactLine], **READ}, url_name="facts")
def facts(request: PersonRequest, campaign: str, number: int, query: Query[FactQuery]) -> list[Event]:
    """What happened to an issue, newest first."""
    told = history(issue_of(request, campaign, number).stream)
    return list((told.filter(seq__lt=query.before) if query.before else told)[: query.limit])


@router.post(f"{LEDGER}/{{int:number}}/progress", response={201: ProgressLine, **WRITE}, url_name="progress")
def progress(request: PersonRequest, campaign: str, number: int, report: ProgressToReport) -> Status[ProgressReport]:
    """Report how far the work is. For the units at work."""
    found = issue_of(request, campaign, number)
    return Status(201, report_progress(found, percent=report.percent, text=report.text, by=request.user))
