"""The look alone: its pages and tags need no stage, no database and no account."""

SECRET_KEY = "only for looking"
DEBUG = True
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "bihuan.ui",
]
MIDDLEWARE = [
    "bihuan.ui.middleware.ContentSecurity",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bihuan.ui.middleware.Refusals",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
ROOT_URLCONF = "tests.ui.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "bihuan.ui.context.chrome",
            ],
            "builtins": ["django.templatetags.i18n", "bihuan.ui.templatetags.bihuan"],
        },
    }
]
BIHUAN_CHROME = "bihuan.ui.look.frame.chrome"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["bihuan.config.formats"]
STATIC_URL = "/static/"
