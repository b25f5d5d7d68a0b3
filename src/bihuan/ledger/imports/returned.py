"""A workbook that the ledger wrote comes back edited: what was changed in it, cell by cell, before anything is taken.

Each row carries the issue's id and, out of sight, the check digits of every cell that may be edited. So three states
are told apart without keeping a copy: what the file says, what it said when it was written, what the ledger says now.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from bihuan.campaigns.models import Campaign
from bihuan.common.workflow import Refused
from bihuan.documents import Unreadable
from bihuan.documents.formats.opening import open_source
from bihuan.documents.source import Grid, Source, address
from bihuan.documents.writing.books import END, PREFIX
from bihuan.ledger.exports import CHECK, COLUMNS, DIGITS, EDITABLE, ID, check_digits, heads, rows_of
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.sheets import LONGEST, UNFIT
from bihuan.people.models import Person

HEAD_WITHIN = 20
"""The header stands in one of the first rows, however many titles an office writes above it."""
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class CellChange:
    """One edited cell. `old` is what the ledger says now; `conflict`: the ledger was changed as well, meanwhile."""

    column: str
    label: str
    place: str
    old: str
    new: str
    conflict: bool = False

    @property
    def key(self) -> str:
        """How a form names it: the cell."""
        return self.place


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row with something to say: its changes, and what cannot be taken from a file."""

    place: str
    issue: Issue | None
    changes: tuple[CellChange, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def conflicts(self) -> bool:
        """Was one of its cells changed on both sides?"""
        return any(change.conflict for change in self.changes)


@dataclass
class Comparison:
    """The whole file against the ledger."""

    rows: list[ReturnedRow] = field(default_factory=list)
    read: int = 0
    same: int = 0

    @property
    def changes(self) -> list[tuple[ReturnedRow, CellChange]]:
        """Every edited cell with its row."""
        return [(row, change) for row in self.rows for change in row.changes]

    @property
    def conflicts(self) -> int:
        """Cells changed on both sides."""
        return sum(change.conflict for _row, change in self.changes)


def compare(content: bytes | Path, *, name: str, campaign: Campaign, viewer: Person) -> Comparison:
    """Hold an edited export against the ledger; nothing is written.

    Raises:
        Refused: it is no workbook that the ledger wrote, or cannot be read; the sentence says what to do.
    """
    table = _table(content, name)
    found = Comparison()
    numbered = list(_numbered(table))
    twice = {pk for pk, count in Counter(pk for _row, pk in numbered if pk).items() if count > 1}
    issues = (
        visible_issues(viewer, campaign)
        .select_related("lead_unit", "campaign")
        .in_bulk([pk for _row, pk in numbered if pk])
    )
    now = {row[0]: row for row in rows_of(Issue.objects.filter(pk__in=issues))}
    for row, pk in numbered:
        found.read += 1
        told = _row(table.grid, row, table.places, issues.get(pk or 0), now.get(pk or 0), twice=pk in twice)
        if told.changes or told.notes:
            found.rows.append(told)
        else:
            found.same += 1
    return found


@dataclass(frozen=True, slots=True)
class _Table:
    """The sheet, the last row of its header, the row after its body, and where each column stands now."""

    grid: Grid
    top: int
    end: int
    places: Mapping[str, int]


def _table(content: bytes | Path, name: str) -> _Table:
    """The table of an export, found by its head, or in an office's form by the names that stand out of sight."""
    try:
        source = open_source(content if isinstance(content, bytes) else content.read_bytes(), name, isolated=True)
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    table = _named_table(source) or _headed_table(source)
    if table is None:
        raise Refused(
            _(
                "%(name)s has no column “%(id)s”, so its rows cannot be told apart. "
                "Export the list again and edit that file."
            )
            % {"name": name, "id": heads()[0][0]}
        )
    if table.end > MOST_ROWS:
        raise Refused(_("The workbook has more than %(most)s rows; split it.") % {"most": MOST_ROWS})
    return table


def _named_table(source: Source) -> _Table | None:
    """An office's own form: whatever its heads say, names lead to its columns, also where somebody moved them."""
    named = {name.removeprefix(PREFIX): place for name, place in source.names.items() if name.startswith(PREFIX)}
    if ID not in named:
        return None
    sheet, top, _column = named[ID]
    grid = next((grid for grid in source.grids if grid.name == sheet), None)
    if grid is None:
        return None
    end = min(named[END][1], len(grid.rows)) if END in named else len(grid.rows)
    places = {name: place[2] for name, place in named.items() if name in COLUMNS}
    return _Table(grid, top, end, places)


def _headed_table(source: Source) -> _Table | None:
    words = _words()
    for grid in source.grids:
        for row in range(min(HEAD_WITHIN, len(grid.rows))):
            places = {
                words[cell.strip()]: column for column, cell in enumerate(grid.rows[row]) if cell.strip() in words
            }
            if ID in places and len(places) > 2:
                return _Table(grid, row, len(grid.rows), places)
    return None


def _words() -> dict[str, str]:
    """Header → column, in both languages: a file may be written in one and come back to a reader of the other."""
    found: dict[str, str] = {}
    for language in ("en", "zh-hans"):
        with override(language):
            found |= {head: column for column, (head, _width) in zip(COLUMNS, heads(), strict=True)}
    return found


def _numbered(table: _Table) -> Iterator[tuple[int, int | None]]:
    """Rows below the header that say anything, each with the id that it carries."""
    for row in range(table.top + 1, table.end):
        if any(cell.strip() for cell in table.grid.rows[row]):
            number = plain(table.grid.text(row, table.places[ID]))
            yield row, int(number) if number.isdecimal() and len(number) < 19 else None


def plain(words: object) -> str:
    """A cell as it is compared: what spreadsheets do to line ends, blanks and whole numbers does not count."""
    text = UNFIT.sub("", str(words)).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return text[:-2] if text.endswith(".0") and text[:-2].isdecimal() else text


def _row(
    grid: Grid,
    row: int,
    places: Mapping[str, int],
    issue: Issue | None,
    now: Sequence[str | int] | None,
    *,
    twice: bool,
) -> ReturnedRow:
    place = address(row, places[ID])
    if issue is None or now is None:
        return ReturnedRow(place, None, notes=(_no_issue(plain(grid.text(row, places[ID]))),))
    if twice:
        return ReturnedRow(place, issue, notes=(_("This issue stands in several rows; keep one of them."),))
    digits = plain(grid.text(row, places[CHECK])) if CHECK in places else ""
    changes, notes = [], []
    for column, kept in zip(COLUMNS, now, strict=True):
        if column in (ID, CHECK) or column not in places:
            continue
        said, where = plain(grid.text(row, places[column])), address(row, places[column])
        if said == plain(kept) or (said.endswith("…") and len(str(kept)) > LONGEST):
            continue
        if column not in EDITABLE:
            notes.append(_not_by_file(where, _label(column), column))
            continue
        edited, conflict = _sides(column, said, str(kept), digits)
        if edited:
            changes.append(CellChange(column, _label(column), where, plain(kept), said, conflict))
    return ReturnedRow(place, issue, tuple(changes), tuple(notes))


def _sides(column: str, said: str, kept: str, digits: str) -> tuple[bool, bool]:
    """Was the cell edited in the file, and was the ledger changed as well? Without check digits the file counts."""
    at = EDITABLE.index(column) * DIGITS
    written = digits[at : at + DIGITS]
    if not written or check_digits(kept) == written:
        return True, False
    return check_digits(said) != written, True


def _label(column: str) -> str:
    return heads()[COLUMNS.index(column)][0]


def _no_issue(number: str) -> str:
    if not number:
        return _("A row without system number is a new issue: import it as a ledger of its own.")
    return _("There is no issue with the system number %(number)s in this campaign that you may see.") % {
        "number": number
    }


def _not_by_file(where: str, label: str, column: str) -> str:
    if column in ("status", "closed_on"):
        return _(
            "%(where)s: “%(label)s” is not taken from a file; closing goes through its gate on the issue's page."
        ) % {
            "where": where,
            "label": label,
        }
    return _("%(where)s: “%(label)s” is not taken from a file; change it on the issue's page.") % {
        "where": where,
        "label": label,
    }


def chosen(comparison: Comparison, keys: Iterable[str]) -> list[tuple[Issue, list[CellChange]]]:
    """The changes that a person ticked, by issue."""
    wanted = set(keys)
    picked = ((row.issue, [change for change in row.changes if change.key in wanted]) for row in comparison.rows)
    return [(issue, changes) for issue, changes in picked if issue is not None and changes]
