"""Forms of regulations."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import visible_issues
from bihuan.people.forms import UnitField, ViewerForm
from bihuan.people.models import Person
from bihuan.study.forms.fields import DayField, words


class WordingForm(forms.Form):
    """The words of a version: typed, as a file, or both."""

    text = words(gettext_lazy("Words of the regulation"), rows=12, required=False, max_length=200_000)
    file = forms.FileField(label=gettext_lazy("Or the file"), required=False)


class RegulationForm(WordingForm, ViewerForm):
    """A new one."""

    unit = UnitField(label=gettext_lazy("Unit"))
    title = forms.CharField(label=pgettext_lazy("regulation", "Title"), max_length=200)
    number = forms.CharField(label=gettext_lazy("Number of the document"), max_length=60, required=False)
    field_order = ["unit", "title", "number", "text", "file"]


class AdoptForm(forms.Form):
    """From when it holds, and when somebody asks whether it still serves."""

    in_force_on = DayField(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy("A day before the campaign says that it was there already."),
    )
    valid_until = DayField(label=gettext_lazy("Valid until"), required=False)
    review_on = DayField(label=gettext_lazy("To be reviewed on"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("in_force_on"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("It would end before it begins."))
        return data


class ReviseForm(WordingForm):
    """New words and what changed."""

    note = forms.CharField(label=gettext_lazy("What changes"), max_length=200)
    review_on = DayField(label=gettext_lazy("To be reviewed on"), required=False)
    field_order = ["note", "text", "file", "review_on"]


class IssueForm(forms.Form):
    """An issue by its number."""

    issue = forms.IntegerField(label=gettext_lazy("Number of the issue"), min_value=1)

    def __init__(self, *args: Any, campaign: Campaign, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.campaign, self.viewer = campaign, viewer

    def clean_issue(self) -> Issue:
        number: int = self.cleaned_data["issue"]
        found = visible_issues(self.viewer, self.campaign).filter(number=number).first()
        if found is None:
            raise ValidationError(_("There is no issue number %(n)s in sight.") % {"n": number})
        return found
