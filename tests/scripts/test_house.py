"""The steps of a set-up: done once, done again when their inputs change, and clear when they fail."""

import sys
from pathlib import Path

import pytest
from script.house import browser, data, front_end, steps, test
from script.house.steps import Failed


@pytest.fixture
def work():
    """Work that counts how often it was done."""
    calls: list[int] = []

    def do() -> str:
        calls.append(1)
        return "done"

    do.calls = calls
    return do


def test_a_step_is_done_once_and_again_when_an_input_changes(tmp_path, work):
    source, stamp = tmp_path / "source", tmp_path / "made" / "stamp"
    source.write_text("one")
    assert steps.once(stamp, [source, "3.11"], work) == "done"
    assert steps.once(stamp, [source, "3.11"], work) == "up to date"
    source.write_text("two")
    assert steps.once(stamp, [source, "3.11"], work) == "done"
    assert steps.once(stamp, [source, "3.12"], work) == "done"
    stamp.unlink()
    assert steps.once(stamp, [source, "3.12"], work) == "done"
    assert len(work.calls) == 4


def test_a_step_that_fails_is_not_taken_for_done(tmp_path, work):
    def fail() -> str:
        raise Failed("no network")

    with pytest.raises(Failed):
        steps.once(tmp_path / "stamp", ["input"], fail)
    assert steps.once(tmp_path / "stamp", ["input"], work) == "done"


def test_two_lists_of_inputs_never_look_alike(tmp_path):
    assert steps.digest(["ab", "c"]) != steps.digest(["a", "bc"])


def test_a_failed_command_says_what_it_means_and_shows_its_last_words():
    program = [sys.executable, "-c", "print('first\\nlast'); raise SystemExit(3)"]
    with pytest.raises(Failed) as failure:
        steps.call(program, sentence="The moon could not be reached.")
    text = str(failure.value)
    assert text.startswith("The moon could not be reached.")
    assert text.endswith("last")


def test_a_failure_is_a_sentence_and_exit_code_1(capsys):
    def work(_words):
        raise Failed("It rains.")

    with pytest.raises(SystemExit) as ended:
        steps.main(work)
    assert ended.value.code == 1
    assert "It rains." in capsys.readouterr().err


def test_stamps_of_a_lost_database_are_void(tmp_path, monkeypatch, work):
    monkeypatch.setattr(data, "DATA", tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    database = tmp_path / "bihuan.sqlite3"
    database.touch()
    assert steps.once(data._stamp("tables"), ["x"], work) == "done"
    assert steps.once(data._stamp("tables"), ["x"], work) == "up to date"
    database.unlink()
    assert steps.once(data._stamp("tables"), ["x"], work) == "done"


@pytest.fixture
def path_with(tmp_path, monkeypatch):
    """A PATH on which only the given programs stand."""

    def make(**programs: str) -> Path:
        for name, text in programs.items():
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\necho {text}\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        return tmp_path

    front_end.node.cache_clear()
    yield make
    front_end.node.cache_clear()


def test_a_node_that_is_new_enough_is_used(path_with):
    home = path_with(node="v20.19.1", npm="11.0.0")
    assert front_end.node() == front_end.Node(home / "node", (home / "npm",))


@pytest.mark.parametrize("programs", [{}, {"node": "v20.18.3", "npm": "10.0.0"}, {"node": "v24.1.0"}])
def test_an_old_node_or_one_without_npm_is_replaced_by_the_wheel(path_with, monkeypatch, programs):
    path_with(**programs)
    monkeypatch.setattr(front_end, "_from_wheel", lambda: "wheel")
    assert front_end.node() == "wheel"


def test_without_root_a_missing_chromium_is_a_sentence(path_with, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("HOME", str(path_with()))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(Failed, match="apt-get install chromium fonts-noto-cjk"):
        browser.chromium()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("30 passed in 52.92s", (30, 0)),
        ("2 failed, 28 passed, 1 skipped, 3 errors in 52.92s (0:01:02)", (28, 5)),
        ("1 error in 0.3s", (0, 1)),
        ("ERROR: usage", (0, 0)),
    ],
)
def test_the_counts_are_read_from_the_last_line(line, expected):
    assert test.counts(line) == expected


def test_the_report_ends_with_the_counts(capsys):
    good = test.Outcome("types", good=True, seconds=1.0, passed=0, failed=0)
    bad = test.Outcome("PostgreSQL", good=False, seconds=2.0, passed=7, failed=1)
    assert test.report([good]) == 0
    assert test.report([good, bad]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "7 passed, 1 failed"
