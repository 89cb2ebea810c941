"""The project package: settings, wiring and the base pieces every app stands on."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
