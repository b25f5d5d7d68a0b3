"""Forms of the plan: the six clear points, and a measure with its milestones and targets."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.ledger.forms.fields import UnitField
from bihuan.ledger.models import Issue, Measure, Plan
from bihuan.ledger.services.planning import MeasureContent, PlanContent
from bihuan.people.models import Person

SPARE_ROWS = 2
"""Empty rows offered for milestones and for targets; “more rows” brings as many again."""


class PlanForm(forms.Form):
    """The points of the plan that are not on the issue itself."""

    responsible_name = forms.CharField(
        label=_("Name or post"), max_length=60, required=False, help_text=_("For somebody without an account.")
    )
    deadline_text = forms.CharField(label=_("Deadline"), max_length=200, required=False)
    standard = forms.CharField(
        label=_("Standard of acceptance"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("By what will somebody who was not there see that it is done?"),
    )

    def __init__(self, *args: Any, issue: Issue, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"] = forms.ModelChoiceField(
            people, label=_("Responsible person"), required=False, empty_label=_("somebody without an account")
        )
        self.fields["sixth"] = forms.CharField(label=issue.campaign.sixth_clear, max_length=120, required=False)
        self.fields["deadline_text"].help_text = _("The ledger says: %(words)s") % {
            "words": issue.deadline_text or translate("nothing yet")
        }
        self.order_fields(["responsible", "responsible_name", "deadline_text", "standard", "sixth"])

    def content(self) -> PlanContent:
        """What was written, for the service."""
        return PlanContent(**{name: self.cleaned_data[name] for name in PlanContent.__dataclass_fields__})


def plan_of(plan: Plan | None) -> dict[str, object]:
    """The present words of the plan, to begin with."""
    return {name: getattr(plan, name) for name in PlanContent.__dataclass_fields__} if plan else {}


class MeasureForm(forms.Form):
    """What is to be done."""

    text = forms.CharField(
        label=_("Measure"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what is to be done.")},
    )


class MilestoneForm(forms.Form):
    """A dated step; an empty row is no step."""

    text = forms.CharField(label=_("Step"), max_length=200)
    due = forms.DateField(
        label=_("By"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give each step its day."), "invalid": _("Write a day, such as 2026-05-31.")},
    )


class TargetForm(forms.Form):
    """A quantity in one unit; an empty row is no target."""

    goal = forms.DecimalField(label=_("Quantity"), max_digits=14, decimal_places=2)
    measured_in = forms.CharField(label=_("Measured in"), max_length=20, widget=forms.TextInput(attrs={"size": 6}))

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(campaign, label=_("Unit"))
        self.order_fields(["unit", "goal", "measured_in"])


class MeasureForms:
    """The measure and its rows as one thing: shown together, valid together."""

    def __init__(
        self, data: QueryDict | None, *, campaign: Campaign, measure: Measure | None = None, spare: int = SPARE_ROWS
    ) -> None:
        milestones = forms.formset_factory(MilestoneForm, extra=spare)
        targets = forms.formset_factory(TargetForm, extra=spare)
        self.measure = MeasureForm(data, initial={"text": measure.text} if measure else None)
        self.milestones = milestones(data, prefix="steps", initial=_steps(measure))
        self.targets = targets(data, prefix="targets", initial=_targets(measure), form_kwargs={"campaign": campaign})

    def is_valid(self) -> bool:
        """All parts, so that every mistake is told at once."""
        parts = (self.measure, self.milestones, self.targets)
        return False not in [part.is_valid() for part in parts]

    def all_forms(self) -> list[forms.Form]:
        """For the error summary."""
        return [self.measure, *self.milestones.forms, *self.targets.forms]

    def content(self) -> MeasureContent:
        """What was written, for the service."""
        steps = [row for row in self.milestones.cleaned_data if row]
        targets = [row for row in self.targets.cleaned_data if row]
        return MeasureContent(
            text=self.measure.cleaned_data["text"],
            milestones=tuple((row["text"], row["due"]) for row in steps),
            targets=tuple((row["unit"], row["goal"], row["measured_in"]) for row in targets),
        )


def _steps(measure: Measure | None) -> list[dict[str, Any]]:
    return [{"text": one.text, "due": one.due} for one in measure.milestones.order_by("due", "pk")] if measure else []


def _targets(measure: Measure | None) -> list[dict[str, Any]]:
    if measure is None:
        return []
    targets = measure.targets.select_related("unit__parent").order_by("pk")
    return [{"unit": one.unit, "goal": one.goal, "measured_in": one.measured_in} for one in targets]
