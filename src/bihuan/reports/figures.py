"""Named, defined figures of a campaign: each computed by one selector and opening the list that it counts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.campaigns.selectors import day_of, terms
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import by_category
from bihuan.opinions.selectors import inquiry_figures
from bihuan.supervision.models import Team


@dataclass(frozen=True)
class Figure:
    """One figure: its dotted path, what it counts in words, its value on a day, and the page behind it."""

    path: str
    label: str
    value: int
    as_of: date
    campaign: str
    page: str
    query: str = ""

    @property
    def url(self) -> str:
        """The address of the list that this figure counts."""
        place = [self.campaign] if self.page.startswith("opinions:") else []
        return reverse(self.page, args=place) + (f"?{self.query}" if self.query else "")


def figures(campaign: Campaign) -> list[Figure]:
    """Every figure of a campaign, in the order of the loop."""
    as_of = day_of(campaign)
    return [
        Figure(path, label, value, as_of, campaign.code, page, urlencode(query))
        for source in SOURCES
        for path, label, value, (page, query) in source(campaign)
    ]


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

Row = tuple[str, str, int, tuple[str, dict[str, str]]]
"""Path, label, value, and the page with its filters."""


def _inquiry(campaign: Campaign) -> Iterator[Row]:
    """查: how people were asked, and what came of it."""
    groups = dict(terms(campaign, Term.Taxonomy.SPEAKER_GROUP).values_list("code", "name"))
    for path, value in sorted(inquiry_figures(campaign).items()):
        _stage, way, name, *group = path.split(".")
        page = "opinions:list" if name == "opinions" else "opinions:consultations"
        said = _talks(groups, *group) if group else str(ASKED.get(name, name))
        yield path, f"{Channel.Way(way).label} · {said}", value, (page, {"way": way})


def _talks(groups: dict[str, str], group: str) -> str:
    code = group.replace("_", "-")
    return _("talks with: %(group)s") % {"group": groups.get(code, code)}


def _rectify(campaign: Campaign) -> Iterator[Row]:
    """改: what is on the ledger and what was struck off, in all and by category."""
    issues = Issue.objects.filter(campaign=campaign)
    rows = by_category(issues)
    registered, closed = sum(row.registered for row in rows), sum(row.closed for row in rows)
    yield "rectify.issues_registered", _("issues on the ledger"), registered, ("ledger:issues", {})
    yield "rectify.issues_closed", _("issues closed"), closed, ("ledger:issues", {"status": "closed"})
    for row in rows:
        path = f"rectify.issue_categories.{row.name}"
        yield f"{path}.registered", row.name, row.registered, ("ledger:issues", {"category": str(row.pk)})
        label = _("%(category)s, closed") % {"category": row.name}
        yield f"{path}.closed", label, row.closed, ("ledger:issues", {"category": str(row.pk), "status": "closed"})


def _oversee(campaign: Campaign) -> Iterator[Row]:
    """督: who supervises."""
    teams = Team.objects.filter(campaign=campaign).count()
    yield "oversee.teams", _("supervision teams"), teams, ("supervision:teams", {})


SOURCES: tuple[Callable[[Campaign], Iterator[Row]], ...] = (_inquiry, _rectify, _oversee)
