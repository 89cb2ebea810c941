"""Celery entry points of enrolment, one module per topic; Celery finds them here."""

from . import cleaning, exchange, merging, targets

__all__ = ["cleaning", "exchange", "merging", "targets"]
