"""From the neutral source to lines with unified punctuation, each character at its old place."""

import re

from bihuan.documents.checking.model import Line
from bihuan.documents.source import Grid, Paragraph, Source

_UNIFIED = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "％": "%",
        "．": ".",
        "(": "（",
        ")": "）",
        ";": "；",
        ":": "：",
        "∶": "：",
        "\xa0": " ",
        "\u3000": " ",
        "﹪": "%",
    }
)
_COMMA = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")
"""A comma that does not group thousands."""


def lines_of(source: Source) -> tuple[Line, ...]:
    """The running text and, cell by cell, what tables say in sentences."""
    found: list[Line] = []
    numbered = source.format == "txt"
    for block in source.blocks:
        if isinstance(block, Paragraph):
            position = block.position(lines=numbered)
            found.append(Line(len(found), block.text, unified(block.text), position, block.heading))
        else:
            found += _cells(block, len(found))
    return tuple(found)


def _cells(grid: Grid, start: int) -> list[Line]:
    """Each cell a line of its own."""
    cells = [
        (text, grid.position(row, column))
        for row, texts in enumerate(grid.rows)
        for column, text in enumerate(texts)
        if text.strip()
    ]
    return [Line(start + n, text, unified(text), position) for n, (text, position) in enumerate(cells)]


def unified(text: str) -> str:
    """Full-width brackets and punctuation, half-width digits; as long as before."""
    text = _COMMA.sub("，", text.translate(_UNIFIED))
    if '"' not in text:
        return text
    pieces = text.split('"')
    return "".join(piece + ("“" if n % 2 == 0 else "”") for n, piece in enumerate(pieces[:-1])) + pieces[-1]
