"""Forms of reports: which template, a new template, a file to be checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
