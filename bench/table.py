"""The figures as one table: what was measured, the goal, each database, and the ratio to its baseline."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bench.timing import median

Figures = Mapping[str, Any]
Value = Callable[[Figures], float]


def _runs(part: str, name: str) -> Value:
    return lambda found: median([run[name] for run in found[part]])


def _at(*path: str) -> Value:
    def value(found: Figures) -> float:
        here: Any = found
        for name in path:
            here = here[name]
        return float(here)

    return value


ROWS: Sequence[tuple[str, str, Value]] = (
    ("ledger, queries of a page, most", "≤ 12", _at("ledger", "queries_max")),
    ("ledger, ms of a page, p50", "", _at("ledger", "p50_ms")),
    ("ledger, ms of a page, p95", "≤ 60", _at("ledger", "p95_ms")),
    ("ledger, processor ms, p95", "", _at("ledger", "cpu_p95_ms")),
    ("ledger, slowest page, ms", "", _at("ledger", "slowest_ms")),
    ("admin change list, queries, most", "", _at("admin", "queries_max")),
    ("admin change list, ms, p50", "", _at("admin", "p50_ms")),
    ("admin change list, ms, p95", "", _at("admin", "p95_ms")),
    ("p95: times quicker than the admin", "", lambda f: f["admin"]["p95_ms"] / f["ledger"]["p95_ms"]),
    ("register, queries", "≤ 15", _at("registering", "queries")),
    ("register, ms", "", _at("registering", "ms")),
    ("overview with all tiles, ms", "≤ 100", _at("others", "overview(), root", "ms")),
    ("page of an issue, queries", "≤ 40", _at("others", "page of an issue", "queries")),
    ("overview, whole page, ms", "", _at("others", "page /overview/, root", "ms")),
    ("import, rows/s", "≥ 2000", _runs("in", "rows_per_s")),
    ("import, rows per processor second", "", _runs("in", "rows_per_cpu_s")),
    ("bulk_create of the same rows, rows/s", "", _runs("in", "bulk_create_rows_per_s")),
    ("import, all of it: times as long as bulk_create", "", _runs("in", "to_bulk_create")),
    ("dry run, rows/s", "", _runs("in", "dry_run_rows_per_s")),
    ("import, private memory of all processes, MB", "< 200", _runs("in", "peak_mb")),
    ("export, rows/s", "≥ 10000", _runs("out", "rows_per_s")),
    ("export, rows per processor second", "", _runs("out", "rows_per_cpu_s")),
    ("openpyxl, one table, rows/s", "", _runs("out", "openpyxl_rows_per_s")),
    ("export, private memory, MB", "< 200", _runs("out", "peak_mb")),
    ("server idle, all processes, MB (PSS)", "≤ 250", _at("memory", "pss_mb")),
)


def table_of(found: Mapping[str, Figures]) -> str:
    """Markdown, ready for docs/benchmarks.md."""
    return "\n".join(_lines(found))


def _lines(found: Mapping[str, Figures]) -> Iterator[str]:
    yield f"| measured | goal | {' | '.join(found)} |"
    yield "|---|---|" + "---|" * len(found)
    for label, goal, value in ROWS:
        yield f"| {label} | {goal} | {' | '.join(_shown(value(figures)) for figures in found.values())} |"
    yield ""
    for kind, figures in found.items():
        yield f"Slowest pages of the ledger, {kind}:"
        yield ""
        for one in figures["ledger"]["slow"][:6]:
            yield f"- {one['ms']:.0f} ms: {one['viewer']}, {one['filter']}, by {one['order']}, depth {one['depth']:.0%}"
        yield ""


def _shown(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 or number == int(number) else f"{number:.1f}"
