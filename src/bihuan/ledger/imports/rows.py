"""One draft record of a file → one row for the ledger, with a sentence for everything that was not plain."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property, partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.documents import DraftRecord, Field, Milestone
from bihuan.documents.status import CLOSED
from bihuan.documents.words import squeeze
from bihuan.ledger.directory import Directory
from bihuan.ledger.models.issue import NO_DATE
from bihuan.ledger.services.deadlines import deadline_columns
from bihuan.ledger.services.importing import ImportedCell, ImportedIssue, ImportedMeasure
from bihuan.people.models import Unit
from bihuan.timetable.workdays import WorkdayCalendar

TITLE = 80
"""Characters of the problem that serve as its title until somebody writes a better one."""

TEN_THOUSAND = Decimal(10000)


BESIDE = (
    "no",
    "progress_text",
    "evidence",
    "supervising_unit",
    "acceptance_unit",
    "site_unit",
    "started",
)
"""What a draft knows and an issue has no field for."""

DEADLINE_WIDTH, SOURCE_WIDTH = 200, 120
"""Characters that the columns of the issue hold; longer words of the file go into a source cell."""


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt about a row and the cell it is about; put in words only when somebody reads it."""

    place: str
    words: Callable[[], str]

    @property
    def sentence(self) -> str:
        """The doubt in words."""
        return self.words()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file: what will be imported (None: nothing can be), and what a clerk should look at."""

    place: str
    words: str
    issue: ImportedIssue | None
    notes: tuple[Note, ...]
    hidden: bool = False


@dataclass
class Reader:
    """Turns draft records into rows; keeps what was computed, because ledgers repeat themselves."""

    campaign: Campaign
    directory: Directory
    year: int | None = None
    _deadlines: dict[str, dict[str, Any]] = field(default_factory=dict)
    _levels: dict[str, int | None] = field(default_factory=dict)

    @cached_property
    def _days(self) -> WorkdayCalendar:
        return calendar()

    @cached_property
    def _day(self) -> date:
        return day_of(self.campaign)

    @cached_property
    def heads(self) -> dict[str, str]:
        """How a source cell is headed, by field of the draft; translated once per file."""
        return {
            "no": pgettext("column", "number in the file"),
            "progress_text": pgettext("column", "progress"),
            "evidence": pgettext("column", "evidence"),
            "supervising_unit": pgettext("column", "supervising unit"),
            "acceptance_unit": pgettext("column", "accepting unit"),
            "site_unit": pgettext("column", "place"),
            "started": pgettext("column", "start"),
            "progress_status": pgettext("column", "status word"),
            "category": pgettext("column", "category"),
            "source": pgettext("column", "source"),
            "kind": pgettext("column", "kind of rectification"),
            "amount": pgettext("column", "amount"),
            "deadline_text": pgettext("column", "deadline"),
            "unit": pgettext("column", "unit"),
        }

    def level(self, header: str) -> int | None:
        """The level of outside numbers that a header speaks of: 市序号 belongs to 市, 市级 or 市序号."""
        if header not in self._levels:
            self._levels[header] = self.directory.level(header)
        return self._levels[header]

    def row(self, draft: DraftRecord) -> Row:
        """Read one record; nothing that it says is dropped."""
        place = str(draft.position)
        words = draft.problem.value.strip()
        if not words:
            return Row(place, "", None, (Note(place, _nameless),), draft.hidden)
        made = _Making(self, draft)
        issue = made.issue(words)
        return Row(place, words, issue, tuple(made.notes), draft.hidden)

    def deadline(self, text: str) -> dict[str, Any]:
        """The columns of a deadline, computed once for each wording."""
        if text not in self._deadlines:
            self._deadlines[text] = deadline_columns(
                self.campaign, text, anchor=self._day, year=self.year, days=self._days
            )
        return self._deadlines[text]

    def is_past(self, due: date) -> bool:
        """A deadline before the day of registering deserves a second look."""
        return due < self._day


class _Making:
    """The work on one record."""

    def __init__(self, reader: Reader, draft: DraftRecord) -> None:
        self.reader = reader
        self.draft = draft
        self.notes: list[Note] = []
        self.cells: list[ImportedCell] = []

    def issue(self, words: str) -> ImportedIssue:
        draft = self.draft
        lead, supporting = self._units()
        row = dict[str, Any](
            text=words,
            title=words[:TITLE],
            category=self._category(),
            source=self._kept(draft.source, "source", width=SOURCE_WIDTH),
            lead=lead,
            supporting=supporting,
            responsible=self._responsible(lead),
            outside_numbers=self._outside_numbers(),
            goal=draft.goal.value or "",
            amount=self._amount(),
            measures=self._measures(),
            **self._kind(),
            **self._deadline(),
        )
        self._said()
        return ImportedIssue(cells=tuple(self.cells), **row)

    # ------------------------------------------------------------ what is kept beside

    def _note(self, about: Field[Any], words: Callable[[], str]) -> None:
        self.notes.append(Note(_place(about) or str(self.draft.position), words))

    def _keep(self, about: Field[Any], name: str, text: str) -> None:
        header = self.reader.heads.get(name, name)
        self.cells.append(ImportedCell(_place(about) or str(self.draft.position), header[:120], text))

    def _kept(self, about: Field[str | None], name: str, *, width: int) -> str:
        """The text if it fits its column, else nothing: then it stands in a source cell."""
        text = about.value or ""
        if len(text) <= width:
            return text
        self._keep(about, name, text)
        header = self.reader.heads[name]
        self._note(
            about,
            lambda: (
                _("“%(header)s” is too long for its field; it is kept word for word beside the issue.")
                % {"header": header}
            ),
        )
        return ""

    def _said(self) -> None:
        """Words of the file that no field holds."""
        draft = self.draft
        self._status()
        for name in BESIDE:
            about = getattr(draft, name)
            if about.value:
                self._keep(about, name, about.value)
        for extra in draft.extras:
            self.cells.append(ImportedCell(str(extra.position), extra.header[:120], extra.value))

    def _status(self) -> None:
        word = self.draft.progress_status.value
        if not word:
            return
        self._keep(self.draft.progress_status, "progress_status", word)
        if CLOSED.search(word):
            self._note(self.draft.progress_status, partial(_claims_closed, word))

    # ------------------------------------------------------------ who

    def _units(self) -> tuple[Unit | None, tuple[int, ...]]:
        draft = self.draft
        named = draft.responsible_units
        first = draft.lead_unit.value or (named.value[0] if named.value else None)
        lead = self._unit(draft.lead_unit if draft.lead_unit.value else named, first)
        others = [name for name in named.value if name != first]
        helping = [self._unit(named, name) for name in others]
        helping += [self._unit(draft.cooperating_units, name) for name in draft.cooperating_units.value]
        if first is None:
            self._note(draft.problem, _leaderless)
        ids = dict.fromkeys(unit.pk for unit in helping if unit is not None and unit != lead)
        return lead, tuple(ids)

    def _unit(self, about: Field[Any], name: str | None) -> Unit | None:
        if not name:
            return None
        unit = self.reader.directory.unit(name)
        if unit is None:
            self._keep(about, "unit", name)
            self._note(about, partial(_unknown, self.reader.directory, name))
        return unit

    def _responsible(self, lead: Unit | None) -> tuple[tuple[int | None, str], ...]:
        found: dict[tuple[int | None, str], None] = {}
        for name in self.draft.responsible_persons.value:
            person = self.reader.directory.person(name, near=lead)
            found[(person.pk, "") if person else (None, name[:60])] = None
        return tuple(found)

    # ------------------------------------------------------------ what

    def _category(self) -> int | None:
        about = self.draft.category
        found = self.reader.directory.term(Term.Taxonomy.CATEGORY, about.value)
        if found is None and about.value:
            self._keep(about, "category", about.value)
            word = about.value
            self._note(
                about,
                lambda: _("“%(word)s” is no category of this campaign; choose one on the issue.") % {"word": word},
            )
        return found

    def _kind(self) -> dict[str, int | None]:
        """整改类型 and its like: a disposition, a problem kind or a horizon, whichever taxonomy knows the word."""
        about, taxonomy = self.draft.kind, Term.Taxonomy
        for column, kind in (
            ("disposition", taxonomy.DISPOSITION),
            ("problem_kind", taxonomy.PROBLEM_KIND),
            ("horizon", taxonomy.HORIZON),
        ):
            if found := self.reader.directory.term(kind, about.value):
                return {column: found}
        if about.value:
            self._keep(about, "kind", about.value)
        return {}

    def _outside_numbers(self) -> tuple[tuple[int, str], ...]:
        found: dict[int, str] = {}
        for header, about in self.draft.outside_numbers:
            level = self.reader.level(header)
            if level is None or level in found or len(about.value) > 40:
                self._keep(about, header, about.value)
            else:
                found[level] = about.value
        return tuple(found.items())

    def _amount(self) -> Decimal | None:
        """Money in yuan; a bare number is taken as yuan, 万元 is multiplied, anything else stays words."""
        about = self.draft.amount
        if not about.value:
            return None
        text = squeeze(about.value).replace(",", "").removesuffix("元")
        times = TEN_THOUSAND if text.endswith("万") else Decimal(1)
        try:
            amount = Decimal(text.removesuffix("万")) * times
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount.is_finite() and 0 <= amount < Decimal(10) ** 12:
            return amount
        self._keep(about, "amount", about.value)
        words = about.value
        self._note(about, lambda: _("“%(text)s” is no amount of money; it is kept word for word.") % {"text": words})
        return None

    def _measures(self) -> tuple[ImportedMeasure, ...]:
        steps = [(step.measure or "", step) for step in self.draft.milestones]
        made = []
        for text in self.draft.measures.value:
            dated = [(step.deadline_text or text, self._day(step)) for words, step in steps if words == text]
            made.append(ImportedMeasure(text, tuple((words[:200], day) for words, day in dated if day)))
        return tuple(made)

    def _day(self, step: Milestone) -> date | None:
        """The day of a step; none where its words can be read in two ways."""
        if step.deadline_date or not step.deadline_text:
            return step.deadline_date
        columns = self.reader.deadline(step.deadline_text)
        plain = columns["due"] != NO_DATE and "ambiguous" not in columns["deadline_flags"]
        return columns["due"] if plain else None

    def _deadline(self) -> dict[str, Any]:
        about = self.draft.deadline_text
        text = self._kept(about, "deadline_text", width=DEADLINE_WIDTH)
        if self.draft.deadline_iso:
            day = date.fromisoformat(self.draft.deadline_iso)
            columns = {"deadline_text": text, "deadline_flags": "", "due": day, "long_term": False}
        else:
            columns = dict(self.reader.deadline(text))
        columns["long_term"] = columns["long_term"] or self.draft.long_term
        if doubt := self._doubt(text, columns):
            words = {"words": text, "day": columns["due"]}
            self._note(about, lambda: _(doubt) % words)
        return columns

    def _doubt(self, text: str, columns: dict[str, Any]) -> str:
        due, flags = columns["due"], columns["deadline_flags"].split(",")
        if not text:
            return ""
        if due == NO_DATE:
            return (
                ""
                if columns["long_term"]
                else gettext_noop("“%(words)s” names no day; set a review date on the issue.")
            )
        if "ambiguous" in flags:
            return gettext_noop("“%(words)s” can be read in two ways; it was taken as %(day)s.")
        return (
            gettext_noop("“%(words)s” was read as %(day)s, which is past already.") if self.reader.is_past(due) else ""
        )


def _nameless() -> str:
    return _("The row has no problem; it cannot be imported. Fill in the cell, or delete the row.")


def _claims_closed(word: str) -> str:
    return _("The file says “%(word)s”. An import closes nothing: the issue goes through the closing gate here.") % {
        "word": word
    }


def _leaderless() -> str:
    return _("No responsible unit is named; the office assigns the issue after the import.")


def _unknown(directory: Directory, name: str) -> str:
    if bearers := directory.bearers(name):
        words = {"count": len(bearers), "name": name}
        return _("%(count)s units are called “%(name)s”; say which one is meant.") % words
    if alike := directory.alike(name):
        words = {"name": name, "unit": alike[0]}
        return _("The file says “%(name)s”, which is no unit of this campaign. The nearest is %(unit)s.") % words
    return _("The file says “%(name)s”, which is no unit of this campaign.") % {"name": name}


def _place(about: Field[Any]) -> str:
    return str(about.positions[0]) if about.positions else ""
