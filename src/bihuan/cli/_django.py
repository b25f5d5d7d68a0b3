"""The way from a command to the platform: commands import nothing that needs its tables until they run."""

import importlib
import os
from types import ModuleType

import django


def setup() -> None:
    """Make the platform ready: settings read, apps loaded."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
    django.setup()


def load(name: str) -> ModuleType:
    """Make the platform ready and return a module of it: `load("bihuan.jobs.worker").drain()`."""
    setup()
    return importlib.import_module(name)
