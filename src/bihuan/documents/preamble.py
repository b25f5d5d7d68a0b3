"""What titles and the lines above a table say about everything below: the year, the unit, who leads."""

import re
from collections.abc import Iterable

from bihuan.documents.columns import guess
from bihuan.documents.model import Field, Meaning, Position

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?!度)")
_DATED_LINE = re.compile(
    r"(?:填报|填表|制表|制定|汇总|报送|上报|统计|更新|编制|截至|截止)?(?:日期|时间)[:：]\s*((?:19|20)\d{2})\s*[年./-]"
)
_LABELLED = re.compile(
    r"(?P<label>[\u4e00-\u9fff\s\u3000（）()]{2,16})[:：]\s*(?P<value>[^\s\u3000:：]+(?:[、，,][^\s\u3000:：]+)*)"
)
_FIRST_LEADS = re.compile(
    r"(?:列|排)在?(?:第一位|首位|第一)(?:的|者)?(?:部门|单位|科室|股室|处室)?(?:者)?(?:为|是)牵头|首位为牵头|第一个为牵头"
)

TITLE_LINES = 3
LONGEST_TITLE = 80
"""Longer lines are running text: the years in it tell when something happened."""


def stated_year(title: Iterable[str], beneath: Iterable[str]) -> int | None:
    """The year for deadlines that name none: from the title, else from the date of filling in.

    A 年度 in a title is the year of the meeting or audit, not of the work that follows from it.
    """
    for line in title:
        if len(line) <= LONGEST_TITLE and not line.endswith("。") and (found := _YEAR.search(line)):
            return int(found[1])
    for line in beneath:
        if len(line) <= LONGEST_TITLE and (found := _DATED_LINE.search(line)):
            return int(found[1])
    return None


def unit_above(lines: Iterable[tuple[str, Position]]) -> Field[str | None] | None:
    """The responsible unit where a line above the table names it (责任科室：…)."""
    for text, position in lines:
        for found in _LABELLED.finditer(text):
            named = guess(found["label"])
            if named and named.meaning in {Meaning.UNITS, Meaning.LEAD_UNIT}:
                return Field(found["value"], (position,), 0.85)
    return None


def first_leads(text: str) -> bool:
    """Whether the document says that the first unit of a list leads (列第一位者为牵头单位，下同)."""
    return bool(_FIRST_LEADS.search(text))
