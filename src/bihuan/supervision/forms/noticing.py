"""Forms of notices to units, their replies, and rulings on objections."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bihuan.supervision.models import SupervisionNotice


class NoticeForm(forms.Form):
    """A numbered notice to the lead unit."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=SupervisionNotice.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of notice it is.")},
    )
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What was found, what has to be done, and how it will be checked."),
        error_messages={"required": _("Write what the unit has to do.")},
    )
    reply_due = forms.DateField(
        label=_("Reply by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day by which the unit replies.")},
    )


class ReplyForm(forms.Form):
    """The unit's answer to a notice."""

    reply = forms.CharField(
        label=_("Reply"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what was done about it.")},
    )


class RulingForm(forms.Form):
    """Words of a ruling on an objection."""

    ruling = forms.CharField(
        label=_("Ruling"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Whoever objected reads these words by the receipt code."),
        error_messages={"required": _("Write why you uphold or dismiss it.")},
    )
