"""The rules of the house that no linter knows. Exemptions name their reason."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "bihuan"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
SCRIPTS = sorted((SOURCE / "ui" / "frontend").rglob("*.js"))
STATES = [path for path in MODULES if path.name == "states.py"]

FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES, SCRIPT_LINES = 400, 40, 120, 120

WRITES_STATUS: dict[str, str] = {
    "common/workflow.py": "the one place",
    "jobs/services.py": "a job is claimed by a conditional update of its own, with a lease",
}
"""Files that may write a column called `status` or `state`."""


@cache
def tree(path: Path) -> ast.Module:
    """The module, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """The file as people call it."""
    return path.relative_to(SOURCE).as_posix()


def steps_declared() -> set[str]:
    """Names bound to a `Step(...)` in a states.py."""
    return {
        target.id
        for path in STATES
        for node in tree(path).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id == "Step"
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def doors() -> Iterator[tuple[str, str]]:
    """(step, function that takes it): a step named as an argument of a call, inside a service."""
    steps = steps_declared()
    for path in MODULES:
        if "services" not in name(path):
            continue
        for function in ast.walk(tree(path)):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _called(call) in {"move", "_review", "_rule", "_look_back"}:
                    for argument in call.args:
                        if isinstance(argument, ast.Name) and argument.id in steps:
                            yield f"{name(path).split('/')[0]}:{argument.id}", f"{name(path)}:{function.name}"


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def test_one_arrow_one_door() -> None:
    """A step is taken by exactly one service in the product.

    TAKE_PLAN steps are moved beside the issue's own; `MARKS` of a measure is a table of three steps behind one door.
    """
    taken: dict[str, set[str]] = defaultdict(set)
    for step, door in doors():
        taken[step].add(door)
    several = {step: where for step, where in taken.items() if len(where) > 1 and step not in TWO_DOORS}
    assert several == {}
    never = steps_declared() - {step.split(":")[1] for step in taken} - BEHIND_A_TABLE
    assert never == set()


TWO_DOORS = {
    "ledger:REPLACE_PLAN": "the plan stage itself replaces a returned draft; an approved one is replaced by approval",
}
BEHIND_A_TABLE = {"MARK_OPEN", "MARK_MOSTLY_DONE", "MARK_DONE"}


def offences(path: Path) -> Iterator[str]:
    """Each place where a module writes `x.status = …` or `update(status=…)`; creating a row starts it where it starts."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            mirrors = isinstance(node.value, ast.Attribute) and node.value.attr == "status"
            wrote = any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets)
            if wrote and not mirrors:
                yield f"{name(path)}:{node.lineno} writes status"
        if isinstance(node, ast.Call) and _called(node) in {"update", "bulk_update"}:
            yield from (f"{name(path)}:{node.lineno} updates it" for word in node.keywords if word.arg == "status")


def test_status_is_written_in_one_place() -> None:
    found = [one for path in MODULES if name(path) not in WRITES_STATUS for one in offences(path)]
    assert found == []


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Every function and method of the product."""
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def test_files_and_functions_are_short() -> None:
    lines = {name(path): path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    assert {path: count for path, count in lines.items() if count > FILE_LINES} == {}
    lengths = {f"{name(path)}:{one.name}": (one.end_lineno or one.lineno) - one.lineno + 1 for path, one in functions()}
    assert {function: count for function, count in lengths.items() if count > FUNCTION_LINES} == {}


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{name(path)}:{node.lineno}"
        for path, function in functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


SCRIPT_OR_STYLE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(src=|type=\"application/json\"))")


def test_templates_are_short_and_bear_no_script_or_style() -> None:
    texts = {name(path): path.read_text(encoding="utf-8") for path in TEMPLATES}
    assert [path for path, text in texts.items() if text.count("\n") > TEMPLATE_LINES] == []
    assert [path for path, text in texts.items() if SCRIPT_OR_STYLE.search(text)] == []
    assert texts


def test_modules_of_the_front_end_are_short() -> None:
    long = {name(path): path.read_text(encoding="utf-8").count("\n") for path in SCRIPTS}
    assert {path: lines for path, lines in long.items() if lines > SCRIPT_LINES} == {}
    assert SCRIPTS


CLASS = re.compile(r"\bbh-[a-z0-9-]*[a-z0-9](?![a-z0-9-]|{)")
"""A class of the house, whole: one that ends in a value is looked for in no template."""


def test_every_class_in_a_template_means_something() -> None:
    """A class without a rule is a slip of the pen, or left over."""
    sheets = (SOURCE / "ui" / "frontend").rglob("*.css")
    known = {one for path in [*sheets, *SCRIPTS] for one in CLASS.findall(path.read_text(encoding="utf-8"))}
    used = {
        (one, name(path))
        for path in TEMPLATES
        for words in re.findall(r'\bclass="([^"]*)"', path.read_text(encoding="utf-8"))
        for one in CLASS.findall(words)
    }
    assert sorted((one, where) for one, where in used if one not in known) == []
    assert known


WRITING = {"create", "bulk_create", "get_or_create", "update_or_create", "delete"}


def test_views_write_nothing_themselves() -> None:
    """A view calls one service; it has no `.save(`, `.create(`, `.update(` or `.delete(` on a queryset."""
    wrote = [
        f"{name(path)}:{node.lineno} writes {node.func.attr}()"
        for path in MODULES
        if "/views" in name(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in WRITING and not _is_session(node.func)
    ]
    assert wrote == []


def _is_session(function: ast.Attribute) -> bool:
    return "session" in ast.unparse(function.value) or "response" in ast.unparse(function.value)


def test_no_file_is_called_utils() -> None:
    assert [name(path) for path in MODULES if path.stem in {"utils", "helpers", "misc"}] == []


def test_common_stays_a_handful_of_small_files() -> None:
    assert len([path for path in MODULES if name(path).startswith("common/")]) <= 9
