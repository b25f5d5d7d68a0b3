"""Forms of hints: the question to the unit, its answer, the decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

WHY = {"required": _("Write it in a sentence; it stays in the history.")}


class QuestionForm(forms.Form):
    """What the unit is asked."""

    question = forms.CharField(
        label=_("Question to the unit"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The unit sees the hint with its proof and may answer within five working days."),
        error_messages=WHY,
    )


class AnswerForm(forms.Form):
    """What the unit says."""

    answer = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("An innocent explanation ends the matter. Nothing follows before a person has read it."),
        error_messages=WHY,
    )


class DecisionForm(forms.Form):
    """Why it is confirmed or dismissed."""

    comment = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you checked, and how you weigh the answer of the unit."),
        error_messages=WHY,
    )
