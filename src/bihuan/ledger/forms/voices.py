"""An opinion joins an issue: which one, and what the speaker reads."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.ledger.models import Issue, IssueQuerySet


class JoinForm(forms.Form):
    """The number of the issue, and a reply in one's own words if the standard one does not do."""

    into = forms.CharField(
        label=gettext_lazy("Number of the issue"),
        max_length=9,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Write the number of the issue that this voice joins.")},
    )
    reply = forms.CharField(
        label=gettext_lazy("What the speaker reads"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Left empty, the speaker reads that it became this issue and will be asked before it closes."
        ),
    )

    def __init__(self, *args: Any, issues: IssueQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issues = issues

    def clean_into(self) -> Issue:
        """The issue with this number, among those that the person sees."""
        words = str(self.cleaned_data["into"]).strip()
        found = self.issues.filter(number=int(words)).first() if words.isdecimal() else None
        if found is None:
            raise forms.ValidationError(_("There is no issue %(number)s in this campaign.") % {"number": words})
        return found
