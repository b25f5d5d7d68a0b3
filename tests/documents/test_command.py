"""`bihuan ingest FILE`, without the database."""

import json
from pathlib import Path

import pytest

from bihuan.cli.main import main
from tests.documents.books import HEADER, book, row

LONG = "值班记录缺页，交接签字不全"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(book(("台账", [[*HEADER, "经办窗口"], [*row(1, LONG, 整改时限="2030年9月底前"), "三号窗"]])))
    return path


def test_json_for_machines(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "--json", str(ledger)]) == 0
    answer = json.loads(capsys.readouterr().out)
    (record,) = answer["records"]
    assert record["deadline_date"] == "2030-09-30"
    assert record["positions"]["problem"] == ["台账!B2"]
    assert record["extras"] == [{"header": "经办窗口", "value": "三号窗"}]


def test_a_summary_for_people(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(ledger)]) == 0
    shown = capsys.readouterr().out
    assert "读出 1 条问题" in shown
    assert "经办窗口" in shown


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04broken")
    assert main(["ingest", str(broken)]) == 1
    assert "已损坏" in capsys.readouterr().err
    assert main(["ingest", str(tmp_path / "没有.xlsx")]) == 1
