"""The receipt code, as a person types it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bihuan.opinions.models import Opinion
from bihuan.opinions.selectors import opinion_by_code


class CodeForm(forms.Form):
    """A code that belongs to an opinion. After validation `opinion` is the one."""

    opinion: Opinion

    code = forms.CharField(
        label=_("Your receipt code"),
        max_length=60,
        help_text=_("16 letters and digits. Small letters, spaces and strokes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Write the code from your receipt.")},
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        found = opinion_by_code(code)
        if found is None:
            raise ValidationError(
                gettext("No opinion has this code. Compare it with your receipt: it never contains 0, 1, O or I.")
            )
        self.opinion = found
        return code
