"""Fields that several forms share: a word of a taxonomy, a unit by its name, several units."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.models import Campaign, Term
from bihuan.ledger.directory import full_name, units_called, units_like
from bihuan.people.models import Unit

BETWEEN_NAMES = re.compile(r"[、，,;；\n]+")


class TermField(forms.TypedChoiceField):
    """One word of a taxonomy; the value is the Term."""

    def __init__(self, terms: Sequence[Term], **kwargs: Any) -> None:
        self.by_pk = {str(term.pk): term for term in terms}
        choices = [("", pgettext_lazy("choice", "not chosen")), *((str(term.pk), term.name) for term in terms)]
        super().__init__(
            choices=choices, coerce=self.by_pk.__getitem__, empty_value=None, **{"required": False, **kwargs}
        )

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - the signature of Django
        return str(value.pk) if isinstance(value, Term) else value


class UnitInput(forms.TextInput):
    """A name with suggestions that the server sends while somebody types; it works as a plain field too."""

    template_name = "ledger/widgets/unit.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401
        context = super().get_context(name, value, attrs)
        context["suggestions_url"] = reverse_lazy("ledger:units")
        return context


class UnitField(forms.CharField):
    """A unit of the campaign by its name; the value is the Unit."""

    widget = UnitInput
    default_error_messages = {"required": gettext_lazy("Write the name of the unit.")}

    def __init__(self, campaign: Campaign, **kwargs: Any) -> None:
        self.campaign = campaign
        super().__init__(max_length=200, **kwargs)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        return full_name(value) if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - str in, Unit or None out
        text = super().clean(value)
        return the_unit(self.campaign, text) if text else None


class UnitsField(forms.CharField):
    """Several units by name, one per line or with 、 between them; the value is a list of Unit."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, campaign: Campaign, **kwargs: Any) -> None:
        self.campaign = campaign
        super().__init__(**{"required": False, **kwargs})

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        return value if isinstance(value, str | None) else "、".join(full_name(unit) for unit in value)

    def clean(self, value: Any) -> Any:  # noqa: ANN401
        names = [name.strip() for name in BETWEEN_NAMES.split(super().clean(value)) if name.strip()]
        return list(dict.fromkeys(the_unit(self.campaign, name) for name in names))


def the_unit(campaign: Campaign, name: str) -> Unit:
    """The one unit that a name means.

    Raises:
        ValidationError: none, or several; the sentence names what to write.
    """
    found = units_called(campaign, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise ValidationError(
            _("%(count)s units are called “%(name)s”; write one of: %(choices)s."),
            params={"count": len(found), "name": name, "choices": "；".join(map(full_name, found))},
        )
    if near := units_like(campaign, name[:2], most=3):
        raise ValidationError(
            _("“%(name)s” is no unit of this campaign. Perhaps: %(choices)s."),
            params={"name": name, "choices": "；".join(map(full_name, near))},
        )
    raise ValidationError(
        _("“%(name)s” is no unit of this campaign. Write the name as it stands in the tree of units."),
        params={"name": name},
    )
