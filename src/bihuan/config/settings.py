"""The one settings file. Every value an operator may change is read from the environment, with a safe default.

| variable | meaning | default |
|---|---|---|
| BIHUAN_DATA | folder of the database, uploads and stamps | `var/` beside the source |
| DATABASE_URL | `sqlite:///PATH` or `postgresql://…` | SQLite in BIHUAN_DATA |
| BIHUAN_SECRET_KEY | signs sessions, derives the key of contact details | made once, in BIHUAN_SECRET_FILE |
| BIHUAN_SECRET_FILE | where the made key is kept, outside the repository | `~/.config/bihuan/secret-key` |
| BIHUAN_CONTACT_KEYS | keys of contact details, newest first, comma separated | derived from the secret key |
| BIHUAN_HOSTS | host names the site answers to, comma separated | localhost, 127.0.0.1, [::1] |
| BIHUAN_HTTPS | 1 behind a TLS proxy: secure cookies, HSTS | 0 |
| BIHUAN_DEBUG | developer pages | 0 |
| BIHUAN_LANGUAGE | language before a person chooses one | zh-hans |
| BIHUAN_TIME_ZONE | clock of deadlines | Asia/Shanghai |
| BIHUAN_UPLOAD_MB | largest file in MB | 50 |
| BIHUAN_PROOF_BITS | the calculation that a public form asks for; 0 is none | 14 |
| BIHUAN_MAILBOXES | `imaps://NAME:PASSWORD@HOST/FOLDER?to=CAMPAIGN/CHANNEL`, blank separated | none |
| BIHUAN_CONTACT_KEY_FILE | keys of contact details made by `bihuan keys rotate` | beside the secret |
"""

from pathlib import Path

from bihuan.config import env

SOURCE = Path(__file__).resolve().parents[1]
PROJECT = SOURCE.parents[1]
DATA = Path(env.text("BIHUAN_DATA", str(PROJECT / "var"))).expanduser().resolve()
DATA.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.secret(
    "BIHUAN_SECRET_KEY",
    Path(env.text("BIHUAN_SECRET_FILE", "~/.config/bihuan/secret-key")).expanduser(),
)
BIHUAN_CONTACT_KEYS = env.words("BIHUAN_CONTACT_KEYS", "")
BIHUAN_CONTACT_KEY_FILE = Path(env.text("BIHUAN_CONTACT_KEY_FILE", "~/.config/bihuan/contact-keys")).expanduser()
DEBUG = env.flag("BIHUAN_DEBUG", default=False)
HTTPS = env.flag("BIHUAN_HTTPS", default=False)
ALLOWED_HOSTS = env.words("BIHUAN_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "bihuan.ui",
    "bihuan.audit",
    "bihuan.jobs",
    "bihuan.files",
    "bihuan.people",
    "bihuan.campaigns",
    "bihuan.study",
    "bihuan.opinions",
    "bihuan.ledger",
    "bihuan.supervision",
    "bihuan.publication",
    "bihuan.outcomes",
    "bihuan.reports",
    "bihuan.desk",
    "bihuan.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bihuan.ui.middleware.ContentSecurity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bihuan.people.middleware.FreshPassword",
    "bihuan.ui.middleware.Refusals",
]

ROOT_URLCONF = "bihuan.config.urls"
WSGI_APPLICATION = "bihuan.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bihuan.ui.context.chrome",
            ],
            "builtins": ["django.templatetags.i18n", "bihuan.ui.templatetags.bihuan"],
        },
    }
]
BIHUAN_CHROME = "bihuan.desk.chrome.chrome"
BIHUAN_LATE = "bihuan.desk.late.sentences"
"""Callable(request) -> ui.chrome.Chrome: what the frame of a page shows."""
BIHUAN_ISSUE_SECTIONS = [
    "bihuan.supervision.sections.actions",
    "bihuan.supervision.sections.closing_gate",
    "bihuan.supervision.sections.closing_button",
    "bihuan.supervision.sections.separation",
    "bihuan.supervision.sections.satisfaction",
    "bihuan.supervision.sections.notices",
    "bihuan.supervision.sections.found",
    "bihuan.supervision.sections.verifications",
    "bihuan.publication.sections.action",
    "bihuan.publication.sections.publications",
    "bihuan.supervision.sections.look_backs",
    "bihuan.supervision.sections.recurrences",
    "bihuan.reports.sections.papers",
]
"""What later stages show on an issue's page: a stage imports earlier ones, never the reverse."""
BIHUAN_OPINION_SECTIONS = ["bihuan.ledger.views.voices.opinion_section"]
"""What later stages show on the page of an opinion."""
BIHUAN_RECEIPT_SECTIONS = ["bihuan.opinions.views.triage_objecting.section", "bihuan.supervision.sections.receipt"]
"""What later stages show to the holder of a receipt."""
BIHUAN_VOICE_JUDGEMENTS = "bihuan.supervision.selectors.judgements.judgements"
"""What speakers say about issues that their voices became; counted in the three rates."""
BIHUAN_LIST_DOORS = ["bihuan.reports.sections.workbook_door"]
"""Where else a list leads, as later stages say."""
BIHUAN_OPINION_BULK = ["bihuan.ledger.views.voices.bulk_actions"]
"""What later stages offer to do with several opinions at once."""

DATABASES = {"default": env.database(env.text("DATABASE_URL", f"sqlite:///{DATA / 'bihuan.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["bihuan.people.backends.LockingBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "people:sign-in"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # gone with the browser: a citizen's telephone keeps no trace of us
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" a browser sends no origin, and every form would be refused
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = env.text("BIHUAN_LANGUAGE", "zh-hans")
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = env.text("BIHUAN_TIME_ZONE", "Asia/Shanghai")
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["bihuan.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
BIHUAN_UPLOAD_MB = env.number("BIHUAN_UPLOAD_MB", 50, least=1)
BIHUAN_PROOF_BITS = env.number("BIHUAN_PROOF_BITS", 14, least=0)
BIHUAN_MAILBOXES = env.text("BIHUAN_MAILBOXES", "").split()
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# No address, agent or referrer of a visitor reaches a log: only our own sentences do.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "bihuan": {"level": "INFO"},
        "django.server": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.request": {"level": "ERROR"},  # its warnings name the addresses that people ask for
    },
}
