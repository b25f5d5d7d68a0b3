"""The queue of the triage desk and the list of matters."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Channel, Term
from bihuan.opinions.models import Matter, Opinion
from bihuan.opinions.selectors.triage_matters import untied
from bihuan.opinions.tables import address, day, people_words
from bihuan.ui.filters import Choice, DateRange, Flag, MultiChoice, Option, Text
from bihuan.ui.keyset import Sort
from bihuan.ui.lists import Column, List, View, two_lines

SHOWN = 48
SURE = 0.9
"""A confidence from which a suggestion is called sure: nine of ten such were right."""


def _campaign(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["campaign"]) if request.resolver_match else ""


def _channels(request: HttpRequest) -> list[Option]:
    found = Channel.objects.filter(campaign__code=_campaign(request)).order_by("position", "pk")
    return list(found.values_list("code", "name"))


def _categories(request: HttpRequest) -> list[Option]:
    found = Term.objects.filter(campaign__code=_campaign(request), taxonomy=Term.Taxonomy.CATEGORY)
    return list(found.order_by("position", "pk").values_list("code", "name"))


def _loose(opinions: "QuerySet[Opinion]") -> "QuerySet[Opinion]":
    return opinions.filter(untied())


def _voice(opinion: Opinion) -> SafeString:
    said = Truncator(" ".join(opinion.text.split())).chars(SHOWN)
    link = format_html('<a href="{}" tabindex="-1">{}</a>', address(opinion), said)
    notes = [opinion.label, opinion.channel.name, day(opinion.received_on)]
    if opinion.heads > 1:
        notes.append(people_words(opinion.heads))
    return two_lines(link, " · ".join(notes))


def _advice(opinion: Opinion) -> SafeString:
    """The category that was decided, or the one suggested with its confidence."""
    if opinion.category:
        return two_lines(opinion.category.name, gettext("decided"))
    found = getattr(opinion, "suggestion", None)
    if found is None:
        return format_html('<span class="bh-quiet bh-state">{}</span>', gettext("being looked at"))
    if found.category is None:
        return format_html('<span class="bh-quiet">—</span>')
    if found.category_unsure:
        return two_lines(found.category.name, gettext("suggested, but not sure"))
    percent = round(found.category_confidence * 100)
    return two_lines(found.category.name, gettext("suggested, %(percent)s%%") % {"percent": percent})


QUEUE: List[Opinion] = List(
    name="triage",
    columns=[
        Column("voice", _("Voice"), cell=_voice, css="bh-lead-cell"),
        Column("category", _("Category"), cell=_advice),
    ],
    sorts=[Sort("received", _("Received"), "received_on"), Sort("heads", _("How many people said it"), "heads")],
    filters=[
        Text(key="q", label=_("Words"), paths=["text", "about_words"]),
        MultiChoice(key="channel", label=_("Channel"), options=_channels, path="channel__code"),
        Choice(key="suggested", label=_("Suggested category"), options=_categories, path="suggestion__category__code"),
        MultiChoice(key="category", label=_("Category"), options=_categories, path="category__code"),
        Flag(key="undecided", label=_("No category yet"), apply=lambda rows: rows.filter(category=None)),
        Flag(
            key="sure",
            label=_("Suggestion is sure"),
            apply=lambda rows: rows.filter(
                suggestion__category_confidence__gte=SURE, suggestion__category_unsure=False
            ),
        ),
        Flag(key="alike", label=_("Has near-duplicates"), apply=lambda rows: rows.exclude(suggestion__same_as=None)),
        Flag(key="loose", label=_("In no matter yet"), apply=_loose),
        DateRange(key="received", label=_("Received"), path="received_on"),
    ],
    views=[
        View(pgettext_lazy("triage", "All waiting")),
        View(pgettext_lazy("triage", "Sure"), "undecided=1&sure=1"),
        View(pgettext_lazy("triage", "Repeated"), "alike=1"),
    ],
    order="received",
    size=30,
    address=address,
    preview=lambda one: reverse("opinions:triage-voice", args=[one.campaign.code, one.number]),
    called=lambda one: one.label,
    empty=_("Nothing waits: every voice has its ending."),
)


def matter_address(matter: Matter) -> str:
    """The page of a matter; its campaign must be loaded."""
    return reverse("opinions:matter", args=[matter.campaign.code, matter.number])


def _matter(matter: Matter) -> SafeString:
    link = format_html('<a href="{}">{}</a>', matter_address(matter), matter.name)
    objecting = getattr(matter, "objecting", 0)
    note = ngettext("%(count)s objection to rule on", "%(count)s objections to rule on", objecting)
    return two_lines(link, note % {"count": objecting} if objecting else "")


def _count(matter: Matter, what: str, query: str = "") -> SafeString:
    listed = reverse("opinions:list", args=[matter.campaign.code])
    where = f"{listed}?matter={matter.number}{query}"
    return format_html('<a class="bh-number" href="{}">{}</a>', where, getattr(matter, what))


MATTERS: List[Matter] = List(
    name="matters",
    columns=[
        Column("number", _("No."), cell=lambda one: one.label, sort="number"),
        Column("name", pgettext_lazy("triage", "Matter"), cell=_matter, css="bh-lead-cell"),
        Column("voices", _("Opinions"), cell=lambda one: _count(one, "voices"), css="bh-num"),
        Column("people", pgettext_lazy("matter", "People"), cell=lambda one: getattr(one, "people", 0), css="bh-num"),
        Column("waiting", _("Waiting"), cell=lambda one: _count(one, "waiting", "&status=open"), css="bh-num"),
    ],
    filters=[
        Text(key="q", label=_("Name"), paths=["name"]),
        Flag(key="waiting", label=_("Some still wait"), apply=lambda rows: rows.filter(waiting__gt=0)),
        Flag(key="objecting", label=_("Objections to rule on"), apply=lambda rows: rows.filter(objecting__gt=0)),
    ],
    views=[
        View(pgettext_lazy("matters", "All")),
        View(pgettext_lazy("matters", "Waiting"), "waiting=1"),
        View(_("Objections to rule on"), "objecting=1"),
    ],
    order="-number",
    address=matter_address,
    called=lambda one: one.label,
    empty=_("No opinions have been put together yet."),
)
