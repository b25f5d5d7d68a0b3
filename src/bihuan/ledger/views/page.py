"""What the page of one issue shows, as the records that the tags of the look draw."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bihuan.audit.models import Event
from bihuan.audit.selectors import history
from bihuan.ledger.models import Evidence, EvidenceRevision, Issue, Measure, Plan, Target
from bihuan.ledger.policies import objections_to_working
from bihuan.ledger.selectors import helpers_of, measures_in_order, persons_of
from bihuan.ledger.states import RING, MeasureStatus, Status
from bihuan.ledger.words import deadline_words
from bihuan.people.models import Person
from bihuan.ui.parts import Clear, Fact, Line, PathStep

LATEST = 12
"""Facts beside the issue; the whole history has its own page."""

WEIGHTY = frozenset(
    {
        "ledger.issue_registered",
        "ledger.issue_assigned",
        "ledger.issue_declined",
        "ledger.issue_merged",
        "ledger.issue_transferred",
        "ledger.issue_refused",
        "ledger.work_started",
        "ledger.closing_claimed",
    }
)
"""Facts of the ledger that move the issue; later stages' facts are weighty unless they are the ledger's own."""


# ---------------------------------------------------------------- head


def steps_of(issue: Issue, plan: Plan | None) -> list[PathStep]:
    """The eight states with the days that are known. An issue put aside has no place on the ring."""
    place = issue.ring_place
    days = {
        Status.REGISTERED: issue.registered_on,
        Status.ASSIGNED: issue.assigned_on,
        Status.PLANNED: plan.decided_on if plan and plan.status == "approved" else None,
        Status.RECTIFYING: issue.started_on,
        Status.CLOSED: issue.closed_on,
    }
    steps = []
    for number, status in enumerate(RING, start=1):
        state = "done" if number < place or issue.is_closed else "now" if number == place else "ahead"
        note = _day(days.get(status)) if state != "ahead" else ""
        if state == "now" and issue.cycle > 1:
            note = " · ".join(filter(None, (note, _("cycle %(n)s") % {"n": issue.cycle})))
        steps.append(PathStep(str(status.label), note, state))
    return steps


def _day(day: date | None) -> str:
    return date_format(day, "MONTH_DAY_FORMAT") if day else ""


def clears_of(issue: Issue, plan: Plan | None) -> list[Clear]:
    """The six clear: responsible section and person, measures, deadline, standard, and the campaign's sixth."""
    helpers = "、".join(str(unit) for unit in helpers_of(issue))
    measures = measures_in_order(issue)
    finished = sum(1 for measure in measures if measure.status == MeasureStatus.DONE)
    words = (plan.deadline_text if plan else "") or issue.deadline_text
    missing = _("not written yet")
    return [
        Clear(
            _("Responsible section"),
            str(issue.lead_unit or _("not assigned yet")),
            _("supported by %(units)s") % {"units": helpers} if helpers else "",
        ),
        Clear(_("Responsible person"), str((plan and (plan.responsible or plan.responsible_name)) or missing)),
        Clear(
            _("Measures"),
            ngettext("%(count)s measure", "%(count)s measures", len(measures)) % {"count": len(measures)},
            _("%(count)s done") % {"count": finished},
            "#measures",
        ),
        Clear(_("Deadline"), _("“%(words)s”") % {"words": words} if words else missing, deadline_words(issue)),
        Clear(_("Standard of acceptance"), (plan and plan.standard) or missing),
        Clear(issue.campaign.sixth_clear, (plan and plan.sixth) or missing),
    ]


def lines_of(issue: Issue) -> list[Line]:
    """The rest of the line of the ledger; what is empty is left out."""
    pairs = (
        (_("Category"), issue.category),
        (_("Problem kind"), issue.problem_kind),
        (_("Focus"), issue.focus),
        (_("Horizon"), issue.horizon),
        (_("Disposition"), issue.disposition),
        (_("Source"), issue.source),
        (_("Goal"), issue.goal),
        (_("Amount in yuan"), issue.amount),
        (_("Merged into"), issue.merged_into),
        (_("Reason"), issue.aside_reason),
        (_("What the speakers read"), issue.aside_reply),
    )
    lines = [Line(name, str(value)) for name, value in pairs if value]
    lines += [Line(str(row.get_part_display()), str(row)) for row in persons_of(issue)]
    return lines


# ---------------------------------------------------------------- measures and evidence


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A quantity of one unit, and where to write what was reached."""

    target: Target
    rest: str
    url: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence: its newest revision, the ones before it, and whether it still counts."""

    evidence: Evidence
    newest: EvidenceRevision
    earlier: tuple[EvidenceRevision, ...]


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A measure with its targets and the number of files that prove its result."""

    measure: Measure
    targets: tuple[TargetRow, ...]
    results: int


def measures_of(issue: Issue) -> list[Measure]:
    """The measures with their targets and milestones, in three queries."""
    targets = Target.objects.select_related("unit").order_by("pk")
    measures = measures_in_order(issue)
    prefetch_related_objects(measures, Prefetch("targets", queryset=targets), "milestones")
    return measures


def evidence_rows(issue: Issue) -> list[EvidenceRow]:
    """All evidence with its revisions, in two queries; withdrawn evidence stays visible."""
    revisions = EvidenceRevision.objects.select_related("file", "by").order_by("-number")
    found = (
        Evidence.objects.filter(issue=issue)
        .select_related("measure", "unit")
        .prefetch_related(Prefetch("revisions", queryset=revisions))
        .order_by("measure__position", "pk")
    )
    rows = []
    for evidence in found:
        newest, *earlier = evidence.revisions.all()
        rows.append(EvidenceRow(evidence, newest, tuple(earlier)))
    return rows


def cards_of(measures: list[Measure], evidence: list[EvidenceRow], *, working: bool) -> list[MeasureCard]:
    """Each measure with its targets and the number of live results; `working` offers the fields of the work."""
    results = [
        row.evidence.measure_id
        for row in evidence
        if row.evidence.kind == Evidence.Kind.RESULT and not row.newest.withdrawn
    ]
    cards = []
    for measure in measures:
        targets = tuple(
            TargetRow(
                target,
                f"{(target.goal - target.done).normalize():f}",
                reverse("ledger:target", args=[target.pk]) if working else "",
            )
            for target in measure.targets.all()
        )
        cards.append(MeasureCard(measure, targets, results.count(measure.pk)))
    return cards


# ---------------------------------------------------------------- history


def facts_of(issue: Issue, *, most: int = LATEST) -> tuple[list[Fact], int]:
    """The latest facts, newest first, and how many there are."""
    events = list(history(issue.stream)[:most])
    return [_fact(event) for event in events], events[0].seq if events else 0


def _fact(event: Event) -> Fact:
    who = f"{event.actor_label} " if event.actor_label else ""
    own = event.kind.startswith("ledger.")
    return Fact(localdate(event.at), f"{who}{event.sentence}", weighty=event.kind in WEIGHTY or not own)


def may_work(issue: Issue, *, by: Person) -> bool:
    """Whether progress, targets and evidence are open to the viewer now."""
    return not any(objections_to_working(issue, by=by))
