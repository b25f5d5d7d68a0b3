"""Forms about occasions of asking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign, Term
from bihuan.opinions.forms.desk import NAME_OR_CODE
from bihuan.opinions.forms.fields import CampaignForm, ChannelField, DayField, TermField, UnitField
from bihuan.opinions.models import Consultation
from bihuan.opinions.policies import LONGEST


class ConsultationForm(CampaignForm):
    """An occasion that was held."""

    channel = ChannelField(label=_("Channel"))
    kind = forms.ChoiceField(label=pgettext_lazy("consultation", "Kind"), choices=Consultation.Kind.choices)
    title = forms.CharField(label=pgettext_lazy("consultation", "Title"), max_length=120)
    topic = forms.CharField(label=pgettext_lazy("consultation", "Topic"), max_length=120, required=False)
    place = forms.CharField(label=pgettext_lazy("consultation", "Place"), max_length=120, required=False)
    convener = UnitField(label=_("Convened by"), help_text=NAME_OR_CODE)
    held_on = DayField(label=_("Held on"))
    minutes = forms.CharField(
        label=pgettext_lazy("consultation", "Minutes"),
        required=False,
        max_length=4 * LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(campaign, *args, **kwargs)
        self.fields["convener"].initial = (campaign.office or campaign.root).name


class ParticipantsForm(CampaignForm):
    """How many of one group were invited and came."""

    group = TermField(Term.Taxonomy.SPEAKER_GROUP, label=_("Group of speakers"), empty_label=_("please choose"))
    invited = forms.IntegerField(label=_("Invited"), min_value=0, initial=0)
    attended = forms.IntegerField(label=pgettext_lazy("participants", "Came"), min_value=0)
    unit = UnitField(label=_("In which unit"), required=False, help_text=_("For talks: where they were talked to."))


class VisitForm(CampaignForm):
    """A unit that a round of talks went to."""

    unit = UnitField(label=_("Which unit"), help_text=NAME_OR_CODE)
    visited_on = DayField(label=_("Visited on"))
    people = forms.IntegerField(label=_("People visited"), min_value=0)


class ReturnsForm(CampaignForm):
    """Forms given out and come back."""

    issued = forms.IntegerField(label=pgettext_lazy("forms", "Given out"), min_value=0)
    returned = forms.IntegerField(label=pgettext_lazy("forms", "Returned"), min_value=0)
