"""What monitoring asks: does it live, may requests be sent, what are the figures; the last only for those who may."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.utils import translation
from kombu.exceptions import OperationalError as BrokerAway

from config import embedded
from config.embedded import postgres
from config.jobs import enqueue
from config.jobs.run import run_job, sweep_jobs
from config.models import Heartbeat
from config.operation import metrics, probes
from tests.cast import Cast

OPEN = override_settings(METRICS_NETWORKS=["127.0.0.0/8"])


def test_health_asks_nobody(client: Client) -> None:
    """Without a database mark: a query would fail the test."""
    assert client.get("/health/").json() == {"status": "ok"}


def test_ready_with_a_worker_and_degraded_without(db: None, client: Client) -> None:
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()["status"], answer.json()["worker"]) == (
        200,
        "degraded",
        "silent",
    )
    sweep_jobs()
    assert client.get("/ready/").json() == {
        "status": "ok", "database": "ok", "broker": "ok", "migrations": "ok", "worker": "ok",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("update config_heartbeat set at = at - interval '1 hour'")
    assert client.get("/ready/").json()["status"] == "degraded"


@pytest.mark.parametrize("part", ["database", "broker"])
def test_not_ready_when_a_part_is_away(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def away() -> bool:
        raise OperationalError("host db-1 refused") if part == "database" else BrokerAway("refused")

    monkeypatch.setitem(probes.NEEDED, part, away)
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()["status"], answer.json()[part]) == (503, "failed", "failed")
    assert "db-1" not in answer.content.decode()


def test_not_ready_before_migrating(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "_newest", lambda: (("funds", "9999_to_come"),))
    assert client.get("/ready/").json()["migrations"] == "failed"


def test_metrics_are_for_those_who_may(db: None, client: Client) -> None:
    assert client.get("/metrics/").status_code == 404
    with override_settings(METRICS_TOKEN="long-secret"):
        assert client.get("/metrics/", headers={"Authorization": "Bearer wrong"}).status_code == 404
        assert client.get("/metrics/", headers={"Authorization": "Basic long-secret"}).status_code == 404
        assert client.get("/metrics/", headers={"Authorization": "Bearer long-secret"}).status_code == 200
    with OPEN:
        assert client.get("/metrics/").status_code == 200
        assert client.get("/metrics/", REMOTE_ADDR="10.0.0.1").status_code == 404
        # Through a proxy on this machine everybody would look local.
        assert client.get("/metrics/", headers={"X-Forwarded-For": "203.0.113.5"}).status_code == 404


def test_an_empty_token_opens_nothing(db: None, client: Client) -> None:
    assert client.get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 404


@OPEN
def test_requests_jobs_queue_database_and_clearings(cast: Cast, client: Client) -> None:
    job = enqueue("config.rehearsal", owner=cast.clerk_east, params={"steps": 1, "seconds": 0})
    run_job(job.pk)
    enqueue("config.rehearsal", owner=cast.clerk_east)
    Heartbeat.beat()
    client.get("/sign-in/")
    text = client.get("/metrics/").content.decode()
    assert 'tongchou_requests_total{method="GET",status="200",view="login"} ' in text
    assert 'tongchou_request_seconds_bucket{le="0.5",view="login"} ' in text
    assert 'tongchou_jobs_total{kind="config.rehearsal",state="done"} 1.0' in text
    assert 'tongchou_job_seconds_total{kind="config.rehearsal",state="done"} ' in text
    for name in ("jobs_waiting 1.0", "jobs_running 0.0", "queue_messages ", "worker_silent_seconds ",
                 "database_connections_most ", "database_bytes ", "clearings_under_way "):  # fmt: skip
        assert f"\ntongchou_{name}" in text
    assert cast.clerk_east.username not in text


@OPEN
def test_a_source_that_fails_leaves_the_others(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> list[object]:
        raise BrokerAway("refused")

    monkeypatch.setattr(metrics, "OWN_SOURCES", (broken, metrics._database))
    assert "tongchou_database_bytes" in client.get("/metrics/").content.decode()


def test_methods_that_strangers_invent_are_one_kind(db: None, client: Client) -> None:
    client.generic("BREW", "/sign-in/")
    assert b"BREW" not in metrics.exposition()


def test_slow_queries_without_the_extension_say_where_to_look(db: None) -> None:
    out = StringIO()
    with translation.override("en"):
        call_command("slowqueries", stdout=out)
    assert "tongchou.slow" in out.getvalue()


@pytest.mark.skipif(not embedded.uses_embedded_postgres(), reason="the extension is a superuser's to make")
def test_slow_queries_are_listed_with_placeholders(fresh_database: str) -> None:
    with postgres.connect_as_superuser(fresh_database) as link:
        link.execute("create extension pg_stat_statements")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) as counted_for_the_test from config_job where kind = 'private'")
    out = StringIO()
    with translation.override("en"):
        call_command("slowqueries", "--by", "calls", "--most", "500", "--whole", stdout=out)
    assert "counted_for_the_test from config_job where kind = $1" in out.getvalue()
    assert "private" not in out.getvalue()
