"""Tests: production's behaviour (no DEBUG), fast passwords, files in a place that is thrown away."""

from config.settings.base import *  # noqa: F403
from config.settings.base import VAR_DIR

DEBUG = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = VAR_DIR / "test-media"
# A test's worker is killed on purpose: its job must be taken up again in a test's time.
JOB_HEARTBEAT_SECONDS = 0.5
JOB_STALE_SECONDS = 3.0
JOB_SWEEP_SECONDS = 1.0
