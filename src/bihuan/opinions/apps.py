"""App of the opinions stage."""

from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "bihuan.opinions"
