"""The ledger as a list: its columns, filters and views. Every condition lives in the address."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.models import Campaign, LightRule, Term
from bihuan.campaigns.selectors import day_of
from bihuan.ledger.models import Issue, IssueVoice, OutsideNumber, SavedView
from bihuan.ledger.search import search
from bihuan.ledger.selectors import light_sentence
from bihuan.ledger.states import OPEN, Status
from bihuan.ledger.terms import Terms
from bihuan.ledger.words import deadline_words
from bihuan.people.models import Person
from bihuan.people.selectors import units_below
from bihuan.ui import draw
from bihuan.ui.filters import Choice, DateRange, Filter, Flag, MultiChoice, Option, Options, Search, Text
from bihuan.ui.keyset import Sort
from bihuan.ui.lists import Column, List, View, two_lines
from bihuan.ui.templatetags.bihuan import light

COUNTED_VIEWS = 1000
"""Views carry their counts up to this many issues; beyond, counting would cost more than the list itself."""

VIEWS: tuple[tuple[str, Any, str], ...] = (
    ("all", pgettext_lazy("view", "All"), ""),
    ("open", pgettext_lazy("view", "Not closed"), "open=1"),
    ("overdue", pgettext_lazy("view", "Overdue"), "overdue=1"),
    ("again", pgettext_lazy("view", "Second cycle and later"), "again=1"),
    ("notice", pgettext_lazy("view", "In public notice"), "status=in_notice"),
    ("unheard", pgettext_lazy("view", "Raised by nobody"), "unheard=1"),
)


# ---------------------------------------------------------------- cells


class Cells:
    """What each column prints. Words that repeat on every row are translated once per list."""

    def __init__(self) -> None:
        self.base = reverse("ledger:issues")
        self.states = {value: str(label) for value, label in Status.choices}
        self.unassigned = format_html('<span class="bh-quiet">{}</span>', _("not assigned yet"))
        self.undated = format_html('<span class="bh-quiet">{}</span>', _("no deadline yet"))
        self.quoted = _("“%(words)s”")
        self.cycle = _("%(state)s · cycle %(cycle)s")

    def columns(self) -> tuple[Column[Issue], ...]:
        """The columns of the ledger, in order."""
        return (
            Column("number", gettext_lazy("No."), self.number, sort="number"),
            Column("title", gettext_lazy("Problem"), lambda issue: issue.title),
            Column("category", gettext_lazy("Category"), lambda issue: issue.category or ""),
            Column("lead", gettext_lazy("Lead unit"), lambda issue: issue.lead_unit or self.unassigned),
            Column("due", gettext_lazy("Deadline (in words / as read)"), self.deadline, sort="due"),
            Column("light", gettext_lazy("Light and reason"), lambda issue: light(issue.light, light_sentence(issue))),
            Column("status", gettext_lazy("State"), self.state),
        )

    def number(self, issue: Issue) -> SafeString:
        """Our number, then those on other levels' ledgers."""
        shown = format_html('<a class="bh-number" href="{}">{}</a>', self.address(issue), issue.label)
        return two_lines(shown, " · ".join(f"{o.level.name} {o.number}" for o in issue.outside_numbers.all()))

    def deadline(self, issue: Issue) -> SafeString:
        """The words of the paper above what was read from them."""
        if not issue.deadline_text:
            return self.undated
        return two_lines(self.quoted % {"words": issue.deadline_text}, deadline_words(issue))

    def state(self, issue: Issue) -> SafeString:
        """The ring beside its word; the cycle from the second on."""
        words = self.states[issue.status]
        if issue.cycle > 1:
            words = self.cycle % {"state": words, "cycle": issue.cycle}
        drawn = draw.ring(issue.ring_place, closed=issue.is_closed)
        css = "bh-state bh-state-closed" if issue.is_closed else "bh-state"
        return format_html('<span class="{}">{} {}</span>', css, drawn, words)

    def address(self, issue: Issue) -> str:
        """The page of an issue, without thirty look-ups in the map of the site."""
        return f"{self.base}{issue.pk}/"


# ---------------------------------------------------------------- filters


def unheard(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Issues that no standing voice raised."""
    return issues.filter(~Exists(IssueVoice.objects.filter(issue=OuterRef("pk"), removed_at__isnull=True)))


def still_open(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Spelled like the partial indexes, see `IssueQuerySet.still_open`."""
    return issues.exclude(status=Status.CLOSED).filter(status__in=OPEN, is_open=True)


def _in_states(issues: QuerySet[Issue], states: list[str]) -> QuerySet[Issue]:
    """States are open or not; saying so spares whoever asks for closed issues the walk past all open ones."""
    known = {state in OPEN for state in states}
    narrowed = issues.filter(status__in=states)
    return narrowed.filter(is_open=known.pop()) if len(known) == 1 else narrowed


def _below(issues: QuerySet[Issue], value: str) -> QuerySet[Issue]:
    level, unit = value.split("-")
    return issues.filter(**{f"u{level}": int(unit)})


def _lead_options(campaign: Campaign, request: HttpRequest) -> list[Option]:
    """The campaign's root and the units right below it; a deeper one when the address names it."""
    asked = request.GET.get("lead", "").rpartition("-")[2]
    near = Q(pk=campaign.root_id) | Q(parent_id=campaign.root_id)
    if asked.isdecimal():
        near |= Q(pk=int(asked))
    units = units_below(campaign.root).filter(near).order_by("level", "position", "pk")
    return [(f"{unit.level}-{unit.pk}", str(unit)) for unit in units]


def _filters(campaign: Campaign, terms: Terms) -> list[Filter]:
    taxonomy, day = Term.Taxonomy, day_of(campaign)
    return [
        Search(key="q", label=pgettext_lazy("issues", "Words or number"), find=search),
        MultiChoice(key="status", label=gettext_lazy("State"), options=Status.choices, apply=_in_states),
        MultiChoice(
            key="category",
            label=taxonomy.CATEGORY.label,
            options=terms.options(taxonomy.CATEGORY),
            path="category_id",
        ),
        Choice(
            key="lead",
            label=gettext_lazy("Lead unit and below"),
            options=_lead_choices(campaign),
            apply=_below,
        ),
        MultiChoice(key="light", label=gettext_lazy("Light"), options=LightRule.Colour.choices, path="light"),
        MultiChoice(
            key="disposition",
            label=taxonomy.DISPOSITION.label,
            options=terms.options(taxonomy.DISPOSITION),
            path="disposition_id",
        ),
        DateRange(key="due", label=gettext_lazy("Deadline"), path="due"),
        Flag(key="open", label=gettext_lazy("Not closed"), apply=still_open),
        Flag(key="overdue", label=gettext_lazy("Overdue"), apply=lambda rows: still_open(rows).filter(due__lt=day)),
        Flag(key="again", label=gettext_lazy("Second cycle and later"), apply=lambda rows: rows.filter(cycle__gt=1)),
        Flag(key="unheard", label=gettext_lazy("Raised by nobody"), apply=unheard),
        Text(key="batch", label=gettext_lazy("Import"), apply=lambda rows, batch: rows.filter(batch_id=_id(batch))),
    ]


def _id(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _lead_choices(campaign: Campaign) -> Options:
    """The options of the lead unit, read once per list although chip and panel both ask."""
    known: list[Sequence[Option]] = []

    def options(request: HttpRequest) -> Sequence[Option]:
        if not known:
            known.append(_lead_options(campaign, request))
        return known[0]

    return options


# ---------------------------------------------------------------- the list


def ledger_list(campaign: Campaign, terms: Terms) -> List[Issue]:
    """The ledger of one campaign."""
    cells = Cells()
    return List(
        name="issues",
        columns=cells.columns(),
        filters=_filters(campaign, terms),
        order="-moved",
        sorts=[Sort("moved", gettext_lazy("Open first, then last movement"), "moved_at", lead="is_open")],
        address=cells.address,
        preview=lambda issue: f"{cells.address(issue)}preview/",
        called=lambda issue: f"{issue.label} {issue.title}",
        empty=gettext_lazy("No issue yet. Register one, or import an office's ledger."),
        gathers=True,
    )


def with_cells(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """What the cells need, in one query more."""
    numbers = OutsideNumber.objects.select_related("level").order_by("level__position", "pk")
    return issues.select_related("category", "lead_unit").prefetch_related(
        Prefetch("outside_numbers", queryset=numbers)
    )


def views_of(campaign: Campaign, viewer: Person, issues: QuerySet[Issue], *, shown: int) -> list[View]:
    """The standing views with their counts, then the viewer's own and the shared ones.

    `shown` is how many of the issues the list holds: where these are too many to count for all views, nobody tries.
    """
    counts = _counts(campaign, issues) if shown <= COUNTED_VIEWS else {}
    standing = [View(label, query, counts.get(key)) for key, label, query in VIEWS]
    saved = SavedView.objects.filter(Q(owner=viewer) | Q(shared=True), campaign=campaign).order_by("name", "pk")
    return standing + [View(view.name, view.query) for view in saved]


def _counts(campaign: Campaign, issues: QuerySet[Issue]) -> dict[str, int]:
    voices = IssueVoice.objects.filter(issue=OuterRef("pk"), removed_at__isnull=True)
    some = Issue.objects.filter(pk__in=issues.order_by().values("pk")[: COUNTED_VIEWS + 1])
    is_open = Q(status__in=OPEN)
    row = some.annotate(heard=Exists(voices)).aggregate(
        all=Count("pk"),
        open=Count("pk", filter=is_open),
        overdue=Count("pk", filter=is_open & Q(due__lt=day_of(campaign))),
        again=Count("pk", filter=Q(cycle__gt=1)),
        notice=Count("pk", filter=Q(status=Status.IN_NOTICE)),
        unheard=Count("pk", filter=Q(heard=False)),
    )
    return row if row["all"] <= COUNTED_VIEWS else {}
