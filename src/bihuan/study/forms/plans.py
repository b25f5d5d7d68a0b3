"""Forms of study plans."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.people.forms import UnitField, ViewerForm
from bihuan.study.forms.fields import CampaignForm, DayField, PersonField, words
from bihuan.study.models import Participant


class FrameForm(forms.Form):
    """What a plan says of itself. Only the title is needed to begin; handing in asks for the rest."""

    title = forms.CharField(label=pgettext_lazy("study plan", "Title"), max_length=120)
    aim = words(gettext_lazy("What it is for"), required=False, max_length=2000)
    starts_on = DayField(label=pgettext_lazy("period", "From"), required=False)
    ends_on = DayField(label=pgettext_lazy("period", "To"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The plan ends before it begins."))
        return data


class PlanForm(FrameForm, ViewerForm):
    """A new plan, with its unit."""

    unit = UnitField(label=gettext_lazy("Unit"), help_text=gettext_lazy("Whose people study by this plan."))
    field_order = ["unit", "title", "aim", "starts_on", "ends_on"]


class TopicForm(CampaignForm):
    """A topic: content, time and who leads."""

    title = forms.CharField(label=pgettext_lazy("study plan", "Topic"), max_length=120)
    content = words(
        gettext_lazy("What is studied"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Documents, chapters, questions to discuss."),
    )
    planned_on = DayField(label=gettext_lazy("On which day"), required=False)
    half_days = forms.IntegerField(label=gettext_lazy("Half days"), min_value=1, max_value=20, initial=1)
    leader = PersonField(label=gettext_lazy("Led by"), required=False)


class LeaderForm(CampaignForm):
    """Who leads what nobody leads yet."""

    leader = PersonField(label=gettext_lazy("Led by"))


class EnlistForm(CampaignForm):
    """Somebody and the part he takes."""

    person = PersonField(label=gettext_lazy("Person"))
    part = forms.ChoiceField(
        label=pgettext_lazy("study plan", "Part"), choices=Participant.Part.choices, widget=forms.RadioSelect
    )


class DecisionForm(forms.Form):
    """Approve or send back."""

    decision = forms.ChoiceField(
        label=pgettext_lazy("study", "Decision"),
        choices=[
            ("approve", gettext_lazy("Put it in force")),
            ("return", gettext_lazy("Send it back")),
        ],
        widget=forms.RadioSelect,
    )
    comment = words(gettext_lazy("Comment"), required=False, max_length=1000)


class ReasonForm(forms.Form):
    """Why."""

    reason = words(gettext_lazy("Reason"), rows=3, max_length=200)


class HandDownForm(forms.Form):
    """To which kinds of units below the frame is given."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("To which units"),
        choices=[
            ("zone", gettext_lazy("school zones")),
            ("affiliate", gettext_lazy("affiliated units")),
            ("school", gettext_lazy("schools")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
