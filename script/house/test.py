"""`script/test`: set up, run every check whatever the others say, end with a table and one line of counts.

With arguments: one quick pytest run on SQLite with them, for instance `script/test tests/ledger -k closing`.
"""

import os
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from script.house import browser, data, front_end, steps, venv
from script.house.steps import ROOT, Failed, step

BIN = venv.VENV / "bin"
PYTEST = (str(venv.PYTHON), "-m", "pytest")

# Each as it is typed by hand.
RULES = {
    "ruff format": (str(BIN / "ruff"), "format", "--check", "."),
    "ruff": (str(BIN / "ruff"), "check", "."),
    "import contracts": (str(BIN / "lint-imports"),),
    "templates": (str(BIN / "djlint"), "--lint", "src"),
    "types": (str(BIN / "mypy"),),
    "catalogues": (str(venv.PYTHON), "-m", "script.house.messages", "check"),
    "migrations": (str(BIN / "django-admin"), "makemigrations", "--check", "--dry-run"),
}
# Engines, house rules and scripts know no database, reading a file neither; the large demonstration only repeats what
# the services' own tests and the small one ask of PostgreSQL, and what pages say is read once, since the matrix of
# permissions draws every one of them there too.
ONCE = (
    *("timetable", "triage", "documents", "architecture", "scripts", "ui", "browser", "demo/test_qijiang.py"),
    *("ledger/imports/test_trying_out.py", "ledger/imports/test_reviewing.py"),
    *("ledger/pages/test_forms.py", "ledger/pages/test_issue.py", "supervision/pages"),
)
WITHOUT_TABLES = (*(f"--ignore=tests/{name}" for name in ONCE), "--ignore-glob=*_pages.py")
TOGETHER = ("-n", "2", "--dist", "worksteal")
"""Two workers, each with a half in one piece, so that what a folder needs is mostly made once; then they help."""
TESTS = {
    "SQLite and the browser": (*PYTEST, *TOGETHER),
    "PostgreSQL": (*PYTEST, *TOGETHER, "--pg", *WITHOUT_TABLES),
}
"""The browser runs beside the rest: while a page is awaited the other worker has both cores."""
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True)
class Outcome:
    """How one check went. `passed` and `failed` count tests; a rule that is broken counts as one failure."""

    name: str
    good: bool
    seconds: float
    passed: int
    failed: int


def set_up() -> None:
    """Everything that the checks need, but for the browser."""
    step("Virtual environment", venv.environment)
    step("Python packages", lambda: venv.packages("base"))
    step("Tools", lambda: venv.packages("dev"))
    step("Front-end packages", front_end.install)
    step("Front end", front_end.build)
    step("Chinese catalogues", data.messages)


def main(words: Sequence[str]) -> int:
    """Run everything, or pytest with the given words."""
    os.environ.update(ENVIRONMENT)
    began = time.monotonic()
    set_up()
    ready = Outcome("set-up", good=True, seconds=time.monotonic() - began, passed=0, failed=0)
    if words:
        if any("browser" in word for word in words):
            step("Chromium", browser.chromium)
        os.chdir(ROOT)
        os.execv(venv.PYTHON, [*PYTEST, *words])
    return report([ready, *check_rules(), *run_tests()])


def check_rules() -> Iterator[Outcome]:
    """The rules of the house, two at a time; only a broken one shows what it has to say."""

    def check(name: str) -> tuple[Outcome, str]:
        began = time.monotonic()
        done = subprocess.run(
            RULES[name], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        good = done.returncode == 0
        return Outcome(name, good, time.monotonic() - began, 0, 0 if good else 1), done.stdout

    with ThreadPoolExecutor(max_workers=2) as pool:
        for outcome, output in pool.map(check, RULES):
            print(f"\n── {outcome.name}: {'good' if outcome.good else 'BROKEN'}", flush=True)
            if not outcome.good:
                print(output)
            yield outcome


def run_tests() -> Iterator[Outcome]:
    """The tests, each run with both cores to itself."""
    for name, command in TESTS.items():
        print(f"\n── {name}", flush=True)
        began = time.monotonic()
        try:
            if "browser" in name:
                browser.chromium()
            good, passed, failed = _run_tests(command)
        except Failed as failure:
            print(failure)
            good, passed, failed = False, 0, 1
        yield Outcome(name, good, time.monotonic() - began, passed, failed)


def _run_tests(command: Sequence[str]) -> tuple[bool, int, int]:
    """Run pytest under the eyes of the caller; whether it was content, and how many passed and failed."""
    last = ""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            last = line if line.strip() else last
    good = running.returncode == 0
    passed, failed = counts(last)
    if not good and not failed:  # it did not even come to its own summary
        failed = 1
    return good, passed, failed


def counts(summary: str) -> tuple[int, int]:
    """Passed and failed of pytest's last line; an error in a fixture is a failure."""

    def count(words: str) -> int:
        return sum(int(number) for number in re.findall(rf"(\d+) (?:{words})\b", summary))

    return count("passed"), count("failed|errors?")


def report(outcomes: Sequence[Outcome]) -> int:
    """Print the table, and the counts as the last line."""
    print("\n  check                      seconds")
    for outcome in outcomes:
        print(f"{'✓' if outcome.good else '✗'} {outcome.name:<24}{outcome.seconds:10.1f}")
    passed, failed = sum(outcome.passed for outcome in outcomes), sum(outcome.failed for outcome in outcomes)
    print(f"\n{passed} passed, {failed} failed")
    return 0 if all(outcome.good for outcome in outcomes) else 1


if __name__ == "__main__":
    steps.main(main)
