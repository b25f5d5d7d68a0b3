"""Excel there and back: nothing edited is nothing changed; what was edited is found cell by cell, conflicts included."""

from io import BytesIO

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bihuan.audit.selectors import history
from bihuan.common.workflow import Refused
from bihuan.ledger.exports import write_workbook
from bihuan.ledger.imports.returned import Comparison, compare
from bihuan.ledger.models import Issue, SupportingUnit
from bihuan.ledger.services.registering import IssueDetails, edit_wording, register
from tests import walk
from tests.world import World

WORDS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), min_size=1, max_size=60
).filter(str.strip)


def exported(world: World) -> bytes:
    with write_workbook(Issue.objects.order_by("number"), world.campaign) as file:
        return file.read()


def edited(content: bytes, **cells: object) -> bytes:
    """The workbook after somebody wrote into cells; `E2="新的标题"`."""
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        book.active[place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def held(world: World, content: bytes, **who: object) -> Comparison:
    return compare(content, name="台账.xlsx", campaign=world.campaign, viewer=who.get("viewer", world.office))


def cell(world: World, header: str, row: int = 2) -> str:
    """The address of a column by its header."""
    for each in load_workbook(BytesIO(exported(world))).active[1]:
        if each.value == header:
            return f"{each.column_letter}{row}"
    raise AssertionError(header)


@given(st.lists(st.tuples(WORDS, WORDS, st.text(max_size=40), WORDS), min_size=1, max_size=4))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_out_and_comes_back_is_the_same_ledger(world: World, lines) -> None:
    with transaction.atomic():
        for text, title, goal, deadline in lines:
            details = IssueDetails(title=title, goal=goal, deadline_text=deadline, category=world.category)
            register(world.campaign, text=text, details=details, by=world.office)
        found = held(world, exported(world))
        transaction.set_rollback(True)
    assert (found.rows, found.read, found.same) == ([], len(lines), len(lines))


def test_a_workbook_saved_by_another_program_is_still_the_same(world: World) -> None:
    walk.to_started(world)
    walk.to_closed(world)
    found = held(world, edited(exported(world)))
    assert (found.rows, found.read) == ([], 2)


def test_edits_are_found_by_cell_and_taken_by_the_ordinary_verbs(world: World, as_person) -> None:
    issue = walk.to_assigned(world)
    title, goal, helpers = cell(world, "标题"), cell(world, "整改目标"), cell(world, "配合单位")
    file = edited(exported(world), **{title: "补助迟发", goal: "按月发到卡上", helpers: ""})
    (row,) = held(world, file).rows
    assert {change.place: (change.new, change.conflict) for change in row.changes} == {
        title: ("补助迟发", False),
        goal: ("按月发到卡上", False),
        helpers: ("", False),
    }
    address = _upload(world, as_person, file)
    page = as_person(world.office).client.get(address).content.decode()
    assert page.count("checked") == 3
    as_person(world.office).client.post(f"{address}take/", {"cell": [title, goal, helpers]})
    issue.refresh_from_db()
    assert (issue.title, issue.goal) == ("补助迟发", "按月发到卡上")
    assert not SupportingUnit.objects.filter(issue=issue).exists()
    assert issue.original_text != issue.title
    assert {"ledger.wording_edited", "ledger.details_changed"} <= {event.kind for event in history(issue.stream)}
    assert held(world, file).rows == []  # the same file again changes nothing


def _upload(world: World, as_person, file: bytes) -> str:
    answer = as_person(world.office).post("ledger:returned", file=_named(file))
    assert answer.status_code == 302
    return answer["Location"]


def _named(content: bytes):
    file = BytesIO(content)
    file.name = "台账.xlsx"
    return file


def test_both_sides_changed_is_a_conflict_and_one_side_is_not(world: World) -> None:
    mine, theirs, both = walk.to_registered(world), walk.to_registered(world), walk.to_registered(world)
    written = exported(world)
    file = edited(written, **{cell(world, "标题", 2): "甲改", cell(world, "标题", 4): "丙改"})
    edit_wording(theirs, title="系统改乙", reason="更准", by=world.office)
    edit_wording(both, title="系统改丙", reason="更准", by=world.office)
    found = {row.issue.pk: row.changes for row in held(world, file).rows}
    assert set(found) == {mine.pk, both.pk}  # what only the ledger changed is not taken back
    assert [change.conflict for change in found[mine.pk]] == [False]
    assert [(change.old, change.conflict) for change in found[both.pk]] == [("系统改丙", True)]


@pytest.mark.parametrize(
    ("header", "value"), [("状态", "已销号"), ("销号日期", "2026-03-01"), ("进度", 100), ("存在问题", "别的问题")]
)
def test_what_has_a_door_of_its_own_is_told_and_never_taken(world: World, header: str, value: object) -> None:
    issue = walk.to_started(world)
    (row,) = held(world, edited(exported(world), **{cell(world, header): value})).rows
    assert row.changes == ()
    assert header in row.notes[0]
    issue.refresh_from_db()
    assert issue.status == "rectifying"


def test_a_word_that_nobody_knows_refuses_the_whole_file(world: World, as_person) -> None:
    first, second = walk.to_registered(world), walk.to_registered(world)
    title, category = cell(world, "标题", 2), cell(world, "类别", 3)
    address = _upload(world, as_person, edited(exported(world), **{title: "新标题", category: "没有这一类"}))
    answer = as_person(world.office).client.post(f"{address}take/", {"cell": [title, category]})
    assert answer.status_code == 409
    assert "没有这一类" in answer.content.decode()
    first.refresh_from_db()
    assert first.title != "新标题"
    faults = as_person(world.office).client.get(f"{address}faults/")
    (_head, line) = load_workbook(BytesIO(b"".join(faults.streaming_content))).active.iter_rows(values_only=True)
    assert line[1] == second.label
    assert "没有这一类" in line[2]


def test_rows_without_an_issue_are_told(world: World) -> None:
    walk.to_registered(world)
    number = cell(world, "系统编号")
    (row,) = held(world, edited(exported(world), **{number: 999_999})).rows
    assert row.issue is None
    assert "999999" in row.notes[0]
    (row,) = held(world, edited(exported(world), **{number: ""})).rows
    assert "新问题" in row.notes[0]
    twice = load_workbook(BytesIO(exported(world)))
    twice.active.append([each.value for each in twice.active[2]])
    out = BytesIO()
    twice.save(out)
    assert all("好几行" in row.notes[0] for row in held(world, out.getvalue()).rows)


def test_an_issue_out_of_sight_is_not_there(world: World) -> None:
    walk.to_registered(world)
    file = edited(exported(world), **{cell(world, "标题"): "看不到的"})
    (row,) = held(world, file, viewer=world.zone_liaison).rows
    assert (row.issue, row.changes) == (None, ())


@pytest.mark.parametrize("content", [b"", "问题,单位\n补助没发,计财科\n".encode()])
def test_another_file_is_answered_with_what_to_do(world: World, content: bytes) -> None:
    with pytest.raises(Refused):
        held(world, content)
