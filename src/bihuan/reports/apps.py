"""App of the reports stage."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "bihuan.reports"
