"""Word ledgers beside python-docx written straight, in the same run; checking and templates by themselves.

python -m bench.documents.run [--rows 2500] [--runs 3]

2,500 rows of a ledger are about 200 pages. Each task runs in a process of its own; of several runs the median is told.
"""

import argparse
import io
import json
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date

import docx
from openpyxl import Workbook
from xlsxwriter import Workbook as Written

from bihuan.documents.checking import Earlier, check_text
from bihuan.documents.writing import Grid, Paper, Title, write
from bihuan.documents.writing.preview import office, pdf_of
from bihuan.documents.writing.templates import fill

HEAD = ("编号", "问题", "类别", "责任单位", "配合单位", "责任人", "整改措施", "整改时限", "进展", "状态", "销号日期")
LINE = (
    "学校食堂价格没有张贴",
    "群众利益",
    "计财科",
    "第三学区",
    "负责人",
    "1.张贴价格\n2.每月核对",
    "6月底前",
    "60%",
    "整改中",
    "",
)
SENTENCE = "共梳理出问题{a}个，其中：作风问题{b}个，利益问题{c}个，服务问题{d}个。一是抓学习。二是抓整改，做到责任人、措施、时限“三明确”。"


def rows(count: int) -> list[tuple[str, ...]]:
    """Lines of a ledger."""
    return [(f"{n:04d}", *LINE) for n in range(1, count + 1)]


def word(count: int) -> bytes:
    """A ledger as this engine writes it."""
    table = Grid((HEAD,), tuple(rows(count)), (1,) * len(HEAD), "问题台账")
    return write(Paper("ledger", "台账", "办公室", "bench", date(2030, 1, 1), (Title("台账"), table), landscape=True))


def straight_word(count: int) -> bytes:
    """The same rows by python-docx, cell by cell, as its documentation shows."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(HEAD))
    for cell, text in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = text
    for line in rows(count):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def templated(count: int) -> bytes:
    """The same rows through an administrator's template."""
    document = docx.Document()
    table = document.add_table(rows=4, cols=2)
    texts = (
        ("编号", "问题"),
        ("{%tr for i in issues %}", ""),
        ("{{ i.number }}", "{{ i.title }}"),
        ("{%tr endfor %}", ""),
    )
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return fill(stream.getvalue(), {"issues": [{"number": line[0], "title": line[1]} for line in rows(count)]})


def sheet(count: int) -> bytes:
    """Forty times the rows in Excel, streamed."""
    stream = io.BytesIO()
    with Written(stream, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for n, line in enumerate(rows(count * 40)):
            page.write_row(n, 0, line)
    return stream.getvalue()


def straight_sheet(count: int) -> bytes:
    """The same by openpyxl."""
    book = Workbook()
    page = book.create_sheet()
    for line in rows(count * 40):
        page.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def checking(count: int) -> bytes:
    """A report of as many paragraphs, checked against an earlier one of the same length."""
    text = "\n".join(SENTENCE.format(a=30 + n, b=10, c=10, d=10 + n) for n in range(count))
    report = check_text(text, earlier=[Earlier("去年", text[: len(text) // 2].replace("问题", "事项"))])
    return bytes(len(report.findings) % 2)


def pages(count: int) -> bytes:
    """The ledger as PDF by LibreOffice."""
    return pdf_of(word(count), seconds=300)


PAGES = "the Word ledger as PDF pages"
TASKS: dict[str, Callable[[int], bytes]] = {
    "Word ledger": word,
    "the same by python-docx": straight_word,
    "own template (2 columns)": templated,
    "Excel, 40 × rows": sheet,
    "the same by openpyxl": straight_sheet,
    "check a report of as many paragraphs": checking,
    PAGES: pages,
}


def _child(name: str, count: int, answer: "multiprocessing.Queue[tuple[float, float, int]]") -> None:
    start = time.perf_counter()
    made = TASKS[name](count)
    spent = time.perf_counter() - start
    answer.put((spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(made)))


def measured(name: str, count: int, runs: int) -> tuple[float, float, int]:
    """Median seconds, peak megabytes and size of one task."""
    found = []
    for _ in range(runs):
        context = multiprocessing.get_context("spawn")
        answer = context.Queue()
        child = context.Process(target=_child, args=(name, count, answer))
        child.start()
        found.append(answer.get())
        child.join()
    return statistics.median(f[0] for f in found), max(f[1] for f in found), found[0][2]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and the figures as JSON on the last line."""
    parser = argparse.ArgumentParser(description="measure documents")
    parser.add_argument("--rows", type=int, default=2_500)
    parser.add_argument("--runs", type=int, default=3)
    words = parser.parse_args(arguments)
    figures = {}
    for name in TASKS:
        if name == PAGES and office() is None:
            print(f"{name:<42}LibreOffice is not installed", file=sys.stderr)
            continue
        seconds, megabytes, size = measured(name, words.rows, words.runs)
        figures[name] = {"seconds": round(seconds, 2), "megabytes": round(megabytes), "bytes": size}
        print(f"{name:<42}{seconds:>8.2f} s {megabytes:>8.0f} MB {size:>12} bytes", file=sys.stderr, flush=True)
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
