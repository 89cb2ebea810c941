"""Figures for Prometheus: requests counted in the web processes, everything else read when it is asked for.

Several web processes share their counts through files in ``PROMETHEUS_MULTIPROC_DIR``, when that is set.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator

from celery import current_app
from django.conf import settings
from django.db import Error, connection
from kombu.exceptions import OperationalError
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from redis.exceptions import RedisError

from config.models import Heartbeat, Job

logger = logging.getLogger(__name__)

_own = CollectorRegistry()
_requests = Counter(
    "tongchou_requests", "Requests answered", ["view", "method", "status"], registry=_own
)  # fmt: skip
_seconds = Histogram(
    "tongchou_request_seconds", "How long they took", ["view"], registry=_own,
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)  # fmt: skip
_METHODS = {"GET", "HEAD", "POST"}

Source = Callable[[], Iterable[Metric]]
_sources: list[Source] = []


def metric_source(source: Source) -> Source:
    """Register what upper floors have to tell; called when metrics are asked for, outside any scope."""
    if source not in _sources:
        _sources.append(source)
    return source


def count_request(view: str, method: str, status: int, seconds: float) -> None:
    """Whatever strangers send as a method is one kind: labels must not grow without end."""
    _requests.labels(view, method if method in _METHODS else "other", str(status)).inc()
    _seconds.labels(view).observe(seconds)


def exposition() -> bytes:
    """Everything in Prometheus' text format; what cannot be read is left out and logged."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shared = CollectorRegistry()
        multiprocess.MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        counted = generate_latest(shared)
    else:
        counted = generate_latest(_own)
    read = CollectorRegistry()
    read.register(_Read())
    return counted + generate_latest(read)


class _Read(Collector):
    """What the database and the broker say now."""

    def collect(self) -> Iterator[Metric]:
        for source in (*OWN_SOURCES, *_sources):
            try:
                yield from list(source())
            except (Error, OSError, OperationalError, RedisError):
                logger.warning("metrics of %s could not be read", source.__name__, exc_info=True)


def _jobs() -> Iterator[Metric]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, state, count(*), coalesce(sum(extract(epoch from finished_at - started_at)), 0)"
            " from config_job where finished_at is not null group by 1, 2"
        )
        ended = cursor.fetchall()
        cursor.execute(
            "select count(*) filter (where state = 'queued'), count(*) filter (where state = 'running'),"
            " coalesce(extract(epoch from now() - min(created_at) filter (where state = 'queued')), 0)"
            " from config_job where state = any(%s)",
            [[str(state) for state in Job.UNFINISHED]],
        )
        waiting, running, oldest = cursor.fetchone()
    jobs = CounterMetricFamily("tongchou_jobs", "Jobs ended", labels=["kind", "state"])
    seconds = CounterMetricFamily("tongchou_job_seconds", "Seconds they ran", labels=["kind", "state"])
    for kind, state, count, ran in ended:
        jobs.add_metric([kind, state], count)
        seconds.add_metric([kind, state], float(ran))
    yield jobs
    yield seconds
    yield GaugeMetricFamily("tongchou_jobs_waiting", "Jobs no worker has taken yet", value=waiting)
    yield GaugeMetricFamily("tongchou_jobs_running", "Jobs running", value=running)
    yield GaugeMetricFamily(
        "tongchou_jobs_waiting_seconds", "How long the first of them waits", value=float(oldest)
    )
    silent = Heartbeat.silent_seconds()
    if silent is not None:
        yield GaugeMetricFamily(
            "tongchou_worker_silent_seconds", "Since a worker was last heard", value=silent
        )


def _queue() -> Iterator[Metric]:
    with current_app.connection_for_write() as link:
        length = link.default_channel.client.llen(settings.CELERY_TASK_DEFAULT_QUEUE)
    yield GaugeMetricFamily("tongchou_queue_messages", "Messages in the broker's queue", value=length)


def _database() -> Iterator[Metric]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(state, 'unknown'), count(*) from pg_stat_activity"
            " where datname = current_database() and backend_type = 'client backend' group by 1"
        )
        by_state = cursor.fetchall()
        cursor.execute("select current_setting('max_connections')::int, pg_database_size(current_database())")
        most, size = cursor.fetchone()
    connections = GaugeMetricFamily("tongchou_database_connections", "Connections by state", labels=["state"])
    for state, count in by_state:
        connections.add_metric([state], count)
    yield connections
    yield GaugeMetricFamily("tongchou_database_connections_most", "As many as the server takes", value=most)
    yield GaugeMetricFamily("tongchou_database_bytes", "Size of the database", value=size)


OWN_SOURCES: tuple[Source, ...] = (_jobs, _queue, _database)
