"""What people write about a token that they want."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from bihuan.api.models import Token
from bihuan.api.policies import LIFETIMES


def _lifetimes() -> list[tuple[int, str]]:
    return [(days, ngettext("%(days)s day", "%(days)s days", days) % {"days": days}) for days in LIFETIMES]


class TokenForm(forms.Form):
    """A new access token."""

    name = forms.CharField(
        label=_("Which program is it for?"),
        max_length=60,
        help_text=_("One token for each program, so that one can be revoked without the others."),
        error_messages={"required": _("Write which program the token is for.")},
    )
    scope = forms.ChoiceField(
        label=_("What may the program do?"),
        choices=Token.Scope,
        initial=Token.Scope.READ,
        widget=forms.RadioSelect,
        help_text=_("Never more than you may do yourself. What it writes stands in the record under your name."),
    )
    days = forms.TypedChoiceField(
        label=pgettext_lazy("token", "Valid for"),
        choices=_lifetimes,
        coerce=int,
        initial=LIFETIMES[1],
    )
