"""Reading papers and templates, and what the checker compares a report with."""

import re
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.documents.checking import Claim, Earlier, Known
from bihuan.documents.errors import Unreadable
from bihuan.documents.formats.opening import open_source
from bihuan.files.services import open_file
from bihuan.people.models import Person
from bihuan.people.roles import READING_ALL
from bihuan.people.selectors import holds
from bihuan.reports.figures import Figure, figures
from bihuan.reports.models import Paper, PaperFigure, PaperTemplate, WorkbookTemplate

MOST_EARLIER = 20
"""Newest papers that a report is compared with for copied passages."""


def visible_papers(viewer: Person, campaign: Campaign) -> QuerySet[Paper]:
    """One's own papers; whoever reads the whole campaign sees all of them. Newest first."""
    rows = Paper.objects.filter(campaign=campaign).select_related("by", "job", "file", "pages", "template")
    if not holds(viewer, READING_ALL, over=campaign.root, campaign_id=campaign.pk):
        rows = rows.filter(Q(by=viewer))
    return rows.order_by("-at", "-pk")


def templates_of(campaign: Campaign, kind: str = "") -> QuerySet[PaperTemplate]:
    """The office's templates in use."""
    rows = PaperTemplate.objects.filter(campaign=campaign, retired_on__isnull=True).select_related("by", "file")
    return (rows.filter(kind=kind) if kind else rows).order_by("kind", "name")


def workbooks_of(campaign: Campaign, listing: str = "") -> QuerySet[WorkbookTemplate]:
    """The office's workbooks in use, by list and name."""
    rows = WorkbookTemplate.objects.filter(campaign=campaign, retired_on__isnull=True)
    rows = rows.select_related("by", "file", "campaign__root").prefetch_related("columns")
    return (rows.filter(listing=listing) if listing else rows).order_by("listing", "name")


def figures_then_and_now(paper: Paper) -> Iterator[tuple[PaperFigure, str]]:
    """Each figure of a paper with what the records say today; an empty text where they know it no more.

    A paper tells a change without its sign (减少18.6%), so that the comparison leaves it out as well.
    """
    today = {figure.path: figure.text for figure in figures(paper.campaign, details=True)}
    for figure in paper.figures.order_by("position"):
        now = today.get(figure.path, "")
        yield figure, figure.text if now == f"-{figure.text}" else now


# ---------------------------------------------------------------- for the checker


def known_figures(campaign: Campaign) -> list[Known]:
    """The figures of the records, with the ways in which reports tell them."""
    claims = dict(_claims())
    return [
        Known(figure.path, figure.label, int(figure.value), _told(figure, claims), told=figure.text)
        for figure in figures(campaign, details=True)
    ]


def _told(figure: Figure, claims: dict[str, tuple[Claim, ...]]) -> tuple[Claim, ...]:
    """Fixed phrases for the common figures; categories of issues by their own names."""
    prefix, _, part = figure.path.rpartition(".")
    name = prefix.removeprefix(_CATEGORIES)
    if name != prefix and part in _CONTEXTS:
        return (Claim(rf"{re.escape(name)}{_N}个", context=_CONTEXTS[part]),)
    return claims.get(figure.path, ())


_CATEGORIES = "rectify.issue_categories."
_CONTEXTS = {
    "registered": r"(?:梳理|排查|查摆|立账)(?!.*(?:已|销号|完成))",
    "closed": r"(?:已|累计)[^，。；]{0,8}(?:立行立改|整改|销号|完成)",
}
"""The same names are told twice, among what was found and among what was closed: the words before say which."""
_N = r"(?P<n>\d{1,6})"
_WAYS = {"invite_in": "请进来", "go_out": "走出去", "face_to_face": "面对面", "back_to_back": "背靠背"}


def _claims() -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """Path → phrases. Each is narrow: another figure told in like words must not be taken for this one."""
    found = r"(?:梳理|排查|查摆|登记|立账)(?:出|了)?(?:各类|突出)?问题"
    yield "rectify.issues_registered", (Claim(f"共{found}(?:共|总数)?{_N}个"),)
    ended = r"(?:立行立改|整改销号|整改完成|完成整改|销号)"
    yield "rectify.issues_closed", (Claim(rf"(?:已|累计){ended}(?:问题)?{_N}个"),)
    yield "oversee.teams", (Claim(rf"成立(?:了)?{_N}个[^，。；、]{{0,12}}督导组"),)
    for way, word in _WAYS.items():
        yield f"inquiry.{way}.symposia", (Claim(rf"{_N}场[^，。；、]{{0,8}}座谈会", context=word),)
        yield f"inquiry.{way}.opinions", (Claim(rf"征求意见(?:建议)?(?:近|约)?{_N}余?多?条", context=word),)
    yield "inquiry.back_to_back.forms_issued", (Claim(rf"发放征求意见表{_N}份", context="背靠背"),)
    yield "inquiry.face_to_face.units", (Claim(rf"{_N}个[^，。；、]{{0,4}}单位", context="面对面"),)
    yield (
        "inquiry.face_to_face.visits_person_times",
        (Claim(rf"走访[^，。；、]{{0,6}}?{_N}余?多?人次", context="面对面"),),
    )


def earlier_reports(campaign: Campaign) -> list[Earlier]:
    """The newest papers of other campaigns and earlier days, as text."""
    rows = Paper.objects.filter(file__isnull=False, kind__in=("situation", "bulletin", "look-back")).exclude(
        campaign=campaign, as_of=day_of(campaign)
    )
    newest = rows.select_related("file").order_by("-at")[:MOST_EARLIER]
    texts = ((paper, text_of(paper)) for paper in newest)
    return [Earlier(f"{paper.title}（{paper.as_of}）", text) for paper, text in texts if text]


def text_of(paper: Paper) -> str | None:
    """The words of a written paper; None where its file is lost or damaged."""
    if paper.file is None:
        return None
    with open_file(paper.file) as file:
        content = file.read()
    try:
        source = open_source(content, paper.file.name, isolated=False)  # a file of our own making
    except Unreadable:
        return None
    return "\n".join(paragraph.text for paragraph in source.paragraphs)
