"""App of the study stage."""

from django.apps import AppConfig


class StudyConfig(AppConfig):
    name = "bihuan.study"
