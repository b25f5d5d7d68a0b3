"""`bihuan deadlines`: lines in, JSON lines out."""

import json
import subprocess
import sys

import pytest

CALL = [sys.executable, "-c", "from bihuan.cli.main import script; script()", "deadlines"]


def call(*args: str, text: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*CALL, *args], input=text, capture_output=True, check=False)


def test_one_object_a_line_in_order():
    done = call("--year", "2024", text="6月30日前\r\n\n15个工作日内\n".encode())
    assert done.returncode == 0
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"text": "6月30日前", "date": "2024-06-30", "flags": ["no_year"], "offset": None},
        {"text": "", "date": None, "flags": ["needs_review"], "offset": None},
        {"text": "15个工作日内", "date": None, "flags": ["relative"], "offset": [15, "workday"]},
    ]


def test_an_anchor_gives_relative_phrases_a_date():
    done = call("--year", "2024", "--anchor", "2024-03-01", text="15个工作日内".encode())
    assert json.loads(done.stdout)["date"] == "2024-03-22"


def test_no_input_gives_no_output():
    done = call("--year", "2024", text=b"")
    assert (done.returncode, done.stdout) == (0, b"")


def test_input_that_is_not_utf8_is_refused_with_a_sentence():
    done = call("--year", "2024", text="年底前".encode("gb18030"))
    assert done.returncode == 1
    assert done.stdout == b""
    assert "not UTF-8" in done.stderr.decode()


@pytest.mark.parametrize("args", [("--year", "24"), ("--year", "2024", "--anchor", "March"), ()])
def test_wrong_calls_are_refused(args: tuple[str, ...]):
    assert call(*args, text=b"").returncode == 2
