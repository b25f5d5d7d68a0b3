"""The list of publications for people with an account."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.publication.models import Publication
from bihuan.publication.snapshot import said
from bihuan.ui.filters import Flag, MultiChoice
from bihuan.ui.lists import Column, List, View, two_lines


def _title(row: Publication) -> Any:  # noqa: ANN401 - a cell
    data = said(row)
    return two_lines(f"{data['number']} {data['title']}", data["lead_unit"])


def _day(row: Publication) -> Any:  # noqa: ANN401 - a cell
    shown = date_format(row.published_on, "SHORT_DATE_FORMAT")
    if row.withdrawn_on is None:
        return shown
    return two_lines(shown, _("withdrawn on %(day)s") % {"day": date_format(row.withdrawn_on, "SHORT_DATE_FORMAT")})


def _shown(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    return rows.filter(withdrawn_on__isnull=True)


PUBLICATIONS = List[Publication](
    name="publications",
    columns=[
        Column("title", gettext_lazy("Issue"), _title, css="bh-lead-cell"),
        Column("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display()),
        Column("scope", gettext_lazy("Who may read it"), lambda row: row.get_scope_display()),
        Column("version", gettext_lazy("Version"), lambda row: row.version, css="bh-num"),
        Column("on", gettext_lazy("Published on"), _day, sort="published_on"),
    ],
    filters=[
        MultiChoice(key="kind", label=gettext_lazy("Kind"), options=Publication.Kind.choices, path="kind"),
        MultiChoice(
            key="scope", label=gettext_lazy("Who may read it"), options=Publication.Scope.choices, path="scope"
        ),
        Flag(key="shown", label=gettext_lazy("Not withdrawn"), apply=_shown),
    ],
    views=[
        View(pgettext_lazy("view", "All"), ""),
        View(gettext_lazy("To the public"), "scope=public&shown=1"),
    ],
    order="-on",
    address=lambda row: reverse("publication:publication", args=[row.pk]),
    called=lambda row: f"{row.issue_id} v{row.version}",
    empty=gettext_lazy("Nothing was published yet. A verified issue is published on its own page."),
)
