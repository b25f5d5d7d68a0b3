"""The order of a random sample."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.supervision.models import Sample
from bihuan.supervision.services.sampling import Order


def _day(label: Any, missing: Any, **words: Any) -> forms.DateField:  # noqa: ANN401 - lazy texts, and what is handed on to Django's field
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": missing},
        **words,
    )


class SampleForm(forms.Form):
    """How many, of what was closed when, by which strata, and by when they are looked at again."""

    size = forms.IntegerField(
        label=gettext_lazy("How many issues"),
        min_value=1,
        max_value=2000,
        error_messages={"required": gettext_lazy("Write how many issues are drawn.")},
    )
    strata = forms.ChoiceField(
        label=gettext_lazy("In proportion by"),
        choices=Sample.Strata.choices,
        widget=forms.RadioSelect,
        initial=Sample.Strata.CATEGORY,
        error_messages={"required": gettext_lazy("Choose by what the sample is spread.")},
    )
    closed_from = _day(gettext_lazy("Closed from"), gettext_lazy("Choose the first day of closing."))
    closed_to = _day(gettext_lazy("to (last day)"), gettext_lazy("Choose the last day of closing."))
    look_back_by = _day(
        gettext_lazy("Look back by"),
        gettext_lazy("Choose the day by which the drawn issues are looked at again."),
        help_text=gettext_lazy("Every issue that is drawn gets a re-inspection due on this day."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("closed_from"), data.get("closed_to")
        if first and last and last < first:
            self.add_error("closed_to", _("The last day comes before the first; exchange them."))
        return data

    def order(self) -> Order:
        """The order as the service takes it."""
        return Order(**self.cleaned_data)
