"""Forms of the office: writing an opinion down, ending it, talking with its speaker."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Term
from bihuan.opinions.forms.fields import (
    CampaignForm,
    ChannelField,
    ConsultationField,
    DayField,
    TermField,
    UnitField,
    WordsField,
)
from bihuan.opinions.policies import LONGEST, objections_to_particulars
from bihuan.opinions.services import Said
from bihuan.opinions.tickets import Worn, stub_of

NAME_OR_CODE = _("Name, code or part of the name.")


class EntryForm(CampaignForm):
    """One opinion, taken down by the office. What came before is the proposal for what comes next."""

    channel = ChannelField(label=_("Channel"))
    consultation = ConsultationField(label=_("Taken down at"), required=False, empty_label=_("no occasion"))
    text = WordsField(
        rows=5, first=True, label=_("In the speaker's own words"), help_text=_("Never changed afterwards.")
    )
    about_unit = UnitField(label=_("About which unit"), required=False, help_text=NAME_OR_CODE)
    group = TermField(
        Term.Taxonomy.SPEAKER_GROUP, label=_("Group of speakers"), required=False, empty_label=_("not said")
    )
    heads = forms.IntegerField(label=_("How many people said it"), min_value=1, initial=1)
    received_on = DayField(label=_("Received on"))
    contact = forms.CharField(
        label=_("Name and how to reach the speaker"),
        required=False,
        max_length=200,
        help_text=_("Only if the speaker left it. Kept encrypted; only the office can open it."),
    )
    ticket = forms.CharField(widget=forms.HiddenInput)
    by_phone = forms.BooleanField(label=_("It came by telephone"), required=False)

    def clean_ticket(self) -> str:
        try:
            return stub_of(self.cleaned_data["ticket"])
        except Worn as worn:
            sentence = gettext("This form was open for more than a day. Open it anew; the draft keeps your words.")
            raise ValidationError(sentence) from worn

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            particulars = {name: data[name] for name in ("heads", "received_on", "group", "consultation")}
            for sentence in objections_to_particulars(self.campaign, **particulars):
                self.add_error("received_on", sentence)
        return data

    @property
    def said(self) -> Said:
        """What was written, as the service takes it."""
        data = self.cleaned_data
        return Said(
            channel=data["channel"],
            text=data["text"],
            consultation=data["consultation"],
            about_unit=data["about_unit"],
            group=data["group"],
            heads=data["heads"],
            received_on=data["received_on"],
            contact=data["contact"] or None,
            ticket=data["ticket"],
        )


class AnswerForm(CampaignForm):
    """Answered on the spot."""

    reply = forms.CharField(
        label=_("What the speaker will read"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class RefuseForm(AnswerForm):
    """Not registered."""

    reason = TermField(Term.Taxonomy.REFUSAL, label=pgettext_lazy("refusal", "Reason"), empty_label=_("please choose"))
    field_order = ("reason", "reply")


class ForwardForm(AnswerForm):
    """Forwarded."""

    to = forms.CharField(label=_("Forwarded to"), max_length=120, help_text=_("Whom the speaker can ask now."))
    field_order = ("to", "reply")


class SayForm(forms.Form):
    """A word in the dialogue."""

    text = WordsField(rows=3, label=_("What you want to say"))


class PlaceForm(CampaignForm):
    """Which unit an opinion is about."""

    unit = UnitField(label=_("About which unit"), help_text=NAME_OR_CODE)


class ContactForm(forms.Form):
    """Why the contact details are opened."""

    reason = forms.CharField(
        label=pgettext_lazy("opening contact details", "Why you open them"),
        max_length=200,
        help_text=_("Your reason and your name stay in the record."),
    )
