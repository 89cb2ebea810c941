"""Telling a database that went away in the middle from an error of our own."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError, connection


def database_went_away(error: BaseException) -> bool:
    """Whether ``error`` is that our connection broke: nothing of the open transaction was stored.

    A lock that was not to be had, a deadlock or a full disk are errors of the same class on a sound connection.
    Within somebody's transaction (a test) there is no other connection to go on with: ``False``.
    """
    if not isinstance(error, (OperationalError, InterfaceError)) or connection.in_atomic_block:
        return False
    # What the client itself saw break has no code; the server says 57P01 to 57P03 as it shuts down, 08… of the line.
    code = getattr(error.__cause__, "sqlstate", None)
    return code is None or code.startswith(("57P", "08"))
