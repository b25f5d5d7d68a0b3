"""The dry run: names are matched, doubts are spoken with their cells, nothing is written and nothing is dropped."""

from datetime import date

import pytest

from bihuan.common.workflow import Refused
from bihuan.documents import DraftRecord, Field, Meaning, Position
from bihuan.ledger.directory import directory_of
from bihuan.ledger.imports import Corrections, rows, try_out
from bihuan.ledger.models import Issue
from bihuan.ledger.services.deadlines import deadline_columns
from tests.ledger.imports.conftest import HEADS, workbook
from tests.world import plant

PLAIN = (
    1,
    "203",
    "群众反映强烈的利益问题",
    "寄宿生补助发放不及时",
    "计财科",
    "学生资助中心",
    "计财科负责人",
    "1.核对名单。2.补发到卡。",
    "2026年5月底前",
    "正在整改",
    "",
)


def dry(world, *rows, heads=HEADS, **corrections):
    return try_out(
        workbook(*rows, heads=heads), name="台账.xlsx", campaign=world.campaign, corrections=Corrections(**corrections)
    )


def sentences(row):
    return [(note.place.rpartition("!")[2], note.sentence) for note in row.notes]


def test_a_plain_row_is_understood_whole(world):
    (row,) = dry(world, PLAIN).rows
    issue = row.issue
    assert (issue.text, issue.lead, issue.supporting) == ("寄宿生补助发放不及时", world.finance, (world.aid_centre.pk,))
    assert issue.responsible == ((world.head.pk, ""),)
    assert [measure.text for measure in issue.measures] == ["核对名单", "补发到卡"]
    assert (issue.due, issue.category) == (date(2026, 5, 31), world.category.pk)
    assert sentences(row) == []
    assert not Issue.objects.exists()


def test_what_no_field_holds_is_kept_with_its_cell(world):
    row = (*PLAIN[:9], "正在整改", "另见会议纪要")
    cells = {(cell.place.rpartition("!")[2], cell.text) for cell in dry(world, row).rows[0].issue.cells}
    assert {("A2", "1"), ("B2", "203"), ("J2", "正在整改"), ("K2", "另见会议纪要")} <= cells


def test_an_outside_number_finds_its_level(world):
    level = world.campaign.terms.create(taxonomy="outside_level", code="city", name="市级")
    level.name = "市"
    level.save()
    assert dry(world, PLAIN).rows[0].issue.outside_numbers == ((level.pk, "203"),)


@pytest.mark.parametrize(
    ("column", "value", "cell", "words"),
    [
        (4, "财务科", "E2", "财务科"),
        (2, "从没见过的类别", "C2", "从没见过的类别"),
        (8, "条件成熟后", "I2", "条件成熟后"),
        (8, "2026年2月底前", "I2", "2026-02-28"),
        (9, "已销号", "J2", "已销号"),
    ],
)
def test_every_doubt_is_a_sentence_with_its_cell(world, column, value, cell, words):
    row = list(PLAIN)
    row[column] = value
    found = sentences(dry(world, row).rows[0])
    assert any(place == cell and words in sentence for place, sentence in found), found


def test_a_nearby_name_is_suggested_and_taken_only_when_a_person_says_so(world):
    row = (*PLAIN[:4], "计财", *PLAIN[5:])
    first = dry(world, row)
    assert first.rows[0].issue.lead is None
    (unknown,) = first.unknown_units
    assert (unknown.name, unknown.alike[0]) == ("计财", world.finance)
    assert dry(world, row, units={"计财": world.finance.pk}).rows[0].issue.lead == world.finance


def test_a_unit_outside_the_campaign_cannot_be_chosen(world):
    row = (*PLAIN[:4], "外区教委", *PLAIN[5:])
    assert dry(world, row, units={"外区教委": world.elsewhere.pk}).rows[0].issue.lead is None


def test_two_units_of_one_name_are_not_guessed(world):
    plant("中心小学", under=world.third_zone)
    row = (*PLAIN[:4], "中心小学", *PLAIN[5:])
    issue = dry(world, row).rows[0]
    assert issue.issue.lead is None
    assert "2" in sentences(issue)[0][1]


def test_a_row_without_a_problem_is_reported_not_dropped(world):
    place = Position(sheet="台账", cell="D9")
    reader = rows.Reader(world.campaign, directory_of(world.campaign))
    row = reader.row(DraftRecord(position=place, problem=Field("", (place,), 0.0)))
    assert row.issue is None
    assert sentences(row)[0][0] == "D9"


def test_a_line_that_is_no_issue_is_told_with_its_cell(world):
    tried = dry(world, PLAIN, (2, "", "", "", "计财科", "", "", "逐校公示名单", "5月底前", "", ""))
    assert tried.importable == 1
    assert any("A3" in warning.sentence for warning in tried.reading.warnings)


def test_columns_mean_what_a_person_says(world):
    heads = (*HEADS[:3], "情况", *HEADS[4:])
    corrected = dry(world, PLAIN, heads=heads, columns={"情况": Meaning.PROBLEM})
    assert corrected.rows[0].words == "寄宿生补助发放不及时"
    beside = dry(world, PLAIN, columns={"整改措施": None}).rows[0].issue
    assert beside.measures == ()
    assert any("核对名单" in cell.text for cell in beside.cells)


def test_the_same_meaning_twice_costs_one_reading(world, monkeypatch):
    read = []
    monkeypatch.setattr(
        rows, "deadline_columns", lambda *args, **kwargs: read.append(1) or deadline_columns(*args, **kwargs)
    )
    dry(world, *(PLAIN for _ in range(5)))
    assert len(read) == 1


def test_a_file_that_cannot_be_read_says_why(world):
    with pytest.raises(Refused) as refused:
        try_out(b"PK\x03\x04 nothing", name="坏.xlsx", campaign=world.campaign)
    assert refused.value.reasons[0]


def test_a_file_without_issues_says_what_is_needed(world):
    with pytest.raises(Refused):
        try_out(workbook(("无", "无"), heads=("甲", "乙")), name="空.xlsx", campaign=world.campaign)


def test_pairs_from_the_address_are_read_and_nonsense_is_left_out():
    read = Corrections.of(["存在|问题|problem", "备注|-", "x|nonsense", "broken"], ["计财|7", "甲|", "|3"])
    assert read.columns == {"存在|问题": Meaning.PROBLEM, "备注": None}
    assert read.units == {"计财": 7}
