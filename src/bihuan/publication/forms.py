"""Forms of publication: the scope, a withdrawal, and the public's objection."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bihuan.opinions.forms.fields import WordsField
from bihuan.publication.models import Publication
from bihuan.publication.selectors import objection_by_code
from bihuan.supervision.models import Objection


class ScopeForm(forms.Form):
    """Who will be able to read it. Nothing is chosen beforehand."""

    scope = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=Publication.Scope.choices,
        widget=forms.RadioSelect,
        help_text=_("To the public: on the board, without an account, in the feed and on printed sheets."),
        error_messages={"required": _("Choose who may read it.")},
    )


class WithdrawForm(forms.Form):
    """Why something is taken down."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why it is withdrawn; the reason stays in the record.")},
    )


class ObjectionForm(forms.Form):
    """What is not right. `website` is invisible to people; only machines fill it in."""

    text = WordsField(
        rows=6,
        label=_("What is not right?"),
        help_text=_("What is published, and how it really is. Your name is not asked for."),
        error_messages={"required": _("Write what is not right; one sentence is enough.")},
    )


class CodeForm(forms.Form):
    """The receipt code of an objection. After validation `objection` is the one."""

    objection: Objection

    code = forms.CharField(
        label=_("Your receipt code"),
        max_length=60,
        help_text=_("16 letters and digits. Small letters, spaces and strokes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Write the code from your receipt.")},
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        found = objection_by_code(code)
        if found is None:
            raise ValidationError(
                gettext("No objection has this code. Compare it with your receipt: it never contains 0, 1, O or I.")
            )
        self.objection = found
        return code
