"""Which msgids the sources use: from the syntax tree of Python, and from templates as Django reads them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.translation.template import templatize
from script.house.steps import ROOT

SOURCE = ROOT / "src" / "bihuan"
FACT_SENTENCE = "sentence"
"""A fact names its msgid in a class attribute; the audit translates it when the history is read."""

# Position of (context, singular, plural) among the arguments of each function.
SINGULAR, PLURAL, IN_CONTEXT, PLURAL_IN_CONTEXT = (None, 0, None), (None, 0, 1), (0, 1, None), (0, 1, 2)
FUNCTIONS = {
    "_": SINGULAR,
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), SINGULAR),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), IN_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), PLURAL_IN_CONTEXT),
}

_LITERAL = r"""u?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL)


@dataclass(frozen=True, order=True)
class Msgid:
    """One text to translate. Two uses are the same text when context and singular agree."""

    singular: str
    context: str = ""
    plural: str = field(default="", compare=False)


Uses = dict[Msgid, str]
"""Each msgid with the first place that uses it, `path:line`."""


@cache
def packages() -> tuple[str, ...]:
    """The stages, and the other packages beside them."""
    return tuple(sorted(path.parent.name for path in SOURCE.glob("*/__init__.py")))


@cache
def used(package: str) -> Uses:
    """All msgids that a package uses, in the order of its files."""
    uses: Uses = {}
    for path in sorted((SOURCE / package).rglob("*.py")):
        if "migrations" not in path.parts:  # they quote labels of their day
            _collect(path, _in_python(path.read_text(encoding="utf-8")), uses)
    for path in sorted((SOURCE / package).rglob("templates/**/*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            _collect(path, _in_template(path.read_text(encoding="utf-8")), uses)
    return uses


def _collect(path: Path, found: Iterator[tuple[int, Msgid]], uses: Uses) -> None:
    for line, msgid in found:
        uses.setdefault(msgid, f"{path.relative_to(ROOT)}:{line}")


def _in_python(source: str) -> Iterator[tuple[int, Msgid]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            texts = [_constant(argument) for argument in node.args]
            yield from ((node.lineno, msgid) for msgid in _from_call(_name(node.func), texts))
        elif isinstance(node, ast.ClassDef):
            yield from _fact_sentence(node)


def _fact_sentence(node: ast.ClassDef) -> Iterator[tuple[int, Msgid]]:
    for statement in node.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        text = _constant(getattr(statement, "value", None))
        if text and any(isinstance(target, ast.Name) and target.id == FACT_SENTENCE for target in targets):
            yield statement.lineno, Msgid(text)


def _in_template(source: str) -> Iterator[tuple[int, Msgid]]:
    """Django turns a template into something that looks like Python; what matters in it are the calls."""
    text = templatize(source)
    for match in _CALL.finditer(text):
        texts: list[str | None] = [ast.literal_eval(literal) for literal in re.findall(_LITERAL, match[2])]
        line = text.count("\n", 0, match.start()) + 1
        yield from ((line, msgid) for msgid in _from_call(match[1], texts))


def _from_call(function: str, texts: list[str | None]) -> Iterator[Msgid]:
    """The msgid of a call with literal arguments; one with a variable translates what stands elsewhere."""
    if function not in FUNCTIONS:
        return
    context, singular, plural = (
        "" if at is None else texts[at] if at < len(texts) else None for at in FUNCTIONS[function]
    )
    if singular and context is not None and plural is not None:
        yield Msgid(singular, context, plural)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _constant(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
