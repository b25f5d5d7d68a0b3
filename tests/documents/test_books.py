"""An office's own form: its look stays, its rows are ours, and nothing in it may run or fetch."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from bihuan.documents.columns import guess
from bihuan.documents.errors import Unreadable
from bihuan.documents.writing.books import RUNNING, Form, Shape, accept, fill, shape_of

LINE = Side(style="thin")
FIELDS = {"campaign.name": "甲&乙活动", "count": "3"}


def form_of_office(body: int = 3) -> Workbook:
    """Title, a header of two rows with merged groups, `body` blank lines with borders, a line of signatures."""
    book = Workbook()
    page = book.active
    page.title = "整改 台账"
    page["A1"] = "{{ campaign.name }}问题整改台账（共{{ count }}项）"
    page.merge_cells("A1:G1")
    heads = {
        "A2": "序号",
        "B2": "存在问题",
        "D2": "责任",
        "D3": "牵头单位",
        "E3": "责任人",
        "F2": "整改时限",
        "G2": "备注",
    }
    for place, words in heads.items():
        page[place] = words
    for area in ("A2:A3", "B2:C3", "D2:E2", "F2:F3", "G2:G3"):
        page.merge_cells(area)
    for row in range(2, 4 + body):
        for column in "ABCDEFG":
            cell = page[f"{column}{row}"]
            cell.border, cell.alignment = Border(LINE, LINE, LINE, LINE), Alignment(wrap_text=True)
            if row < 4:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", "DDDDDD")
            elif column == "B":
                cell.font = Font(name="仿宋", size=14)
    if body:
        page.merge_cells("B4:C4")
    foot = 4 + body
    page[f"A{foot}"] = "填表人："
    page.merge_cells(f"A{foot}:C{foot}")
    page.print_area = f"A1:G{foot}"
    page.page_setup.paperSize, page.page_setup.orientation = 8, "landscape"
    page.column_dimensions["B"].width = 44
    page.freeze_panes = "A4"
    choice = DataValidation(type="list", formula1='"甲科,乙科"')
    page.add_data_validation(choice)
    choice.add("D4:D6")
    return book


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def shaped(content: bytes) -> Shape:
    accept(content)
    return shape_of(content, "表.xlsx", knows=lambda words: guess(words) is not None)


def filled(content: bytes, rows: list[tuple[object, ...]]) -> Workbook:
    shape = shaped(content)
    names = ("id", "problem", "lead", "due")
    form = Form(
        shape.sheet,
        shape.bottom,
        shape.last,
        {0: RUNNING, 1: "problem", 3: "lead", 5: "due"},
        names,
        {"id": "系统编号"},
    )
    stream = io.BytesIO()
    assert fill(stream, content, form, rows, FIELDS) == len(rows)  # type: ignore[arg-type] # texts and numbers
    return load_workbook(stream)


ROWS: list[tuple[object, ...]] = [(70 + n, f"问题{n}<&>", "计财科", "=1+1") for n in range(5)]


def test_header_and_body_are_found_by_their_words() -> None:
    shape = shaped(saved(form_of_office()))
    assert (shape.top, shape.bottom, shape.last) == (1, 2, 5)
    assert [head.words for head in shape.heads] == [
        "序号",
        "存在问题",
        "责任 / 牵头单位",
        "责任 / 责任人",
        "整改时限",
        "备注",
    ]
    assert shape.placeholders == ("campaign.name", "count")


def test_the_look_of_the_form_is_kept_and_its_rows_are_written() -> None:
    book = filled(saved(form_of_office()), ROWS)
    page = book["整改 台账"]
    assert page["A1"].value == "甲&乙活动问题整改台账（共3项）"
    assert [cell.value for cell in page[4]][:6] == [1, "问题0<&>", None, "计财科", None, "=1+1"]
    assert page["F4"].data_type == "s"  # words, whatever they begin with
    assert (page["A8"].value, page["B8"].font.name, page["B8"].border.left.style) == (5, "仿宋", "thin")
    assert page["A9"].value == "填表人："
    merged = {str(area) for area in page.merged_cells.ranges}
    assert {"A1:G1", "B2:C3", "D2:E2", "B4:C4", "B8:C8", "A9:C9"} <= merged
    assert (page.print_area, page.print_title_rows) == ("'整改 台账'!$A$1:$G$9", "$1:$3")
    assert (page.page_setup.paperSize, page.column_dimensions["B"].width, page.freeze_panes) == (8, 44, "A4")
    assert str(page.data_validations.dataValidation[0].sqref) == "D4:D8"
    assert (page["H3"].value, page["H8"].value, page.column_dimensions["H"].hidden) == ("系统编号", 74, True)
    assert book.defined_names["_bihuan_lead"].attr_text == "'整改 台账'!$D$3"
    assert "&P" in page.oddFooter.center.text


@pytest.mark.parametrize("body", [0, 1])
def test_a_form_without_lines_gets_lines_like_its_header(body: int) -> None:
    page = filled(saved(form_of_office(body)), ROWS[:2])["整改 台账"]
    cell = page["B5"]
    assert (cell.value, cell.border.left.style, bool(cell.font.bold)) == ("问题1<&>", "thin", False)
    assert page["A6"].value == "填表人："


def test_a_list_of_nothing_keeps_one_blank_line() -> None:
    page = filled(saved(form_of_office()), [])["整改 台账"]
    assert page["A4"].value is None
    assert page["A5"].value == "填表人："


# ---------------------------------------------------------------- hostile workbooks


def with_part(name: str, content: bytes = b"<x/>") -> bytes:
    stream = io.BytesIO(saved(form_of_office()))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return stream.getvalue()


def with_formula() -> bytes:
    book = form_of_office()
    book.active["G4"] = "=HYPERLINK(A1)"
    return saved(book)


def with_rule() -> bytes:
    book = form_of_office()
    book.active.conditional_formatting.add("A4:A9", FormulaRule(formula=['WEBSERVICE("http://a")=1']))
    return saved(book)


def with_name() -> bytes:
    book = form_of_office()
    book.defined_names["Auto_Open"] = DefinedName("Auto_Open", attr_text='CALL("k","e")')
    return saved(book)


EXTERNAL = (
    b'<Relationships><Relationship Id="r" Type="x/image" Target="http://a/b" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (with_part("xl/vbaProject.bin"), "宏"),
        (with_part("xl/externalLinks/externalLink1.xml"), "外部数据"),
        (with_part("xl/embeddings/oleObject1.bin"), "嵌入对象"),
        (with_part("xl/worksheets/_rels/sheet9.xml.rels", EXTERNAL), "外部文件"),
        (with_part("xl/media/a.xml", b"0" * (9 << 20)), "解压"),
        (with_part("xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "实体"),
        (with_formula(), "G4 有公式"),
        (with_rule(), "外部内容"),
        (with_name(), "Auto_Open"),
        (b"PK\x03\x04broken", "损坏"),
        ("序号,问题".encode(), "xlsx"),
        (saved(Workbook()), "表头"),
    ],
)
def test_what_could_run_or_fetch_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        shaped(content)
    assert said in refusal.value.sentence
