"""Forms of this stage: they read and check words; services decide."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.campaigns.blueprint import load, shipped
from bihuan.campaigns.bounds import LOOK_BACK, POLICY
from bihuan.campaigns.drafts import LightDraft, PolicyDraft
from bihuan.campaigns.models import Channel, ClosurePolicy, LightRule
from bihuan.campaigns.notices import days_of
from bihuan.campaigns.services.rules import WORDS
from bihuan.common.workflow import Refused
from bihuan.people.forms import UnitField, ViewerForm
from bihuan.people.roles import ADMINISTRATORS, Role

SIGNERS = [(role.value, role.label) for role in Role if role not in ADMINISTRATORS]


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CampaignForm(ViewerForm):
    """A new campaign from a shipped template."""

    template = forms.ChoiceField(label=gettext_lazy("Template"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    code = forms.SlugField(
        label=gettext_lazy("Code"), max_length=40, help_text=gettext_lazy("For commands and files: spring-2026.")
    )
    root = UnitField(
        label=gettext_lazy("Scope"), help_text=gettext_lazy("This unit and everything below it takes part.")
    )
    office = UnitField(label=gettext_lazy("Campaign office"), required=False)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=_day_input())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = self.fields["template"]
        assert isinstance(choices, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        choices.choices = [(code, load(path).name) for code, path in shipped().items()]


class PhaseForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=_day_input())
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=_day_input())
    look_back_on = forms.DateField(
        label=gettext_lazy("Looked back at from"),
        widget=_day_input(),
        required=False,
        help_text=gettext_lazy("From this day the teams judge each unit. Without it nobody does."),
    )


class NameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)


class TermForm(NameForm):
    code = forms.RegexField(
        r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("Small letters, digits and hyphens; it cannot be changed later."),
    )


class ChannelForm(TermForm):
    way = forms.ChoiceField(label=gettext_lazy("Way of asking"), choices=Channel.Way)
    public = forms.BooleanField(label=gettext_lazy("Open to people without an account"), required=False)
    field_order = ["way", "name", "code", "public"]


class LightForm(forms.Form):
    """One rule of the lights; the place in the list is its rank."""

    colour = forms.ChoiceField(label=gettext_lazy("Light"), choices=[("", "—"), *LightRule.Colour.choices])
    basis = forms.ChoiceField(label=gettext_lazy("Condition"), choices=[("", "—"), *LightRule.Basis.choices])
    at_least = forms.IntegerField(label=gettext_lazy("At least"), required=False, min_value=-1000, max_value=1000)
    at_most = forms.IntegerField(label=gettext_lazy("At most"), required=False, min_value=-1000, max_value=1000)
    action = forms.CharField(label=gettext_lazy("What the office does"), required=False, max_length=60)


class LightForms(forms.BaseFormSet):  # type: ignore[type-arg] # the stubs' parameter does not exist when the code runs
    """The list of rules; a row marked for removal is left out, empty rows are not rules."""

    def drafts(self) -> list[LightDraft]:
        """The rules in the order of the page."""
        rows = [form.cleaned_data for form in self.ordered_forms if form.cleaned_data.get("basis")]
        return [
            LightDraft(
                colour=LightRule.Colour(row["colour"]),
                basis=LightRule.Basis(row["basis"]),
                at_least=row["at_least"],
                at_most=row["at_most"],
                action=row["action"],
            )
            for row in rows
        ]


_LightFormSet = forms.formset_factory(
    LightForm, formset=LightForms, extra=1, can_delete=True, can_order=True, max_num=20, validate_max=True
)


def light_forms(data: QueryDict | None, rules: list[dict[str, Any]]) -> LightForms:
    """The rules as rows of a page, and an empty row for one more."""
    return cast(LightForms, _LightFormSet(data, initial=rules))


class PolicyForm(forms.Form):
    """What closing asks for; every number says its bounds."""

    panel = forms.ChoiceField(label=WORDS["panel"], choices=ClosurePolicy.Panel)
    notice_required = forms.BooleanField(label=WORDS["notice_required"], required=False)
    signatures = forms.MultipleChoiceField(
        label=gettext_lazy("Signatures"), choices=SIGNERS, required=False, widget=forms.CheckboxSelectMultiple
    )
    look_backs = forms.CharField(
        label=gettext_lazy("Look-backs, in working days after closing"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Several are separated by commas: 60, 120."),
    )
    recurrence = forms.ChoiceField(label=WORDS["recurrence"], choices=ClosurePolicy.Recurrence)
    field_order = [
        "min_satisfied_percent",
        "min_answers",
        "panel",
        "min_panel",
        "notice_required",
        "notice_workdays",
        "signatures",
        "look_backs",
        "watch_review_days",
        "recurrence",
        "small_group",
    ]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, bound in POLICY.items():
            hint = _("%(least)d to %(most)d") % {"least": bound.least, "most": bound.most}
            self.fields[name] = forms.IntegerField(
                label=WORDS[name], min_value=bound.least, max_value=bound.most, help_text=hint
            )
        self.order_fields(self.field_order)

    def clean_look_backs(self) -> tuple[int, ...]:
        parts = [part for part in re.split(r"[,，、;；\s]+", self.cleaned_data["look_backs"]) if part]
        if not all(part.isdigit() and LOOK_BACK.least <= int(part) <= LOOK_BACK.most for part in parts):
            words = _("Write whole numbers from %(least)d to %(most)d, separated by commas.")
            raise forms.ValidationError(words % {"least": LOOK_BACK.least, "most": LOOK_BACK.most})
        return tuple(int(part) for part in parts)

    def draft(self) -> PolicyDraft:
        """What the form says, typed."""
        said = self.cleaned_data
        numbers = {name: said[name] for name in POLICY}
        return PolicyDraft(
            **numbers,
            panel=ClosurePolicy.Panel(said["panel"]),
            notice_required=said["notice_required"],
            signatures=tuple(Role(role) for role in said["signatures"]),
            look_backs=said["look_backs"],
            recurrence=ClosurePolicy.Recurrence(said["recurrence"]),
        )


class DayForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("Day"), widget=_day_input())
    working = forms.TypedChoiceField(
        label=gettext_lazy("This day is"),
        choices=[("0", gettext_lazy("a day off")), ("1", gettext_lazy("a working day"))],
        coerce=lambda value: value == "1",
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=60, required=False)


class NoticeForm(forms.Form):
    """A year's notice of holidays, copied line by line."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2004, max_value=2100)
    off = forms.CharField(
        label=gettext_lazy("Days off"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=2000,
        help_text=gettext_lazy("One stretch a line, as in the notice: 1月1日（周四）至3日（周六）."),
    )
    make_up = forms.CharField(
        label=gettext_lazy("Make-up days at weekends"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("Days that are worked: 1月4日（周日）."),
    )

    def clean(self) -> None:
        year = self.cleaned_data.get("year")
        for field in ("off", "make_up"):
            if year and field in self.cleaned_data:
                self.cleaned_data[field] = self._days(field, year)

    def _days(self, field: str, year: int) -> list[date]:
        try:
            return days_of(self.cleaned_data[field], year=year)
        except Refused as refused:
            for reason in refused.reasons:
                self.add_error(field, reason)
            return []
