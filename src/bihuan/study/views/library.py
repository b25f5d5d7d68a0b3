"""The library, reading progress, and one's own notes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.http import campaign_in_sight
from bihuan.files.responses import file_response
from bihuan.files.services import store
from bihuan.people.http import PersonRequest, signed_in
from bihuan.study.forms.library import MaterialForm, NoteForm, ReadForm
from bihuan.study.models import Material
from bihuan.study.policies import only_workers
from bihuan.study.selectors.library import notes_of, reading_of, visible_materials, with_progress
from bihuan.study.services import library as services
from bihuan.study.tables import LIBRARY, NOTES
from bihuan.study.views.loading import door, home_door, material_of
from bihuan.ui.answering import form_page
from bihuan.ui.lists import render_list


@require_GET
@signed_in
def library(request: PersonRequest) -> HttpResponse:
    """What there is to read, with one's own progress."""
    campaign = campaign_in_sight(request)
    rows = with_progress(visible_materials(request.user, campaign), request.user)
    reasons = list(only_workers(request.user.unit, campaign, by=request.user))
    context = {"doors": [home_door()], "reasons": reasons}
    return render_list(request, "study/library.html", LIBRARY.page(request, rows), context)


@require_http_methods(["GET", "POST"])
@signed_in
def material_new(request: PersonRequest) -> HttpResponse:
    """Put something into the library of a unit."""
    campaign = campaign_in_sight(request)
    form = MaterialForm(
        request.POST or None, request.FILES or None, viewer=request.user, initial={"unit": request.user.unit}
    )
    page: dict[str, Any] = {
        "heading": _("Add a material"),
        "doors": [home_door(), door("library", _("Library"))],
        "back": reverse("study:library"),
        "objections": list(only_workers(request.user.unit, campaign, by=request.user)),
    }

    def act() -> None:
        said = dict(form.cleaned_data)
        upload = said.pop("file")
        made = services.add_material(campaign, file=store(upload) if upload else None, **said, by=request.user)
        page["back"] = reverse("study:material", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The material is in the library."))


@require_GET
@signed_in
def material(request: PersonRequest, pk: int) -> HttpResponse:
    """One material: its words, how far one has read, one's notes on it."""
    found = material_of(request, pk)
    return _page(request, found)


def _page(request: PersonRequest, found: Material, *, note: NoteForm | None = None) -> HttpResponse:
    mine = reading_of(found, request.user)
    context = {
        "material": found,
        "doors": [home_door(), door("library", _("Library"))],
        "mine": mine,
        "finished": found.readings.filter(finished_on__isnull=False).count(),
        "reading": ReadForm(initial={"percent": mine.percent if mine else 0}),
        "form": note or NoteForm(),
        "notes": notes_of(request.user, found.campaign).filter(material=found)[:20],
        "facts": told(history(found.stream)[:40]),
    }
    return render(request, "study/material.html", context, status=422 if note else 200)


@require_POST
@signed_in
def read(request: PersonRequest, pk: int) -> HttpResponse:
    """Say how far one has read."""
    found = material_of(request, pk)
    form = ReadForm(request.POST)
    if form.is_valid():
        services.read(found, percent=form.cleaned_data["percent"], by=request.user)
        messages.success(request, _("Your progress is kept."))
    return redirect("study:material", pk=pk)


@require_POST
@signed_in
def note(request: PersonRequest, pk: int) -> HttpResponse:
    """Write a note for oneself."""
    found = material_of(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, note=form)
    services.take_note(found.campaign, text=form.cleaned_data["text"], material=found, by=request.user)
    messages.success(request, _("The note is kept; only you can read it."))
    return redirect("study:material", pk=pk)


@require_GET
@signed_in
def notes(request: PersonRequest) -> HttpResponse:
    """One's own notes."""
    page = NOTES.page(request, notes_of(request.user, campaign_in_sight(request)))
    context = {"heading": _("My notes"), "doors": [home_door(), door("library", _("Library"))]}
    return render_list(request, "study/list.html", page, context)


@require_GET
@signed_in
def material_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The file of a material."""
    found = material_of(request, pk)
    if found.file is None:
        raise Http404
    return file_response(found.file, show=True)
