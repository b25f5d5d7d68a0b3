"""Periods at the front of a line (3月：… · 4~12月：…): the timetable of plans without a deadline column."""

import re

from bihuan.documents.words import DASHES

_TO = rf"\s*(?:[{DASHES}]{{1,2}}|至|到)\s*"
_MONTH = (
    r"(?:\d{4}\s*年\s*)?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|元)\s*月"
    r"(?:份|底|初|末|中旬|上旬|下旬)?(?:\d{1,2}日)?"
)
_BARE = r"(?:\d{4}\s*年\s*)?\d{1,2}"
_PERIOD = re.compile(
    rf"(?P<period>全年|上半年|下半年|年底|每月|每季度|每学期|第?[一二三四]季度|(?:{_MONTH}|{_BARE}(?={_TO})){_TO}(?:{_MONTH})?|{_MONTH})(?P<tail>前)?\s*(?:[:：,，、]|\s|(?=[\u4e00-\u9fff《]))"
)


def leading_period(text: str) -> str | None:
    """The period that opens a line, as written; None where the line opens otherwise."""
    found = _PERIOD.match(text.strip())
    return (found["period"] + (found["tail"] or "")).strip() if found else None
