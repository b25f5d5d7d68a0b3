"""Forms of teams: forming one, taking somebody in, giving it an area."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.ledger.forms.fields import UnitField
from bihuan.people.models import Person, Unit
from bihuan.supervision.models import Team, TeamMember

SHOWN = 5


class TeamForm(forms.Form):
    """Number, name and tier of a new team."""

    number = forms.IntegerField(
        label=gettext_lazy("Number"),
        min_value=1,
        max_value=999,
        error_messages={"required": gettext_lazy("Write the number of the team.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the team"),
        max_length=60,
        error_messages={"required": gettext_lazy("Write the name of the team.")},
    )
    tier = forms.IntegerField(
        label=gettext_lazy("Tier"),
        min_value=1,
        max_value=5,
        initial=2,
        help_text=gettext_lazy("1 is the highest; teams of a higher tier watch over those below."),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["home"] = UnitField(campaign, label=_("Home unit"), required=False)

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        taken = Team.objects.filter(campaign=self.campaign, number=number).first()
        if taken is not None:
            raise ValidationError(
                _("Number %(number)s is %(team)s already; choose another one.") % {"number": number, "team": taken}
            )
        return number


class MemberForm(forms.Form):
    """Somebody joins, in which part. A person is written, not picked out of thousands."""

    person = forms.CharField(
        label=gettext_lazy("Person"),
        max_length=60,
        help_text=gettext_lazy("Account or title."),
        error_messages={"required": gettext_lazy("Write the account or the title of the person.")},
    )
    part = forms.ChoiceField(label=gettext_lazy("Part"), choices=TeamMember.Part.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team

    def clean_person(self) -> Person:
        person = the_person(self.team.campaign, self.cleaned_data["person"].strip())
        if self.team.members.filter(person=person, until__isnull=True).exists():
            raise ValidationError(_("%(person)s belongs to this team already.") % {"person": person})
        return person


class AreaForm(forms.Form):
    """A part of the tree for the team."""

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        self.fields["unit"] = UnitField(
            team.campaign, label=_("Unit"), help_text=_("The team supervises this unit and everything below it.")
        )

    def clean_unit(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        if self.team.areas.filter(unit=unit, until__isnull=True).exists():
            raise ValidationError(_("%(unit)s is in the area of this team already.") % {"unit": unit})
        return unit


def the_person(campaign: Campaign, words: str) -> Person:
    """The one open account in the campaign's scope that the words name.

    Raises:
        ValidationError: none, or several; the sentence names them.
    """
    people = Person.objects.filter(is_active=True, **{f"unit__u{campaign.root.level}": campaign.root_id})
    found = list(people.filter(username=words)) or list(
        people.filter(title=words).select_related("unit").order_by("pk")[: SHOWN + 1]
    )
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(
            _("Nobody here is called “%(words)s”. Write the account or the whole title.") % {"words": words}
        )
    named = "、".join(f"{person.username}（{person.unit}）" for person in found[:SHOWN])
    raise ValidationError(
        _("Several people are called “%(words)s”: %(named)s. Write the account.") % {"words": words, "named": named}
    )
