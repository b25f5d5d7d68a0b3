"""The list of questionnaires."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.opinions.models import Questionnaire
from bihuan.opinions.states import QuestionnaireStatus
from bihuan.opinions.tables import day
from bihuan.ui.filters import Flag, MultiChoice, Text
from bihuan.ui.lists import Column, List, View, two_lines


def _address(one: Questionnaire) -> str:
    return reverse("opinions:questionnaire", args=[one.campaign.code, one.pk])


def _title(one: Questionnaire) -> SafeString:
    return two_lines(format_html('<a href="{}">{}</a>', _address(one), one.title), str(one.channel))


def _answers(one: Questionnaire) -> SafeString | str:
    counted = getattr(one, "answers", 0)
    if not counted:
        return "0"
    results = reverse("opinions:questionnaire-results", args=[one.campaign.code, one.pk])
    return format_html('<a class="bh-number" href="{}">{}</a>', results, counted)


QUESTIONNAIRES: List[Questionnaire] = List(
    name="questionnaires",
    columns=[
        Column("title", pgettext_lazy("questionnaire", "Questionnaire"), cell=_title, css="bh-lead-cell"),
        Column("status", _("Status"), cell=lambda one: str(one.get_status_display())),
        Column("admission", _("Who may answer"), cell=lambda one: str(one.get_admission_display())),
        Column("last_day", _("Last day"), cell=lambda one: day(one.last_day) if one.last_day else "—"),
        Column("answers", _("Answers counted"), cell=_answers, css="bh-num"),
        Column("number", pgettext_lazy("questionnaire", "Code"), cell=lambda one: f"{one.code}", sort="id"),
    ],
    filters=[
        Text(key="q", label=_("Title"), paths=["title"]),
        MultiChoice(key="status", label=_("Status"), options=QuestionnaireStatus.choices, path="status"),
        Flag(key="paper", label=_("With paper forms"), apply=lambda rows: rows.filter(consultation__isnull=False)),
    ],
    views=[
        View(pgettext_lazy("questionnaires", "All")),
        View(pgettext_lazy("questionnaires", "Open for answers"), "status=open"),
    ],
    order="-number",
    address=_address,
    called=lambda one: one.title,
    empty=_("No questionnaire has been begun yet."),
)
