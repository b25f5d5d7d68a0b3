"""App of the files stage."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "bihuan.files"
