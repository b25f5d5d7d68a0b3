"""Forms of a supervisor's judgement: on a plan, on a request for more time, on the spot, at a look-back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bihuan.opinions.forms.files import SeveralFiles
from bihuan.supervision.models import Verification
from bihuan.supervision.services.verifying import Findings

WHEN = "%Y-%m-%dT%H:%M"
"""How browsers write a day with its time."""


class CommentForm(forms.Form):
    """Words beside a decision; the service says when they must be there."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed when you return or deny it: say what has to be different."),
    )


class ReasonForm(forms.Form):
    """The reason of a step that takes something back."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason; the unit and those who raised it will read it.")},
    )


class VerificationForm(forms.Form):
    """What a supervisor brings back. Nothing is chosen beforehand."""

    result = forms.ChoiceField(
        label=_("What did you find?"),
        choices=Verification.Result.choices,
        widget=forms.RadioSelect,
        help_text=_("Partly and failed send the issue back for another round."),
        error_messages={"required": _("Choose what you found.")},
    )
    findings = forms.CharField(
        label=_("Findings"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you saw, counted or asked, and of whom."),
        error_messages={"required": _("Write what you found.")},
    )
    method = forms.ChoiceField(
        label=_("How"),
        choices=Verification.Method.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you verified it.")},
    )
    place = forms.CharField(
        label=_("Where"), max_length=120, error_messages={"required": _("Write where you verified it.")}
    )
    at = forms.DateTimeField(
        label=_("When"),
        input_formats=[WHEN, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=WHEN),
        error_messages={"required": _("Write day and time of the visit.")},
    )

    photos = forms.Field(
        label=_("Photographs"),
        required=False,
        widget=SeveralFiles(attrs={"accept": "image/*"}),
        help_text=_("What you saw. Place, time and device are taken out of the pictures before they are kept."),
    )

    def found(self) -> Findings:
        """The judgement as the service takes it."""
        data: dict[str, Any] = self.cleaned_data
        return Findings(
            result=data["result"],
            method=data["method"],
            place=data["place"],
            at=data["at"],
            words=data["findings"],
            photos=tuple(data["photos"]),
        )


class LookBackForm(forms.Form):
    """What a re-inspection found; held or relapsed is the button."""

    place = forms.CharField(label=_("Where"), max_length=120, error_messages={"required": _("Write where you looked.")})
    findings = forms.CharField(
        label=_("Findings"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("If it came back, these words become the reason of the re-opening."),
        error_messages={"required": _("Write what you found.")},
    )
