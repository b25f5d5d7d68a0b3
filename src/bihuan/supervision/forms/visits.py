"""Forms of visits and of supervision meetings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.ledger.forms.fields import UnitField
from bihuan.opinions.forms.files import SeveralFiles
from bihuan.people.models import Person
from bihuan.supervision.models import Visit, VisitEntry, VisitItem
from bihuan.supervision.services.visiting import Note
from bihuan.supervision.services.visits import Journey


def _day(label: Any, wanting: Any, **kwargs: Any) -> forms.DateField:  # noqa: ANN401 - lazy texts
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages={"required": wanting}, **kwargs)


class VisitForm(forms.Form):
    """Where, when, announced or not, and who goes. Nobody is chosen beforehand."""

    planned_on = _day(gettext_lazy("Which day"), gettext_lazy("Choose the day of the visit."))
    announced = forms.TypedChoiceField(
        label=gettext_lazy("Does the unit know?"),
        choices=[
            ("yes", gettext_lazy("announced: the unit sees it at once")),
            ("no", gettext_lazy("unannounced: the unit sees it when it begins")),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether the unit is told.")},
    )
    purpose = forms.CharField(
        label=gettext_lazy("What for"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write what the visit is for.")},
    )
    again_reason = forms.CharField(
        label=gettext_lazy("Why once more"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only if the unit was or will be visited near that day. The reason stays on record."),
    )

    def __init__(self, *args: Any, campaign: Campaign, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(campaign, label=_("Which unit"))
        self.people = {str(person.pk): person for person in people}
        self.fields["visitors"] = forms.TypedMultipleChoiceField(
            label=_("Who goes"),
            choices=[(key, f"{person}（{person.unit}）") for key, person in self.people.items()],
            coerce=self.people.__getitem__,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose who goes.")},
        )
        self.order_fields(["unit", "planned_on", "announced", "visitors", "purpose", "again_reason"])

    def journey(self) -> Journey:
        """The plan as the service takes it."""
        said: dict[str, Any] = self.cleaned_data
        return Journey(**(said | {"visitors": tuple(said["visitors"])}))


class NoteForm(forms.Form):
    """One entry of a checklist. `mark` is made on the phone; without script the page brings one."""

    mark = forms.RegexField(r"^[\w-]{16,64}$")
    item = forms.IntegerField(required=False)
    answer = forms.ChoiceField(
        choices=VisitEntry.Answer.choices, error_messages={"required": gettext_lazy("Choose an answer.")}
    )
    note = forms.CharField(required=False, max_length=4000)
    photos = forms.Field(required=False, widget=SeveralFiles())
    raises = forms.BooleanField(required=False)

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit = visit

    def clean_item(self) -> VisitItem | None:
        """A line of this very visit."""
        key = self.cleaned_data["item"]
        if key is None:
            return None
        found = self.visit.items.filter(pk=key).first()
        if found is None:
            raise forms.ValidationError(_("This line belongs to another visit; open the checklist again."))
        return found

    def taken(self) -> Note:
        """The entry as the service takes it."""
        said: dict[str, Any] = self.cleaned_data
        return Note(
            key=said["mark"],
            item=said["item"],
            answer=said["answer"],
            words=said["note"],
            photos=tuple(said["photos"]),
            raises=said["raises"],
        )


class ConclusionForm(forms.Form):
    """What the visit found in all; the unit reads it."""

    conclusion = forms.CharField(
        label=gettext_lazy("Conclusion"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("What is in order, what has to be put right. The unit reads it."),
        error_messages={"required": gettext_lazy("Write the conclusion.")},
    )


class CancelForm(forms.Form):
    """Why a planned visit does not take place."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write the reason; it stays in the history.")},
    )


class MeetingForm(forms.Form):
    """A supervision meeting at a key node."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=120, error_messages={"required": gettext_lazy("Write a title.")}
    )
    held_on = _day(gettext_lazy("Which day"), gettext_lazy("Choose the day of the meeting."))
    agenda = forms.CharField(
        label=gettext_lazy("Agenda"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what the meeting is about.")},
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"] = forms.ModelChoiceField(
            campaign.phases.order_by("position"), label=_("For which phase"), empty_label=None
        )
        self.order_fields(["phase", "title", "held_on", "agenda"])


class MinutesForm(forms.Form):
    """What was decided, and how many came."""

    attended = forms.IntegerField(
        label=gettext_lazy("How many came"),
        min_value=1,
        max_value=10_000,
        error_messages={"required": gettext_lazy("Write how many came.")},
    )
    minutes = forms.CharField(
        label=gettext_lazy("Minutes"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "What was reported, what was decided, who does it until when. Never changed afterwards."
        ),
        error_messages={"required": gettext_lazy("Write the minutes.")},
    )
