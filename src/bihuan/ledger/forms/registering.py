"""Forms of the office: putting a problem on the ledger and keeping its line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Term
from bihuan.ledger.forms.fields import TermField
from bihuan.ledger.models import Issue
from bihuan.ledger.services.registering import IssueDetails
from bihuan.ledger.terms import Terms

TAXONOMIES = ("category", "problem_kind", "focus", "horizon", "disposition")


class DetailsForm(forms.Form):
    """The line of the ledger besides its words, which have doors of their own."""

    source = forms.CharField(
        label=_("Source"),
        max_length=120,
        required=False,
        help_text=_("Where an issue that nobody raised was found, for instance an inspection."),
    )
    goal = forms.CharField(label=_("Goal"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    amount = forms.DecimalField(label=_("Amount in yuan"), required=False, min_value=0, max_digits=14, decimal_places=2)
    deadline_text = forms.CharField(
        label=_("Deadline, in the words of the paper"),
        max_length=200,
        required=False,
        help_text=_("For instance “before the end of May”; the words are kept beside the day that is read from them."),
    )

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = terms.of(Term.Taxonomy.OUTSIDE_LEVEL)
        for name in TAXONOMIES:
            if words := terms.of(name):
                self.fields[name] = TermField(words, label=Term.Taxonomy(name).label)
        for level in self.levels:
            label = _("Number on the ledger of: %(level)s") % {"level": level.name}
            self.fields[f"outside_{level.pk}"] = forms.CharField(label=label, max_length=40, required=False)
        self.order_fields(["text", "title", *TAXONOMIES, "goal", "deadline_text"])

    def details(self) -> IssueDetails:
        """What was written, for the service."""
        given = self.cleaned_data
        numbers = ((level, given[f"outside_{level.pk}"]) for level in self.levels)
        plain = {name: given[name] for name in ("source", "goal", "amount", "deadline_text")}
        chosen: dict[str, Any] = plain | {name: given.get(name) for name in TAXONOMIES}
        return IssueDetails(
            title=given.get("title", ""),
            outside_numbers=tuple((level, number) for level, number in numbers if number),
            **chosen,
        )


class RegisterForm(DetailsForm):
    """A new problem in its original words."""

    text = forms.CharField(
        label=_("The problem, in its original words"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("These words are kept for ever; a better wording goes into the title later."),
        error_messages={"required": _("Write down the problem in its original words.")},
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Short and plain; left empty, the first words of the problem serve."),
    )


class WordingForm(forms.Form):
    """A better title, with its reason."""

    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Write the new title.")})
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("It stands in the history beside the old title."),
        error_messages={"required": _("Say why the title changes.")},
    )


def details_of(issue: Issue) -> dict[str, object]:
    """The present line of the ledger, to begin with."""
    plain = ("source", "goal", "amount", "deadline_text", *TAXONOMIES)
    numbers = {f"outside_{one.level_id}": one.number for one in issue.outside_numbers.all()}
    return {name: getattr(issue, name) for name in plain} | numbers
