"""Forms of phases: which units begin, how the team judges, what is handed in, remarked and talked about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Phase
from bihuan.people.models import Unit
from bihuan.supervision.models import HOLDING


class OpenForm(forms.Form):
    """Which kinds of units begin a phase."""

    kinds = forms.MultipleChoiceField(
        label=_("Which units"),
        choices=Unit.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All units of these kinds in the scope of the campaign; those that have begun stay as they are."),
        error_messages={"required": _("Choose at least one kind of unit.")},
    )


class HoldForm(forms.Form):
    """What holds a unit back: the kind of notice, its words, and the time to reply."""

    outcome = forms.ChoiceField(
        label=_("What the team decides"),
        choices=[(outcome.value, outcome.label) for outcome in HOLDING],
        widget=forms.RadioSelect,
        help_text=_("The notice of this kind goes out with the next number of the year."),
        error_messages={"required": _("Choose what the team decides.")},
    )
    words = forms.CharField(
        label=_("What was found, and what has to be made good"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what the unit has to do.")},
    )
    reply_due = forms.DateField(
        label=_("Reply by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day by which the unit replies.")},
    )


class MadeGoodForm(forms.Form):
    """What the team saw that is now as it should be."""

    words = forms.CharField(
        label=_("What was made good, and how you saw it"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you saw.")},
    )


class PaperForm(forms.Form):
    """The next version of a plan."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Word or text is read, so that remarks can stand at their paragraph; anything else is kept as it is."
        ),
        error_messages={"required": _("Choose the file.")},
    )


class RemarkForm(forms.Form):
    """A remark at a paragraph, or at a page that is named."""

    place = forms.CharField(
        label=_("At which place"),
        max_length=60,
        help_text=_("For instance: page 2, the second heading."),
        error_messages={"required": _("Write where in the plan.")},
    )
    words = forms.CharField(
        label=pgettext_lazy("paper", "Remark"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the remark.")},
    )

    def __init__(self, *args: Any, anchored: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if anchored:
            del self.fields["place"]


class TalkForm(forms.Form):
    """One talk; its notes are encrypted when they are kept."""

    group = forms.ChoiceField(
        label=_("With whom"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the group.")},
    )
    talked_on = forms.DateField(
        label=_("On which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day of the talk.")},
    )
    heads = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=500,
        initial=1,
        error_messages={"required": _("Write how many took part.")},
    )
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Encrypted at once. Only the team reads them, and every reading stays in the record."),
    )

    def __init__(self, *args: Any, phase: Phase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.pk): group for group in phase.talks.order_by("position")}
        choices = self.fields["group"]
        assert isinstance(choices, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        choices.choices = [(key, group.name) for key, group in self.groups.items()]

    def said(self) -> dict[str, Any]:
        """The words as the service takes them."""
        return {**self.cleaned_data, "group": self.groups[self.cleaned_data["group"]]}
