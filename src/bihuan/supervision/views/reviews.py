"""Pages of must-reviews: handing in a plan, reading it with remarks at their places, and the verdict."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.campaigns.models import RequiredPaper
from bihuan.files.responses import file_response
from bihuan.files.services import store
from bihuan.ledger.views.answering import form_page
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.forms.judging import CommentForm
from bihuan.supervision.forms.phases import PaperForm, RemarkForm
from bihuan.supervision.models import PaperVerdict, PaperVersion
from bihuan.supervision.policies import reviews as policy
from bihuan.supervision.selectors.phases import visible_standings, waiting_papers
from bihuan.supervision.services import reviews as service
from bihuan.supervision.tables_phases import PAPERS
from bihuan.supervision.views.loading import Choice, decide, door
from bihuan.supervision.views.phases import about, doors_to, standing_of
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door


@require_GET
@signed_in
def papers(request: PersonRequest) -> HttpResponse:
    """Plans that wait for a verdict."""
    page = PAPERS.page(request, waiting_papers(request.user, campaign_of(request)))
    context = {"heading": _("Plans to review"), "doors": [door()]}
    return render_list(request, "supervision/list.html", page, context)


@require_http_methods(["GET", "POST"])
@signed_in
def paper_new(request: PersonRequest, pk: int, part: int) -> HttpResponse:
    """The unit hands in the next version."""
    found = standing_of(request, pk)
    paper = get_object_or_404(RequiredPaper, pk=part, phase=found.phase_id)
    form = PaperForm(request.POST or None, request.FILES or None)
    reasons = list(policy.objections_to_handing_in(found, by=request.user))

    def act() -> None:
        upload = form.cleaned_data["file"]
        kept = store(upload)
        service.hand_in(found, paper, file=kept, name=upload.name or kept.name, by=request.user)

    page = about(found, _("Hand in “%(paper)s”") % {"paper": paper}, objections=reasons, submit=_("Hand it in"))
    return form_page(request, form, act, page=page, done=_("Handed in; the team reads it and decides."))


def _version(request: PersonRequest, pk: int) -> PaperVersion:
    rows = PaperVersion.objects.filter(standing__in=visible_standings(request.user)).select_related(
        "paper", "file", "by", "standing__unit", "standing__phase__campaign__root"
    )
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def paper(request: PersonRequest, pk: int) -> HttpResponse:
    """One version, paragraph by paragraph with the remarks, and the verdict."""
    found, by = _version(request, pk), request.user
    remarks = list(found.comments.select_related("by").order_by("pk"))
    placed = {row.paragraph for row in remarks}
    lines = [
        (number, place, text, [row for row in remarks if row.paragraph == number] if number in placed else [])
        for number, (place, text) in enumerate(found.paragraphs)
    ]
    page = about(found.standing, str(found), objections=list(policy.objections_to_verdict(found, by=by)))
    page |= {
        "template": "supervision/reviews/paper.html",
        "version": found,
        "submit": _("Decide on the plan"),
        "verdict": PaperVerdict.objects.filter(version=found).select_related("by").first(),
        "versions": found.standing.papers.filter(paper=found.paper).order_by("-number").select_related("verdict"),
        "lines": lines,
        "elsewhere": [row for row in remarks if row.paragraph is None],
        "commenting": list(policy.objections_to_commenting(found, by=by)),
    }
    form = CommentForm(request.POST or None)
    choices = [
        Choice("pass", _("Pass it"), service.pass_paper, _("The plan has passed."), primary=True),
        Choice("revise", _("Ask for another version"), service.ask_to_revise, _("The unit hands in another version.")),
    ]
    return decide(request, form, found, choices, page=page)


@require_http_methods(["GET", "POST"])
@signed_in
def paper_comment(request: PersonRequest, pk: int) -> HttpResponse:
    """Remark on a place; `?at=` names the paragraph."""
    found = _version(request, pk)
    at = request.GET.get("at", "")
    paragraph = int(at) if at.isdecimal() and int(at) < len(found.paragraphs) else None
    form = RemarkForm(request.POST or None, anchored=paragraph is not None)
    here = reverse("supervision:paper", args=[pk])
    place, text = found.paragraphs[paragraph] if paragraph is not None else ("", "")
    page = {
        "template": "supervision/reviews/remark.html",
        "heading": _("Remark on %(place)s") % {"place": place} if place else _("Remark on a place"),
        "submit": _("Keep the remark"),
        "quote": text,
        "doors": [*doors_to(found.standing), Door(str(found), here)],
        "back": here,
        "objections": list(policy.objections_to_commenting(found, by=request.user)),
    }

    def act() -> None:
        said = form.cleaned_data
        service.comment(found, paragraph=paragraph, place=said.get("place", ""), words=said["words"], by=request.user)

    return form_page(request, form, act, page=page, done=_("The remark stands at its place."))


@require_GET
@signed_in
def paper_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed in."""
    found = _version(request, pk)
    return file_response(found.file, name=found.name)
