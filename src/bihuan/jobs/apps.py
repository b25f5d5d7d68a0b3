"""The jobs app: lets every stage declare its background work in `jobs.py`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "bihuan.jobs"

    def ready(self) -> None:
        autodiscover_modules("jobs")
