"""App of the publication stage."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "bihuan.publication"
