"""Official papers in Word: the measures of GB/T 9704 in the file itself, figures that travel, rendered pages."""

import io
import re
import zipfile
from datetime import date

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from lxml import etree

from bihuan.documents.checking import Kind, Known, check
from bihuan.documents.errors import Unreadable
from bihuan.documents.writing import (
    Addressee,
    Body,
    Break,
    Grid,
    Heading,
    Imprint,
    Masthead,
    Note,
    Paper,
    Signed,
    Stated,
    Title,
    carried_by,
    preview,
    write,
)
from bihuan.documents.writing import geometry as g
from bihuan.documents.writing.titles import lines_of

DAY = date(2030, 6, 12)
ISSUES = Stated("rectify.issues_registered", "问题总数", 52, "52")
RATE = Stated("rectify.rate", "整改率", 6923, "69.23%")
LINE = "某" * g.CHARACTERS


def paper(*blocks: object, landscape: bool = False) -> Paper:
    return Paper("situation", "关于整改情况的报告", "某区教委", "trial", DAY, blocks, landscape=landscape)  # type: ignore[arg-type] # shorter in tests


WHOLE = paper(
    Masthead("某区教育委员会文件", "某教〔2030〕3号"),
    Title("关于整改情况的报告"),
    Addressee("区委："),
    Heading(1, "一、总体情况"),
    Body(("共梳理问题", ISSUES, "个，整改率", RATE, "；再说一遍，问题", ISSUES, "个。")),
    Heading(2, "（一）做法"),
    Heading(3, "1.学习"),
    Heading(4, "（1）原文"),
    Grid((("序号", "问题"),), tuple((str(n), ("第", ISSUES, "之一")) for n in range(1, 41)), (1, 5), "问题台账"),
    Note(("注：<合计>&“引号”。",)),
    Signed("某区教委", DAY),
    Imprint("各学校", "办公室", DAY),
    Break(),
    Body((LINE * g.LINES * 2,)),
)


@pytest.fixture(scope="module")
def written() -> bytes:
    return write(WHOLE)


def part(content: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def test_page_and_pitch_are_those_of_the_standard(written: bytes) -> None:
    section = docx.Document(io.BytesIO(written)).sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    sides += (section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side is not None] == [210, 297, 37, 35, 28, 26]
    styles = part(written, "word/styles.xml")
    body = next(s for s in styles.iter(qn("w:style")) if s.get(qn("w:styleId")) == "BhBody")
    spacing = body.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("578", "exact")
    assert body.find(f"{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val")) == "-5"
    assert body.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val")) == "32"
    assert body.find(f"{qn('w:pPr')}/{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"


def test_nothing_overrides_the_exact_pitch(written: bytes) -> None:
    """A document grid or widow control would move lines: 22 a page is a matter of tenths of a point."""
    assert b"docGrid" not in zipfile.ZipFile(io.BytesIO(written)).read("word/document.xml")
    styles = part(written, "word/styles.xml")
    ours = [s for s in styles.iter(qn("w:style")) if str(s.get(qn("w:styleId"))).startswith("BhHeading")]
    assert len(ours) == 4
    for style in ours:
        assert style.find(f"{qn('w:pPr')}/{qn('w:snapToGrid')}").get(qn("w:val")) == "0"


@pytest.mark.parametrize(
    ("style", "face"),
    [
        ("BhTitle", "方正小标宋简体"),
        ("BhHeading1", "黑体"),
        ("BhHeading2", "楷体_GB2312"),
        ("BhHeading3", "仿宋_GB2312"),
    ],
)
def test_levels_bear_their_faces_and_their_fall_backs(written: bytes, style: str, face: str) -> None:
    styles = part(written, "word/styles.xml")
    element = next(s for s in styles.iter(qn("w:style")) if s.get(qn("w:styleId")) == style)
    assert next(element.iter(qn("w:rFonts"))).get(qn("w:eastAsia")) == face
    fonts = {f.get(qn("w:name")): f.find(qn("w:altName")) for f in part(written, "word/fontTable.xml")}
    assert fonts[face].get(qn("w:val")).count(",") >= 2


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(written: bytes) -> None:
    package = zipfile.ZipFile(io.BytesIO(written))
    footers = [package.read(n).decode() for n in package.namelist() if re.fullmatch(r"word/footer\d\.xml", n)]
    assert len(footers) == 2
    assert {re.search(r'<w:jc w:val="(\w+)"', f)[1] for f in footers if " PAGE " in f and "— " in f} == {
        "left",
        "right",
    }  # type: ignore[index] # a missing match fails the test
    assert b"evenAndOddHeaders" in package.read("word/settings.xml")


def test_tables_repeat_their_head_and_keep_rows_whole(written: bytes) -> None:
    table = next(part(written, "word/document.xml").iter(qn("w:tbl")))
    rows = table.findall(qn("w:tr"))
    assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
    assert abs(sum(widths) - g.PORTRAIT.text_width) <= len(widths)


def test_a_lying_sheet_turns_its_margins(written: bytes) -> None:
    section = docx.Document(io.BytesIO(write(paper(Title("台账"), landscape=True)))).sections[0]
    assert section.page_width is not None
    assert section.top_margin is not None
    assert (round(section.page_width.mm), round(section.top_margin.mm)) == (297, 28)


def test_words_of_people_cannot_break_the_file() -> None:
    nasty = "a\x0b\x00<w:p>&amp;\ud800]]>\n第二行"
    document = docx.Document(
        io.BytesIO(write(paper(Title(nasty), Body((nasty,)), Grid((("甲",),), ((nasty,),), (1,)))))
    )
    assert document.paragraphs[0].text == "a<w:p>&amp;]]>\n第二行"
    assert document.tables[0].cell(1, 0).text == "a<w:p>&amp;]]>\n第二行"


# ---------------------------------------------------------------- figures that travel


def test_figures_travel_with_their_places(written: bytes) -> None:
    carried = carried_by(written)
    assert carried is not None
    assert (carried.origin, carried.as_of, carried.kind) == ("trial", "2030-06-12", "situation")
    issues, rate = carried.figures
    assert (issues.path, issues.label, issues.told, len(issues.spots)) == (ISSUES.path, "问题总数", "52", 42)
    assert {spot.text for spot in issues.spots} == {"52"}
    assert rate.spots[0].text == "69.23%"


def written_again(content: bytes, old: str, new: str) -> bytes:
    """What a person does in Word: another number in the same place."""
    document = docx.Document(io.BytesIO(content))
    body = next(p for p in document.paragraphs if p.text.startswith("共梳理"))
    next(run for run in body.runs if run.text == old).text = new
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_figure_that_was_changed_by_hand_shows(written: bytes) -> None:
    carried = carried_by(written_again(written, "52", "53"))
    assert carried is not None
    assert [spot.text for spot in carried.figures[0].spots][:2] == ["53", "52"]
    spot = carried.figures[0].spots[0]
    assert spot.paragraph[spot.start :].startswith("53个")


def test_the_checker_compares_what_a_paper_carries(written: bytes) -> None:
    as_then = [Known(ISSUES.path, "问题总数", 52), Known(RATE.path, "整改率", 6923, told="69.23%")]
    assert not check(written, name="a.docx", known=as_then, isolated=False).findings
    report = check(written, name="a.docx", known=[Known(ISSUES.path, "问题总数", 51)], isolated=False)
    (finding,) = report.findings
    assert (finding.kind, report.words(finding.places[0])) == (Kind.RECORD, "52")
    assert "51" in finding.sentence
    changed = written_again(written, "52", "53")
    (finding,) = check(changed, name="a.docx", known=as_then, isolated=False).findings
    assert "改动" in finding.sentence


def test_papers_of_others_carry_nothing() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    assert carried_by(stream.getvalue()) is None
    assert carried_by(b"plain text") is None


def test_a_damaged_paper_says_so(written: bytes) -> None:
    with pytest.raises(Unreadable):
        carried_by(written[: len(written) // 2])


# ---------------------------------------------------------------- pages


def test_without_libreoffice_the_message_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "office", lambda: None)
    with pytest.raises(Unreadable, match="LibreOffice"):
        preview.pdf_of(b"")


@pytest.mark.skipif(preview.office() is None, reason="LibreOffice is not installed; the measures are tested above")
def test_rendered_pages_have_22_lines_of_28_characters(written: bytes) -> None:
    with pdfplumber.open(io.BytesIO(preview.pdf_of(written))) as pdf:
        texts = [(page.extract_text() or "").splitlines() for page in pdf.pages]
        letters = pdf.pages[-2].chars
    full = next(lines for lines in texts if sum("某某" in line for line in lines) >= g.LINES)
    running = [line for line in full if "某" in line]
    assert len(running) == g.LINES
    assert max(len(line) for line in running) == g.CHARACTERS
    left, top = min(char["x0"] for char in letters), min(char["top"] for char in letters)
    assert left / 72 * 25.4 == pytest.approx(28, abs=1)
    assert top / 72 * 25.4 == pytest.approx(37, abs=3)  # the pitch leaves air above the first line
    assert re.search(r"—\s?1\s?—", "\n".join(texts[0]))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于整改进展情况的报告", ["关于整改进展情况的报告"]),
        ("关于先进性教育活动“回头看”进展情况的报告", ["关于先进性教育活动", "“回头看”进展情况的报告"]),
        ("“群众路线教育实践活动满意度测评”问卷调查报告", ["“群众路线教育实践活动满意度测评”", "问卷调查报告"]),
    ],
)
def test_long_titles_break_between_words(title: str, lines: list[str]) -> None:
    assert lines_of(title) == lines


def test_no_signature_stands_alone_on_its_page() -> None:
    signed = write(paper(Title("报告"), Body(("最后一段。",)), Signed("办公室", date(2030, 1, 1))))
    lines = list(part(signed, "word/document.xml").iter(qn("w:p")))
    kept = [line.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for line in lines[-4:]]
    assert kept == [True, True, True, False]  # the paragraph, a blank line, the office; the day ends it
