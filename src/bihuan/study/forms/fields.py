"""Fields that several forms share: a person by account or title, a day, words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person

WHO = gettext_lazy("Account or title.")


class DayField(forms.DateField):
    """A day, by the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PersonField(forms.CharField):
    """Somebody of the campaign, written as account or title instead of picked out of thousands."""

    campaign: Campaign | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **{"help_text": WHO, **options})

    def clean(self, value: Any) -> Person | None:  # noqa: ANN401 - the signature of Django
        words = super().clean(value)
        if not words or self.campaign is None:
            return None
        root = self.campaign.root
        people = Person.objects.filter(**{f"unit__u{root.level}": root.pk}, is_active=True).select_related("unit")
        account = people.filter(username=words).first()
        if account is not None:
            return account
        named = list(people.filter(title=words).order_by("pk")[:5])
        if len(named) == 1:
            return named[0]
        if not named:
            raise ValidationError(_("Nobody in this campaign has the account or the title “%(who)s”.") % {"who": words})
        accounts = "、".join(f"{one.username}（{one.unit}）" for one in named)
        raise ValidationError(
            _("Several people are called “%(who)s”. Write the account: %(accounts)s.")
            % {"who": words, "accounts": accounts}
        )

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        return value.username if isinstance(value, Person) else value


class CampaignForm(forms.Form):
    """A form about one campaign; its fields for people look only there."""

    def __init__(self, *args: Any, campaign: Campaign, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.campaign = campaign


def words(label: Any, *, rows: int = 4, **options: Any) -> forms.CharField:  # noqa: ANN401 - a lazy text
    """A field for sentences."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)
