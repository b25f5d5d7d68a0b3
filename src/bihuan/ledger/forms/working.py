"""Forms of the unit at work: progress, targets, extensions, evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bihuan.ledger.forms.fields import UnitField
from bihuan.ledger.models import Evidence, Issue


class ProgressForm(forms.Form):
    """How far, and what stands in the way."""

    percent = forms.IntegerField(
        label=_("Progress in percent"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Write how far the work is, 0 to 100.")},
    )
    text = forms.CharField(
        label=_("What was done, and what stands in the way"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what was done since the last report.")},
    )


class ReachForm(forms.Form):
    """What one unit has reached of its target."""

    done = forms.DecimalField(
        label=_("Reached"),
        max_digits=14,
        decimal_places=2,
        error_messages={"required": _("Write the quantity that was reached.")},
    )


class ExtensionForm(forms.Form):
    """More time, with a reason."""

    until = forms.DateField(
        label=_("New deadline"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day you ask for.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Until the supervising team decides, the present deadline stands."),
        error_messages={"required": _("Say why the time is not enough.")},
    )


class EvidenceForm(forms.Form):
    """A file that shows a result, or records the process."""

    title = forms.CharField(
        label=_("Title"), max_length=120, error_messages={"required": _("Say in a few words what the file shows.")}
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Evidence.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("Only evidence of a result counts for closing; minutes of a meeting are a record of the process."),
        error_messages={"required": _("Choose what it is.")},
    )
    file = forms.FileField(label=_("File"), error_messages={"required": _("Choose the file.")})

    def __init__(self, *args: Any, issue: Issue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(issue.campaign, label=_("Unit that it is about"), required=False)
        self.order_fields(["title", "kind", "unit", "file"])


class RevisionForm(forms.Form):
    """A better file in the place of an earlier one."""

    file = forms.FileField(label=_("File"), error_messages={"required": _("Choose the file.")})
    note = forms.CharField(
        label=_("What is better about it"),
        max_length=200,
        error_messages={"required": _("Say why the file is replaced; the earlier one stays readable.")},
    )
