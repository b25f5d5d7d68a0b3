"""A campaign template: what the YAML file says, checked and typed, before any row is written.

`docs/howto/templates.md` describes the format; the templates that come with Bihuan are in `templates_data`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

from django.utils.translation import gettext as _

from bihuan.campaigns.bounds import LOOK_BACK, POLICY, VISIT_WINDOW
from bihuan.campaigns.drafts import (
    ChannelDraft,
    DayDraft,
    LightDraft,
    ObjectDraft,
    OversightDraft,
    PhaseDraft,
    PolicyDraft,
    TermDraft,
)
from bihuan.campaigns.lights import faults_of_lights
from bihuan.campaigns.models import Channel, ClosurePolicy, LightRule, Term
from bihuan.campaigns.yaml_reader import FileRefused, Report, Section
from bihuan.common.workflow import Refused
from bihuan.people.models import Unit
from bihuan.people.roles import ADMINISTRATORS, Role

SHIPPED = Path(__file__).parent / "templates_data"
NEEDED = (Term.Taxonomy.CATEGORY, Term.Taxonomy.DISPOSITION, Term.Taxonomy.REFUSAL)
"""Taxonomies that a campaign cannot work without: to sort, to dispose of, to refuse with a reason."""


@dataclass(frozen=True)
class Blueprint:
    """A whole template."""

    code: str
    name: str
    summary: str
    sixth_clear: str
    immediate_days: int
    report_rhythm_days: int
    phases: tuple[PhaseDraft, ...]
    terms: tuple[TermDraft, ...]
    channels: tuple[ChannelDraft, ...]
    policy: PolicyDraft
    lights: tuple[LightDraft, ...]
    oversight: OversightDraft
    days: tuple[DayDraft, ...]


def shipped() -> dict[str, Path]:
    """The templates that come with Bihuan, by code."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.yaml"))}


def load(template: str | Path) -> Blueprint:
    """Read a template: a shipped one by its code, or any file.

    Raises:
        Refused: there is no such template.
        FileRefused: the file has faults; each is named with file, line, column, path and a sentence.
    """
    path = template if isinstance(template, Path) else shipped().get(template)
    if path is None:
        words = _("There is no template “%(code)s”. Known are: %(known)s.")
        raise Refused(words % {"code": template, "known": ", ".join(shipped())})
    try:
        return parse(path.read_text(encoding="utf-8-sig"), file=path.name)
    except OSError as wrong:
        raise Refused(_("%(file)s cannot be read: %(why)s.") % {"file": path.name, "why": wrong.strerror}) from wrong
    except UnicodeDecodeError as wrong:
        raise Refused(_("%(file)s is not UTF-8 text. Save it as UTF-8 and try again.") % {"file": path.name}) from wrong


def parse(text: str, *, file: str) -> Blueprint:
    """Read the text of a template; `file` is how its faults name it.

    Raises:
        FileRefused: with every fault of the file.
    """
    report = Report(file)
    top = report.open(text)
    blueprint = Blueprint(
        code=top.code("template"),
        name=top.text("name", longest=120),
        summary=top.text("summary", longest=400, default=""),
        sixth_clear=top.text("sixth_clear", longest=40, default="督导领导"),
        immediate_days=top.whole("immediate_days", least=1, most=365, default=15),
        report_rhythm_days=top.whole("report_rhythm_days", least=1, most=365, default=7),
        phases=_phases(top),
        terms=_terms(top),
        channels=_channels(top),
        policy=_policy(top.section("closing")),
        lights=_lights(top),
        oversight=_oversight(top),
        days=_days(top),
    )
    report.check()
    return blueprint


def _phases(top: Section) -> tuple[PhaseDraft, ...]:
    rows = top.sections("phases", empty=_("A campaign has at least one phase."))
    drafts = tuple(_phase(row) for row in rows)
    by_week = [draft for draft in drafts if not draft.first]
    if 0 < len(by_week) < len(drafts):
        top.fault("phases", _("Give all phases by weeks or all by days, not some of each."))
    else:
        for row, before, after in zip(rows[1:], drafts, drafts[1:], strict=False):
            if after.days(date.min)[0] < before.days(date.min)[0]:
                row.fault("name", _("“%(phase)s” begins before the phase above it.") % {"phase": after.name})
    return drafts


def _phase(row: Section) -> PhaseDraft:
    name = row.text("name", longest=60)
    asked = _asked_in(row)
    if row.has("starts_on") or row.has("ends_on"):
        look_back = row.day("look_back_on") if row.has("look_back_on") else None
        draft = PhaseDraft(name, first=row.day("starts_on"), last=row.day("ends_on"), look_back_day=look_back, **asked)
        last_key, look_back_key = "ends_on", "look_back_on"
    else:
        first_week, last_week = (row.whole(key, least=1, most=520) for key in ("from_week", "to_week"))
        look_back_week = row.whole("look_back_week", least=1, most=520, default=0)
        draft = PhaseDraft(name, first_week, last_week, look_back_week=look_back_week, **asked)
        last_key, look_back_key = "to_week", "look_back_week"
    first, last = draft.days(date.min)
    if last < first:
        row.fault(last_key, _("The phase would end before it begins."))
    if (judged := draft.look_back(date.min)) and judged < first:
        row.fault(look_back_key, _("The phase would be looked back at before it begins."))
    return draft


class _Asked(TypedDict):
    """What a phase asks of each unit."""

    papers: tuple[str, ...]
    talks: tuple[str, ...]
    waits_for_talks: bool


def _asked_in(row: Section) -> _Asked:
    return {
        "papers": row.texts("must_review", longest=60),
        "talks": row.texts("must_talk", longest=60),
        "waits_for_talks": row.flag("waits_for_talks", default=False),
    }


def _terms(top: Section) -> tuple[TermDraft, ...]:
    taxonomies = top.section("taxonomies")
    found: list[TermDraft] = []
    for taxonomy in Term.Taxonomy:
        needed = taxonomy in NEEDED
        empty = _("At least one word is needed here.") if needed else ""
        rows = taxonomies.sections(taxonomy.value, optional=not needed, empty=empty)
        _no_twins(rows, "code")
        _no_twins(rows, "name")
        found.extend(TermDraft(taxonomy, row.code("code"), row.text("name", longest=60)) for row in rows)
    return tuple(found)


def _channels(top: Section) -> tuple[ChannelDraft, ...]:
    ways = top.section("channels")
    rows = [(way, row) for way in Channel.Way for row in ways.sections(way.value, optional=True)]
    if not rows and top.has("channels"):
        top.fault("channels", _("A campaign listens through at least one channel."))
    _no_twins([row for _way, row in rows], "code")
    return tuple(
        ChannelDraft(way, row.code("code"), row.text("name", longest=60), row.flag("public", default=False))
        for way, row in rows
    )


def _policy(section: Section) -> PolicyDraft:
    signatures = section.choices("signatures", Role)
    for role in signatures:
        if role in ADMINISTRATORS:
            section.fault("signatures", _("An administrator signs nothing: %(role)s.") % {"role": role.label})
    look_backs = section.wholes("look_back_after_workdays", least=LOOK_BACK.least, most=LOOK_BACK.most)
    for key, values in (("signatures", signatures), ("look_back_after_workdays", look_backs)):
        if len(set(values)) < len(values):
            section.fault(key, _("One of them stands here twice."))
    numbers = {
        name: section.whole(name, least=bound.least, most=bound.most, default=bound.usual)
        for name, bound in POLICY.items()
    }
    return PolicyDraft(
        **numbers,
        panel=section.choice("panel", ClosurePolicy.Panel, default=ClosurePolicy.Panel.REPRESENTATIVES),
        notice_required=section.flag("notice_required", default=True),
        signatures=signatures,
        look_backs=look_backs,
        recurrence=section.choice("recurrence", ClosurePolicy.Recurrence, default=ClosurePolicy.Recurrence.REOPEN),
    )


def _lights(top: Section) -> tuple[LightDraft, ...]:
    rows = top.sections("lights", empty=_("At least the rule “otherwise” is needed here."))
    drafts = tuple(_light(row) for row in rows)
    for place, field, sentence in faults_of_lights(drafts):
        rows[place].fault(field, sentence)
    return drafts


def _light(row: Section) -> LightDraft:
    bounds = [row.whole(key, least=-1000, most=1000) if row.has(key) else None for key in ("at_least", "at_most")]
    return LightDraft(
        colour=row.choice("colour", LightRule.Colour),
        basis=row.choice("basis", LightRule.Basis),
        at_least=bounds[0],
        at_most=bounds[1],
        action=row.text("action", longest=60, default=""),
    )


def _oversight(top: Section) -> OversightDraft:
    """A template may leave supervision out: then no checklist is prepared."""
    if not top.has("supervision"):
        return OversightDraft(VISIT_WINDOW.usual, ())
    section = top.section("supervision")
    window = section.whole(
        "visit_window_days", least=VISIT_WINDOW.least, most=VISIT_WINDOW.most, default=VISIT_WINDOW.usual
    )
    rows = section.sections("objects", optional=True)
    _no_twins(rows, "code")
    _no_twins(rows, "name")
    return OversightDraft(window, tuple(_object(row) for row in rows))


def _object(row: Section) -> ObjectDraft:
    draft = ObjectDraft(
        code=row.code("code"),
        name=row.text("name", longest=60),
        units=row.choices("units", Unit.Kind),
        focus=row.texts("focus", longest=200),
    )
    if len(set(draft.units)) < len(draft.units):
        row.fault("units", _("One of them stands here twice."))
    if not draft.focus:
        row.fault("focus", _("At least one line is needed here."))
    return draft


def _days(top: Section) -> tuple[DayDraft, ...]:
    rows = top.sections("calendar", optional=True)
    _no_twins(rows, "day")
    return tuple(
        DayDraft(row.day("day"), row.flag("working", default=False), row.text("note", longest=60, default=""))
        for row in rows
    )


def _no_twins(rows: Iterable[Section], key: str) -> None:
    """Note every value of `key` that an earlier row has already."""
    seen: Counter[str] = Counter()
    for row in rows:
        value = str(row.values[key].value) if row.has(key) else ""
        seen[value] += bool(value)
        if seen[value] > 1:
            row.fault(key, _("“%(value)s” stands in this list twice.") % {"value": value})


__all__ = ["Blueprint", "FileRefused", "load", "parse", "shipped"]
