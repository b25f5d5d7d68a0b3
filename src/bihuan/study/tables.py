"""The lists of study: columns, filters and saved views. What they show, the selectors decide."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.selectors import current_campaign
from bihuan.people.models import Person
from bihuan.study.models import Material, Note, Participant, Reflection, StudyPlan, StudySession
from bihuan.study.selectors.coverage import LACKS
from bihuan.study.selectors.figures import read_by_whole_group
from bihuan.study.selectors.plans import visible_plans
from bihuan.study.states import PlanStatus, ReflectionStatus, SessionStatus
from bihuan.ui.filters import Choice, DateRange, Flag, MultiChoice, Option, Text
from bihuan.ui.lists import Column, List, View, two_lines

DUTIES = {
    "lead": gettext_lazy("leads no topic yet"),
    "talk": gettext_lazy("has not spoken yet"),
    "reflection": gettext_lazy("no reflection yet"),
}
"""What somebody may still lack, by the word of the address."""


def day(value: date | None) -> str:
    """A day as lists write it."""
    return date_format(value, "SHORT_DATE_FORMAT") if value else ""


def _plans(request: HttpRequest) -> list[Option]:
    campaign = current_campaign(request)
    if campaign is None or not isinstance(request.user, Person):
        return []
    rows = visible_plans(request.user, campaign).order_by("level", "unit__path")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "unit__name")]


def _named(page: str, pk: object, words: object, reason: object = "") -> SafeString:
    """The lead cell of a row: a link to its page, so that it opens without scripts and by the keyboard."""
    return two_lines(format_html('<a href="{}">{}</a>', reverse(page, args=[pk]), words), reason)


def _door(value: int, page: str, query: str) -> SafeString:
    return format_html('<a class="bh-number" href="{}?{}">{}</a>', reverse(page), query, value)


NOT_TOLD = SafeString('<span class="bh-quiet">—</span>')
"""Whoever only reads a plan is not told who has done what."""


def _people(plan: Any) -> SafeString:  # noqa: ANN401 - a plan with its annotations
    return _door(plan.people, "study:people", f"plan={plan.pk}") if plan.inside else NOT_TOLD


def _held_under(plan: Any) -> SafeString:  # noqa: ANN401 - a plan with its annotations
    return _door(plan.held, "study:sessions", f"plan={plan.pk}&status=held")


def _lacking(duty: str) -> Callable[[Any], SafeString]:
    def cell(plan: Any) -> SafeString:  # noqa: ANN401 - a plan with its annotations
        if not plan.inside:
            return NOT_TOLD
        value: int = getattr(plan, f"lacks_{duty}")
        if not value:
            return format_html('<span class="bh-quiet">{}</span>', 0)
        return _door(value, "study:people", f"plan={plan.pk}&lacks={duty}")

    return cell


def _plan_cell(plan: StudyPlan) -> SafeString:
    return _named("study:plan", plan.pk, plan.unit, plan.title)


PLANS = List[StudyPlan](
    name="study-plans",
    columns=[
        Column("unit", gettext_lazy("Unit"), _plan_cell, sort="unit__path", css="bh-lead-cell"),
        Column("status", gettext_lazy("State"), lambda plan: plan.get_status_display()),
        Column("topics", gettext_lazy("Topics"), lambda plan: plan.topic_count, css="bh-num"),  # type: ignore[attr-defined] # annotated
        Column("people", gettext_lazy("People"), _people, css="bh-num"),
        Column(
            "held",
            gettext_lazy("Sessions held"),
            _held_under,
            css="bh-num",
        ),
        Column("lead", DUTIES["lead"], _lacking("lead"), css="bh-num"),
        Column("talk", DUTIES["talk"], _lacking("talk"), css="bh-num"),
        Column("reflection", DUTIES["reflection"], _lacking("reflection"), css="bh-num"),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Unit"), paths=["unit__name"]),
        MultiChoice(key="status", label=gettext_lazy("State"), options=PlanStatus.choices, path="status"),
        MultiChoice(
            key="level", label=pgettext_lazy("study plan", "Level"), options=StudyPlan.Level.choices, path="level"
        ),
    ],
    views=[
        View(pgettext_lazy("view", "All"), ""),
        View(gettext_lazy("To be decided"), "status=submitted"),
        View(gettext_lazy("Still being written"), "status=draft&status=returned"),
    ],
    order="unit",
    address=lambda plan: reverse("study:plan", args=[plan.pk]),
    called=lambda plan: plan.unit,
    empty=gettext_lazy("No unit has a study plan yet. The office writes the first one and gives it to the units."),
)


def _lacks(people: QuerySet[Participant], duties: list[str]) -> QuerySet[Participant]:
    found: QuerySet[Participant] | None = None
    for duty in duties:
        rows = LACKS[duty](people)
        found = rows if found is None else found | rows
    return people if found is None else found


def _duty(row: Any, name: str, *, asked: bool) -> SafeString:  # noqa: ANN401 - a participant with its annotations
    value: int = getattr(row, name)
    if value or not asked:
        return format_html("{}", value)
    return format_html('<span class="bh-light bh-light-red"><span class="bh-light-word">{}</span></span>', _("none"))


def _leads(row: Participant) -> bool:
    return row.part != Participant.Part.MEMBER


PEOPLE = List[Participant](
    name="study-people",
    columns=[
        Column(
            "person",
            gettext_lazy("Person"),
            lambda row: _named("study:plan", row.plan_id, row.person, row.plan.unit),
            css="bh-lead-cell",
        ),
        Column("part", pgettext_lazy("study plan", "Part"), lambda row: row.get_part_display(), sort="part"),
        Column("led", gettext_lazy("Topics led"), lambda row: _duty(row, "led", asked=_leads(row)), css="bh-num"),
        Column("spoke", gettext_lazy("Theme talks"), lambda row: _duty(row, "spoke", asked=_leads(row)), css="bh-num"),
        Column("came", gettext_lazy("Sessions attended"), lambda row: _duty(row, "came", asked=False), css="bh-num"),
        Column("read", gettext_lazy("Read to the end"), lambda row: _duty(row, "read", asked=False), css="bh-num"),
        Column("reflected", gettext_lazy("Reflections"), lambda row: _duty(row, "reflected", asked=True), css="bh-num"),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Person"), paths=["person__title"]),
        Choice(key="plan", label=gettext_lazy("Unit"), options=_plans, path="plan"),
        MultiChoice(
            key="part", label=pgettext_lazy("study plan", "Part"), options=Participant.Part.choices, path="part"
        ),
        MultiChoice(key="lacks", label=gettext_lazy("What is missing"), options=list(DUTIES.items()), apply=_lacks),
    ],
    views=[
        View(pgettext_lazy("view", "All"), ""),
        *(View(words, f"lacks={duty}") for duty, words in DUTIES.items()),
    ],
    order="part",
    address=lambda row: reverse("study:plan", args=[row.plan_id]),
    called=lambda row: row.person,
    empty=gettext_lazy("Nobody matches. People are put on a plan on the page of the plan."),
)


def _speaker(session: StudySession) -> str:
    return str(session.speaker or session.guest_speaker or "—")


def _held(sessions: QuerySet[StudySession]) -> QuerySet[StudySession]:
    return sessions.filter(status=SessionStatus.HELD)


def _came(session: Any) -> SafeString:  # noqa: ANN401 - a session with its annotation
    url = reverse("study:attendance", args=[session.pk])
    return format_html('<a class="bh-number" href="{}">{}</a>', url, session.came + session.guests)


SESSIONS = List[StudySession](
    name="study-sessions",
    columns=[
        Column("on", gettext_lazy("Day"), lambda one: day(one.held_on), sort="held_on"),
        Column(
            "title",
            gettext_lazy("Session"),
            lambda one: _named("study:session", one.pk, one.title, one.unit),
            css="bh-lead-cell",
        ),
        Column("kind", pgettext_lazy("study session", "Kind"), lambda one: one.get_kind_display()),
        Column("speaker", gettext_lazy("Lead speaker"), _speaker),
        Column("half", gettext_lazy("Half days"), lambda one: one.half_days, css="bh-num"),
        Column("came", gettext_lazy("Present"), _came, css="bh-num"),
        Column("status", gettext_lazy("State"), lambda one: one.get_status_display()),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=["title", "guest_speaker"]),
        MultiChoice(
            key="kind", label=pgettext_lazy("study session", "Kind"), options=StudySession.Kind.choices, path="kind"
        ),
        MultiChoice(key="status", label=gettext_lazy("State"), options=SessionStatus.choices, path="status"),
        Choice(key="plan", label=gettext_lazy("Unit"), options=_plans, path="plan"),
        DateRange(key="on", label=gettext_lazy("Day"), path="held_on"),
        Flag(key="held", label=gettext_lazy("Only those held"), apply=_held),
    ],
    views=[
        View(pgettext_lazy("view", "All"), ""),
        View(pgettext_lazy("study session", "Still to come"), "status=planned&status=open"),
        View(gettext_lazy("Held"), "status=held"),
    ],
    order="-on",
    address=lambda one: reverse("study:session", args=[one.pk]),
    called=lambda one: one.title,
    empty=gettext_lazy("No session yet. A session is planned on the page of a study plan in force."),
)


ATTENDANCE = {
    "present": gettext_lazy("present"),
    "excused": gettext_lazy("excused"),
    "made_up": gettext_lazy("made up for"),
    "missing": gettext_lazy("missing"),
}


def _marked(people: QuerySet[Participant], marks: list[str]) -> QuerySet[Participant]:
    wanted = Q(came__in=[mark for mark in marks if mark != "missing"])
    return people.filter(wanted | Q(came__isnull=True) if "missing" in marks else wanted)


PRESENCE = List[Participant](
    name="attendance",
    columns=[
        Column(
            "person",
            gettext_lazy("Person"),
            lambda row: two_lines(row.person, row.person.unit),
            sort="pk",
            css="bh-lead-cell",
        ),
        Column("part", pgettext_lazy("study plan", "Part"), lambda row: row.get_part_display()),
        Column("came", gettext_lazy("Noted as"), lambda row: ATTENDANCE[row.came or "missing"]),  # type: ignore[attr-defined] # annotated
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Person"), paths=["person__title"]),
        MultiChoice(key="mark", label=gettext_lazy("Noted as"), options=list(ATTENDANCE.items()), apply=_marked),
    ],
    views=[
        View(pgettext_lazy("view", "All"), ""),
        View(ATTENDANCE["missing"], "mark=missing"),
        View(ATTENDANCE["present"], "mark=present"),
    ],
    order="person",
    called=lambda row: row.person,
    empty=gettext_lazy("Nobody is expected. People are put on the plan first."),
)


def _progress(material: Any) -> str:  # noqa: ANN401 - a material with its annotations
    return "—" if material.percent is None else f"{material.percent} %"


def _unread(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(~Q(percent=100) | Q(percent__isnull=True))


LIBRARY = List[Material](
    name="library",
    columns=[
        Column(
            "title",
            gettext_lazy("Material"),
            lambda one: _named("study:material", one.pk, one.title, one.source),
            css="bh-lead-cell",
        ),
        Column("kind", pgettext_lazy("material", "Kind"), lambda one: one.get_kind_display()),
        Column("required", gettext_lazy("Who must read it"), lambda one: one.get_required_of_display()),
        Column("mine", gettext_lazy("My progress"), _progress, css="bh-num"),
        Column("finished", gettext_lazy("Read to the end by"), lambda one: one.finished, css="bh-num"),  # type: ignore[attr-defined] # annotated
        Column("added", gettext_lazy("Added"), lambda one: day(one.added_on), sort="pk"),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=["title", "source"]),
        MultiChoice(key="kind", label=pgettext_lazy("material", "Kind"), options=Material.Kind.choices, path="kind"),
        MultiChoice(
            key="required",
            label=gettext_lazy("Who must read it"),
            options=Material.Audience.choices,
            path="required_of",
        ),
        Flag(key="unread", label=gettext_lazy("I have not read it to the end"), apply=_unread),
        Flag(key="whole", label=gettext_lazy("Read by all of the leading group"), apply=read_by_whole_group),
    ],
    views=[
        View(pgettext_lazy("view", "All"), ""),
        View(gettext_lazy("Still to read"), "unread=1"),
        View(gettext_lazy("Required of everybody"), "required=everyone"),
    ],
    order="-added",
    address=lambda one: reverse("study:material", args=[one.pk]),
    called=lambda one: one.title,
    empty=gettext_lazy("The library is empty. Whoever runs the study of a unit puts materials into it."),
)

NOTES = List[Note](
    name="notes",
    columns=[
        Column("on", gettext_lazy("Day"), lambda note: day(note.on), sort="pk"),
        Column(
            "text",
            pgettext_lazy("study", "Note"),
            lambda note: two_lines(note.text, note.material or ""),
            css="bh-lead-cell",
        ),
    ],
    filters=[Text(key="q", label=gettext_lazy("Words"), paths=["text"])],
    order="-on",
    empty=gettext_lazy("You have no notes yet. Notes are written below a material of the library."),
)


def _alike(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(alike=True)


def _hint(row: Any) -> str:  # noqa: ANN401 - a reflection with its annotation
    return _("much like another one") if row.alike else ""


REFLECTIONS = List[Reflection](
    name="reflections",
    columns=[
        Column(
            "title",
            gettext_lazy("Reflection"),
            lambda row: _named("study:reflection", row.pk, row.title, _hint(row)),
            css="bh-lead-cell",
        ),
        Column("author", pgettext_lazy("reflection", "Written by"), lambda row: two_lines(row.author, row.unit)),
        Column("way", gettext_lazy("How it came"), lambda row: row.get_way_display()),
        Column("on", pgettext_lazy("reflection", "Handed in"), lambda row: day(row.handed_in_on), sort="handed_in_on"),
        Column("status", gettext_lazy("State"), lambda row: row.get_status_display()),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=["title", "author__title"]),
        MultiChoice(key="status", label=gettext_lazy("State"), options=ReflectionStatus.choices, path="status"),
        MultiChoice(key="way", label=gettext_lazy("How it came"), options=Reflection.Way.choices, path="way"),
        Flag(key="alike", label=gettext_lazy("Much like another one"), apply=_alike),
    ],
    views=[
        View(gettext_lazy("To be reviewed"), "status=submitted"),
        View(gettext_lazy("Much like another one"), "alike=1"),
        View(pgettext_lazy("view", "All"), ""),
    ],
    order="-on",
    address=lambda row: reverse("study:reflection", args=[row.pk]),
    called=lambda row: row.title,
    empty=gettext_lazy("No reflection has been handed in yet."),
)
