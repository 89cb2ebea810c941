"""Production: refuses to start with anything that is only good enough for a demo."""

from django.core.exceptions import ImproperlyConfigured

from config import embedded
from config.settings import base
from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, DEFAULT_SECRET_KEY, SECRET_KEY, env
from config.settings.logs import logging_settings

SHORTEST_SECRET_KEY = 50


def _refuse(reason: str) -> None:
    raise ImproperlyConfigured(f"Tongchou does not start in production: {reason}")


if SECRET_KEY == DEFAULT_SECRET_KEY:
    _refuse("SECRET_KEY is the default; set your own (50 or more random characters).")
if len(SECRET_KEY) < SHORTEST_SECRET_KEY or len(set(SECRET_KEY)) < 5:
    _refuse(
        f"SECRET_KEY is too short or too simple; give it {SHORTEST_SECRET_KEY} or more random characters."
    )
if env.bool("DEBUG", default=False):
    _refuse("DEBUG is on; it shows strangers the inside of the system.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    _refuse("ALLOWED_HOSTS must name the hosts that serve it, such as ALLOWED_HOSTS=tongchou.example.org.")
if embedded.uses_embedded_postgres():
    _refuse("DATABASE_URL is not set, and the embedded PostgreSQL is for demos; name a server you back up.")
if embedded.uses_embedded_valkey():
    _refuse("REDIS_URL is not set, and the embedded Valkey is for demos; name a server of yours.")

SECOND_FACTOR = env("SECOND_FACTOR", default="required")
if SECOND_FACTOR not in ("required", "offered", "off"):
    _refuse(f"SECOND_FACTOR is {SECOND_FACTOR}; write required, offered or off.")

OWN_PASSWORD = env.bool("OWN_PASSWORD", default=True)
PASSWORD_DAYS = env.int("PASSWORD_DAYS", default=90)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=True) else None
)
PROXY_HOPS = env.int("PROXY_HOPS", default=1 if env.bool("BEHIND_PROXY", default=True) else 0)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    **base.STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Machines gather them; LOG_FORMAT=text for eyes.
LOGGING = logging_settings(env("LOG_FORMAT", default="json"), env("LOG_LEVEL", default="WARNING"))
