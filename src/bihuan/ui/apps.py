"""The look of Bihuan as a Django app: templates, tags, static source; it has no tables and knows no stage."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bihuan.ui"
    label = "ui"
