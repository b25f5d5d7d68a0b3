"""App of the interface for programs."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "bihuan.api"
