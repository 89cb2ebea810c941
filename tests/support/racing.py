"""Two acts at once, without chance: the second begins while the first has acted and not yet committed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from config.errors import DomainError
from config.scoping import system_scope

from .databases import owner_connection, wait_until_blocked


def second_waits(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """What both gave; a refusal (``DomainError``) of the second is given, not raised.

    ``first`` is done in an open transaction; ``second``, on a connection of its own, must come to wait for it
    (the test fails when it does not), and goes on once the first is committed. Needs ``fresh_database``.
    """

    def apart() -> Any:
        try:
            with system_scope():
                return second()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, owner_connection(settings.DATABASES["default"]["NAME"]) as link:
        with transaction.atomic(), system_scope():
            done = first()
            waiting = pool.submit(apart)
            wait_until_blocked(link)
        return done, waiting.result()
