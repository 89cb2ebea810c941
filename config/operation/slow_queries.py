"""Statements that take long are logged, without the values in them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

logger = logging.getLogger("tongchou.slow")
LONGEST = 2000


def watch() -> None:
    """Watch every connection made from now on."""
    connection_created.connect(_watch, dispatch_uid="tongchou.slow_queries")


def _watch(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    if _timed not in connection.execute_wrappers:
        # First, so outermost: whoever wraps for a while takes the last one off again.
        connection.execute_wrappers.insert(0, _timed)


def _timed(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.perf_counter() - began
        if seconds >= settings.SLOW_QUERY_SECONDS:
            # Values may name people; the statement with its placeholders says which query it is.
            logger.warning("slow query: %s", _shortened(str(sql)), extra={"seconds": round(seconds, 3)})


def _shortened(sql: str) -> str:
    """Its beginning and its end: between a long list of columns and the order stands what it asks for."""
    return sql if len(sql) <= LONGEST else f"{sql[: LONGEST // 4]} … {sql[-LONGEST * 3 // 4 :]}"
