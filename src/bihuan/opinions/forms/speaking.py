"""The public form: one question a page, in the order in which a person would tell it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import terms
from bihuan.opinions.forms.fields import CampaignForm, WordsField
from bihuan.opinions.forms.files import CleanFilesField
from bihuan.ui.keyset import Words
from bihuan.ui.widgets import RowSelect

NOT_SAID = "-"


class WhatForm(CampaignForm):
    """What the speaker wants to say."""

    text = WordsField(
        rows=8,
        label=_("Your words"),
        help_text=_("Write it as you would say it: what happened, where, since when, and what you wish."),
        error_messages={"required": _("Write what you want to tell us; one sentence is enough.")},
    )


class WhereForm(CampaignForm):
    """The place, in the speaker's words."""

    about_words = forms.CharField(
        label=_("School or unit"),
        help_text=_("Its name, as people call it. Leave it empty if you do not know, or if it is about all of them."),
        required=False,
        max_length=120,
    )


class WhoForm(CampaignForm):
    """Which group the speaker belongs to, or not telling."""

    group = forms.ChoiceField(
        label=_("Who are you?"),
        widget=RowSelect,
        error_messages={"required": _("Choose the one that fits, or “I would rather not say”.")},
    )

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(campaign, *args, **kwargs)
        groups = terms(campaign, Term.Taxonomy.SPEAKER_GROUP)
        not_said = (NOT_SAID, gettext("I would rather not say"))
        cast(forms.ChoiceField, self.fields["group"]).choices = [*groups.values_list("code", "name"), not_said]


class NamedForm(CampaignForm):
    """Anonymous or named: equal in weight, nothing chosen beforehand."""

    named = forms.ChoiceField(
        label=_("Do you want to leave a way to reach you?"),
        choices=[("no", _("No, I stay anonymous")), ("yes", _("Yes, I leave my contact details"))],
        error_messages={"required": _("Choose one: stay anonymous, or leave contact details.")},
    )

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(campaign, *args, **kwargs)
        named = cast(forms.ChoiceField, self.fields["named"])
        choices, named.widget = named.choices, RowSelect(hints=_promises())
        named.widget.choices = choices


def _promises() -> dict[str, list[str]]:
    return {
        "no": [
            gettext("Your name, number and address on the net are not kept."),
            gettext("You get a receipt code. With it you see how things stand and can go on talking, without a name."),
        ],
        "yes": [gettext("Only the campaign office can see them, never the unit that you speak about.")],
    }


class ReachForm(CampaignForm):
    """How to reach a speaker who wants that."""

    contact = forms.CharField(
        label=_("Your name, and a telephone number or an e-mail address"),
        max_length=200,
        error_messages={"required": _("Write your name and a number or address, or go back and stay anonymous.")},
    )


class CheckForm(CampaignForm):
    """The last look before sending, with pictures and papers if there are any.

    `website` is invisible to people; only machines fill it in. `proof` is the calculation of the browser.
    """

    attached = CleanFilesField(label=_("Photographs or papers"), required=False)
    website = forms.CharField(required=False)
    proof = forms.CharField(required=False)


@dataclass(frozen=True)
class Question:
    """One page of the form. `asked` says from the answers so far whether it comes up at all."""

    key: str
    words: Words
    form: type[CampaignForm]
    asked: Callable[[Mapping[str, str]], bool] = lambda _answers: True


QUESTIONS = (
    Question("what", _("What do you want to tell us?"), WhatForm),
    Question("where", _("Which school or unit is it about?"), WhereForm),
    Question("who", _("Who are you?"), WhoForm),
    Question("named", _("Do you want to leave a way to reach you?"), NamedForm),
    Question("reach", _("How can we reach you?"), ReachForm, asked=lambda answers: answers.get("named") == "yes"),
    Question("check", _("Look it over, then send it"), CheckForm),
)
