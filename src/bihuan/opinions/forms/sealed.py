"""Forms of the sealed channel: the public's one page, the keeper's words, the leading official's appointment."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.files.kinds import PICTURES
from bihuan.opinions.forms.fields import CampaignForm, WordsField
from bihuan.opinions.forms.files import CleanFilesField
from bihuan.opinions.selectors import match_units
from bihuan.opinions.selectors.sealed import keepers
from bihuan.people.models import Person
from bihuan.people.selectors import units_below

PICTURES_ONLY = _("Only photographs are taken here. Take a photograph of the paper.")


class TipOffForm(CampaignForm):
    """Who did what: sealed before it is kept."""

    text = WordsField(
        rows=8,
        label=pgettext_lazy("tip-off", "What happened"),
        help_text=_("Who did what, when and where, and how you know."),
        error_messages={"required": _("Write what happened; one sentence is enough.")},
    )
    person = forms.CharField(label=_("Whom it is about"), max_length=120, required=False)
    place = forms.CharField(
        label=_("His or her unit"),
        max_length=120,
        required=False,
        help_text=_("So that nobody of that unit can ever open it."),
    )
    contact = forms.CharField(
        label=_("How the keeper can reach you"),
        max_length=200,
        required=False,
        help_text=_("Only if you want; the receipt is enough for answers."),
    )
    attached = CleanFilesField(label=_("Photographs"), required=False)
    website = forms.CharField(required=False)

    def clean_attached(self) -> list[bytes]:
        files = self.cleaned_data["attached"]
        if any(media_type not in PICTURES for _content, media_type in files):
            raise ValidationError(PICTURES_ONLY)
        return [content for content, _media_type in files]

    @property
    def tip(self) -> dict[str, Any]:
        """What was written, as the service takes it."""
        data = self.cleaned_data
        units = match_units(self.campaign, data["place"])
        words = {key: data[key] for key in ("text", "person", "place", "contact")}
        return {**words, "unit": units[0] if len(units) == 1 else None, "pictures": data["attached"]}


class KeeperReplyForm(forms.Form):
    """What the sender of a tip-off reads."""

    reply = WordsField(rows=4, label=_("What the sender will read"))


class KeeperForm(CampaignForm):
    """Whom the leading official appoints."""

    person = forms.ModelChoiceField(Person.objects.none(), label=pgettext_lazy("keeper", "Person"))

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(campaign, *args, **kwargs)
        inside = Person.objects.filter(unit__in=units_below(campaign.root), is_active=True)
        others = inside.exclude(pk__in=keepers(campaign).values("person")).select_related("unit")
        self.fields["person"].queryset = others.order_by("unit__path", "pk")  # type: ignore[attr-defined] # a choice of rows
