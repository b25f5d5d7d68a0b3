"""Forms of the other ways in."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.opinions.forms.fields import CampaignForm, ChannelField
from bihuan.opinions.models import Origin


class HandOverForm(CampaignForm):
    """A file of voices, and where it comes from."""

    origin = forms.ChoiceField(
        label=pgettext_lazy("hand-over", "What it is"),
        choices=[(one.value, one.label) for one in (Origin.PAPER, Origin.BOARD, Origin.PLATFORM)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    channel = ChannelField(label=_("Channel"), empty_label=_("please choose"))
    file = forms.FileField(
        label=pgettext_lazy("hand-over", "File"),
        help_text=_(
            "Excel or CSV, one voice per row, with a row of headings. Nothing is taken in before you have seen it."
        ),
        error_messages={"required": _("Choose the file.")},
    )
