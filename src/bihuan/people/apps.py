"""App of the people stage."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "bihuan.people"
