"""Forms of answering: replies that are looked at before they go out, clocks, more time, who is in charge."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.common.text import digest
from bihuan.opinions.forms.desk import AnswerForm
from bihuan.opinions.forms.fields import CampaignForm, ChannelField, DayField
from bihuan.opinions.models import ListeningPolicy, ReplyTemplate
from bihuan.opinions.policies import LONGEST
from bihuan.opinions.selectors.answering import PRESETS, Limits, channels_of
from bihuan.opinions.selectors.opinions import DECIDING
from bihuan.people.models import Grant, Person
from bihuan.triage.replies import ReplyHint, look_at_reply

ASKED = {
    "when": gettext_lazy("It asks when, and the reply names no time:"),
    "how_much": gettext_lazy("It asks how much, and the reply names no number:"),
    "who": gettext_lazy("It asks who, and the reply names nobody:"),
    "why": gettext_lazy("It asks why, and the reply gives no reason:"),
    "whether": gettext_lazy("It asks whether, and the reply says neither yes nor no:"),
}


def hint_sentence(hint: ReplyHint) -> str:
    """A hint in words, with what shows it."""
    proof = "、".join(f"“{words}”" for words in hint.proof)
    if hint.kind == "stock":
        return _("Much of the reply would fit every question: %(proof)s.") % {"proof": proof}
    if hint.kind == "elsewhere":
        return _("The reply takes up nothing of what was said, for instance: %(proof)s.") % {"proof": proof}
    return f"{ASKED[hint.asked]} {proof}"


class CheckedReply(CampaignForm):
    """A reply that comes back once if it seems not to address the question. Sent a second time, it goes out."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, campaign: Campaign, *args: Any, question: str = "", **kwargs: Any) -> None:
        super().__init__(campaign, *args, **kwargs)
        self.question = question

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        reply, seen = data.get("reply", ""), data.pop("seen", "")
        hints = look_at_reply(self.question, reply) if reply and self.answers(data) else []
        if hints and seen != digest(reply):
            if isinstance(self.data, QueryDict):
                self.data = self.data.copy()
                self.data["seen"] = digest(reply)
            again = _("These are hints; you decide. Change the reply, or send it once more as it is.")
            self.add_error("reply", ValidationError([*map(hint_sentence, hints), again]))
        return data

    def answers(self, data: dict[str, Any]) -> bool:  # noqa: ARG002 - forms of several endings look at them
        """Is it an answer at all? A refusal and a forwarding have their own words."""
        return True


class CheckedAnswerForm(CheckedReply, AnswerForm):
    """The answer to one voice."""


class ClockForm(CampaignForm):
    """How long voices may wait: a published clock, or own days."""

    channel = ChannelField(label=gettext_lazy("Channel"), required=False, empty_label=gettext_lazy("all others"))
    preset = forms.ChoiceField(
        label=gettext_lazy("Clock"), choices=[(key, words) for key, (words, *_limits) in PRESETS.items()]
    )
    respond_days = forms.IntegerField(
        label=gettext_lazy("Days to the first word"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=gettext_lazy("Only for own limits, in working days."),
    )
    settle_days = forms.IntegerField(
        label=gettext_lazy("Days to the ending"), min_value=1, max_value=365, required=False
    )

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(campaign, *args, **kwargs)
        self.fields["channel"].queryset = channels_of(campaign)  # type: ignore[attr-defined] # a choice of rows

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        own = data.get("preset") == "own"
        if own and not (data.get("respond_days") and data.get("settle_days")):
            self.add_error("respond_days", _("Own limits need both numbers of days."))
        elif own and data["settle_days"] < data["respond_days"]:
            self.add_error("settle_days", _("The ending cannot be due before the first word."))
        return data

    @property
    def limits(self) -> Limits:
        """What was chosen, in days."""
        data = self.cleaned_data
        if data["preset"] == "own":
            return Limits(data["respond_days"], data["settle_days"], workdays=True)
        _words, respond, settle, workdays = PRESETS[data["preset"]]
        return Limits(respond, settle, workdays)


class AfterClosingForm(forms.Form):
    """What follows when somebody is not satisfied with a closed issue."""

    after_closing = forms.ChoiceField(
        label=gettext_lazy("Not satisfied after closing"),
        choices=ListeningPolicy.AfterClosing.choices,
        widget=forms.RadioSelect,
    )
    decide_workdays = forms.IntegerField(
        label=gettext_lazy("Working days to decide"), min_value=1, max_value=30, initial=5
    )


class MoreTimeForm(CampaignForm):
    """Until when, and why."""

    until = DayField(label=gettext_lazy("Until"))
    reason = forms.CharField(
        label=pgettext_lazy("more time", "Reason"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class HandOnForm(CampaignForm):
    """To whom of the office, and why."""

    to = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("To whom"))
    reason = forms.CharField(label=pgettext_lazy("hand on", "Why"), max_length=200)

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(campaign, *args, **kwargs)
        grants = Grant.objects.current().filter(role__in=DECIDING, unit__in=campaign.root.ancestors)
        office = Person.objects.filter(pk__in=grants.values("person"), is_active=True).select_related("unit")
        self.fields["to"].queryset = office.order_by("pk")  # type: ignore[attr-defined] # a choice of rows


class ReplyTemplateForm(forms.Form):
    """Words for replies. Fields in braces are filled in on the page of a voice."""

    name = forms.CharField(label=pgettext_lazy("words for replies", "Name"), max_length=60)
    kind = forms.ChoiceField(label=gettext_lazy("For"), choices=ReplyTemplate.For.choices)
    text = forms.CharField(
        label=pgettext_lazy("words for replies", "Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Filled in: {number} {received} {channel} {unit} {campaign} {office} {today} {due}"),
    )
