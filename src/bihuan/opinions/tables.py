"""The lists of this stage: columns, filters and saved views. What they show, the selectors decide."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from bihuan.campaigns.models import Channel, Term
from bihuan.opinions.models import Consultation, Opinion, Questionnaire
from bihuan.opinions.selectors import NOWHERE, questions_unanswered
from bihuan.opinions.selectors.triage_matters import standing_ties
from bihuan.opinions.states import QuestionnaireStatus, Status
from bihuan.people.models import Unit
from bihuan.ui.filters import Choice, DateRange, Flag, MultiChoice, Option, Text
from bihuan.ui.lists import Column, List, View, two_lines

SHOWN = 60
"""Characters of a voice in a list: enough to know which one it is."""


def _campaign(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["campaign"]) if request.resolver_match else ""


def channel_options(request: HttpRequest) -> list[Option]:
    """The channels of the campaign in the address."""
    found = Channel.objects.filter(campaign__code=_campaign(request)).order_by("position", "pk")
    return list(found.values_list("code", "name"))


def _groups(request: HttpRequest) -> list[Option]:
    found = Term.objects.filter(campaign__code=_campaign(request), taxonomy=Term.Taxonomy.SPEAKER_GROUP)
    return list(found.order_by("position", "pk").values_list("code", "name"))


def _categories(request: HttpRequest) -> list[Option]:
    found = Term.objects.filter(campaign__code=_campaign(request), taxonomy=Term.Taxonomy.CATEGORY)
    return list(found.order_by("position", "pk").values_list("code", "name"))


def _units(request: HttpRequest) -> list[Option]:
    """The units right below the campaign's root, as the balance sheet has them."""
    below = Unit.objects.filter(parent__campaigns__code=_campaign(request)).order_by("position", "pk")
    return [
        *((str(unit.pk), str(unit)) for unit in below),
        (NOWHERE, pgettext("balance", "no unit named, or the whole")),
    ]


def _occasions(request: HttpRequest) -> list[Option]:
    found = Consultation.objects.filter(campaign__code=_campaign(request)).order_by("-held_on", "-pk")
    return [(str(one.pk), one.title) for one in found]


def _questionnaires(request: HttpRequest) -> list[Option]:
    found = Questionnaire.objects.filter(campaign__code=_campaign(request)).exclude(status=QuestionnaireStatus.DRAFT)
    return list(found.order_by("-pk").values_list("code", "title"))


def _about(opinions: "QuerySet[Opinion]", key: str) -> "QuerySet[Opinion]":
    if key == NOWHERE:
        return opinions.filter(Q(about_unit__isnull=True) | Q(about_unit=F("campaign__root")))
    unit = Unit.objects.get(pk=key)
    return opinions.filter(**{f"u{unit.level}": unit.pk})


def _asking(opinions: "QuerySet[Opinion]") -> "QuerySet[Opinion]":
    waiting = questions_unanswered(Opinion.objects.all()).filter(opinion=OuterRef("pk"))
    return opinions.filter(Exists(waiting))


def _search(opinions: "QuerySet[Opinion]", words: str) -> "QuerySet[Opinion]":
    number = words.upper().removeprefix("A-").lstrip("0")
    found = Q(text__icontains=words) | Q(about_words__icontains=words)
    return opinions.filter(found | Q(number=int(number)) if number.isdecimal() and len(number) < 10 else found)


def _in_matter(opinions: "QuerySet[Opinion]", words: str) -> "QuerySet[Opinion]":
    number = words.upper().removeprefix("M-")
    ties = standing_ties().filter(opinion=OuterRef("pk"), matter__number=int(number) if number.isdecimal() else 0)
    return opinions.filter(Exists(ties))


def _in_cluster(opinions: "QuerySet[Opinion]", words: str) -> "QuerySet[Opinion]":
    """Those that the engine groups and nobody has put together; the hot list counts them so."""
    key = int(words) if words.isdecimal() else 0
    loose = ~Exists(standing_ties().filter(opinion=OuterRef("pk")))
    return opinions.filter(loose, suggestion__cluster=key)


def address(opinion: Opinion) -> str:
    """The page of an opinion; its campaign must be loaded."""
    return reverse("opinions:opinion", args=[opinion.campaign.code, opinion.number])


def day(value: date) -> str:
    """A day as lists write it."""
    return date_format(value, "SHORT_DATE_FORMAT")


def people_words(heads: int) -> str:
    """How many people said it, in words."""
    return ngettext("%(heads)s person", "%(heads)s people", heads) % {"heads": heads}


def number_cell(opinion: Opinion) -> SafeString:
    """The number as a link to the voice."""
    return format_html('<a class="bh-number" href="{}">{}</a>', address(opinion), opinion.label)


def voice_cell(opinion: Opinion) -> SafeString:
    """The first words, and who said them."""
    said = Truncator(" ".join(opinion.text.split())).chars(SHOWN)
    people = people_words(opinion.heads) if opinion.heads > 1 else ""
    group = opinion.group.name if opinion.group else ""
    return two_lines(said, " · ".join(filter(None, [group, people])))


def _place(opinion: Opinion) -> str:
    return str(opinion.about_unit or opinion.about_words or "—")


OPINIONS: List[Opinion] = List(
    name="opinions",
    columns=[
        Column("number", _("No."), cell=number_cell, sort="number"),
        Column("voice", _("Voice"), cell=voice_cell, css="bh-lead-cell"),
        Column("channel", _("Channel"), cell=lambda one: one.channel.name),
        Column("about", pgettext_lazy("opinion", "About"), cell=_place),
        Column("received", _("Received"), cell=lambda one: day(one.received_on), sort="received_on"),
        Column("status", _("Status"), cell=lambda one: one.get_status_display()),
    ],
    filters=[
        Text(key="q", label=_("Words or number"), apply=_search),
        MultiChoice(key="status", label=_("Status"), options=Status.choices, path="status"),
        MultiChoice(key="way", label=_("Way of asking"), options=Channel.Way.choices, path="channel__way"),
        MultiChoice(key="channel", label=_("Channel"), options=channel_options, path="channel__code"),
        Choice(key="unit", label=pgettext_lazy("opinion", "About"), options=_units, apply=_about),
        MultiChoice(key="group", label=_("Group of speakers"), options=_groups, path="group__code"),
        Choice(key="consultation", label=_("Taken down at"), options=_occasions, path="consultation"),
        Choice(
            key="questionnaire",
            label=_("Own words in"),
            options=_questionnaires,
            path="source__questionnaire__code",
        ),
        DateRange(key="received", label=_("Received"), path="received_on"),
        MultiChoice(key="category", label=_("Category"), options=_categories, path="category__code"),
        Text(key="matter", label=_("Matter by number"), apply=_in_matter),
        Text(key="cluster", label=_("Group of the engine"), apply=_in_cluster),
        Flag(key="asking", label=_("Speaker waits for an answer"), apply=_asking),
    ],
    views=[
        View(pgettext_lazy("opinions", "Waiting"), "status=open"),
        View(_("Speaker waits for an answer"), "asking=1"),
        View(pgettext_lazy("opinions", "All")),
    ],
    order="-number",
    address=address,
    preview=lambda one: reverse("opinions:preview", args=[one.campaign.code, one.number]),
    called=lambda one: one.label,
    empty=_("No opinion has come in yet."),
)


def _title(consultation: Consultation) -> SafeString:
    where = reverse("opinions:consultation", args=[consultation.campaign.code, consultation.pk])
    link = format_html('<a href="{}">{}</a>', where, consultation.title)
    return two_lines(link, " · ".join(filter(None, [consultation.topic, consultation.place])))


def _brought(consultation: Consultation) -> SafeString:
    opinions = reverse("opinions:list", args=[consultation.campaign.code])
    voices = getattr(consultation, "voices", 0)
    return format_html('<a class="bh-number" href="{}?consultation={}">{}</a>', opinions, consultation.pk, voices)


KIND = pgettext_lazy("consultation", "Kind")

CONSULTATIONS: List[Consultation] = List(
    name="consultations",
    columns=[
        Column("held", _("Held on"), cell=lambda one: day(one.held_on), sort="held_on"),
        Column("title", _("Occasion"), cell=_title, css="bh-lead-cell"),
        Column(
            "kind",
            KIND,
            cell=lambda one: two_lines(one.get_kind_display(), one.channel.get_way_display()),
        ),
        Column("convener", _("Convened by"), cell=lambda one: str(one.convener)),
        Column("came", pgettext_lazy("consultation", "People"), cell=lambda one: getattr(one, "came", 0), css="bh-num"),
        Column("places", _("Units visited"), cell=lambda one: getattr(one, "places", 0), css="bh-num"),
        Column("voices", _("Opinions"), cell=_brought, css="bh-num"),
    ],
    filters=[
        Text(key="q", label=_("Title, topic or place"), paths=["title", "topic", "place"]),
        MultiChoice(key="way", label=_("Way of asking"), options=Channel.Way.choices, path="channel__way"),
        MultiChoice(key="kind", label=KIND, options=Consultation.Kind.choices, path="kind"),
        DateRange(key="held", label=_("Held on"), path="held_on"),
    ],
    views=[View(pgettext_lazy("consultations", "All"))],
    order="-held",
    address=lambda one: reverse("opinions:consultation", args=[one.campaign.code, one.pk]),
    called=lambda one: one.title,
    empty=_("No occasion of asking has been entered yet."),
)
