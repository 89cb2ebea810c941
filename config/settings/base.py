"""Settings common to every environment; what differs comes from the environment variables read here."""

import environ
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from config import embedded
from config.embedded import postgres, valkey
from config.embedded.places import BASE_DIR, VAR_DIR
from config.settings.logs import logging_settings

env = environ.Env()
environ.Env.read_env(str(BASE_DIR / ".env"))

DEFAULT_SECRET_KEY = "insecure-for-local-use-only"  # noqa: S105 - production refuses it
SECRET_KEY = env("SECRET_KEY", default=DEFAULT_SECRET_KEY)
# Former keys: what was signed or sealed with them still opens.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config.apps.TongchouAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "csp",
    "import_export",
    "config",
    "institutions",
    "enrollment",
    "claims",
    "funds",
]

MIDDLEWARE = [
    "config.operation.middleware.OperationMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.no_store.NoStoreMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Not LocaleMiddleware: it would turn the pages English for an English browser.
    "config.language.UserLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.session_limits.SessionLimitsMiddleware",
    "config.keeping.ActedMiddleware",
    "config.second_step.SecondStepMiddleware",
    "config.own_password.OwnPasswordMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "config.scoping.ScopeMiddleware",
    "config.remembering.RememberingMiddleware",
    "config.access.ActiveAssignmentMiddleware",
    "config.refusals.RefusalMiddleware",
    "config.exports.ExportLogMiddleware",
]

_valkey = valkey.broker_url() if embedded.uses_embedded_valkey() else env("REDIS_URL")
# For what may be lost and be a moment old; of the first every process has its own.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
    "shared": {
        "BACKEND": "config.keeping.KeptInValkey",
        "LOCATION": valkey.cache_url(_valkey),
        "KEY_PREFIX": "kept",
        # A page waits no longer for what it can count itself.
        "OPTIONS": {
            "serializer": "config.keeping.JsonSerializer", "socket_timeout": 0.5, "socket_connect_timeout": 0.5
        },
    },
}  # fmt: skip
# Figures beside the navigation and of the desk may be so old, but for what one did oneself. 0: never kept.
FIGURES_KEPT_SECONDS = env.int("FIGURES_KEPT_SECONDS", default=60)
# How old sums over all people of a year may be on the pages that say when they were counted.
DEAR_FIGURES_KEPT_SECONDS = env.int("DEAR_FIGURES_KEPT_SECONDS", default=600)

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "config.context_processors.skeleton",
            ],
        },
    },
]

FORM_RENDERER = "config.widgets.PlainRenderer"

# --- Database. The owner migrates; web, worker and commands connect as the application role. ---
DB_ROLE = env("TONGCHOU_DB_ROLE", default="app")
if embedded.uses_embedded_postgres():
    _default = postgres.database_settings(DB_ROLE)
else:
    _default = env.db("DATABASE_OWNER_URL" if DB_ROLE == "owner" else "DATABASE_URL")
# Tests work in databases of their own on the same server.
_default["NAME"] = env("TONGCHOU_DB_NAME", default=_default["NAME"])
_default["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
_default["CONN_HEALTH_CHECKS"] = True
DATABASES = {"default": _default}
# Who is granted rights on the tables after a migration.
DATABASE_APP_ROLE = postgres.APP_ROLE if embedded.uses_embedded_postgres() else env.db("DATABASE_URL")["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Books. Rows and words of the financial statements; empty: the file shipped with the chart of accounts. ---
FINANCIAL_STATEMENT_LAYOUTS = env("FINANCIAL_STATEMENT_LAYOUTS", default="")

# --- People ---
AUTH_USER_MODEL = "institutions.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Hashes of the second are read and made anew at the next sign-in.
PASSWORD_HASHERS = [
    "config.password_hashes.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = ["institutions.sign_in.GuardedBackend"]
# In so many minutes a user name, and everybody at one address, may fail to sign in so often; after that nobody
# gets in by that name or from there until the failures are older.
SIGN_IN_WINDOW_MINUTES = env.int("SIGN_IN_WINDOW_MINUTES", default=15)
SIGN_IN_FAILURES_BY_NAME = env.int("SIGN_IN_FAILURES_BY_NAME", default=5)
SIGN_IN_FAILURES_BY_ADDRESS = env.int("SIGN_IN_FAILURES_BY_ADDRESS", default=50)
# Whether a password somebody else gave, or one older than so many days (0: never too old), must be changed at once.
OWN_PASSWORD = env.bool("OWN_PASSWORD", default=False)
PASSWORD_DAYS = env.int("PASSWORD_DAYS", default=0)
# Codes from a phone as the second step of signing in: "offered" to everybody, "required" of whoever holds a duty that
# needs them (``Duty.needs_second_factor``), or "off" where a sign-on service in front asks for them.
SECOND_FACTOR = env("SECOND_FACTOR", default="offered")
# Whoever had so many numbers of people shown whole in 30 days is marked in the list of them.
UNMASKINGS_ASKED_ABOUT = env.int("UNMASKINGS_ASKED_ABOUT", default=50)
# How many proxies stand in front and write X-Forwarded-For; 0: the address of the connection is the visitor's.
PROXY_HOPS = env.int("PROXY_HOPS", default=0)
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
# Signed out after so long without a click, and at the latest so long after signing in.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_HOURS = env.int("SESSION_HOURS", default=12)
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# --- Language and time ---
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# --- Files ---
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Uploads and results are private: no URL leads to them, only views that check who asks.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Browser rules: no inline script or style, no eval, nothing from elsewhere, no framing. ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
CSRF_FAILURE_VIEW = "config.views.errors.csrf_failed"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# --- Jobs ---
CELERY_BROKER_URL = _valkey
CELERY_TASK_DEFAULT_QUEUE = env("TONGCHOU_QUEUE", default="default")
# The job's row is the result; Celery keeps none.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Longer than any job: a message given out twice is harmless (the row is claimed once) but useless.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 6 * 60 * 60}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE

JOB_HEARTBEAT_SECONDS = env.float("JOB_HEARTBEAT_SECONDS", default=3.0)
# A job silent for so long is taken for dead and started again.
JOB_STALE_SECONDS = env.float("JOB_STALE_SECONDS", default=30.0)
JOB_SWEEP_SECONDS = env.float("JOB_SWEEP_SECONDS", default=10.0)
JOB_MAX_ATTEMPTS = 3
# Into how many processes, or connections, one job may split what it only reads.
JOB_PROCESSES = env.int("JOB_PROCESSES", default=2)
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "config.tasks.sweep_jobs", "schedule": JOB_SWEEP_SECONDS},
    # Every night: a month that ended yesterday is counted, those before are counted again.
    "take-target-months": {
        "task": "enrollment.tasks.take_target_months",
        "schedule": crontab(hour=2, minute=40),
    },
    # From the policy's day on, the month before is counted; people have it counted again.
    "watch-months": {"task": "funds.tasks.watch_months", "schedule": crontab(hour=4, minute=20)},
    # After the watch and the counts, whose figures go up.
    "report-to-regions": {"task": "funds.tasks.report_to_regions", "schedule": crontab(hour=5, minute=10)},
    "rush-months": {"task": "funds.tasks.rush_months", "schedule": crontab(hour=4, minute=40)},
    "count-budget-uses": {"task": "claims.tasks.count_budget_uses", "schedule": crontab(hour=3, minute=10)},
    "count-subsidies": {"task": "funds.tasks.count_subsidies", "schedule": crontab(hour=3, minute=40)},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")

# --- What operators look at ---
# Who may read /metrics/: whoever sends this token, or asks from one of these networks without a proxy between.
METRICS_TOKEN = env("METRICS_TOKEN", default="")
METRICS_NETWORKS = env.list("METRICS_NETWORKS", default=[])
# A statement that takes so long is logged, without the values in it.
SLOW_QUERY_SECONDS = env.float("SLOW_QUERY_SECONDS", default=1.0)
LOGGING = logging_settings(env("LOG_FORMAT", default="text"), env("LOG_LEVEL", default="WARNING"))
