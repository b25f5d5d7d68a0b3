"""The list of access tokens: one's own, and for the system administrator everybody's."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from bihuan.api.models import Token
from bihuan.ui.filters import Flag, MultiChoice, Text
from bihuan.ui.lists import Column, List, two_lines


def _address(token: Token) -> str:
    return reverse("tokens:token", args=[token.pk])


def _name(token: Token) -> SafeString:
    return two_lines(format_html('<a href="{}">{}</a>', _address(token), token.name), token.get_scope_display())


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "—"


def state_of(token: Token) -> str:
    """In words whether it works, and until or since when."""
    if token.revoked_on:
        return _("revoked on %(day)s") % {"day": _day(token.revoked_on)}
    if token.is_live:
        return _("works until %(day)s") % {"day": _day(token.expires_on)}
    return _("ended on %(day)s") % {"day": _day(token.expires_on)}


def last_use(token: Token) -> str:
    """The last day of use, or that there was none."""
    return _day(token.last_used_on) if token.last_used_on else pgettext("token", "never")


TOKENS: List[Token] = List(
    name="tokens",
    columns=[
        Column("name", pgettext_lazy("token", "Program"), _name, css="bh-lead-cell"),
        Column("person", pgettext_lazy("token", "Acts for"), lambda token: two_lines(token.person, token.person.unit)),
        Column("made", pgettext_lazy("token", "Made on"), lambda token: _day(token.made_on), sort="made_on"),
        Column("used", gettext_lazy("Last used on"), last_use, sort="last_used_on", nullable=True),
        Column("state", gettext_lazy("State"), state_of),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=("name", "person__title", "person__unit__name")),
        MultiChoice(key="scope", label=pgettext_lazy("token", "May"), options=Token.Scope.choices, path="scope"),
        Flag(
            key="live",
            label=pgettext_lazy("token", "Works"),
            apply=lambda rows: rows.filter(pk__in=Token.objects.live().values("pk")),
        ),
    ],
    order="-made",
    address=_address,
    called=lambda token: token.name,
    empty=gettext_lazy("No access token yet. A program needs one to read or write here."),
)
