"""Where log lines go and how they look: one handler, and nothing past the filter that masks numbers."""

from __future__ import annotations

from typing import Any


def logging_settings(form: str, level: str) -> dict[str, Any]:
    """``form``: "json" (an object a line, requests and jobs among them) or "text" (what went wrong, to read)."""
    every_work = {"level": "INFO" if form == "json" else "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_numbers": {"()": "config.operation.logs.WithoutNumbers"}},
        "formatters": {
            "text": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {"()": "config.operation.logs.JsonLines"},
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["without_numbers"]},
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "tongchou.requests": every_work,
            "config.jobs": every_work,
            # Django's own handlers would print past the filter.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
        },
    }
