"""Forms around an occasion of asking: inviting, minutes, files, taking down, talks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Term
from bihuan.opinions.forms.consultations import ConsultationForm
from bihuan.opinions.forms.desk import NAME_OR_CODE
from bihuan.opinions.forms.fields import CampaignForm, DayField, TermField, UnitField, WordsField
from bihuan.opinions.forms.questionnaires.building import LinesField
from bihuan.opinions.models import Consultation, Invitee, Talk
from bihuan.opinions.policies.meetings import LONGEST_MINUTES, LONGEST_NAME

GROUP = _("Group of speakers")


class PlanForm(ConsultationForm):
    """An occasion that is to come: no minutes yet."""

    minutes = None  # type: ignore[assignment] # Django takes a field out this way


class InviteForm(CampaignForm):
    """People of one group, by name or by post."""

    group = TermField(Term.Taxonomy.SPEAKER_GROUP, label=GROUP, empty_label=_("please choose"))
    names = LinesField(
        label=_("Names or posts"),
        longest=LONGEST_NAME,
        rows=6,
        help_text=_("One per line. Only the office reads them."),
    )


class AttendanceForm(forms.Form):
    """Who of those invited came."""

    came = forms.ModelMultipleChoiceField(
        Invitee.objects.none(), label=_("Who came"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, consultation: Consultation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invitees = consultation.invitees.select_related("group").order_by("group__position", "pk")
        self.fields["came"].queryset = invitees  # type: ignore[attr-defined] # of a choice of rows
        self.fields["came"].label_from_instance = _called  # type: ignore[attr-defined] # of a choice of rows
        self.fields["came"].initial = [one.pk for one in invitees if one.came]


def _called(invitee: Invitee) -> str:
    return f"{invitee.name}（{invitee.group}）"


class MinutesForm(forms.Form):
    """The minutes of an occasion."""

    text = forms.CharField(
        label=pgettext_lazy("consultation", "Minutes"),
        max_length=LONGEST_MINUTES,
        widget=forms.Textarea(attrs={"rows": 16}),
    )


class EncloseForm(forms.Form):
    """A file that belongs to an occasion."""

    title = forms.CharField(label=_("What it is"), max_length=120)
    file = forms.FileField(label=_("File"))


class TakeDownForm(CampaignForm):
    """One opinion of a meeting. `mark` is made on the device; without script the page brings one."""

    mark = forms.RegexField(r"^[\w-]{16,64}$", widget=forms.HiddenInput)
    text = WordsField(rows=3, first=True, label=_("In the speaker's own words"))
    group = TermField(Term.Taxonomy.SPEAKER_GROUP, label=GROUP, required=False, empty_label=_("not said"))
    speaker = forms.IntegerField(label=_("Speaker no."), required=False, min_value=1, max_value=999)
    about_words = forms.CharField(label=_("About which unit"), required=False, max_length=120)


class TalkForm(CampaignForm):
    """One talk, at its level of confidence."""

    talked_on = DayField(label=_("Talked on"))
    unit = UnitField(label=_("Which unit"), required=False, help_text=NAME_OR_CODE)
    group = TermField(Term.Taxonomy.SPEAKER_GROUP, label=GROUP, required=False, empty_label=_("not said"))
    level = forms.ChoiceField(
        label=_("Who reads it"), choices=Talk.Level.choices, widget=forms.RadioSelect, initial=Talk.Level.OFFICE
    )
    text = WordsField(
        rows=10,
        label=_("What was said"),
        help_text=_(
            "Never changed afterwards. Leave names out: the group is enough. Sealed words are encrypted at once."
        ),
    )


class AskToOpenForm(forms.Form):
    """Why a sealed talk is opened."""

    reason = forms.CharField(
        label=_("Why you open it"), max_length=200, help_text=_("Your reason and your name stay in the record.")
    )
