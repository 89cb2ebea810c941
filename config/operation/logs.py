"""Log lines: as JSON for machines or as text, with the marks, and never with a person's number in them."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from typing import Any

from django.utils import timezone

from .marks import job_mark, request_mark

# Certificate numbers of 18 and 15 places, bank cards and mobile telephones: long runs of digits, whatever stands
# around them. What identifies a bill or a job is shorter or has letters in it.
_NUMBERS = re.compile(r"(?<![A-Za-z0-9_.])(?:\d{15,19}|\d{17}[Xx]|1[3-9]\d{9})(?![A-Za-z0-9_])")
_LEFT = 2
# What a record may carry beside its text; everything else of it is the logging library's own.
FIELDS = ("method", "view", "status", "seconds", "user", "kind", "state", "attempt")


def without_numbers(text: str) -> str:
    """``text`` with every number that may name a person, a card or a telephone masked to its last two places."""
    return _NUMBERS.sub(lambda found: "*" * (len(found[0]) - _LEFT) + found[0][-_LEFT:], text)


class WithoutNumbers(logging.Filter):
    """On every handler, whatever its format: a number that may name a person never reaches a formatter's output."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        record.msg, record.args = without_numbers(text), ()
        if record.exc_info and not record.exc_text:
            # Formatters take a text that is there already instead of making one.
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_numbers(record.exc_text)
        record.request, record.job = request_mark(), job_mark()
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, marks, fields, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, timezone.get_default_timezone()).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name in ("request", "job", *FIELDS):
            value = getattr(record, name, None)
            if value not in (None, ""):
                told[name] = value if isinstance(value, (int, float, str)) else str(value)
        if record.exc_text:
            told["traceback"] = record.exc_text
        return json.dumps(told, ensure_ascii=False)
