"""The list of answering: who waits how long, who answers for it, and what speakers say of the endings."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign, Channel
from bihuan.campaigns.selectors import day_of
from bihuan.opinions.models import Opinion, Verdict
from bihuan.opinions.selectors.rates import CASES, ENDED, in_case
from bihuan.opinions.states import Status
from bihuan.opinions.tables import address, channel_options, day, number_cell, voice_cell
from bihuan.people.models import Person
from bihuan.ui.filters import Choice, DateRange, Flag, MultiChoice
from bihuan.ui.lists import Column, List, View, two_lines
from bihuan.ui.templatetags.bihuan import light

SOON = 2
"""Days before the last one on which the light turns yellow."""


def _first(opinion: Opinion) -> str | SafeString:
    due, word = getattr(opinion, "respond_due", None), getattr(opinion, "first_word", None)
    if word is not None:
        return two_lines(day(word), gettext("too late") if due and word > due else gettext("in time"))
    return _lit(opinion, due) if due else "—"


def _end(opinion: Opinion) -> str | SafeString:
    settled = getattr(opinion, "settled_on", None)
    if opinion.status != Status.OPEN and settled:
        return two_lines(day(settled), opinion.get_status_display())
    due, more = getattr(opinion, "settle_due", None), getattr(opinion, "more_until", None)
    due = max(filter(None, (due, more)), default=None)
    return _lit(opinion, due) if due else "—"


def _lit(opinion: Opinion, due: date) -> SafeString:
    left = (due - day_of(opinion.campaign)).days
    words = gettext("due %(day)s") % {"day": day(due)}
    if left < 0:
        return light("red", gettext("overdue"), words)
    return light(
        "yellow" if left <= SOON else "green", gettext("due soon") if left <= SOON else gettext("in time"), words
    )


def _judged(opinion: Opinion) -> str | SafeString:
    grade = getattr(opinion, "judged_grade", None)
    if grade is None:
        return gettext("silent") if opinion.status in ENDED or getattr(opinion, "asked_later", False) else "—"
    solved = gettext("settled") if getattr(opinion, "judged_solved", False) else gettext("not settled")
    return two_lines(Verdict.Grade(grade).label, solved)


COLUMNS: list[Column[Opinion]] = [
    Column("number", _("No."), cell=number_cell, sort="number"),
    Column("voice", _("Voice"), cell=voice_cell, css="bh-lead-cell"),
    Column("channel", _("Channel"), cell=lambda one: one.channel.name),
    Column("charge", _("In charge"), cell=lambda one: getattr(one, "in_charge_title", None) or gettext("nobody")),
    Column("received", _("Received"), cell=lambda one: day(one.received_on), sort="received_on"),
    Column("first", _("First word"), cell=_first),
    Column("end", pgettext_lazy("answering", "Ending"), cell=_end),
    Column("judged", _("What the speaker says"), cell=_judged),
]


def answering_list(campaign: Campaign, viewer: Person) -> List[Opinion]:
    """The list over `selectors.rates.timed` voices of a campaign."""
    today = day_of(campaign)

    def case(rows: "QuerySet[Opinion]", key: str) -> "QuerySet[Opinion]":
        return in_case(rows, key, today)

    def mine(rows: "QuerySet[Opinion]") -> "QuerySet[Opinion]":
        return rows.filter(Q(in_charge=viewer.pk))

    return List(
        name="answering",
        columns=COLUMNS,
        filters=[
            Choice(
                key="case", label=_("Case"), options=[(key, words) for key, (words, _q) in CASES.items()], apply=case
            ),
            MultiChoice(key="channel", label=_("Channel"), options=channel_options, path="channel__code"),
            MultiChoice(key="way", label=_("Way of asking"), options=Channel.Way.choices, path="channel__way"),
            MultiChoice(key="status", label=_("Status"), options=Status.choices, path="status"),
            Flag(key="mine", label=_("I answer for it"), apply=mine),
            DateRange(key="received", label=_("Received"), path="received_on"),
        ],
        views=[
            View(_("No first word, overdue"), "case=first_missing"),
            View(_("No ending, overdue"), "case=end_missing"),
            View(_("I answer for it"), "mine=1"),
            View(_("Not settled, says the speaker"), "case=unsolved"),
            View(pgettext_lazy("opinions", "All")),
        ],
        order="received",
        address=address,
        preview=lambda one: reverse("opinions:preview", args=[one.campaign.code, one.number]),
        called=lambda one: one.label,
        empty=_("Nothing waits here."),
    )
