"""The arithmetic of the load's report, and what makes it fail."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.load.report import Asked, Served, percentile, read_log, report_of


def _asked(
    mark: str, seconds: float, kind: str = "list", status: int = 200, path: str = "/claims/bills/"
) -> Asked:
    return Asked(mark, "GET", path, kind, status, seconds)


def test_percentiles_are_values_that_were_measured() -> None:
    hundred = [n / 1000 for n in range(1, 101)]
    assert [percentile(hundred, share) for share in (0.5, 0.95, 0.99, 1)] == [0.05, 0.095, 0.099, 0.1]
    assert percentile([7], 0.5) == 7
    assert percentile([], 0.95) == 0


@given(st.lists(st.floats(0, 60), min_size=1), st.sampled_from([0.5, 0.95, 0.99]))
def test_a_percentile_leaves_so_many_behind(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)
    assert sum(value < found for value in values) <= share * len(values)


def test_pages_are_joined_by_mark_and_named_by_view() -> None:
    asked = [_asked(f"m{n}", 0.2) for n in range(10)]
    served = {f"m{n}": Served("claims:bills", 0.03 + n / 1000) for n in range(10)}
    found = report_of(asked, served)
    [line] = found.lines
    assert (line.page, line.count, line.errors) == ("claims:bills", 10, 0)
    assert (line.client[0], line.server) == (200, (34, 39, 39))
    assert found.failures == []


def test_a_slow_list_and_a_slow_search_fail_by_the_servers_middle() -> None:
    asked = [_asked(f"l{n}", 0.3) for n in range(5)] + [_asked(f"s{n}", 0.3, "search") for n in range(5)]
    served = {f"l{n}": Served("claims:bills", 0.1) for n in range(5)}
    served |= {f"s{n}": Served("search", 0.2) for n in range(5)}
    assert len(report_of(asked, served).failures) == 2
    # One slow answer of many is not the page's, and four say nothing.
    served |= {f"l{n}": Served("claims:bills", 0.02) for n in range(1, 5)}
    assert len(report_of(asked, served).failures) == 1
    assert report_of(asked[5:9], served).failures == []


def test_errors_and_long_waits_fail() -> None:
    fine = [_asked(f"m{n}", 0.01) for n in range(99)]
    assert report_of([*fine, _asked("x", 0.01, status=0)], {}).failures == ["1 errors"]
    refused = report_of([*fine, _asked("x", 0.01, status=422)], {})
    assert refused.whole.errors == 1
    assert refused.faults
    # Styles count when they fail, and are no pages.
    style = _asked("x", 9, "page", 404, "/static/css/a.css")
    assert (report_of([*fine, style], {}).whole.count, report_of([*fine, style], {}).whole.errors) == (99, 1)
    slow = report_of([*fine[:90], *(_asked(f"s{n}", 0.5) for n in range(10))], {})
    assert slow.failures == ["95 of 100 pages within 500 ms, limit 500"]
    assert json.loads(slow.as_json())["passed"] is False


def test_the_servers_log_is_read_past_what_else_stands_in_it() -> None:
    line = {"logger": "tongchou.requests", "request": "ABCDEF12", "view": "desk", "seconds": 0.012}
    lines = ["[2026] gunicorn says", json.dumps({"logger": "tongchou.slow"}), "[1, 2]", json.dumps(line)]
    assert read_log(lines) == {"ABCDEF12": Served("desk", 0.012)}
