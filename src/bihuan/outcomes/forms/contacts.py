"""Forms of contact points."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.ledger.forms.fields import UnitField as CampaignUnitField
from bihuan.outcomes.models import ContactPoint, Help
from bihuan.people.forms import UnitField, ViewerForm
from bihuan.people.models import Person
from bihuan.study.forms.fields import CampaignForm, DayField, PersonField, words


class ContactForm(CampaignForm, ViewerForm):
    """Who takes care of whom."""

    form = forms.ChoiceField(label=pgettext_lazy("contact point", "Form"), choices=ContactPoint.Form.choices)
    unit = UnitField(label=gettext_lazy("Unit that takes care"))
    leader = PersonField(label=gettext_lazy("Leader who takes care"), required=False)
    since = DayField(label=pgettext_lazy("contact point", "Since"))
    goal = words(pgettext_lazy("special action", "Goal"), rows=3, required=False, max_length=2000)

    def __init__(self, *args: Any, campaign: Campaign, viewer: Person, **options: Any) -> None:
        super().__init__(*args, campaign=campaign, viewer=viewer, **options)
        self.fields["place"] = CampaignUnitField(campaign, label=_("Unit taken care of"))
        self.order_fields(["form", "unit", "leader", "place", "since", "goal"])


class VisitForm(forms.Form):
    """A visit."""

    on = DayField(label=gettext_lazy("On which day"))
    people = forms.IntegerField(label=gettext_lazy("People talked with"), min_value=1, initial=1)
    raised = words(gettext_lazy("What was raised"), rows=3, max_length=4000)
    promised = words(gettext_lazy("What was promised"), rows=2, required=False, max_length=2000)


class HelpForm(forms.Form):
    """Help that arrived."""

    kind = forms.ChoiceField(label=pgettext_lazy("help", "Kind"), choices=Help.Kind.choices)
    what = forms.CharField(label=gettext_lazy("What"), max_length=120)
    on = DayField(label=gettext_lazy("On which day"))
    quantity = forms.DecimalField(label=gettext_lazy("Quantity"), max_digits=14, decimal_places=2, min_value=0)
    measured_in = forms.CharField(label=gettext_lazy("Measured in"), max_length=20, initial="元")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Help.Kind.MONEY and data.get("measured_in") != "元":
            self.add_error("measured_in", _("Money is counted in yuan: write 元."))
        if data.get("quantity") == 0:
            self.add_error("quantity", _("Help is more than nothing."))
        return data


class EndForm(forms.Form):
    """The last day."""

    until = DayField(label=gettext_lazy("Last day"))
