"""Numbers of cases and of amounts owed: unique, without a lock, not without gaps."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

SEQUENCE = "claims_case_number"


def next_number(prefix: str) -> str:
    """``prefix``, the day, eight digits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [SEQUENCE])
        [serial] = cursor.fetchone()
    return f"{prefix}{timezone.localdate():%Y%m%d}{serial:08d}"
