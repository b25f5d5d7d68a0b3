"""The receipt code, as a person types it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bihuan.opinions.models import Opinion, Verdict
from bihuan.opinions.policies import LONGEST
from bihuan.opinions.selectors import opinion_by_code


class VerdictForm(forms.Form):
    """Whether an ending settled the matter, and how well. Nothing is chosen beforehand; silence stays silence."""

    solved = forms.ChoiceField(
        label=_("Is it settled for you?"),
        choices=[("yes", _("Yes, it is settled")), ("no", _("No, it is not"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: settled, or not.")},
    )
    grade = forms.TypedChoiceField(
        label=_("How satisfied are you?"),
        choices=Verdict.Grade.choices[::-1],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five.")},
    )
    words = forms.CharField(
        label=_("What is still missing, or what was good"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_solved(self) -> bool:
        return bool(self.cleaned_data["solved"] == "yes")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("solved") is False and not data.get("words", "").strip():
            self.add_error("words", gettext("Write what is still missing, so that it can be put right."))
        return data


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
