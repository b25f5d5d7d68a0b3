"""Named, defined figures of a campaign: each computed by one selector and opening the list that it counts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.campaigns.selectors import day_of, object_kinds, terms
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import by_category
from bihuan.ledger.states import OPEN, Status
from bihuan.opinions.selectors import inquiry_figures
from bihuan.opinions.selectors.questionnaires.figures import questionnaire_figures
from bihuan.outcomes.selectors.figures import outcome_figures
from bihuan.people.models import LEVELS, Unit
from bihuan.study.selectors.figures import study_figures
from bihuan.supervision.models import LookBack, NodeMeeting, PhaseJudgement, SupervisionNotice, Team, Visit
from bihuan.supervision.selectors.phases import standing_figures
from bihuan.supervision.states import LookBackStatus, VisitStatus


@dataclass(frozen=True)
class Figure:
    """One figure: its dotted path, what it counts in words, its value on a day, and the page behind it."""

    path: str
    label: str
    value: int | float
    as_of: date
    campaign: str
    page: str
    query: str = ""
    part: int | None = None

    @property
    def url(self) -> str:
        """The address of the list that this figure counts."""
        place: list[str | int] = [self.campaign] if self.page.startswith("opinions:") else []
        place += [] if self.part is None else [self.part]
        return reverse(self.page, args=place) + (f"?{self.query}" if self.query else "")

    @property
    def text(self) -> str:
        """The figure as a paper states it: 52, 4.5, 69.23%."""
        if self.path.endswith(RATE):
            return f"{self.value:.2f}%"
        return f"{self.value:g}" if isinstance(self.value, float) else str(self.value)


RATE = "_rate"
"""How the path of a share in percent ends."""


def figures(campaign: Campaign, *, details: bool = False) -> list[Figure]:
    """Every figure of a campaign, in the order of the loop; with `details` also those of single units and lights."""
    as_of = day_of(campaign)
    found = [
        Figure(path, label, value, as_of, campaign.code, page, urlencode(query))
        for source in (*SOURCES, *(DETAILS if details else ()))
        for path, label, value, (page, query) in source(campaign)
    ]
    return [*found, *_phases(campaign)]


ASKED = {
    "symposia": gettext_lazy("symposia"),
    "participants": gettext_lazy("participants"),
    "opinions": gettext_lazy("opinions"),
    "units": gettext_lazy("units visited"),
    "visits_person_times": gettext_lazy("people visited"),
    "forms_issued": gettext_lazy("forms issued"),
    "forms_returned": gettext_lazy("forms returned"),
}
"""What is counted of each way of asking, by the last part of its path."""

Row = tuple[str, str, int | float, tuple[str, dict[str, str]]]
"""Path, label, value, and the page with its filters."""


def _inquiry(campaign: Campaign) -> Iterator[Row]:
    """查: how people were asked, and what came of it."""
    groups = dict(terms(campaign, Term.Taxonomy.SPEAKER_GROUP).values_list("code", "name"))
    for path, value in sorted(inquiry_figures(campaign).items()):
        _stage, way, name, *group = path.split(".")
        page = "opinions:list" if name == "opinions" else "opinions:consultations"
        said = _talks(groups, *group) if group else str(ASKED.get(name, name))
        yield path, f"{Channel.Way(way).label} · {said}", value, (page, {"way": way})


def _questionnaires(campaign: Campaign) -> Iterator[Row]:
    """查: what questionnaires say, each with the list in which it stands."""
    for path, label, value, page, query in questionnaire_figures(campaign):
        yield path, label, value, (page, query)


def _talks(groups: dict[str, str], group: str) -> str:
    code = group.replace("_", "-")
    return _("talks with: %(group)s") % {"group": groups.get(code, code)}


def _study(campaign: Campaign) -> Iterator[Row]:
    """学: plans, sessions, readings, reflections."""
    for path, label, value, page, query in study_figures(campaign):
        yield path, label, value, (page, query)


def _outcomes(campaign: Campaign) -> Iterator[Row]:
    """建制: indicators, special actions, regulations, contact points, targets left open."""
    for path, label, value, page, query in outcome_figures(campaign):
        yield path, label, value, (page, query)


def _rectify(campaign: Campaign) -> Iterator[Row]:
    """改: what is on the ledger and what was struck off, in all and by category."""
    issues = Issue.objects.filter(campaign=campaign)
    rows = by_category(issues)
    registered, closed = sum(row.registered for row in rows), sum(row.closed for row in rows)
    yield "rectify.issues_registered", _("issues on the ledger"), registered, ("ledger:issues", {})
    yield "rectify.issues_closed", _("issues closed"), closed, ("ledger:issues", {"status": "closed"})
    yield "rectify.issues_open", _("issues still open"), registered - closed, ("ledger:issues", {"open": "1"})
    if registered:
        rate = round(100 * closed / registered, 2)
        yield f"rectify.closed{RATE}", _("share of issues closed"), rate, ("ledger:issues", {"status": "closed"})
    for row in rows:
        path = f"rectify.issue_categories.{row.name}"
        yield f"{path}.registered", row.name, row.registered, ("ledger:issues", {"category": str(row.pk)})
        label = _("%(category)s, closed") % {"category": row.name}
        yield f"{path}.closed", label, row.closed, ("ledger:issues", {"category": str(row.pk), "status": "closed"})


def _oversee(campaign: Campaign) -> Iterator[Row]:
    """督: who supervises."""
    teams = Team.objects.filter(campaign=campaign).count()
    yield "oversee.teams", _("supervision teams"), teams, ("supervision:teams", {})
    for kind in object_kinds(campaign):
        label = _("focus problems: %(kind)s") % {"kind": kind}
        yield f"oversee.focus_problem_kinds.{kind}", label, len(kind.problems.all()), ("supervision:focus", {})
    meetings = NodeMeeting.objects.filter(campaign=campaign).exclude(minutes="").count()
    label = _("supervision meetings at key nodes")
    yield "oversee.meetings_at_key_nodes", label, meetings, ("supervision:node-meetings", {"held": "1"})


def _visits(campaign: Campaign) -> Iterator[Row]:
    """督: how often the teams went out, announced or not."""
    rows = Visit.objects.filter(campaign=campaign, status=VisitStatus.CONCLUDED).order_by()
    query = {"status": VisitStatus.CONCLUDED.value}
    for announced, count in rows.values_list("announced").annotate(Count("pk")).order_by("-announced"):
        name = "announced" if announced else "unannounced"
        label = _("announced visits") if announced else _("unannounced visits")
        yield f"oversee.visits.{name}", label, count, ("supervision:visits", {**query, "kind": name})


def _notices(campaign: Campaign) -> Iterator[Row]:
    """督: notices to units, by kind."""
    rows = SupervisionNotice.objects.filter(campaign=campaign)
    counts = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    for kind in SupervisionNotice.Kind:
        if counts.get(kind):
            yield f"oversee.notices.{kind}", str(kind.label), counts[kind], ("supervision:notices", {"kind": kind})


def _look_backs(campaign: Campaign) -> Iterator[Row]:
    """回头看: re-inspections by what they found."""
    rows = LookBack.objects.filter(issue__campaign=campaign)
    counts = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    for status in LookBackStatus:
        if counts.get(status):
            words = _("look-backs: %(status)s") % {"status": status.label}
            yield f"oversee.look_backs.{status}", words, counts[status], ("supervision:look-backs", {"status": status})


def _phases(campaign: Campaign) -> Iterator[Figure]:
    """环节回头看: units in each phase, those that lack nothing, and how their teams judged them last."""
    for phase in campaign.phases.filter(standings__isnull=False).distinct().order_by("position"):
        for name, value, query in standing_figures(phase):
            words = PHASE_WORDS.get(name) or PhaseJudgement.Outcome(name).label
            label = _("%(phase)s: %(what)s") % {"phase": phase, "what": words}
            path = f"oversee.phases.{phase.position}.{name}"
            where = (campaign.code, "supervision:phase", urlencode(query), phase.pk)
            yield Figure(path, label, value, day_of(campaign), *where)


PHASE_WORDS = {"units": gettext_lazy("units in the phase"), "complete": gettext_lazy("units that lack nothing")}


def _units(campaign: Campaign) -> Iterator[Row]:
    """Issues by the units right below the campaign's root, each with everything below it: what the list filters by."""
    late = Q(status__in=OPEN, due__lt=day_of(campaign))
    column = f"u{min(campaign.root.level + 1, LEVELS)}"
    rows = (
        Issue.objects.filter(campaign=campaign, **{f"{column}__isnull": False})
        .registered()
        .order_by(column)
        .values(column)
        .annotate(all=Count("pk"), closed=Count("pk", filter=Q(status=Status.CLOSED)), late=Count("pk", filter=late))
        .values_list(column, "all", "closed", "late")
    )
    units = {unit.pk: unit for unit in Unit.objects.filter(parent=campaign.root_id)}
    for pk, *counts in rows:
        unit = units[pk]
        for part, words, more, value in zip(UNIT_PARTS, UNIT_WORDS, UNIT_FILTERS, counts, strict=True):
            label = _("%(unit)s: %(what)s") % {"unit": unit, "what": words}
            yield f"rectify.units.{pk}.{part}", label, value, ("ledger:issues", {"lead": f"{unit.level}-{pk}", **more})


UNIT_PARTS = ("registered", "closed", "overdue")
UNIT_WORDS = (gettext_lazy("on the ledger"), gettext_lazy("closed"), gettext_lazy("overdue"))
UNIT_FILTERS: tuple[dict[str, str], ...] = ({}, {"status": "closed"}, {"overdue": "1"})

Source = Callable[[Campaign], Iterator[Row]]
SOURCES: tuple[Source, ...] = (
    _study,
    _inquiry,
    _questionnaires,
    _rectify,
    _outcomes,
    _oversee,
    _visits,
    _notices,
    _look_backs,
)
DETAILS: tuple[Source, ...] = (_units,)
