"""Celery entry points of enrolment, one module per topic; Celery finds them here."""

from . import exchange, merging, targets

__all__ = ["exchange", "merging", "targets"]
