"""Small pieces of WordprocessingML as text: long tables are written ten times faster than element by element."""

import re
from xml.sax.saxutils import escape, quoteattr

from bihuan.documents.writing import geometry as g

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f'xmlns:w="{NAMESPACE}"'

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold; they come in through pasted texts."""


def clean(text: str) -> str:
    """The text as XML may hold it."""
    return escape(_FORBIDDEN.sub("", text))


def run(text: str, properties: str = "") -> str:
    """Text in one format; line ends become soft breaks."""
    pieces = clean(text).replace("\r\n", "\n").split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def paragraph(style: str, inner: str, properties: str = "") -> str:
    """A paragraph of one of the styles of `styles`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def face(name: str, size: int, *, colour: str = "") -> str:
    """Fonts, size in half-points, colour: what a run or a style says of its letters."""
    fonts = f'<w:rFonts w:ascii="{g.LATIN}" w:hAnsi="{g.LATIN}" w:eastAsia={quoteattr(name)} w:cs="{g.LATIN}"/>'
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{fonts}{tint}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
