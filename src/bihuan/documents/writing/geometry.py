"""Measures of GB/T 9704-2012 for A4, and the two corrections that make them come out.

22 lines of 28 characters fill 156 × 225 mm only with a line pitch of 28.9 pt and characters drawn together by
0.25 pt: 22 × 29 pt is 0.2 pt more than 225 mm, and 28 × 16 pt is 5.8 pt more than 156 mm (counted in rendered pages).
"""

from dataclasses import dataclass

MM = 1440 / 25.4
"""Twentieths of a point in a millimetre."""


@dataclass(frozen=True, slots=True)
class Page:
    """Size and margins in millimetres."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def text_width(self) -> int:
        """Width of the type area in twentieths of a point."""
        return round((self.width - self.left - self.right) * MM)


PORTRAIT = Page(210, 297, top=37, bottom=35, left=28, right=26)
LANDSCAPE = Page(297, 210, top=28, bottom=26, left=37, right=35)
"""A table lying on its side: its head is at the binding edge, so the margins turn with the sheet."""

LINES, CHARACTERS = 22, 28

PITCH = 578
"""Line pitch, exact: 28.9 pt in twentieths."""
DRAWN_TOGETHER = -5
"""Character spacing: −0.25 pt in twentieths."""

BODY = 32
"""三号, in half-points."""
TITLE = 44
"""二号."""
TABLE = 21
"""五号: what fits a ledger of ten columns."""
PAGE_NUMBER = 28
"""四号."""
MASTHEAD = 72
"""36 pt: the standard leaves the size to the sender, below that of his superior."""

SONG, FANG, KAI, HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
LATIN = "Times New Roman"
FALL_BACKS = {
    SONG: "Source Han Serif SC,Noto Serif CJK SC,宋体,SimSun",
    FANG: "仿宋,FangSong,FandolFang,Noto Serif CJK SC",
    KAI: "楷体,KaiTi,AR PL KaitiM GB,Noto Serif CJK SC",
    HEI: "SimHei,Source Han Sans SC,Noto Sans CJK SC",
}
"""Faces that may stand in where the official ones are not installed; none is shipped."""
