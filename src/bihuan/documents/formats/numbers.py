"""Cell values as the sheet shows them: dates and numbers under their number format."""

import re
from datetime import date, datetime, time

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[[^\]]*\]|(yyyy|yy|e|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm|上午/下午)|(.)',
    re.IGNORECASE,
)
_WEEKDAYS = "一二三四五六日"


def shown_date(value: datetime | date, number_format: str) -> str:
    """A date under a format such as yyyy"年"m"月"d"日" or yyyy/m/d; ISO where the format says nothing."""
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    section = _first_section(number_format)
    if not re.search(r"[ymd]", section, re.IGNORECASE) or section.lower() == "general":
        return moment.date().isoformat()
    out, after_hour = [], False
    for quoted, escaped, code, other in _TOKEN.findall(section):
        if code:
            out.append(_date_part(moment, code.lower(), after_hour=after_hour))
            after_hour = code.lower() in {"h", "hh"}
        else:
            out.append(quoted or escaped or ("" if other in "_*@" else other))
    return "".join(out).strip()


def _date_part(moment: datetime, code: str, *, after_hour: bool) -> str:
    if code in {"m", "mm"} and after_hour:
        return f"{moment.minute:02d}"
    parts = {
        "yyyy": str(moment.year),
        "e": str(moment.year),
        "yy": f"{moment.year % 100:02d}",
        "mmmm": f"{moment.month}月",
        "mmm": f"{moment.month}月",
        "mm": f"{moment.month:02d}",
        "m": str(moment.month),
        "dddd": f"星期{_WEEKDAYS[moment.weekday()]}",
        "ddd": f"周{_WEEKDAYS[moment.weekday()]}",
        "dd": f"{moment.day:02d}",
        "d": str(moment.day),
        "hh": f"{moment.hour:02d}",
        "h": str(moment.hour),
        "ss": f"{moment.second:02d}",
        "s": str(moment.second),
    }
    return parts.get(code, "")


def shown_number(value: float, number_format: str = "General") -> str:
    """A number under the common formats: decimals, thousands, percent; plain digits otherwise."""
    section = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.', "", _first_section(number_format))
    found = re.search(r"[#0,]*[0#](?:\.(0+)[#0]*)?(%)?", section)
    if not found or section.lower() == "general" or "E" in section.upper():
        return plain_number(value)
    percent = "%" in section
    decimals = len(found[1] or "")
    if not decimals and "." not in section and not percent and "0" not in section:
        return plain_number(value)
    text = f"{value * 100 if percent else value:{',' if ',' in section else ''}.{decimals}f}"
    return text + "%" if percent else text


def plain_number(value: float) -> str:
    """12.0 → 12, 27.7 → 27.7: the way General shows it, without the noise of binary fractions."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.10g}"


def shown(value: object, number_format: str = "General") -> str:
    """Any cell value as text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return shown_number(value, number_format)
    if isinstance(value, datetime | date):
        return shown_date(value, number_format)
    return "" if value is None else str(value)


def _first_section(number_format: str) -> str:
    """The part before the first semicolon: positive numbers and dates."""
    quoted = False
    for index, char in enumerate(number_format):
        if char == '"':
            quoted = not quoted
        if char == ";" and not quoted:
            return number_format[:index]
    return number_format
