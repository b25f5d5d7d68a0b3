"""Ways in: channels with their codes and posters, and files of voices from elsewhere with a dry run."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.campaigns.models import Campaign, Channel
from bihuan.common.workflow import Refused
from bihuan.files.models import StoredFile
from bihuan.files.selectors import path_of
from bihuan.files.services import store
from bihuan.opinions.forms.ways import HandOverForm
from bihuan.opinions.imports.handing import HandOverRead, try_out
from bihuan.opinions.imports.sheets import BESIDE, MEANINGS
from bihuan.opinions.models import HandOver
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.policies.sealed import objections_to_keepers
from bihuan.opinions.selectors import match_units, public_channels
from bihuan.opinions.selectors.sealed import has_keeper, keepers
from bihuan.opinions.services.ways import Submission, take_hand_over
from bihuan.opinions.views.doors import for_office, for_readers
from bihuan.people.http import PersonRequest
from bihuan.people.models import Unit
from bihuan.ui.codes import qr_svg

SALT = "opinions.hand-over"
SHOWN = 200


@dataclass(frozen=True)
class PublicWay:
    """One public channel: its address, and the code that leads a phone there."""

    channel: Channel
    address: str
    code: str


def _way(request: PersonRequest, campaign: Campaign, channel: Channel, about: str = "") -> PublicWay:
    path = reverse("speak:say", args=[campaign.code, channel.code])
    address = request.build_absolute_uri(f"{path}?{urlencode({'about': about})}" if about else path)
    return PublicWay(channel, address, qr_svg(address))


@require_GET
@for_readers
def ways_in(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Every public channel with its code, the mailboxes, the files that were taken in, and the sealed channel."""
    taken = HandOver.objects.filter(campaign=campaign).select_related("channel", "file", "by").order_by("-pk")[:30]
    context = {
        "campaign": campaign,
        "ways": [_way(request, campaign, channel) for channel in public_channels(campaign)],
        "taken": taken,
        "mailboxes": sum(f"to={campaign.code}/" in address for address in settings.BIHUAN_MAILBOXES),
        "sealed": has_keeper(campaign),
        "appoints": not list(objections_to_keepers(campaign, by=request.user)),
        "i_keep": keepers(campaign).filter(person=request.user).exists(),
        "reasons": list(objections_to_office_work(campaign, request.user)),
    }
    return render(request, "opinions/ways_in.html", context)


@require_GET
@for_readers
def poster(request: PersonRequest, campaign: Campaign, channel: str) -> HttpResponse:
    """A sheet for the wall: one channel, one code, and the unit at whose door it hangs (`?unit=`)."""
    found = get_object_or_404(public_channels(campaign), code=channel)
    words = request.GET.get("unit", "").strip()
    unit = _unit(campaign, words)
    way = _way(request, campaign, found, _called(unit) if unit else "")
    context = {"campaign": campaign, "way": way, "unit": unit, "words": words, "organisation": str(campaign.root)}
    return render(request, "opinions/poster.html", context)


def _unit(campaign: Campaign, words: str) -> Unit | None:
    found = match_units(campaign, words)
    return found[0] if len(found) == 1 else None


def _called(unit: Unit) -> str:
    """The name by which the form finds exactly this unit again."""
    return f"{unit.parent.name if unit.parent else ''}{unit.name}"


# ---------------------------------------------------------------- files of voices


@dataclass(frozen=True)
class Upload:
    """A file that this person sent: the address carries it, signed."""

    file: StoredFile
    channel: Channel
    origin: str
    token: str

    def read(self, chosen: Mapping[str, str | None]) -> HandOverRead:
        """What taking it in would do."""
        content = path_of(self.file).read_bytes()
        return try_out(content, name=self.file.name, channel=self.channel, origin=self.origin, chosen=chosen)


@require_http_methods(["GET", "POST"])
@for_office
def hand_over(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Choose a file of voices."""
    form = HandOverForm(campaign, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = store(form.cleaned_data["file"])
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("file", reason)
        else:
            parts = [file.pk, form.cleaned_data["channel"].pk, form.cleaned_data["origin"], request.user.pk]
            token = signing.dumps(parts, salt=SALT)
            return redirect("opinions:hand-over-check", campaign.code, token)
    return render(
        request, "opinions/hand_over.html", {"campaign": campaign, "form": form}, status=422 if form.errors else 200
    )


def _upload(request: PersonRequest, campaign: Campaign, token: str) -> Upload:
    try:
        file, channel, origin, person = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError) as wrong:
        raise Http404 from wrong
    if person != request.user.pk:
        raise Http404
    found = get_object_or_404(Channel.objects.select_related("campaign__root"), pk=channel, campaign=campaign)
    return Upload(get_object_or_404(StoredFile, pk=file), found, origin, token)


def _chosen(pairs: list[str]) -> dict[str, str | None]:
    """Corrections of columns as they stand in the address: `heading|meaning`, or `heading|-` to leave it out."""
    found: dict[str, str | None] = {}
    for pair in pairs:
        head, _bar, meaning = pair.rpartition("|")
        if head and (meaning in MEANINGS or meaning == BESIDE):
            found[head] = None if meaning == BESIDE else meaning
    return found


@require_GET
@for_office
def check(request: PersonRequest, campaign: Campaign, token: str) -> HttpResponse:
    """The dry run: what each column was taken for, and what every row would become."""
    sent = _upload(request, campaign, token)
    maps = request.GET.getlist("map")
    context: dict[str, object] = {"campaign": campaign, "upload": sent, "maps": maps, "meanings": MEANINGS}
    try:
        read = sent.read(_chosen(maps))
    except Refused as refused:
        context["objections"] = refused.reasons
        return render(request, "opinions/hand_over_check.html", context, status=422)
    doubtful = [row for row in read.rows if row.notes or row.known_as]
    plain = [row for row in read.rows if not (row.notes or row.known_as)]
    context |= {
        "read": read,
        "rows": [*doubtful, *plain][:SHOWN],
        "columns": [
            (one, [(f"{one.head}|{key}", words, key == (one.meaning or BESIDE)) for key, words in _offered()])
            for one in read.grid.columns
        ],
    }
    return render(request, "opinions/hand_over_check.html", context)


def _offered() -> list[tuple[str, object]]:
    return [(BESIDE, _("left out")), *MEANINGS.items()]


@require_POST
@for_office
def take(request: PersonRequest, campaign: Campaign, token: str) -> HttpResponse:
    """Take the file in, all or none."""
    sent = _upload(request, campaign, token)
    read = sent.read(_chosen(request.POST.getlist("map")))
    submissions = [Submission(row.said, row.outside_number, row.place) for row in read.fresh if row.said]
    made = take_hand_over(
        sent.channel, submissions, origin=sent.origin, file=sent.file, rows=len(read.rows), by=request.user
    )
    sentence = _("%(taken)s of %(rows)s rows were taken in; %(known)s were here already, %(wrong)s say nothing.")
    messages.success(
        request,
        sentence % {"taken": made.taken, "rows": made.rows, "known": len(read.known), "wrong": len(read.wrong)},
    )
    return redirect("opinions:ways-in", campaign.code)
