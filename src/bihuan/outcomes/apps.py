"""App of the outcomes stage."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "bihuan.outcomes"
