"""The form of a ruling on an objection."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RulingForm(forms.Form):
    """Words of a ruling on an objection."""

    ruling = forms.CharField(
        label=_("Ruling"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Whoever objected reads these words by the receipt code."),
        error_messages={"required": _("Write why you uphold or dismiss it.")},
    )
