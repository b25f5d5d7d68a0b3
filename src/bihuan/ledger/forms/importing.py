"""Forms of files and views: the office's ledger file, and a name for the present filters."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """The office's file."""

    file = forms.FileField(
        label=_("Ledger file"),
        help_text=_("Excel, Word, PDF, text or CSV. Nothing is imported before you have seen what was read."),
        error_messages={"required": _("Choose the file.")},
    )


class ReturnedForm(forms.Form):
    """A workbook that the ledger wrote."""

    file = forms.FileField(
        label=_("Edited workbook"),
        help_text=_(
            "An export of the ledger that was edited. Titles, categories, units, goals and deadlines are compared; "
            "you see each difference before anything is taken."
        ),
        error_messages={"required": _("Choose the file.")},
    )


class SavedViewForm(forms.Form):
    """A name for the present filters."""

    name = forms.CharField(label=_("Name"), max_length=40, error_messages={"required": _("Give the view a name.")})
    query = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)
    shared = forms.BooleanField(label=_("Everyone who sees this ledger"), required=False)
