"""Forms of the library."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.people.forms import UnitField, ViewerForm
from bihuan.study.forms.fields import words
from bihuan.study.models import Material


class MaterialForm(ViewerForm):
    """Something to read or to watch."""

    kind = forms.ChoiceField(label=pgettext_lazy("material", "Kind"), choices=Material.Kind.choices)
    title = forms.CharField(label=pgettext_lazy("material", "Title"), max_length=200)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200, required=False)
    text = words(gettext_lazy("Text"), rows=10, required=False, max_length=200_000)
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    required_of = forms.ChoiceField(
        label=gettext_lazy("Who must read it"), choices=Material.Audience.choices, initial=Material.Audience.NOBODY
    )
    unit = UnitField(label=gettext_lazy("Unit"), help_text=gettext_lazy("Everybody in and below it finds it."))


class ReadForm(forms.Form):
    """How far one has read."""

    percent = forms.TypedChoiceField(
        label=gettext_lazy("I have read"),
        coerce=int,
        choices=[
            (0, gettext_lazy("not begun")),
            (25, "25 %"),
            (50, "50 %"),
            (75, "75 %"),
            (100, gettext_lazy("to the end")),
        ],
    )


class NoteForm(forms.Form):
    """A note for oneself."""

    text = words(gettext_lazy("Note for yourself"), rows=3, max_length=8000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].help_text = gettext_lazy("Nobody else can read your notes.")
