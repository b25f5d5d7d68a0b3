"""The styles of official papers, put in place of those that python-docx brings."""

from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bihuan.documents.writing import geometry as g
from bihuan.documents.writing.xml import W, face

_LOOSE = '<w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
_FIXED = f'{_LOOSE}<w:spacing w:before="0" w:after="0" w:line="{g.PITCH}" w:lineRule="exact"/>'
_DRAWN = f'<w:spacing w:val="{g.DRAWN_TOGETHER}"/>'
_TWO_IN = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_CENTRED = '<w:jc w:val="center"/>'
_TABLE = f'{_LOOSE}<w:spacing w:before="20" w:after="20" w:line="300" w:lineRule="exact"/>'


def _style(name: str, shown: str, paragraph: str, letters: str, *, outline: int | None = None) -> str:
    """One paragraph style; letters are spaced as the standard's 28 characters a line ask, except in tables."""
    level = f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    return (
        f'<w:style {W} w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{shown}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}{level}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _letters(font: str, size: int = g.BODY, colour: str = "") -> str:
    """Order as the schema asks: fonts, colour, spacing, size."""
    fonts, _, rest = face(font, size, colour=colour).partition("<w:sz ")
    return f"{fonts}{_DRAWN}<w:sz {rest}"


STYLES = (
    _style("BhTitle", "公文标题", f"{_FIXED}{_CENTRED}", _letters(g.SONG, g.TITLE), outline=0),
    _style("BhBody", "公文正文", f'{_FIXED}{_TWO_IN}<w:jc w:val="both"/>', _letters(g.FANG)),
    _style("BhAddressee", "公文主送机关", f'{_FIXED}<w:jc w:val="left"/>', _letters(g.FANG)),
    _style("BhHeading1", "公文一级标题", f"<w:keepNext/>{_FIXED}{_TWO_IN}", _letters(g.HEI), outline=0),
    _style("BhHeading2", "公文二级标题", f"<w:keepNext/>{_FIXED}{_TWO_IN}", _letters(g.KAI), outline=1),
    _style("BhHeading3", "公文三级标题", f"<w:keepNext/>{_FIXED}{_TWO_IN}", _letters(g.FANG), outline=2),
    _style("BhHeading4", "公文四级标题", f"<w:keepNext/>{_FIXED}{_TWO_IN}", _letters(g.FANG), outline=3),
    _style(
        "BhSigned",
        "公文署名",
        f'{_FIXED}<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>',
        _letters(g.FANG),
    ),
    _style("BhNumber", "公文发文字号", f"{_FIXED}{_CENTRED}", _letters(g.FANG)),
    _style(
        "BhMasthead",
        "公文发文机关标志",
        f'{_LOOSE}<w:spacing w:before="240" w:after="240"/>{_CENTRED}',
        face(g.SONG, g.MASTHEAD, colour="C00000"),
    ),
    _style("BhNote", "公文附注", f"{_TABLE}", face(g.FANG, 24)),
    _style("BhCaption", "公文表题", f"<w:keepNext/>{_TABLE.replace('300', '480')}{_CENTRED}", face(g.HEI, 28)),
    _style("BhCell", "公文表格", f'{_TABLE}<w:jc w:val="left"/>', face(g.FANG, g.TABLE)),
    _style("BhCellHead", "公文表头", f"{_TABLE}{_CENTRED}", face(g.HEI, g.TABLE)),
    _style("BhPage", "公文页码", '<w:snapToGrid w:val="0"/>', face("宋体", g.PAGE_NUMBER)),
)


_PAGE_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def put_in_place(document: Document, page: g.Page) -> None:
    """Styles, page, page numbers and fall-backs of a new document."""
    styles = document.styles.element
    for xml in STYLES:
        styles.append(parse_xml(xml))
    document.styles["Normal"].font.size = Pt(g.BODY / 2)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")  # else full stops are set in the middle of their square
    _set_page(document, page)
    _number_pages(document)
    _name_fall_backs(document)


def _set_page(document: Document, page: g.Page) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.footer_distance = Mm(page.bottom - 7 - 5)  # 一字线上距版心下边缘 7 mm; the line of the number is 5 mm high
    properties = section._sectPr  # noqa: SLF001 - python-docx offers neither grid nor direction of the sheet
    if page.width > page.height:
        section.orientation = WD_ORIENTATION.LANDSCAPE
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)  # a grid would override the exact pitch


def _number_pages(document: Document) -> None:
    """— 1 —, at the right on odd and at the left on even pages, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side, indent in (
        (section.footer, "right", 'w:rightChars="100" w:right="280"'),
        (section.even_page_footer, "left", 'w:leftChars="100" w:left="280"'),
    ):
        footer.is_linked_to_previous = False
        known = footer.paragraphs[0]._p  # noqa: SLF001 - replaced as a whole
        known.getparent().replace(
            known,
            parse_xml(
                f'<w:p {W}><w:pPr><w:pStyle w:val="BhPage"/><w:ind {indent}/><w:jc w:val="{side}"/></w:pPr>'
                f'<w:r><w:t xml:space="preserve">— </w:t></w:r>{_PAGE_FIELD}'
                '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
            ),
        )


def _name_fall_backs(document: Document) -> None:
    """Write the table of fonts: each official face with those that may stand in for it."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, others in g.FALL_BACKS.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {W}>{fonts}</w:fonts>'
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = xml.encode()  # noqa: SLF001 - a part that python-docx keeps as bytes
