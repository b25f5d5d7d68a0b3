"""Days that offices name instead of writing a date: 元旦, 五一, 十一, 春节 …

Days of the lunar calendar come from a table (2003 to 2035, each checked against the new moon computed
for Beijing time); a year outside it has no date, and the phrase then asks for one.
"""

from datetime import date

SOLAR: dict[str, tuple[int, int]] = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "五四": (5, 4),
    "六一": (6, 1),
    "儿童节": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "建军节": (8, 1),
    "教师节": (9, 10),
    "十一": (10, 1),
    "国庆": (10, 1),
}
"""Name → (month, day)."""

_FIRST_YEAR = 2003
_LUNAR: dict[str, str] = {
    "春节": (
        "0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 "
        "0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208"
    ),
    "端午": (
        "0604 0622 0611 0531 0619 0608 0528 0616 0606 0623 0612 0602 0620 0609 0530 0618 0607 "
        "0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605 0624 0612 0601 0620 0610"
    ),
    "中秋": (
        "0911 0928 0918 1006 0925 0914 1003 0922 0912 0930 0919 0908 0927 0915 1004 0924 0913 "
        "1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912 1001 0919 0908 0927 0916"
    ),
}
NAMES: tuple[str, ...] = (*SOLAR, *_LUNAR)


def festival(name: str, year: int) -> date | None:
    """The day of a named festival in a year; None where the almanac of this module does not reach."""
    if name in SOLAR:
        month, day = SOLAR[name]
        return date(year, month, day)
    days = _LUNAR[name].split()
    if not 0 <= year - _FIRST_YEAR < len(days):
        return None
    entry = days[year - _FIRST_YEAR]
    return date(year, int(entry[:2]), int(entry[2:]))
