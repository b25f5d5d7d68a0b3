"""Forms about who deals with an issue, and about putting it aside."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign, Term
from bihuan.ledger.forms.fields import TermField, UnitField, UnitsField
from bihuan.ledger.models import Issue, ResponsiblePerson
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.terms import Terms
from bihuan.people.models import Person


class AssignForm(forms.Form):
    """The unit that leads and those that support."""

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"] = UnitField(campaign, label=_("Lead unit"))
        self.fields["supporting"] = UnitsField(
            campaign, label=_("Supporting units"), help_text=_("One per line, or with 、 between them.")
        )


class LeadForm(forms.Form):
    """One lead unit for several issues."""

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"] = UnitField(campaign, label=_("New lead unit"))


class ReasonForm(forms.Form):
    """A step that needs nothing but its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason; it stands in the history.")},
    )


class MergeForm(forms.Form):
    """Into which issue, and what the speakers read."""

    into = forms.CharField(
        label=_("Number of the issue that stays"),
        max_length=9,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Write the number of the issue that stays.")},
    )
    reply = forms.CharField(label=_("What the speakers read"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, issue: Issue, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issue, self.by = issue, by

    def clean_into(self) -> Issue:
        """The issue of that number, if the person sees it."""
        text = str(self.cleaned_data["into"]).strip()
        found = None
        if text.isdecimal():
            found = visible_issues(self.by, self.issue.campaign).filter(number=int(text)).first()
        if found is None:
            raise ValidationError(
                translate("There is no issue %(number)s on this ledger. Look the number up in the list.")
                % {"number": text}
            )
        return found


class AsideForm(forms.Form):
    """A coded reason, and the reply that goes back to everyone who raised it."""

    reply = forms.CharField(
        label=_("What the speakers read"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what the speakers will read; nothing is set aside without an answer.")},
    )

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = {"required": _("Choose the reason.")}
        self.fields["reason"] = TermField(
            terms.of(Term.Taxonomy.REFUSAL), label=_("Reason"), required=True, error_messages=missing
        )
        self.order_fields(["reason", "reply"])


class ResponsibleForm(forms.Form):
    """One link of the chain of responsibility: somebody with an account, or a name."""

    part = forms.ChoiceField(
        label=pgettext_lazy("chain of responsibility", "Part"), choices=ResponsiblePerson.Part.choices
    )
    name = forms.CharField(
        label=_("Name or post"), max_length=60, required=False, help_text=_("For somebody without an account.")
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ModelChoiceField(
            people, label=_("Person"), required=False, empty_label=_("somebody without an account")
        )
        self.order_fields(["part", "person", "name"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("person") and not given.get("name"):
            self.add_error("name", translate("Choose a person, or write a name."))
        return given
