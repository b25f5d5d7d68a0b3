"""A report is read for what cannot be right; nothing of it is kept."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bihuan.campaigns.models import Campaign
from bihuan.documents.checking import Finding, Kind, Report, check
from bihuan.documents.errors import Unreadable
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.models import Person
from bihuan.people.roles import READING_ALL
from bihuan.people.selectors import holds
from bihuan.reports.forms import CheckForm
from bihuan.reports.selectors import earlier_reports, known_figures
from bihuan.ui.parts import Door

KIND_NAMES = {
    Kind.SUM: gettext_lazy("sums"),
    Kind.PERCENT: gettext_lazy("percentages"),
    Kind.PART: gettext_lazy("part and whole"),
    Kind.ENUMERATION: gettext_lazy("announced counts"),
    Kind.NUMBERING: gettext_lazy("numbering"),
    Kind.DATE: gettext_lazy("dates"),
    Kind.RECORD: gettext_lazy("records"),
    Kind.COPY: gettext_lazy("copied passages"),
    Kind.WORDING: gettext_lazy("wording"),
}


@require_http_methods(["GET", "POST"])
@signed_in
def checking(request: PersonRequest) -> HttpResponse:
    """The form, and after it what was found, each place marked in its line."""
    campaign = campaign_of(request)
    form = CheckForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "doors": [Door(_("Reports"), reverse("reports:papers"))]}
    status = 200
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            report = _read(file.read(), file.name, campaign, request.user, records=form.cleaned_data["records"])
        except Unreadable as refusal:
            form.add_error("file", refusal.sentence)
        else:
            context |= {"report": report, "name": file.name, "findings": _listed(report), "lines": _marked(report)}
    if form.errors:
        status = 422
    return render(request, "reports/check.html", context, status=status)


def _read(content: bytes, name: str, campaign: Campaign, viewer: Person, *, records: bool) -> Report:
    """Figures of the whole campaign are compared for those who read the whole campaign."""
    whole = holds(viewer, READING_ALL, over=campaign.root, campaign_id=campaign.pk)
    compare = records and whole
    return check(
        content,
        name=name,
        known=known_figures(campaign) if compare else (),
        earlier=earlier_reports(campaign) if compare else (),
    )


@dataclass(frozen=True)
class Said:
    """One finding for the page; `number` stands beside its marks."""

    number: int
    kind: object
    sentence: str
    where: str
    anchor: str


def _listed(report: Report) -> list[Said]:
    return [
        Said(n, KIND_NAMES[finding.kind], finding.sentence, _where(report, finding), f"line-{finding.places[0].line}")
        for n, finding in enumerate(report.findings, 1)
    ]


def _where(report: Report, finding: Finding) -> str:
    return str(report.lines[finding.places[0].line].position)


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: marked with the number of a finding, or plain (0)."""

    text: str
    number: int


@dataclass(frozen=True)
class MarkedLine:
    """A line with its pieces, and its place in the file."""

    index: int
    place: str
    pieces: tuple[Piece, ...]


def _marked(report: Report) -> list[MarkedLine]:
    """Only lines in which something was found, each whole."""
    places = [(place, n) for n, finding in enumerate(report.findings, 1) for place in finding.places]
    places.sort(key=lambda each: (each[0].line, each[0].start))
    found = []
    for index, group in groupby(places, key=lambda each: each[0].line):
        line = report.lines[index]
        marks = [0] * len(line.shown)
        for place, number in group:
            for at in range(place.start, min(place.end, len(marks))):
                marks[at] = marks[at] or number
        found.append(MarkedLine(index, str(line.position), tuple(_pieces(line.shown, marks))))
    return found


def _pieces(text: str, marks: list[int]) -> list[Piece]:
    pieces, start = [], 0
    for number, group in groupby(marks):
        length = len(list(group))
        pieces.append(Piece(text[start : start + length], number))
        start += length
    return pieces
