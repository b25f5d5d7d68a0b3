"""Forms around satisfaction: taking down an answer, asking a panel, ruling; and the speaker's own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bihuan.supervision.models import Asking


class AnswerForm(forms.Form):
    """An answer that was given in person or by phone, or the finding that nobody can be reached."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[choice for choice in Asking.Answer.choices if choice[0] != Asking.Answer.SILENT],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was answered.")},
    )
    words = forms.CharField(
        label=_("In these words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Dissatisfied: what is still missing. Unreachable: how and how often you tried."),
    )


class PanellistForm(forms.Form):
    """Who speaks for those served, where nobody raised the issue."""

    name = forms.CharField(
        label=_("Representative"),
        max_length=60,
        help_text=_("A title that tells them apart, without a name: “parents' representative 1”."),
        error_messages={"required": _("Write which representative is asked, by title.")},
    )


class MissingForm(forms.Form):
    """What the speaker still misses, in his own words."""

    words = forms.CharField(
        label=_("What is still missing?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One sentence is enough. Your name is not asked for."),
        error_messages={"required": _("Write what is still missing, so that it can be put right.")},
    )
