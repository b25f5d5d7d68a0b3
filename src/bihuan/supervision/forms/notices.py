"""Forms of numbered notices to units."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.ledger.forms.fields import UnitField
from bihuan.supervision.models import EscalationStep, SupervisionNotice


class NoticeForm(forms.Form):
    """A numbered notice to the lead unit."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=SupervisionNotice.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind of notice it is.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("What was found, what has to be done, and how it will be checked."),
        error_messages={"required": gettext_lazy("Write what the unit has to do.")},
    )
    reply_due = forms.DateField(
        label=gettext_lazy("Reply by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Five working days are offered; holidays and make-up days are counted."),
        error_messages={"required": gettext_lazy("Choose the day by which the unit replies.")},
    )


class UnitNoticeForm(NoticeForm):
    """The same to a unit that is written."""

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(campaign, label=_("To which unit"))
        self.order_fields(["unit", "kind", "text", "reply_due"])


class ReplyForm(forms.Form):
    """The unit's answer to a notice."""

    reply = forms.CharField(
        label=gettext_lazy("Reply"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write what was done about it.")},
    )


class ExcuseForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(
        label=gettext_lazy("Until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("At most three months. The day after, the notice is overdue again by itself."),
        error_messages={"required": gettext_lazy("Choose the last day of the exception.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write the reason; it stays in the history.")},
    )


class EscalationForm(forms.Form):
    """For each colour: how long after the missed day, of which kind, and with how much time to reply. Empty: none."""

    def __init__(self, *args: Any, steps: Sequence[EscalationStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {step.slip: step for step in steps}
        for slip, label in SupervisionNotice.Slip.choices:
            step = kept.get(slip)
            self.fields[f"{slip}_after"] = forms.IntegerField(
                label=_("%(slip)s: working days after the missed day") % {"slip": label},
                min_value=1,
                max_value=60,
                required=False,
                initial=step.after_workdays if step else None,
                help_text=_("Leave it empty and no %(slip)s is sent.") % {"slip": label},
            )
            self.fields[f"{slip}_reply"] = forms.IntegerField(
                label=_("%(slip)s: working days to reply") % {"slip": label},
                min_value=1,
                max_value=60,
                initial=step.reply_workdays if step else 3,
                required=False,
            )

    def steps(self) -> list[EscalationStep]:
        """The rows as the service takes them."""
        kinds = dict(zip(SupervisionNotice.Slip.values, ("reminder", "criticism", "rectify"), strict=True))
        said = self.cleaned_data
        return [
            EscalationStep(
                slip=slip, kind=kind, after_workdays=said[f"{slip}_after"], reply_workdays=said[f"{slip}_reply"] or 3
            )
            for slip, kind in kinds.items()
            if said.get(f"{slip}_after")
        ]
