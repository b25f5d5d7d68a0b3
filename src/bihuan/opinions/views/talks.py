"""Talks: writing one down, reading an open one, and opening a sealed one together with a second person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.models import Campaign
from bihuan.opinions.forms.meetings import AskToOpenForm, TalkForm
from bihuan.opinions.models import Talk, TalkOpening
from bihuan.opinions.policies.meetings import (
    objections_to_agreeing,
    objections_to_reading,
    objections_to_unsealing,
)
from bihuan.opinions.selectors.meetings import running_opening, visible_talks
from bihuan.opinions.services import talks
from bihuan.opinions.tables import day
from bihuan.opinions.views.doors import for_office, for_readers
from bihuan.opinions.views.meetings import consultation_or_404, frame
from bihuan.people.http import PersonRequest
from bihuan.ui.answering import form_page
from bihuan.ui.parts import Line


@require_http_methods(["GET", "POST"])
@for_office
def new(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Write a talk down."""
    found = consultation_or_404(request, campaign, pk)
    form = TalkForm(campaign, request.POST or None)
    return form_page(
        request,
        form,
        lambda: talks.write_talk(found, by=request.user, **form.cleaned_data),
        page=frame(found, _("Write a talk down")),
        done=_("The talk is written down."),
    )


@never_cache
@require_GET
@for_readers
def talk(request: PersonRequest, campaign: Campaign, pk: int, part: int) -> HttpResponse:
    """One talk; the words of a sealed one are not on this page."""
    return _page(request, _talk(request, campaign, pk, part))


@require_POST
@for_readers
def ask(request: PersonRequest, campaign: Campaign, pk: int, part: int) -> HttpResponse:
    """Ask to open a sealed talk."""
    found = _talk(request, campaign, pk, part)
    form = AskToOpenForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form)
    talks.ask_to_open(found, by=request.user, **form.cleaned_data)
    messages.success(request, _("Asked. Now a second person has to agree."))
    return redirect(_address(found))


@require_POST
@for_readers
def agree(request: PersonRequest, campaign: Campaign, pk: int, part: int) -> HttpResponse:
    """Agree as the second person."""
    found = _talk(request, campaign, pk, part)
    opening = _opening(found)
    talks.agree_to_open(opening, by=request.user)
    messages.success(request, _("Agreed. %(who)s can read it once.") % {"who": opening.asked_by})
    return redirect(_address(found))


@never_cache
@require_POST
@for_readers
def read(request: PersonRequest, campaign: Campaign, pk: int, part: int) -> HttpResponse:
    """Read a sealed talk, once: the words stand only in the answer to this."""
    found = _talk(request, campaign, pk, part)
    words = talks.read_talk(_opening(found), by=request.user)
    return _page(request, found, words=words)


def _talk(request: PersonRequest, campaign: Campaign, pk: int, part: int) -> Talk:
    consultation = consultation_or_404(request, campaign, pk)
    return get_object_or_404(visible_talks(request.user, consultation), pk=part)


def _opening(found: Talk) -> TalkOpening:
    return get_object_or_404(TalkOpening.objects.select_related("asked_by"), talk=found, read_at__isnull=True)


def _address(found: Talk) -> str:
    return reverse("opinions:talk", args=[found.consultation.campaign.code, found.consultation_id, found.pk])


def _page(request: PersonRequest, found: Talk, *, form: AskToOpenForm | None = None, words: str = "") -> HttpResponse:
    running = running_opening(found)
    context = {
        **frame(found.consultation, _("Talk of %(day)s") % {"day": day(found.talked_on)}),
        "talk": found,
        "campaign": found.consultation.campaign,
        "sealed": found.level == Talk.Level.SEALED,
        "words": words or found.text,
        "lines": [
            Line(_("Who reads it"), str(found.get_level_display())),
            Line(_("Which unit"), str(found.unit or _("not said"))),
            Line(_("Group of speakers"), str(found.group or _("not said"))),
            Line(_("Written down by"), str(found.written_by)),
        ],
        "opening": running,
        "form": form or AskToOpenForm(),
        "refused": form is not None,
        "reasons": list(objections_to_unsealing(found, by=request.user)),
        "agree_reasons": list(objections_to_agreeing(running, by=request.user)) if running else [],
        "read_reasons": list(objections_to_reading(running, by=request.user)) if running else [],
        "facts": told(history(found.stream), named=False),
    }
    return render(request, "opinions/meetings/talk.html", context, status=422 if form is not None else 200)
