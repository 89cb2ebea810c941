"""Real PostgreSQL and Valkey servers from pip wheels, under ``var/``, for a machine that has none.

Used while ``DATABASE_URL`` and ``REDIS_URL`` are unset. Nothing in this package imports Django, so that
settings and ``manage.py`` may use it before Django is set up.
"""

from __future__ import annotations

import os

from config.embedded import postgres, valkey


def uses_embedded_postgres() -> bool:
    return not os.environ.get("DATABASE_URL")


def uses_embedded_valkey() -> bool:
    return not os.environ.get("REDIS_URL")


def start_missing() -> None:
    """Start the embedded servers that are needed and not running; a running one costs a connect."""
    if uses_embedded_postgres():
        postgres.start()
    if uses_embedded_valkey():
        valkey.start()


def stop_all() -> None:
    """Stop both embedded servers; a stopped one is left alone."""
    valkey.stop()
    postgres.stop()
