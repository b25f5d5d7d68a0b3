"""`check()`: a file → its lines and everything in it that cannot be right."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bihuan.documents.checking.copies import copied_passages
from bihuan.documents.checking.dates import date_faults
from bihuan.documents.checking.enumerations import broken_announcements
from bihuan.documents.checking.lines import lines_of
from bihuan.documents.checking.model import Earlier, Finding, Known, Line, Report
from bihuan.documents.checking.numbering import numbering_faults
from bihuan.documents.checking.pairs import parts_beyond_their_whole
from bihuan.documents.checking.percents import shares_that_do_not_fit
from bihuan.documents.checking.records import contradicted_figures
from bihuan.documents.checking.stated import figures_that_moved
from bihuan.documents.checking.sums import sums_that_do_not_tie
from bihuan.documents.checking.tables import tables_that_do_not_tie
from bihuan.documents.checking.wording import slips
from bihuan.documents.checks.wording import refuse_if_secret
from bihuan.documents.formats.opening import open_source
from bihuan.documents.source import Source
from bihuan.documents.writing.carried import Carried, carried_by


def check(
    file: Path | bytes,
    *,
    name: str,
    known: Sequence[Known] = (),
    earlier: Sequence[Earlier] = (),
    isolated: bool = True,
) -> Report:
    """Check a report in any format that the reader opens.

    `known`: figures of the records to compare with; `earlier`: reports to look for copied passages in; `isolated`:
    parse in a process of its own. Raises `Unreadable` with one sentence.
    """
    content = file if isinstance(file, bytes) else file.read_bytes()
    source = open_source(content, name, isolated=isolated)
    refuse_if_secret(source)
    return check_source(source, carried=carried_by(content), known=known, earlier=earlier)


def check_text(text: str, *, known: Sequence[Known] = (), earlier: Sequence[Earlier] = ()) -> Report:
    """Check words that are no file."""
    source = open_source(text.encode() or b"\n", "text.txt", isolated=False)
    return check_source(source, known=known, earlier=earlier)


def check_source(
    source: Source, *, carried: Carried | None = None, known: Sequence[Known], earlier: Sequence[Earlier]
) -> Report:
    """Check what was read already."""
    lines = lines_of(source)
    found = [*_findings(lines, known, earlier), *tables_that_do_not_tie(source.grids, lines)]
    if carried is not None:
        found += figures_that_moved(lines, carried, known)
    found.sort(key=lambda finding: (finding.places[0].line, finding.places[0].start))
    return Report(source.format, lines, tuple(dict.fromkeys(found)), tuple(source.grids))


def _findings(lines: Sequence[Line], known: Sequence[Known], earlier: Sequence[Earlier]) -> Iterator[Finding]:
    yield from sums_that_do_not_tie(lines)
    yield from parts_beyond_their_whole(lines)
    yield from shares_that_do_not_fit(lines)
    yield from broken_announcements(lines)
    yield from numbering_faults(lines)
    yield from date_faults(lines)
    yield from slips(lines)
    yield from copied_passages(lines, earlier)
    yield from contradicted_figures(lines, known)
