"""Figures that a paper of ours carries: against the words around them, and against the records of today."""

from collections.abc import Iterator, Sequence

from bihuan.documents.checking.model import Finding, Kind, Known, Line, Place
from bihuan.documents.writing.carried import Carried, Spot


def figures_that_moved(lines: Sequence[Line], carried: Carried, known: Sequence[Known]) -> Iterator[Finding]:
    """Figures that somebody typed over, and figures whose records have changed since."""
    today = {figure.path: figure.text for figure in known}
    for figure in carried.figures:
        for spot in figure.spots:
            if spot.text != figure.told:
                words = f"数据被改动：{figure.label}，生成时写的是 {figure.told}，现在写的是 {spot.text}。"
                yield Finding(Kind.RECORD, words, (_place(lines, spot),))
        now = today.get(figure.path, figure.told)
        if now.lstrip("-") != figure.told.lstrip("-"):  # 减少18.6% tells −18.6
            day = f"（{carried.as_of}）" if carried.as_of else ""
            words = f"记录已变：{figure.label}，生成时{day}是 {figure.told}，记录现为 {now}。"
            places = tuple(_place(lines, spot) for spot in figure.spots) or (Place(0, 0, 0),)
            yield Finding(Kind.RECORD, words, places)


def _place(lines: Sequence[Line], spot: Spot) -> Place:
    """The spot in the lines of the checker: the paragraph may have been split at soft breaks."""
    text = spot.paragraph.strip()
    indent = len(spot.paragraph) - len(spot.paragraph.lstrip())
    for line in lines:
        if line.shown == text:
            return line.place(spot.start - indent, spot.start - indent + len(spot.text))
    return Place(0, 0, 0)
