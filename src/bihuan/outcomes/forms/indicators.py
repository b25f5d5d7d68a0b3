"""Forms of indicators."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.outcomes.models import Indicator
from bihuan.people.forms import UnitField, ViewerForm
from bihuan.study.forms.fields import DayField


class IndicatorForm(ViewerForm):
    """What is measured."""

    name = forms.CharField(label=pgettext_lazy("indicator", "Name"), max_length=80)
    code = forms.RegexField(
        r"^[a-z0-9_.]+$",
        label=gettext_lazy("Name in reports"),
        max_length=60,
        help_text=gettext_lazy("Small letters, digits, points: rectify.indicators.meetings."),
    )
    shown_as = forms.ChoiceField(label=gettext_lazy("Shown as"), choices=Indicator.Shown.choices)
    direction = forms.ChoiceField(label=gettext_lazy("Which way is better"), choices=Indicator.Direction.choices)
    measured_in = forms.CharField(label=gettext_lazy("Measured in"), max_length=20)
    source = forms.CharField(
        label=gettext_lazy("Source"), max_length=200, help_text=gettext_lazy("Where the numbers come from.")
    )
    unit = UnitField(label=gettext_lazy("Unit"))


class MeasurementForm(ViewerForm):
    """One value."""

    baseline = forms.BooleanField(label=gettext_lazy("This is the baseline that is compared with"), required=False)
    starts_on = DayField(label=pgettext_lazy("period", "From"))
    ends_on = DayField(label=pgettext_lazy("period", "To"))
    value = forms.DecimalField(label=gettext_lazy("Value"), max_digits=16, decimal_places=2)
    unit = UnitField(label=gettext_lazy("Only of this unit"), required=False)
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=200, required=False)
