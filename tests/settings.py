"""The settings of the product with what makes tests quick and quiet: no slow hashes, no mail, throw-away data."""

import os
import tempfile

# Read by the product's settings: tests never see the operator's data, key or database.
os.environ["BIHUAN_DATA"] = tempfile.mkdtemp(prefix="bihuan-test-")
os.environ["BIHUAN_SECRET_KEY"] = "a key for tests, secret to nobody"
os.environ.pop("DATABASE_URL", None)

from bihuan.config.settings import *  # noqa: F403 - the environment above must come first
from bihuan.config.settings import DATABASES, MIDDLEWARE

if "PG_SOCKET" in os.environ:
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "postgres",
        "HOST": os.environ["PG_SOCKET"],
        "TEST": {"TEMPLATE": "template0"},
    }

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # 7 times faster, measured on a like product
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [
    name for name in MIDDLEWARE if "whitenoise" not in name
]  # it would walk the static files per client
