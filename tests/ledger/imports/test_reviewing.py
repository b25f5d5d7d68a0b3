"""The review: every field beside its place in the document, mended fields and rows left out count in the import."""

from io import BytesIO

import pytest
from django.core import signing
from django.urls import reverse
from openpyxl import load_workbook

from bihuan.documents import read
from bihuan.files.models import StoredFile
from bihuan.files.services import store
from bihuan.ledger.imports import Corrections
from bihuan.ledger.imports.mending import MENDABLE, Mended, said
from bihuan.ledger.imports.reviewing import document, review
from bihuan.ledger.models import Issue
from tests.ledger.imports.conftest import workbook

pytestmark = pytest.mark.django_db

HEADS = ("序号", "存在问题", "整改措施", "牵头单位", "整改时限")
ROWS = (
    ("1", "补助发放不及时", "1.补发补助\n2.按月公示", "计财科", "2026年4月底前"),
    ("2", "校服价格不公开", "公开价格", "没有这个单位", "长期坚持"),
    ("3", "食堂账目不清", "按周公布", "学生资助中心", "2026年5月"),
)


@pytest.fixture
def sheet():
    return store(BytesIO(workbook(*ROWS, heads=HEADS)).getvalue(), name="台账.xlsx")


def upload(world, as_person) -> str:
    file = BytesIO(workbook(*ROWS, heads=HEADS))
    file.name = "台账.xlsx"
    return as_person(world.office).post("ledger:import", file=file)["Location"]


def test_each_field_leads_to_a_place_of_the_document(world, sheet) -> None:
    anchors = {cell.anchor: cell.text for block in document(sheet) for row in block.rows for cell in row}
    dry, rows = review(world.campaign, sheet, Corrections(), shown=10)
    assert dry.count == 3
    found = {one.row.words: one for one in rows}
    for words, measures in ((row[1], row[2]) for row in ROWS):
        fields = {one.name: one for one in found[words].fields}
        assert anchors[fields["problem"].places[0][0]] == words
        assert anchors[fields["measures"].places[0][0]] == measures
    assert found["校服价格不公开"].doubtful
    assert rows[0].row.words == "校服价格不公开"  # doubtful ones first


def test_the_page_draws_document_and_records(world, as_person) -> None:
    page = as_person(world.office).client.get(f"{upload(world, as_person)}review/").content.decode()
    assert 'id="at-' in page
    assert 'href="#at-' in page
    assert page.count('name="accept"') == 3


def test_what_is_mended_and_left_out_counts(world, as_person) -> None:
    token = upload(world, as_person).rstrip("/").rsplit("/", 1)[1]
    _dry, rows = review(world.campaign, _file(token), Corrections(), shown=10)
    place = {one.row.words: one.row.place for one in rows}
    sent = {
        "rows": "3",
        "shown": list(place.values()),
        "accept": [place["补助发放不及时"], place["校服价格不公开"]],
        f"fix|{place['校服价格不公开']}|lead_unit": "计财科",
        f"fix|{place['校服价格不公开']}|measures": "公开价格\r\n接受监督",
        f"fix|{place['补助发放不及时']}|problem": "补助发放不及时",
    }
    done = as_person(world.office).client.post(reverse("ledger:import-run", args=[token]), sent)["Location"]
    issues = {issue.original_text: issue for issue in Issue.objects.select_related("lead_unit")}
    assert set(issues) == {"补助发放不及时", "校服价格不公开"}
    assert issues["校服价格不公开"].lead_unit == world.finance
    assert [m.text for m in issues["校服价格不公开"].measures.order_by("position")] == ["公开价格", "接受监督"]
    assert [m.text for m in issues["补助发放不及时"].measures.order_by("position")] == ["补发补助", "按月公示"]

    page = as_person(world.office).client.get(done).content.decode()
    assert "食堂账目不清" in page
    assert "校服价格不公开" not in page
    answer = as_person(world.office).client.get(f"{done}left-out/")
    head, line = load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True)
    assert head[2:] == HEADS
    assert line == ("整改台账!B4", "核对时未勾选。", *ROWS[2])
    assert as_person(world.liaison).client.get(done).status_code == 404


def _file(token: str) -> StoredFile:
    return StoredFile.objects.get(pk=signing.loads(token, salt="ledger.import")[0])


def test_a_field_that_nobody_touched_stays_as_it_was_read() -> None:
    records = read(workbook(*ROWS, heads=HEADS), name="台账.xlsx").records
    untouched = [f"{one.position}|{name}|{said(one, name)}" for one in records for name in MENDABLE]
    assert list(Mended.of(untouched, ()).over(records)) == list(records)


def test_a_form_can_name_no_other_field() -> None:
    assert Mended.of(["A2|position|x", "A2|confidence|1", "A2", "A2|problem|a|b"], ()).fields == {
        "A2": {"problem": "a|b"}
    }


def test_what_a_column_means_is_remembered_for_the_office(world, as_person) -> None:
    heads = ("编号", "存在问题", "整改时限", "甲栏")
    first = workbook(("1", "补助迟发", "2026年4月底前", "计财科"), heads=heads)
    address = _sent(world, as_person, first, "一月.xlsx")
    page = as_person(world.office).client
    page.post(f"{address}run/", {"rows": "1", "map": ["甲栏|lead_unit"]})
    assert Issue.objects.get().lead_unit == world.finance

    second = _sent(world, as_person, workbook(("1", "食堂账目不清", "2026年5月", "计财科"), heads=heads), "二月.xlsx")
    assert '甲栏|lead_unit" selected' in page.get(second).content.decode()
    corrected = page.get(second, {"map": "甲栏|-"}).content.decode()
    assert '甲栏|-" selected' in corrected  # what is said now wins over memory


def _sent(world, as_person, content: bytes, name: str) -> str:
    file = BytesIO(content)
    file.name = name
    return as_person(world.office).post("ledger:import", file=file)["Location"]
