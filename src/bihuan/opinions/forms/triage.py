"""Forms of the triage desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Term
from bihuan.opinions.forms.answering import CheckedReply
from bihuan.opinions.forms.desk import NAME_OR_CODE
from bihuan.opinions.forms.fields import CampaignForm, TermField, UnitField
from bihuan.opinions.forms.receipts import CodeForm
from bihuan.opinions.models import Disposition
from bihuan.opinions.policies import LONGEST
from bihuan.opinions.services.triage_sorting import Ending

Kind = Disposition.Kind
KINDS = [(kind.value, kind.label) for kind in (Kind.ANSWERED, Kind.REFUSED, Kind.FORWARDED)]


class EndingForm(CheckedReply):
    """How voices end, all with the same words. `question` is what was asked, where it is one voice."""

    kind = forms.ChoiceField(label=_("How they end"), choices=KINDS, initial=Kind.ANSWERED, widget=forms.RadioSelect)
    reason = TermField(
        Term.Taxonomy.REFUSAL,
        label=pgettext_lazy("refusal", "Reason"),
        required=False,
        empty_label=_("only when not registered"),
    )
    to = forms.CharField(label=_("Forwarded to"), max_length=120, required=False)
    reply = forms.CharField(
        label=_("What each speaker will read"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == Kind.REFUSED and not data.get("reason"):
            self.add_error("reason", gettext("Choose the reason; each speaker reads it."))
        if data.get("kind") == Kind.FORWARDED and not data.get("to", "").strip():
            self.add_error("to", gettext("Write to whom they are forwarded, so that the speakers can ask there."))
        return data

    def answers(self, data: dict[str, Any]) -> bool:
        return bool(data.get("kind") == Kind.ANSWERED)

    @property
    def ending(self) -> Ending:
        """What was chosen, as the service takes it."""
        data = self.cleaned_data
        refused = data["kind"] == Kind.REFUSED
        return Ending(kind=data["kind"], reply=data["reply"], reason=data["reason"] if refused else None, to=data["to"])


class CategoryForm(CampaignForm):
    """Which category voices belong to."""

    category = TermField(Term.Taxonomy.CATEGORY, label=_("Category"), empty_label=_("please choose"))


class ResponsibleForm(CampaignForm):
    """Which unit is to deal with voices."""

    unit = UnitField(label=_("Responsible unit"), help_text=NAME_OR_CODE)


class NameForm(CampaignForm):
    """What a matter is called."""

    name = forms.CharField(
        label=_("Name of the matter"), max_length=120, help_text=_("In a few words, what these opinions are about.")
    )


class SplitForm(NameForm):
    """Why some voices are another matter."""

    reason = forms.CharField(
        label=_("Why they are another matter"),
        max_length=200,
        help_text=_("Stays in the record, and the engine learns from it."),
    )


class DissentForm(forms.Form):
    """What one voice wants otherwise."""

    words = forms.CharField(
        label=_("What it wants otherwise"),
        max_length=200,
        required=False,
        help_text=_("Counted apart from the others; leave empty to take it back."),
    )


class RulingForm(forms.Form):
    """The ruling on a speaker who says that his is another matter."""

    upheld = forms.ChoiceField(
        label=pgettext_lazy("objection", "Ruling"),
        choices=[
            ("yes", _("Right: it becomes a matter of its own and waits again")),
            ("no", _("It stays where it is")),
        ],
        widget=forms.RadioSelect,
    )
    ruling = forms.CharField(
        label=_("What the speaker will read"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_upheld(self) -> bool:
        return bool(self.cleaned_data["upheld"] == "yes")


class OtherMatterForm(CodeForm):
    """A speaker says by receipt what is different in his matter."""

    words = forms.CharField(
        label=_("What is different in your matter"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
