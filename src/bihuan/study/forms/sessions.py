"""Forms of sessions."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.study.forms.fields import CampaignForm, DayField, PersonField, words
from bihuan.study.models import Attendance, Material, StudySession, Topic

if TYPE_CHECKING:
    TopicChoice = forms.ModelChoiceField[Topic]
    MaterialChoice = forms.ModelChoiceField[Material]
else:  # generic for the type checker only
    TopicChoice = MaterialChoice = forms.ModelChoiceField


class SessionForm(CampaignForm):
    """A session that is planned."""

    kind = forms.ChoiceField(label=pgettext_lazy("study session", "Kind"), choices=StudySession.Kind.choices)
    title = forms.CharField(label=pgettext_lazy("study session", "Title"), max_length=120)
    audience = forms.ChoiceField(
        label=gettext_lazy("Who is expected"),
        choices=StudySession.Audience.choices,
        initial=StudySession.Audience.EVERYONE,
    )
    held_on = DayField(label=gettext_lazy("On which day"))
    half_days = forms.IntegerField(label=gettext_lazy("Half days"), min_value=1, max_value=20, initial=1)
    place = forms.CharField(label=pgettext_lazy("study session", "Place"), max_length=120, required=False)
    speaker = PersonField(label=gettext_lazy("Lead speaker"), required=False)
    guest_speaker = forms.CharField(
        label=gettext_lazy("Speaker from outside"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Title and unit of somebody without an account."),
    )


class TopicStudiedForm(CampaignForm):
    """A topic of the session's plan, and who led."""

    topic = TopicChoice(label=pgettext_lazy("study plan", "Topic"), queryset=Topic.objects.none())
    led_by = PersonField(label=gettext_lazy("Led by"))

    def __init__(self, *args: Any, session: StudySession, **options: Any) -> None:
        super().__init__(*args, campaign=session.campaign, **options)
        field = self.fields["topic"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker what stands above
        field.queryset = Topic.objects.filter(plan=session.plan_id).order_by("position")


class TalkForm(CampaignForm):
    """A theme talk."""

    person = PersonField(label=gettext_lazy("Who spoke"))
    subject = forms.CharField(label=gettext_lazy("On what"), max_length=120)


class UseForm(forms.Form):
    """Something of the library that was handed out or shown."""

    material = MaterialChoice(label=gettext_lazy("Material"), queryset=Material.objects.none())

    def __init__(self, *args: Any, session: StudySession, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["material"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as above
        units = session.unit.ancestors
        field.queryset = Material.objects.filter(campaign=session.campaign_id, unit__in=units).order_by("-pk")


class HoldForm(forms.Form):
    """The minutes of a session."""

    summary = words(gettext_lazy("What was studied and said"), rows=6, max_length=8000)
    guests = forms.IntegerField(label=gettext_lazy("Guests without an account"), min_value=0, initial=0, required=False)
    half_days = forms.IntegerField(label=gettext_lazy("Half days"), min_value=1, max_value=20)

    def clean_guests(self) -> int:
        return self.cleaned_data["guests"] or 0


class AttendanceForm(forms.Form):
    """What is noted of the ticked people."""

    status = forms.ChoiceField(label=gettext_lazy("Noted as"), choices=Attendance.Status.choices)
