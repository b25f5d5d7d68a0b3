"""App of the supervision stage."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "bihuan.supervision"
