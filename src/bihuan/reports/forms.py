"""Forms of reports: which template, a new template, a file to be checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bihuan.reports.listings import LISTINGS
from bihuan.reports.papers.kinds import KINDS


def _kinds() -> list[tuple[str, object]]:
    return [(kind.code, kind.name) for kind in KINDS.values()]


class TemplateForm(forms.Form):
    """The office's own Word template for one kind of paper."""

    kind = forms.ChoiceField(label=_("Paper"), choices=_kinds)
    name = forms.CharField(label=_("Name"), max_length=80, error_messages={"required": _("Give the template a name.")})
    file = forms.FileField(
        label=_("Word file (.docx)"),
        help_text=_("Fields stand in double braces. The file is checked and filled on trial before it is taken."),
        error_messages={"required": _("Choose the file.")},
    )


class CheckForm(forms.Form):
    """A report to be read, whoever wrote it."""

    file = forms.FileField(
        label=_("Report"),
        help_text=_("Word, PDF, text or web page. The file is read and not kept."),
        error_messages={"required": _("Choose the file.")},
    )
    records = forms.BooleanField(label=_("Compare with the records of this campaign"), required=False, initial=True)


def _listings() -> list[tuple[str, object]]:
    return [(listing.code, listing.name) for listing in LISTINGS.values()]


class WorkbookForm(forms.Form):
    """The office's own workbook for a list."""

    listing = forms.ChoiceField(label=_("List"), choices=_listings)
    name = forms.CharField(label=_("Name"), max_length=80, error_messages={"required": _("Give the workbook a name.")})
    file = forms.FileField(
        label=_("Workbook (.xlsx)"),
        help_text=_("Your form with its title, header rows and a few blank lines. Look and print set-up are kept."),
        error_messages={"required": _("Choose the file.")},
    )
