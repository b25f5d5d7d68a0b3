"""What a workbook template may not hold: nothing in it may run, compute or fetch when somebody opens the export."""

import re
import zipfile

from bihuan.documents.errors import Unreadable
from bihuan.documents.formats.guard import MB, check_size, check_zip
from bihuan.documents.writing.books.package import DAMAGED, parsed, q, sheets
from bihuan.documents.writing.templates import EXTERNAL, LINK

LARGEST = 5 * MB
LARGEST_UNPACKED = 30 * MB

_PARTS = (
    (r"vbaProject|vbaData|macrosheets/|dialogsheets/|customUI", "含有宏"),
    (r"externalLinks/|connections\.xml|queryTables/|webextensions/|xl/model/", "引用了外部数据"),
    (r"activeX/|embeddings/|ctrlProps/", "含有嵌入对象或控件"),
    (r"pivotTables/|pivotCache/|slicers?/|xl/tables/", "含有透视表或“表格”对象，请转换为普通区域"),
)
_REACHES = re.compile(r"\[|\||\b(?:WEBSERVICE|CALL|REGISTER|EXEC|HYPERLINK|IMPORT\w*|RTD|INDIRECT)\s*\(", re.IGNORECASE)
_AREA = re.compile(r"(?:(?:'[^']+'|[^'!(,]+)!)?\$?[A-Z]{0,3}\$?\d*(?::\$?[A-Z]{0,3}\$?\d*)?")


def accept(content: bytes) -> None:
    """Raises `Unreadable` with a sentence that names what is refused and where it stands."""
    check_size(content)
    if not content.startswith(b"PK"):
        raise Unreadable("unknown", "这不是 Excel 工作簿（.xlsx），请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
    if len(content) > LARGEST:
        raise Unreadable("too_large", f"模板超过 {LARGEST // MB} MB，请删去图片和数据、只留表样后再上传。")
    package = check_zip(content)
    if sum(info.file_size for info in package.infolist()) > LARGEST_UNPACKED:
        raise Unreadable("bomb", "模板解压后过大，已拒绝。请只留表样后再上传。")
    for name in package.namelist():
        _check_part(package, name)
    found = sheets(package)
    if not found:
        raise Unreadable("unknown", "这不是 Excel 工作簿（.xlsx），请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
    for name, part in found.items():
        _check_sheet(name, _read(package, part))
    _check_names(_read(package, "xl/workbook.xml"))


def _read(package: zipfile.ZipFile, part: str) -> bytes:
    try:
        return package.read(part)
    except Exception as error:  # zipfile and its codecs raise whatever a broken part makes them raise
        raise Unreadable("damaged", DAMAGED) from error


def _check_part(package: zipfile.ZipFile, name: str) -> None:
    for pattern, what in _PARTS:
        if re.search(pattern, name, re.IGNORECASE):
            raise Unreadable("active", f"模板{what}（{name}），已拒绝。请删去后另存为 .xlsx 再上传。")
    if name == "[Content_Types].xml" and b"macroEnabled" in _read(package, name):
        raise Unreadable("active", "模板是启用宏的格式，已拒绝。请另存为不含宏的 .xlsx。")
    if name.endswith(".rels") and EXTERNAL.search(LINK.sub(b"", _read(package, name))):
        raise Unreadable("external", f"模板引用了外部文件（{name}），打开时会向外请求，已拒绝。请删去引用。")


def _check_sheet(name: str, xml: bytes) -> None:
    """No formula in a cell; rules of colours and choices may compare, but reach nothing outside."""
    sheet = parsed(xml)
    for formula in sheet.iter(q("f")):
        cell = formula.getparent()
        place = cell.get("r", "") if cell is not None else ""
        raise Unreadable("formula", f"模板工作表“{name}”的 {place} 有公式，已拒绝。请改成文字或留空后再上传。")
    for tag in ("formula", "formula1", "formula2"):
        for rule in sheet.iter(q(tag)):
            if _REACHES.search(rule.text or ""):
                raise Unreadable(
                    "formula", f"模板工作表“{name}”的条件格式或下拉选项引用了外部内容，已拒绝。请删去该规则。"
                )


def _check_names(xml: bytes) -> None:
    """A name stands for an area; one that computes can call programs (the macros of Excel 4)."""
    for one in parsed(xml).iter(q("definedName")):
        text = (one.text or "").strip()
        if not all(_AREA.fullmatch(area.strip()) for area in text.split(",")) and text != "#REF!":
            raise Unreadable(
                "formula", f"模板的名称“{one.get('name', '')}”不是单元格区域，已拒绝。请在名称管理器中删去。"
            )
