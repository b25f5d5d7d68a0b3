"""Charts of the desk, as data for the front end; the same figures stand beside them in words."""

from django.utils.formats import date_format
from django.utils.translation import pgettext

from bihuan.desk.selectors.course import Course

INK, SEAL = "#4f4a42", "#a5231d"


def trend(course: Course) -> dict[str, object]:
    """What was registered and what was closed, as two lines that carry their own names."""
    lines = (
        (pgettext("figure", "registered"), course.registered, INK),
        (pgettext("figure", "closed"), course.closed, SEAL),
    )
    return {
        "animation": False,
        "grid": {"left": 40, "right": 110, "top": 16, "bottom": 32},
        "textStyle": {"fontSize": 16},
        "xAxis": {
            "type": "category",
            "boundaryGap": False,
            "data": [date_format(day, "MONTH_DAY_FORMAT") for day in course.days],
            "axisLabel": {"fontSize": 16},
        },
        "yAxis": {"type": "value", "minInterval": 1, "axisLabel": {"fontSize": 16}},
        "series": [
            {
                "name": name,
                "type": "line",
                "data": totals,
                "symbol": "none",
                "color": colour,
                "lineStyle": {"width": 3},
                "endLabel": {"show": True, "formatter": "{a} {c}", "fontSize": 18, "fontWeight": 600},
            }
            for name, totals, colour in lines
        ],
    }
