"""The Celery application. Only ``config/__init__`` imports it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

app = Celery("tongchou")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
