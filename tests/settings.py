"""The settings of the product with what makes tests quick and quiet: no slow hashes, no mail, throw-away data."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Read by the product's settings: tests never see the operator's data, key or database.
os.environ["BIHUAN_DATA"] = tempfile.mkdtemp(prefix="bihuan-test-")
atexit.register(shutil.rmtree, os.environ["BIHUAN_DATA"], ignore_errors=True)
os.environ["BIHUAN_CONTACT_KEY_FILE"] = os.environ["BIHUAN_DATA"] + "/contact-keys"
os.environ["BIHUAN_SECRET_KEY"] = "a key for tests, secret to nobody"
os.environ.pop("DATABASE_URL", None)

from bihuan.config.settings import *  # noqa: E402, F403 - the environment above comes first
from bihuan.config.settings import DATA, DATABASES, MIDDLEWARE  # noqa: E402

if "PG_SOCKET" in os.environ:
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "postgres",
        "HOST": os.environ["PG_SOCKET"],
        "TEST": {"TEMPLATE": "template0"},
    }
else:
    # A file, not memory: threads and other processes see the same database, in WAL mode, as in service.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA) / "test_bihuan.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # 7 times faster, measured on a like product
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # it would walk all static files per client
