"""App of the desk stage."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "bihuan.desk"
