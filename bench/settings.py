"""The settings of the product, with Django's own admin beside it: the list that Bihuan's list is measured against."""

from bihuan.config.settings import *  # noqa: F403 - the product, whole
from bihuan.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
