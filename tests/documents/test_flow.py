"""What a child process tells of a file is, record for record, what is read in this process."""

from bihuan.documents import flow, read
from tests.documents.books import HEADER, book, deadlines, row

MATTERS = ("值班记录缺页，交接签字不全", "食堂饭菜凉，家长多次反映", "校车停靠点偏远，冬天天黑")
FILE = book(("整改台账（2026年）", [HEADER, *(row(n, matter) for n, matter in enumerate(MATTERS, start=1))]))


def test_both_ways_read_the_same() -> None:
    apart = read(FILE, name="台账.xlsx", deadline_reader=deadlines)
    assert apart == read(FILE, name="台账.xlsx", deadline_reader=deadlines, isolated=False)
    assert len(apart.records) == len(MATTERS)


def test_a_flow_may_be_left_before_its_end() -> None:
    with flow(FILE, name="台账.xlsx") as records:
        assert next(iter(records)).problem.value == MATTERS[0]
