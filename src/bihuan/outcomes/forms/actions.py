"""Forms of special actions. No field has room for the name of anybody who was dealt with."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.ledger.forms.fields import UnitField as CampaignUnitField
from bihuan.outcomes.models import Aspect, Inspection, SpecialAction
from bihuan.people.forms import UnitField, ViewerForm
from bihuan.study.forms.fields import DayField, words

if TYPE_CHECKING:
    AspectChoice = forms.ModelChoiceField[Aspect]
    InspectionChoice = forms.ModelChoiceField[Inspection]
else:  # generic for the type checker only
    AspectChoice = InspectionChoice = forms.ModelChoiceField

NO_NAME = gettext_lazy("Without any name.")


class ActionForm(ViewerForm):
    """A new action."""

    title = forms.CharField(label=pgettext_lazy("special action", "Title"), max_length=120)
    basis = forms.CharField(label=gettext_lazy("By which document"), max_length=200, required=False)
    goal = words(pgettext_lazy("special action", "Goal"), rows=3, required=False, max_length=2000)
    starts_on = DayField(label=pgettext_lazy("period", "From"))
    ends_on = DayField(label=pgettext_lazy("period", "To"), required=False)
    unit = UnitField(label=gettext_lazy("Leading unit"))


class AspectForm(forms.Form):
    """One more wrong."""

    title = forms.CharField(label=gettext_lazy("Aspect"), max_length=120)


class InspectionForm(forms.Form):
    """An inspection of any unit of the campaign."""

    on = DayField(label=gettext_lazy("On which day"))
    announced = forms.BooleanField(label=gettext_lazy("It was announced"), required=False)
    inspectors = forms.IntegerField(label=gettext_lazy("How many inspected"), min_value=1, initial=2)
    findings = words(gettext_lazy("What was found"), rows=4, required=False, max_length=4000, help_text=NO_NAME)

    def __init__(self, *args: Any, campaign: Campaign, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = CampaignUnitField(campaign, label=_("Inspected unit"))
        self.order_fields(["unit", "on", "announced", "inspectors", "findings"])


class CaseForm(forms.Form):
    """A violation."""

    title = forms.CharField(label=gettext_lazy("What was found"), max_length=120, help_text=NO_NAME)
    found_on = DayField(label=gettext_lazy("On which day"))
    aspect = AspectChoice(label=gettext_lazy("Aspect"), queryset=Aspect.objects.none(), required=False)
    inspection = InspectionChoice(
        label=gettext_lazy("Found by the inspection"), queryset=Inspection.objects.none(), required=False
    )

    def __init__(self, *args: Any, action: SpecialAction, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, rows in (
            ("aspect", action.aspects.order_by("position")),
            ("inspection", action.inspections.select_related("unit").order_by("-on")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker what stands above
            field.queryset = rows


class HandlingForm(forms.Form):
    """How many people were dealt with, and how."""

    persons = forms.IntegerField(label=gettext_lazy("How many people"), min_value=0)
    handling = forms.CharField(label=gettext_lazy("How it was dealt with"), max_length=200, help_text=NO_NAME)


class SummaryForm(forms.Form):
    """What came of it."""

    summary = words(gettext_lazy("What came of it"), rows=6, max_length=8000)
