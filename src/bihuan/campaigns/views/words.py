"""Words of the taxonomies, and channels."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.campaigns import services
from bihuan.campaigns.forms import ChannelForm, NameForm, TermForm
from bihuan.campaigns.models import Channel, Term
from bihuan.campaigns.policies import Word, objections_to_setting_up
from bihuan.campaigns.selectors import all_terms
from bihuan.campaigns.views.pages import campaign_or_404, setting_up
from bihuan.common.workflow import Refused
from bihuan.people.http import PersonRequest, signed_in


@require_safe
@signed_in
def terms(request: PersonRequest, pk: int, taxonomy: str) -> HttpResponse:
    """Every word of one taxonomy."""
    shown, kind = campaign_or_404(request, pk), _taxonomy(taxonomy)
    context = {
        "campaign": shown,
        "title": kind.label,
        "groups": [("", all_terms(shown, kind))],
        "new_url": reverse("campaigns:new-term", args=[shown.pk, kind.value]),
        "of": "term",
        "may_not": list(objections_to_setting_up(shown, by=request.user)),
    }
    return render(request, "campaigns/words.html", context)


@require_safe
@signed_in
def channels(request: PersonRequest, pk: int) -> HttpResponse:
    """Every channel under the four ways of asking."""
    shown = campaign_or_404(request, pk)
    rows = list(shown.channels.order_by("-active", "position", "pk"))
    context = {
        "campaign": shown,
        "title": _("Channels"),
        "groups": [(way.label, [row for row in rows if row.way == way]) for way in Channel.Way],
        "new_url": reverse("campaigns:new-channel", args=[shown.pk]),
        "of": "channel",
        "may_not": list(objections_to_setting_up(shown, by=request.user)),
    }
    return render(request, "campaigns/words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_term(request: PersonRequest, pk: int, taxonomy: str) -> HttpResponse:
    """Add a word to a taxonomy."""
    shown, kind = campaign_or_404(request, pk), _taxonomy(taxonomy)
    form = TermForm(request.POST or None)
    back = reverse("campaigns:terms", args=[shown.pk, kind.value])
    title = _("New word: %(list)s") % {"list": kind.label}
    page = partial(setting_up(request, shown), form, title=title, back=back)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_term(shown, kind, **form.cleaned_data, by=request.user)
        except Refused as refused:
            return page(refused=refused)
        return redirect(back)
    return page()


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_channel(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a channel."""
    shown = campaign_or_404(request, pk)
    form = ChannelForm(request.POST or None)
    back = reverse("campaigns:channels", args=[shown.pk])
    page = partial(setting_up(request, shown), form, title=_("New channel"), back=back)
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        way = Channel.Way(words.pop("way"))
        try:
            services.add_channel(shown, way, **words, by=request.user)
        except Refused as refused:
            return page(refused=refused)
        return redirect(back)
    return page()


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def rename(request: PersonRequest, pk: int, of: str, word: int) -> HttpResponse:
    """Another name for a word or a channel."""
    row = _word(request, pk, of, word)
    form = NameForm(request.POST or None, initial={"name": row.name})
    title = _("Rename “%(name)s”") % {"name": row.name}
    lead = _("Everything that uses it will show the new name.")
    page = partial(setting_up(request, row.campaign), form, title=title, back=_back(row), lead=lead)
    if request.method == "POST" and form.is_valid():
        try:
            services.rename(row, name=form.cleaned_data["name"], by=request.user)
        except Refused as refused:
            return page(refused=refused)
        return redirect(_back(row))
    return page()


@require_POST
@signed_in
def retire(request: PersonRequest, pk: int, of: str, word: int) -> HttpResponse:
    """Offer a word or a channel no longer."""
    row = _word(request, pk, of, word)
    services.retire(row, by=request.user)
    return redirect(_back(row))


@require_POST
@signed_in
def restore(request: PersonRequest, pk: int, of: str, word: int) -> HttpResponse:
    """Offer it again."""
    row = _word(request, pk, of, word)
    services.restore(row, by=request.user)
    return redirect(_back(row))


def _taxonomy(value: str) -> Term.Taxonomy:
    if value not in Term.Taxonomy.values:
        raise Http404
    return Term.Taxonomy(value)


def _word(request: PersonRequest, pk: int, of: str, word: int) -> Word:
    """A term or a channel of a campaign in sight."""
    shown = campaign_or_404(request, pk)
    if of == "term":
        return get_object_or_404(Term.objects.select_related("campaign__root"), pk=word, campaign=shown)
    return get_object_or_404(Channel.objects.select_related("campaign__root"), pk=word, campaign=shown)


def _back(word: Word) -> str:
    if isinstance(word, Term):
        return reverse("campaigns:terms", args=[word.campaign_id, word.taxonomy])
    return reverse("campaigns:channels", args=[word.campaign_id])
