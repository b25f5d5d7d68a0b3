"""The lists of supervision. Every condition lives in the address, so that a count can be the door to its rows."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import current_campaign, day_of
from bihuan.ledger.models import Extension, Issue, Plan
from bihuan.ledger.states import ExtensionStatus, PlanStatus
from bihuan.people.models import Person, Unit
from bihuan.supervision.models import Asking, CameBack, Closure, LookBack, Objection, Sample, SupervisionNotice
from bihuan.supervision.selectors.notices import visible_notices
from bihuan.supervision.states import CameBackStatus, LookBackStatus, NoticeStatus, ObjectionStatus, SampleStatus
from bihuan.ui.filters import Choice, Flag, MultiChoice
from bihuan.ui.lists import Column, List, View, two_lines

DECIDED = [(value, label) for value, label in PlanStatus.choices if value != PlanStatus.DRAFT]


def day(when: date | None) -> str:
    """A day as lists write it."""
    return date_format(when, "SHORT_DATE_FORMAT") if when else ""


def issue_cell(issue: Issue) -> SafeString:
    """The issue with its lead unit below."""
    return two_lines(f"{issue.label} {issue.title}", issue.lead_unit or "")


def _short(words: str) -> str:
    return Truncator(words).chars(60)


def _due(when: date, *, campaign: Campaign, settled: bool) -> object:
    if settled or when >= day_of(campaign):
        return day(when)
    late = (day_of(campaign) - when).days
    return two_lines(
        format_html('<span class="bh-light bh-light-red"><span class="bh-light-word">{}</span></span>', day(when)),
        _("%(days)s days late") % {"days": late},
    )


def _noticed(request: HttpRequest) -> list[tuple[str, str]]:
    """Units that received a notice, as far as the viewer knows."""
    if not isinstance(request.user, Person):
        return []
    seen = visible_notices(request.user, current_campaign(request)).order_by().values("unit")
    return [(str(unit.pk), str(unit)) for unit in Unit.objects.filter(pk__in=seen).order_by("path")]


PLANS = List[Plan](
    name="plans",
    columns=[
        Column("issue", gettext_lazy("Issue"), lambda plan: issue_cell(plan.issue), css="bh-lead-cell"),
        Column("version", gettext_lazy("Version"), lambda plan: plan.version, css="bh-num"),
        Column("status", gettext_lazy("State"), lambda plan: plan.get_status_display()),
        Column("writer", gettext_lazy("Written by"), lambda plan: plan.written_by),
        Column(
            "submitted",
            gettext_lazy("Handed in"),
            lambda plan: day(localdate(plan.submitted_at) if plan.submitted_at else None),
            sort="submitted_at",
            nullable=True,
        ),
        Column(
            "decided",
            gettext_lazy("Decided"),
            lambda plan: two_lines(day(plan.decided_on), plan.decided_by or ""),
            sort="decided_on",
            nullable=True,
        ),
    ],
    filters=[MultiChoice(key="status", label=gettext_lazy("State"), options=DECIDED, path="status")],
    views=[
        View(gettext_lazy("Waiting for a decision"), "status=submitted"),
        View(pgettext_lazy("view", "All"), ""),
    ],
    order="-submitted",
    address=lambda plan: reverse("supervision:plan", args=[plan.pk]),
    called=lambda plan: f"{plan.issue.label} v{plan.version}",
    empty=gettext_lazy("No plan was handed in yet."),
)

EXTENSIONS = List[Extension](
    name="extensions",
    columns=[
        Column("issue", gettext_lazy("Issue"), lambda row: issue_cell(row.issue), css="bh-lead-cell"),
        Column("old", gettext_lazy("Present deadline"), lambda row: day(row.old_due)),
        Column("until", gettext_lazy("Asked for"), lambda row: day(row.asked_for), sort="asked_for"),
        Column("reason", gettext_lazy("Reason"), lambda row: _short(row.reason)),
        Column("status", gettext_lazy("State"), lambda row: row.get_status_display()),
        Column("on", gettext_lazy("Handed in"), lambda row: day(row.requested_on), sort="requested_on"),
    ],
    filters=[MultiChoice(key="status", label=gettext_lazy("State"), options=ExtensionStatus.choices, path="status")],
    views=[
        View(gettext_lazy("Waiting for a decision"), "status=requested"),
        View(pgettext_lazy("view", "All"), ""),
    ],
    order="-on",
    address=lambda row: reverse("supervision:extension", args=[row.pk]),
    called=lambda row: row.issue.label,
    empty=gettext_lazy("Nobody has asked for more time."),
)

NOTICES = List[SupervisionNotice](
    name="notices",
    columns=[
        Column(
            "number",
            gettext_lazy("Notice"),
            lambda notice: two_lines(notice, notice.get_slip_display()),
            css="bh-lead-cell",
        ),
        Column("unit", gettext_lazy("To"), lambda notice: notice.unit),
        Column("issue", gettext_lazy("Issue"), lambda notice: issue_cell(notice.issue) if notice.issue else ""),
        Column("text", gettext_lazy("Text"), lambda notice: _short(notice.text)),
        Column("issued", gettext_lazy("Issued on"), lambda notice: day(notice.issued_on), sort="issued_on"),
        Column(
            "due",
            gettext_lazy("Reply by"),
            lambda notice: _due(notice.reply_due, campaign=notice.campaign, settled=notice.status != NoticeStatus.OPEN),
            sort="reply_due",
        ),
        Column("status", gettext_lazy("State"), lambda notice: notice.get_status_display()),
    ],
    filters=[
        MultiChoice(key="status", label=gettext_lazy("State"), options=NoticeStatus.choices, path="status"),
        MultiChoice(key="kind", label=gettext_lazy("Kind"), options=SupervisionNotice.Kind.choices, path="kind"),
        MultiChoice(key="slip", label=gettext_lazy("Slip"), options=SupervisionNotice.Slip.choices, path="slip"),
        Choice(key="unit", label=gettext_lazy("Unit"), options=_noticed, path="unit"),
    ],
    views=[
        View(gettext_lazy("Waiting for a reply"), "status=open"),
        View(gettext_lazy("Reply to review"), "status=replied"),
        View(pgettext_lazy("view", "All"), ""),
    ],
    order="-issued",
    address=lambda notice: reverse("supervision:notice", args=[notice.pk]),
    empty=gettext_lazy("No notice was issued yet. A notice is issued here, or on the page of an issue."),
)

OBJECTIONS = List[Objection](
    name="objections",
    columns=[
        Column("issue", gettext_lazy("Issue"), lambda row: issue_cell(row.issue), css="bh-lead-cell"),
        Column("text", gettext_lazy("What is objected to"), lambda row: _short(row.text)),
        Column("on", gettext_lazy("Received"), lambda row: day(row.received_on), sort="received_on"),
        Column("status", gettext_lazy("State"), lambda row: row.get_status_display()),
        Column("ruling", gettext_lazy("Ruling"), lambda row: two_lines(_short(row.ruling), row.ruled_by or "")),
    ],
    filters=[MultiChoice(key="status", label=gettext_lazy("State"), options=ObjectionStatus.choices, path="status")],
    views=[View(gettext_lazy("Undecided"), "status=open"), View(pgettext_lazy("view", "All"), "")],
    order="-on",
    address=lambda row: reverse("supervision:objection", args=[row.pk]),
    called=lambda row: row.issue.label,
    empty=gettext_lazy("Nobody has objected to a public notice."),
)

CAME_BACK = List[CameBack](
    name="came-back",
    columns=[
        Column("issue", gettext_lazy("Issue"), lambda row: issue_cell(row.issue), css="bh-lead-cell"),
        Column("on", gettext_lazy("Said on"), lambda row: day(row.on), sort="on"),
        Column("due", gettext_lazy("To be decided by"), lambda row: day(row.due), sort="due"),
        Column("status", gettext_lazy("State"), lambda row: row.get_status_display()),
        Column("reason", gettext_lazy("Decision"), lambda row: two_lines(_short(row.reason), row.decided_by or "")),
    ],
    filters=[MultiChoice(key="status", label=gettext_lazy("State"), options=CameBackStatus.choices, path="status")],
    views=[View(gettext_lazy("Undecided"), "status=open"), View(pgettext_lazy("view", "All"), "")],
    order="due",
    address=lambda row: reverse("supervision:came-back", args=[row.pk]),
    called=lambda row: row.issue.label,
    empty=gettext_lazy("Nobody has said after a closing that it is not right."),
)

CLOSURES = List[Closure](
    name="certificates",
    columns=[
        Column("issue", gettext_lazy("Issue"), lambda row: issue_cell(row.issue), css="bh-lead-cell"),
        Column("cycle", gettext_lazy("Cycle"), lambda row: row.cycle, css="bh-num"),
        Column("on", gettext_lazy("Closed on"), lambda row: day(row.closed_on), sort="closed_on"),
        Column("by", gettext_lazy("Closed by"), lambda row: row.closed_by),
        Column("hash", "SHA-256", lambda row: format_html('<span class="bh-mono">{} …</span>', row.sha256[:16])),
    ],
    order="-on",
    address=lambda row: reverse("supervision:certificate", args=[row.pk]),
    called=lambda row: row.issue.label,
    empty=gettext_lazy("No issue has been struck off yet."),
)


SAMPLES = List[Sample](
    name="samples",
    columns=[
        Column("number", gettext_lazy("Sample"), str, sort="number", css="bh-lead-cell"),
        Column("status", gettext_lazy("State"), lambda row: row.get_status_display()),
        Column(
            "drawn",
            gettext_lazy("Drawn"),
            lambda row: _("%(size)s of %(population)s") % {"size": row.size, "population": row.population},
            css="bh-num",
        ),
        Column("strata", gettext_lazy("In proportion by"), lambda row: row.get_strata_display()),
        Column("looked", gettext_lazy("Looked at again"), lambda row: row.looked_at, css="bh-num"),  # type: ignore[attr-defined] # annotated
        Column("relapsed", gettext_lazy("Relapsed"), lambda row: row.relapsed, css="bh-num"),  # type: ignore[attr-defined] # annotated
        Column("by", gettext_lazy("Ordered"), lambda row: two_lines(day(row.ordered_on), row.ordered_by)),
    ],
    filters=[MultiChoice(key="status", label=gettext_lazy("State"), options=SampleStatus.choices, path="status")],
    order="-number",
    address=lambda row: reverse("supervision:sample", args=[row.pk]),
    empty=gettext_lazy("No sample was ordered yet. A team leader orders one after issues were closed."),
)


def look_backs_of(campaign: Campaign) -> List[LookBack]:
    """Dated re-inspections of one campaign; what counts as due follows its day."""
    today = day_of(campaign)

    def due(rows: QuerySet[LookBack]) -> QuerySet[LookBack]:
        return rows.filter(status=LookBackStatus.DUE, due__lte=today)

    return List[LookBack](
        name="look-backs",
        columns=[
            Column("issue", gettext_lazy("Issue"), lambda row: issue_cell(row.issue), css="bh-lead-cell"),
            Column(
                "kind",
                gettext_lazy("Kind"),
                lambda row: _("review of a long-term item") if row.watch else _("look-back"),
            ),
            Column(
                "due",
                gettext_lazy("Due"),
                lambda row: _due(row.due, campaign=campaign, settled=row.status != LookBackStatus.DUE),
                sort="due",
            ),
            Column("status", gettext_lazy("State"), lambda row: row.get_status_display()),
            Column("done", gettext_lazy("Done"), lambda row: two_lines(day(row.done_on), row.done_by or "")),
        ],
        filters=[
            MultiChoice(key="status", label=gettext_lazy("State"), options=LookBackStatus.choices, path="status"),
            Flag(key="now", label=gettext_lazy("Due or overdue"), apply=due),
        ],
        views=[
            View(gettext_lazy("Due or overdue"), "now=1"),
            View(gettext_lazy("Still to come"), "status=due"),
            View(gettext_lazy("Relapsed"), "status=relapsed"),
            View(pgettext_lazy("view", "All"), ""),
        ],
        order="due",
        address=lambda row: reverse("supervision:look-back", args=[row.pk]),
        called=lambda row: row.issue.label,
        empty=gettext_lazy("No look-back is planned; closing an issue plans them."),
    )


def askings_of(issue: Issue) -> List[Asking]:
    """Who was asked about an issue in its present cycle. Silence is an answer of its own in this list."""

    def undecided(rows: QuerySet[Asking]) -> QuerySet[Asking]:
        return rows.filter(Q(answer=Asking.Answer.DISSATISFIED), ruling__isnull=True)

    return List[Asking](
        name="askings",
        columns=[
            Column(
                "who",
                gettext_lazy("Who was asked"),
                lambda row: row.panellist or (row.opinion.label if row.opinion else ""),
                sort="pk",
                css="bh-lead-cell",
            ),
            Column("way", gettext_lazy("How"), lambda row: two_lines(row.get_way_display(), day(row.asked_on))),
            Column("answer", gettext_lazy("Answer"), answer_cell),
            Column("words", gettext_lazy("In these words"), lambda row: row.words),
            Column("do", gettext_lazy("To do"), lambda row: _next_step(row, issue)),
        ],
        filters=[
            MultiChoice(key="answer", label=gettext_lazy("Answer"), options=Asking.Answer.choices, path="answer"),
            Flag(key="blocking", label=gettext_lazy("Dissatisfied, not ruled on"), apply=undecided),
        ],
        order="who",
        empty=gettext_lazy("Nobody was asked in this cycle yet."),
    )


def answer_cell(row: Asking) -> SafeString:
    """The answer with its day, and the ruling if there is one."""
    ruled = _("ruled on: %(reason)s") % {"reason": row.ruling.reason} if hasattr(row, "ruling") else ""
    return two_lines(row.get_answer_display(), ruled or day(row.answered_on))


def _next_step(row: Asking, issue: Issue) -> SafeString:
    if issue.is_closed or row.cycle != issue.cycle:
        return SafeString("")
    if row.answer in (Asking.Answer.SILENT, Asking.Answer.UNREACHABLE):
        return _link("supervision:answer", row, _("take down an answer"))
    if row.answer == Asking.Answer.DISSATISFIED and not hasattr(row, "ruling"):
        return _link("supervision:ruling", row, _("rule on it"))
    return SafeString("")


def _link(name: str, row: Asking, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse(name, args=[row.pk]), words)
