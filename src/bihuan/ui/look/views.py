"""The sample pages. They answer only while DEBUG, to nobody else."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bihuan.common.workflow import Refused
from bihuan.ui import draw
from bihuan.ui.filters import Choice, DateRange, Flag, MultiChoice, Text
from bihuan.ui.lists import BulkAction, Chip, Control, Head, Line, Page, render_list, two_lines
from bihuan.ui.look import sample
from bihuan.ui.look.forms import Contact, Register, SignIn
from bihuan.ui.look.frame import chrome
from bihuan.ui.messages import offer_undo
from bihuan.ui.parts import Door
from bihuan.ui.templatetags.bihuan import light

Sample = Callable[[HttpRequest], tuple[str, dict[str, Any]]]


def shown(view: Sample) -> Callable[[HttpRequest], HttpResponse]:
    """Render a sample inside its own frame, while DEBUG only."""

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404
        template, context = view(request)
        return render(request, f"ui/look/{template}.html", {"chrome": chrome(request), **context})

    return page


@shown
def parts(request: HttpRequest) -> tuple[str, dict[str, Any]]:
    """Show every component in every state."""
    refused = Register({"words": "", "unit": "jc", "due": "5月底"})
    messages.success(request, "方案第 2 版已批准，记入经过。")
    offer_undo(request, "已并入 0031", "#")
    return "parts", {
        "steps": sample.STEPS,
        "gate": sample.GATE,
        "passed": [line for line in sample.GATE if line.passed],
        "reasons": sample.REASONS,
        "duties": sample.DUTIES,
        "facts": sample.FACTS,
        "clears": sample.CLEARS,
        "tabs": sample.TABS,
        "voices": sample.VOICES,
        "work": sample.WORK,
        "doors": [Door("问题台账", "#"), Door("群众利益与最后一公里", "#")],
        "rings": range(9),
        "colours": ["red", "yellow", "green", "grey"],
        "units": sample.UNITS,
        "form": Register(),
        "refused": refused,
        "trend": sample.TREND,
    }


@shown
def issue(request: HttpRequest) -> tuple[str, dict[str, Any]]:  # noqa: ARG001 - samples need no request
    """Show one issue before its gate."""
    return "issue", {
        "doors": [Door("问题台账", "#"), Door("群众利益与最后一公里", "#")],
        "steps": sample.STEPS,
        "gate": sample.GATE,
        "reasons": sample.REASONS,
        "duties": sample.DUTIES,
        "facts": sample.FACTS,
        "clears": sample.CLEARS,
        "targets": sample.TARGETS,
    }


def list_page(request: HttpRequest) -> HttpResponse:
    """Show the ledger as a list."""
    if not settings.DEBUG:
        raise Http404
    return render_list(request, "ui/look/list.html", _ledger(request), {"chrome": chrome(request)})


def _ledger(request: HttpRequest) -> "Page[Any]":
    state = MultiChoice(key="status", label="状态", options=[("rectifying", "整改中"), ("closed", "已销号")], path="s")
    unit = Choice(key="unit", label="牵头", options=[("jc", "计财科"), ("jj", "基教科")], path="u")
    filters = [
        Text(key="q", label="字词", paths=["title"]),
        unit,
        state,
        Flag(key="overdue", label="只看逾期", apply=lambda rows: rows),
        DateRange(key="due", label="时限", path="due"),
    ]
    return Page(
        name="issues",
        rows=[],
        lines=[Line(row[0], "/look/issue/", "/look/preview/", f"选中 {row[0]}", _cells(row)) for row in sample.ISSUES],
        heads=[
            Head("编号", "", "?sort=number"),
            Head("问题", ""),
            Head("类别", ""),
            Head("牵头单位", ""),
            Head("时限（原话 / 系统读作）", "", "?sort=due"),
            Head("灯与理由", ""),
            Head("状态", "", "?sort=-moved", "descending"),
        ],
        chips=[
            Chip("类别", "群众利益、最后一公里", "?"),
            Chip("牵头", "不限科室", "?"),
            Chip("状态", "含已销号", "?"),
        ],
        tabs=sample.TABS,
        controls=[Control(f, f.options_for(request), {name: [] for name in f.params}) for f in filters],
        sorts=[("-moved", "最近有动静 ↓", True), ("number", "编号 ↑", False)],
        kept=[],
        notes=[],
        actions=[BulkAction("发督办单", "#"), BulkAction("催报进展", "#"), BulkAction("导出所选", "#")],
        total=40,
        newer_url="",
        older_url="?after=1",
        query="?",
        empty="",
    )


def _cells(row: tuple[Any, ...]) -> SafeString:
    number, outside, title, category, unit, words, read, colour, lamp, reason, done, state = row
    closed = done == 8
    look = "bh-state bh-state-closed" if closed else "bh-state"
    cells = (
        (
            "编号",
            "",
            two_lines(format_html('<a class="bh-number" href="/look/issue/">{}</a>', number), outside),
        ),
        ("问题", "bh-lead-cell", title),
        ("类别", "bh-quiet", category),
        ("牵头单位", "", unit),
        ("时限", "", two_lines(f"“{words}”", read)),
        ("灯", "", light(colour, lamp, reason)),
        (
            "状态",
            "",
            format_html('<span class="{}">{}{}</span>', look, draw.ring(done, closed=closed), state),
        ),
    )
    return SafeString(
        "".join(
            format_html('<td role="cell" class="{}" data-label="{}">{}</td>', css, label, cell)
            for label, css, cell in cells
        )
    )


@shown
def preview(request: HttpRequest) -> tuple[str, dict[str, Any]]:  # noqa: ARG001
    """Show what stands beside a list."""
    return "_preview", {"duties": sample.DUTIES, "facts": sample.FACTS}


@shown
def desk(request: HttpRequest) -> tuple[str, dict[str, Any]]:  # noqa: ARG001
    """Show the desk: figures, what waits, the balance."""
    return "desk", {
        "phases": sample.PHASES,
        "marks": sample.MARKS,
        "today": sample.TODAY,
        "waiting": sample.WAITING,
        "balance": sample.BALANCE,
        "totals": sample.TOTALS,
    }


@shown
def question(request: HttpRequest) -> tuple[str, dict[str, Any]]:
    """Show one public question."""
    form = Contact(request.POST or None)
    return "question", {
        "form": form,
        "question": "要不要留下联系方式？",
        "step": 3,
        "steps": 5,
        "back_url": "#",
        "organisation": "区教委",
    }


@shown
def receipt(request: HttpRequest) -> tuple[str, dict[str, Any]]:  # noqa: ARG001
    """Show what the holder of a receipt sees."""
    return "receipt", {"steps": sample.RECEIPT_STEPS, "voices": sample.VOICES, "organisation": "区教委"}


@shown
def wall(request: HttpRequest) -> tuple[str, dict[str, Any]]:  # noqa: ARG001
    """Show the wall."""
    categories = [(name, done, total, range(done), range(total - done)) for name, done, total in sample.CATEGORIES]
    return "wall", {
        "as_of": timezone.make_aware(datetime(2014, 6, 12, 9, 30)),  # noqa: DTZ001 - made aware in the next word
        "units": sample.UNITS,
        "categories": categories,
        "trend": sample.TREND,
        "kept": range(17),
    }


@shown
def sign_in(request: HttpRequest) -> tuple[str, dict[str, Any]]:
    """Show the sign-in page."""
    return "sign_in", {"form": SignIn(request.POST or None)}


def refused(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Refuse, as a service would, to show what the reader gets."""
    if not settings.DEBUG:
        raise Http404
    raise Refused(sample.REASONS)
