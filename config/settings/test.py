"""Tests: production's behaviour (no DEBUG), fast passwords, files in a place that is thrown away."""

import os

from config import embedded
from config.embedded import valkey
from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, VAR_DIR, env

DEBUG = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "test-media"))()
# A test's worker is killed on purpose: its job must be taken up again in a test's time.
JOB_HEARTBEAT_SECONDS = 0.5
JOB_STALE_SECONDS = 3.0
JOB_SWEEP_SECONDS = 1.0
# What others did shows at once.
FIGURES_KEPT_SECONDS = 0

# Styles and scripts straight from static/, without a build.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
# Each test process has a queue of its own, away from a running demo's.
if embedded.uses_embedded_valkey():
    CELERY_BROKER_URL = valkey.broker_url(1)
    CACHES["shared"]["LOCATION"] = valkey.cache_url(CELERY_BROKER_URL)
CELERY_TASK_DEFAULT_QUEUE = env("TONGCHOU_QUEUE", default=f"test-{os.getpid()}")
CACHES["shared"]["KEY_PREFIX"] = CELERY_TASK_DEFAULT_QUEUE
