"""Celery entry points of enrolment, one module per topic; Celery finds them here."""

from . import arrears, cleaning, exchange, merging, targets

__all__ = ["arrears", "cleaning", "exchange", "merging", "targets"]
