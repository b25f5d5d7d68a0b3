"""The list of written papers."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.reports.models import Paper
from bihuan.reports.papers.kinds import KINDS
from bihuan.ui.filters import MultiChoice
from bihuan.ui.lists import Column, List, two_lines


def _title(row: Paper) -> Any:  # noqa: ANN401 - a cell
    return two_lines(row.title, KINDS[row.kind].name if row.kind in KINDS else row.kind)


def _state(row: Paper) -> str:
    if row.file is not None:
        return _("written")
    return row.job.get_state_display() if row.job else _("not written")


PAPERS = List[Paper](
    name="papers",
    columns=[
        Column("title", gettext_lazy("Paper"), _title, css="bh-lead-cell"),
        Column("as_of", gettext_lazy("Figures as of"), lambda row: date_format(row.as_of, "SHORT_DATE_FORMAT")),
        Column("state", gettext_lazy("State"), _state),
        Column("by", gettext_lazy("Ordered by"), lambda row: row.by.title),
        Column("at", gettext_lazy("Ordered on"), lambda row: date_format(row.at, "SHORT_DATE_FORMAT"), sort="at"),
    ],
    filters=[
        MultiChoice(
            key="kind",
            label=gettext_lazy("Paper"),
            options=[(kind.code, kind.name) for kind in KINDS.values()],
            path="kind",
        )
    ],
    order="-at",
    address=lambda row: reverse("reports:paper", args=[row.pk]),
)
