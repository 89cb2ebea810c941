"""Health, readiness and metrics over http, for load balancers and monitoring."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Callable
from functools import lru_cache

from celery import current_app
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils.crypto import constant_time_compare
from kombu.exceptions import OperationalError
from prometheus_client import CONTENT_TYPE_LATEST

from config.models import Heartbeat

from . import metrics

logger = logging.getLogger(__name__)
UNAVAILABLE = 503
# A proxy in front makes everybody's address the proxy's own.
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def health(_request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nothing else."""
    return JsonResponse({"status": "ok"})


def ready(_request: HttpRequest) -> HttpResponse:
    """May requests be sent here? 503 without database, broker or migrations.

    A silent worker does not take the pages away from people: it is told as ``degraded``, with 200.
    """
    found = {name: _holds(asked) for name, asked in NEEDED.items()}
    works = found["database"] == "ok" and _holds(_worker_is_heard) == "ok"
    found["worker"] = "ok" if works else "silent"
    failed = any(found[name] != "ok" for name in NEEDED)
    status = "failed" if failed else "ok" if works else "degraded"
    return JsonResponse({"status": status, **found}, status=UNAVAILABLE if failed else 200)


def figures(request: HttpRequest) -> HttpResponse:
    """Metrics in Prometheus' text format; for strangers there is no such page."""
    if not _may_read(request):
        return HttpResponseNotFound()
    return HttpResponse(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)


ADDRESSES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/health/": health,
    "/ready/": ready,
    "/metrics/": figures,
}


def _may_read(request: HttpRequest) -> bool:
    """With the token, or from a network named in the settings when no proxy stands between."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and scheme == "Bearer" and constant_time_compare(token, settings.METRICS_TOKEN):
        return True
    if any(name in request.META for name in FORWARDED):
        return False
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(network) for network in settings.METRICS_NETWORKS)


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return True


def _broker_answers() -> bool:
    with current_app.connection_for_write() as link:
        link.ensure_connection(max_retries=1, interval_start=0, timeout=2)
        return True


@lru_cache(maxsize=1)
def _newest() -> tuple[tuple[str, str], ...]:
    return tuple(MigrationExecutor(connection).loader.graph.leaf_nodes())


def _migrations_are_applied() -> bool:
    """The last of every app: those before it were applied before it."""
    with connection.cursor() as cursor:
        cursor.execute("select app, name from django_migrations")
        applied = set(cursor.fetchall())
    return set(_newest()) <= applied


def _worker_is_heard() -> bool:
    silent = Heartbeat.silent_seconds()
    return silent is not None and silent < max(settings.JOB_STALE_SECONDS, 3 * settings.JOB_SWEEP_SECONDS)


NEEDED: dict[str, Callable[[], bool]] = {
    "database": _database_answers,
    "broker": _broker_answers,
    "migrations": _migrations_are_applied,
}


def _holds(asked: Callable[[], bool]) -> str:
    """Why it does not stands in the log, not in the answer, which anybody may read."""
    try:
        return "ok" if asked() else "failed"
    except (Error, OSError, OperationalError) as fault:
        logger.warning("not ready: %s", fault)
        return "failed"
