"""Fields whose choices belong to a campaign, and the form that hands it to them."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.campaigns.selectors import day_of, terms
from bihuan.opinions.models import Consultation
from bihuan.opinions.policies import objections_to_words
from bihuan.opinions.selectors.places import SHOWN, match_units
from bihuan.people.models import Unit

if TYPE_CHECKING:
    ChannelChoice = forms.ModelChoiceField[Channel]
    ConsultationChoice = forms.ModelChoiceField[Consultation]
    TermChoice = forms.ModelChoiceField[Term]
else:  # generic for the type checker only
    ChannelChoice = ConsultationChoice = TermChoice = forms.ModelChoiceField


class OfCampaign:
    """A field that must know its campaign before it can offer or understand anything."""

    def offer(self, campaign: Campaign) -> None:
        """Take the choices, or the first value, from the campaign."""
        raise NotImplementedError


class CampaignForm(forms.Form):
    """A form about one campaign."""

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        for field in self.fields.values():
            if isinstance(field, OfCampaign):
                field.offer(campaign)


class ChannelField(OfCampaign, ChannelChoice):
    """One of the campaign's channels."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Channel.objects.none(), **kwargs)

    def offer(self, campaign: Campaign) -> None:
        self.queryset = Channel.objects.filter(campaign=campaign, active=True).order_by("position", "pk")


class ConsultationField(OfCampaign, ConsultationChoice):
    """One of the campaign's occasions of asking, the latest first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Consultation.objects.none(), **kwargs)

    def offer(self, campaign: Campaign) -> None:
        self.queryset = Consultation.objects.filter(campaign=campaign).order_by("-held_on", "-pk")


class TermField(OfCampaign, TermChoice):
    """One of the campaign's words."""

    def __init__(self, taxonomy: str, **kwargs: Any) -> None:
        super().__init__(Term.objects.none(), **kwargs)
        self.taxonomy = taxonomy

    def offer(self, campaign: Campaign) -> None:
        self.queryset = terms(campaign, self.taxonomy)


class DayField(OfCampaign, forms.DateField):
    """A day, proposed to be the one on which the campaign stands."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def offer(self, campaign: Campaign) -> None:
        self.initial = day_of(campaign)


class WordsField(forms.CharField):
    """Words of a person that are kept as they are."""

    def __init__(self, *, rows: int, first: bool = False, **kwargs: Any) -> None:
        attrs = {"rows": rows, **({"autofocus": True} if first else {})}
        super().__init__(widget=forms.Textarea(attrs=attrs), **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        wrong = list(objections_to_words(value))
        if wrong:
            raise ValidationError(wrong)


class UnitField(OfCampaign, forms.CharField):
    """A unit, written instead of picked out of five thousand: name, code or part of a name.

    Whatever leaves a doubt comes back with the units it may be.
    """

    campaign: Campaign

    def offer(self, campaign: Campaign) -> None:
        self.campaign = campaign

    def clean(self, value: Any) -> Unit | None:  # noqa: ANN401 - the signature of Django
        words = super().clean(value)
        found = match_units(self.campaign, words)
        if not words or len(found) == 1:
            return found[0] if found else None
        if not found:
            raise ValidationError(
                _("No unit of this campaign is called “%(words)s”. Write part of its official name.") % {"words": words}
            )
        names = _(", ").join(f"{unit.parent or ''}{unit.name}" for unit in found[:SHOWN])
        raise ValidationError(
            _("“%(words)s” can be: %(names)s%(more)s. Write more of the name, with the unit above it in front.")
            % {"words": words, "names": names, "more": " …" if len(found) > SHOWN else ""}
        )
