"""Forms of reflections. A Word file is read on the spot: its words become the text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.documents import Unreadable
from bihuan.documents.formats.opening import open_source
from bihuan.study.forms.fields import CampaignForm, PersonField, words
from bihuan.study.models import Reflection

LONGEST = 20_000


class WordsForm(forms.Form):
    """Title and text."""

    title = forms.CharField(label=pgettext_lazy("reflection", "Title"), max_length=120)
    text = words(pgettext_lazy("reflection", "Your words"), rows=14, max_length=LONGEST)


class ReflectionForm(WordsForm):
    """One's own: written here, or as a Word file whose words are read."""

    text = words(pgettext_lazy("reflection", "Your words"), rows=14, max_length=LONGEST, required=False)
    file = forms.FileField(
        label=gettext_lazy("Or a Word file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=gettext_lazy("Its text is read; pictures and layout are not."),
    )
    may_show = forms.BooleanField(
        label=gettext_lazy("Others may read it in the learning garden once it is accepted"), required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload = data.get("file")
        if upload:
            data["text"] = text_of(upload)
            data["way"] = Reflection.Way.WORD
        elif not data.get("text"):
            self.add_error("text", _("Write your reflection, or choose a Word file."))
        return data


class EnteredForm(CampaignForm, WordsForm):
    """Somebody's, that came by mail or on paper."""

    author = PersonField(label=gettext_lazy("Whose it is"))
    way = forms.ChoiceField(
        label=gettext_lazy("How it came"),
        choices=[(way.value, way.label) for way in (Reflection.Way.MAIL, Reflection.Way.PAPER)],
        widget=forms.RadioSelect,
    )
    field_order = ["author", "way", "title", "text"]


class ReviewForm(forms.Form):
    """Accept or send back."""

    decision = forms.ChoiceField(
        label=pgettext_lazy("study", "Decision"),
        choices=[("accept", gettext_lazy("Accept it")), ("return", gettext_lazy("Send it back"))],
        widget=forms.RadioSelect,
    )
    comment = words(gettext_lazy("Comment"), rows=3, required=False, max_length=1000)


def text_of(upload: "UploadedFile[bytes]") -> str:
    """The running text of a Word file.

    Raises:
        ValidationError: it cannot be read, or holds no text.
    """
    try:
        source = open_source(upload.read(), upload.name or "", isolated=True)
    except Unreadable as wrong:
        raise ValidationError({"file": str(wrong)}) from wrong
    upload.seek(0)
    text = "\n".join(paragraph.text for paragraph in source.paragraphs if paragraph.text.strip())
    if source.format not in ("docx", "text") or not text:
        raise ValidationError({"file": _("There is no running text in this file. Choose a Word file (.docx).")})
    return text[:LONGEST]
