"""Lines that machines read, tied to request and job, and nobody's number in them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client, override_settings

from config.jobs import enqueue
from config.jobs.run import run_job
from config.models import Job
from config.operation.logs import JsonLines, WithoutNumbers, without_numbers
from config.operation.marks import job_mark, marked, request_mark
from tests.cast import Cast, certificate_number

NUMBER = certificate_number()


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the console handler of production would print."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLines())
    handler.addFilter(WithoutNumbers())
    root = logging.getLogger()
    root.addHandler(handler)
    levels = {name: logging.getLogger(name).level for name in ("tongchou.requests", "config.jobs")}
    for name in levels:
        logging.getLogger(name).setLevel("INFO")
    yield out
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def told(lines: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"no {NUMBER} known", "no " + "*" * 16 + NUMBER[-2:] + " known"),
        ("(certno)=(11010519491231002X)", "(certno)=(****************2X)"),
        ("110105491231002。", "*************02。"),
        ("13900001111", "*********11"),
        (
            "证件号990101197001010011已存在",
            "证件号990101197001010011已存在".replace("9901011970010100", "*" * 16),
        ),
        ("bill B000000001 of 2020-03, 1234567890.12 fen, 0.123456789012345678", None),
        ("E201103-4F09AC", None),
    ],
)
def test_numbers_of_people_are_masked(text: str, left: str | None) -> None:
    assert without_numbers(text) == (text if left is None else left)


def test_masked_in_messages_values_and_tracebacks(lines: io.StringIO) -> None:
    try:
        raise ValueError(f"Key (certno)=({NUMBER}) already exists.")
    except ValueError:
        logging.getLogger("x").exception("person %s", NUMBER)
    (one,) = told(lines)
    assert NUMBER not in lines.getvalue()
    assert "already exists" in str(one["traceback"])
    assert (one["level"], one["logger"]) == ("ERROR", "x")


def test_every_handler_of_ours_has_the_filter(settings: object) -> None:
    assert all("without_numbers" in one["filters"] for one in settings.LOGGING["handlers"].values())


def test_a_request_is_one_line_by_view_and_user(cast: Cast, client: Client, lines: io.StringIO) -> None:
    client.force_login(cast.clerk_east)
    response = client.get(f"/search/?q={NUMBER}")
    (one,) = (line for line in told(lines) if line["logger"] == "tongchou.requests")
    assert {key: one[key] for key in ("method", "view", "status", "user", "request")} == {
        "method": "GET", "view": "search", "status": 200, "user": cast.clerk_east.pk,
        "request": response.headers["X-Request-ID"],
    }  # fmt: skip
    assert "q=" not in lines.getvalue()
    assert NUMBER not in lines.getvalue()


def test_a_proxys_mark_is_kept_and_anything_else_is_not(cast: Cast, client: Client) -> None:
    assert (
        client.get("/sign-in/", headers={"X-Request-ID": "proxy-0001"}).headers["X-Request-ID"]
        == "proxy-0001"
    )
    for bad in ("short", "x" * 41, 'a"b\\cdefgh', "line\tbreak00"):
        assert client.get("/sign-in/", headers={"X-Request-ID": bad}).headers["X-Request-ID"] != bad


def test_a_job_carries_the_mark_of_the_request_that_asked_for_it(cast: Cast, lines: io.StringIO) -> None:
    with marked(request="REQUEST-0001"):
        job = enqueue("config.rehearsal", owner=cast.clerk_east, params={"steps": 1, "seconds": 0})
    assert (request_mark(), job_mark()) == ("", "")
    assert Job.objects.get(pk=job.pk).request_mark == "REQUEST-0001"
    run_job(job.pk)
    begun, ended = (line for line in told(lines) if line["logger"].startswith("config.jobs"))  # type: ignore[union-attr]
    for one in (begun, ended):
        assert (one["request"], one["job"], one["kind"]) == ("REQUEST-0001", str(job.pk), "config.rehearsal")
    assert ended["state"] == "done"


def test_the_error_page_shows_the_mark(cast: Cast, client: Client) -> None:
    response = client.get("/nowhere/", headers={"X-Request-ID": "proxy-0002"})
    assert response.status_code == 404
    assert "proxy-0002" in response.content.decode()


def test_slow_statements_are_logged_without_values(db: None, lines: io.StringIO) -> None:
    with override_settings(SLOW_QUERY_SECONDS=0), connection.cursor() as cursor:
        cursor.execute("select %s::text", ["private"])
    slow = [line for line in told(lines) if line["logger"] == "tongchou.slow"]
    assert [line["message"] for line in slow] == ["slow query: select %s::text"]
    assert "private" not in lines.getvalue()
