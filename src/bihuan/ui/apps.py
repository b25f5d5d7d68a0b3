"""The look of Bihuan as a Django app: templates, tags, static source; it has no tables and knows no stage."""

from django.apps import AppConfig
from django.utils.translation import gettext_noop


class UiConfig(AppConfig):
    name = "bihuan.ui"
    label = "ui"


DJANGO_SAYS = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a whole number."),
)
"""Django's own sentences that our catalogue says better: what to write, not what was wrong."""
