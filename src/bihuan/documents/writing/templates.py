"""Administrators' own Word templates: `{{ issue.title }}` in a docx, filled in a sandbox that reaches no Python.

What a template may do: name fields, repeat (`for`), choose (`if`), use the few filters of `FILTERS`. What it gets is
plain text, numbers and lists. Attributes of Python objects, calls, includes and imports are refused when the
template is uploaded, and again by the sandbox when it is filled; filling has limits of time and memory.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from docxtpl import DocxTemplate  # type: ignore[import-untyped] # it brings no types
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bihuan.documents.errors import Unreadable
from bihuan.documents.formats.guard import MB, check_zip

LARGEST_TEMPLATE = 5 * MB
LARGEST_UNPACKED = 50 * MB
LARGEST_RESULT = 40 * MB

Fields = Mapping[str, Any]
"""What a template may name: texts, numbers, lists and mappings of these, nothing else."""

_FORBIDDEN_PARTS = re.compile(
    r"vbaProject\.bin$|vbaData\.xml$|activeX/|embeddings/|\.(?:exe|dll|js|vbs|bat)$", re.IGNORECASE
)
_ACTIVE_FIELD = re.compile(
    rb"\b(?:INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE)\b(?=[^<]{0,200}</w:instrText>)"
    rb"|w:instr=\"[^\"]*\b(?:INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE)\b"
)
EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
LINK = re.compile(rb"<Relationship\b[^>]*/relationships/hyperlink[\"'][^>]*>", re.IGNORECASE)

_ALLOWED_NODES: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.Test,
    nodes.Add,
    nodes.Sub,
)
_ALLOWED_TESTS: Final = frozenset({"defined", "undefined", "none", "odd", "even", "number", "string"})
_MOST_NESTED: Final = 3
"""Loops inside loops: issues, their measures, their milestones."""


def _date(value: object) -> str:
    """2014-06-12 → 2014年6月12日."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", str(value))
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else str(value)


def _join(values: Sequence[object], mark: str = "、") -> str:
    """Texts of a list with a mark between them."""
    return str(mark)[:10].join(str(value) for value in values)


def _short(value: object, length: int = 20) -> str:
    """The first characters of a text."""
    text = str(value)
    return text if len(text) <= length else f"{text[: int(length) - 1]}…"


FILTERS = {
    "date": _date,
    "join": _join,
    "short": _short,
    "length": len,
    "default": lambda value, other="": value or other,
}
"""The only filters there are."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Names, loops and conditions; no globals, no calls, no attributes beyond the keys of mappings."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = dict(FILTERS)
        self.tests = {name: test for name, test in self.tests.items() if name in _ALLOWED_TESTS}

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - the signature of the library
        """`a.b` is the key `b` of the mapping `a`, and never an attribute."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - the signature of the library
        """A key of a mapping or a place in a list."""
        if isinstance(obj, Mapping) and isinstance(argument, str) and argument in obj:
            return obj[argument]
        if isinstance(obj, list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=str(argument))

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, ARG002 - as above
        """Nothing in a template is called, but for the loop's own helper that docxtpl does not use."""
        raise SecurityError("a template calls nothing")


# ---------------------------------------------------------------- accepting a template


def accept(content: bytes, sample: Fields) -> tuple[str, ...]:
    """Check an uploaded template and fill it once with `sample`; returns the names it uses.

    Raises `Unreadable` with a sentence that names what is refused and where it stands.
    """
    if len(content) > LARGEST_TEMPLATE:
        raise Unreadable("too_large", f"模板超过 {LARGEST_TEMPLATE // MB} MB，请删去图片后再上传。")
    _check_package(content)
    sources = list(_sources(content))
    names: set[str] = set()
    for part, source in sources:
        names |= _check_source(part, source)
    fill(content, sample)
    return tuple(sorted(names))


def _check_package(content: bytes) -> None:
    package = check_zip(content)
    infos = package.infolist()
    if sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise Unreadable("bomb", "模板解压后过大，已拒绝。")
    if "word/document.xml" not in {info.filename for info in infos}:
        raise Unreadable("unknown", "这不是 Word 文件（.docx），请用 Word 或 WPS 另存为 .docx 后再上传。")
    for info in infos:
        if _FORBIDDEN_PARTS.search(info.filename):
            raise Unreadable("active", f"模板中含有宏或嵌入对象（{info.filename}），已拒绝。请另存为不含宏的 .docx。")
        if info.filename.endswith((".xml", ".rels")):
            _check_part(info.filename, _read(package, info))


def _read(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        return package.read(info)
    except Exception as error:  # zipfile and its codecs raise whatever a broken part makes them raise
        raise Unreadable("damaged", "模板文件已损坏，请用 Word 或 WPS 打开、另存后再上传。") from error


def _check_part(name: str, xml: bytes) -> None:
    """Nothing that Word would fetch or run when it opens the paper; plain links may stand."""
    if EXTERNAL.search(LINK.sub(b"", xml)):
        raise Unreadable("external", f"模板引用了外部文件（{name}），打开时会向外请求，已拒绝。请改为嵌入或删去。")
    if _ACTIVE_FIELD.search(xml):
        raise Unreadable("active", f"模板中有会引入外部内容的域（{name}），已拒绝。请删去该域。")
    if b"macroEnabled" in xml and name == "[Content_Types].xml":
        raise Unreadable("active", "模板是启用宏的格式，已拒绝。请另存为不含宏的 .docx。")


def _sources(content: bytes) -> Iterator[tuple[str, str]]:
    """The template text of body, headers and footers, as it will be filled."""
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.init_docx()
        yield "正文", template.patch_xml(template.get_xml())
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            for _, part in template.get_headers_footers(uri):
                yield "页眉页脚", template.patch_xml(template.get_part_xml(part))
    except Exception as error:  # python-docx and lxml raise whatever a broken part makes them raise
        raise Unreadable("damaged", "模板文件已损坏，请用 Word 或 WPS 打开、另存后再上传。") from error


def _check_source(part: str, source: str) -> set[str]:
    """Only the nodes that a form letter needs; the names that the template takes from its fields."""
    try:
        tree = Sandbox().parse(source)
    except TemplateSyntaxError as error:
        raise Unreadable("syntax", f"模板{part}中的占位写法有误：{error.message}。请核对花括号是否成对。") from error
    for node in tree.find_all(nodes.Node):
        _check_node(part, node)
    _check_nesting(part, tree, 0)
    stored = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
    return {node.name for node in tree.find_all(nodes.Name)} - stored


def _check_node(part: str, node: nodes.Node) -> None:
    if not isinstance(node, _ALLOWED_NODES):
        raise _refused(part, type(node).__name__)
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise _refused(part, f"|{node.name}")
    if isinstance(node, nodes.Test) and node.name not in _ALLOWED_TESTS:
        raise _refused(part, f"is {node.name}")
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise _refused(part, f".{node.attr}")
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and node.value.startswith("__"):
        raise _refused(part, node.value)
    if isinstance(node, nodes.For) and node.recursive:
        raise _refused(part, "recursive")


def _check_nesting(part: str, node: nodes.Node, depth: int) -> None:
    if isinstance(node, nodes.For):
        depth += 1
        if depth > _MOST_NESTED:
            raise Unreadable("loops", f"模板{part}中循环套了 {depth} 层，最多 {_MOST_NESTED} 层。")
        if not isinstance(node.iter, nodes.Name | nodes.Getattr):
            raise _refused(part, "for")
    for child in node.iter_child_nodes():
        _check_nesting(part, child, depth)


def _refused(part: str, what: str) -> Unreadable:
    return Unreadable(
        "expression",
        f"模板{part}中的写法“{what}”不允许：只能写字段名、for 循环、if 判断和列明的过滤器。请改用字段表中的字段。",
    )


# ---------------------------------------------------------------- filling


def fill(content: bytes, fields: Fields) -> bytes:
    """The template with its fields filled in. Raises `Unreadable` with a sentence."""
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.render(plain(fields), jinja_env=Sandbox(), autoescape=True)
        stream = io.BytesIO()
        template.save(stream)
    except UndefinedError as error:
        raise Unreadable("unknown_field", f"模板用了没有的字段：{error.message}。请对照字段表更正。") from error
    except SecurityError as error:
        raise Unreadable("expression", "模板试图执行程序，已拒绝。") from error
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        raise Unreadable("syntax", f"模板无法填写：{error}。请核对占位写法。") from error
    if stream.tell() > LARGEST_RESULT:
        raise Unreadable("bomb", "按模板写成的文件过大，已停止。")
    return stream.getvalue()


def plain(value: Any) -> Any:  # noqa: ANN401 - texts, numbers, lists and mappings, whatever their depth
    """Plain data only: whatever else comes along is turned into text before a template sees it."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if value is None or isinstance(value, bool | int | float):
        return "" if value is None else value
    return str(value)
