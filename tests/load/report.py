"""What was measured, put together and judged: no clock, no network, no database."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

# Milliseconds. Of the clerk's waiting 95 of 100 pages; of the server's own work the middle of a page's answers, and
# 95 of 100 where nothing else was asked of the machine: one slow answer among many is the neighbours', not the page's.
CLIENT_LIMIT = 500
SERVER_LIMITS = {"list": 100, "search": 200}
# A page asked for less often says nothing of its middle.
FEWEST = 5


class Asked(NamedTuple):
    """One answer as the clerk's browser had it; ``status`` 0 when there was none, ``seconds`` until its last byte."""

    mark: str
    method: str
    path: str
    kind: str
    status: int
    seconds: float
    fault: str = ""

    @property
    def failed(self) -> bool:
        return self.status == 0 or self.status >= 400


class Served(NamedTuple):
    """The same answer as the server's log has it."""

    view: str
    seconds: float


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of ``values`` that at least ``share`` of them do not exceed (nearest rank); 0 of nothing."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


@dataclass(frozen=True)
class Line:
    """One page (a view, by method and kind): milliseconds."""

    page: str
    kind: str
    count: int
    errors: int
    client: tuple[int, int, int]
    server: tuple[int, int, int]

    @property
    def limit(self) -> int | None:
        return SERVER_LIMITS.get(self.kind)

    @property
    def is_slow(self) -> bool:
        return self.limit is not None and self.count >= FEWEST and self.server[0] >= self.limit


@dataclass(frozen=True)
class Report:
    lines: tuple[Line, ...]
    whole: Line
    faults: tuple[str, ...]

    @property
    def failures(self) -> list[str]:
        """Why it did not pass; nothing when it did."""
        found = []
        if self.whole.errors:
            found.append(f"{self.whole.errors} errors")
        if self.whole.client[1] >= CLIENT_LIMIT:
            found.append(f"95 of 100 pages within {self.whole.client[1]} ms, limit {CLIENT_LIMIT}")
        found += [
            f"{line.page}: {line.kind} {line.server[0]} ms of the server (p50), limit {line.limit}"
            for line in self.lines
            if line.is_slow
        ]
        return found

    def as_json(self) -> str:
        return json.dumps(
            {
                "passed": not self.failures, "failures": self.failures, "faults": self.faults,
                "whole": _told(self.whole), "pages": [_told(line) for line in self.lines],
            },
            ensure_ascii=False, indent=1,
        )  # fmt: skip


def report_of(asked: Iterable[Asked], served: Mapping[str, Served]) -> Report:
    """Join both sides by the request's mark. Styles and scripts count as errors when they fail, not as pages."""
    pages: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    counted: list[Asked] = []
    errors: list[Asked] = []
    for one in asked:
        errors += [one] if one.failed else []
        if one.path.startswith("/static/"):
            continue
        counted.append(one)
        view = served[one.mark].view if one.mark in served else one.path.split("?")[0]
        pages[f"{view} {one.method}" if one.method != "GET" else view, one.kind].append(one)
    lines = [_line(page, kind, answers, served) for (page, kind), answers in pages.items()]
    lines.sort(key=lambda line: (line.kind, -line.server[1]))
    whole = _line("all pages", "", counted, served)
    whole = Line(whole.page, whole.kind, whole.count, len(errors), whole.client, whole.server)
    faults = tuple(f"{one.method} {one.path}: {one.status} {one.fault}" for one in errors[:20])
    return Report(tuple(lines), whole, faults)


def _line(page: str, kind: str, answers: Sequence[Asked], served: Mapping[str, Served]) -> Line:
    waited = [one.seconds for one in answers]
    worked = [served[one.mark].seconds for one in answers if one.mark in served]
    return Line(page, kind, len(answers), sum(one.failed for one in answers), _three(waited), _three(worked))


def _three(seconds: Sequence[float]) -> tuple[int, int, int]:
    """The middle, 95 and 99 of 100, in whole milliseconds."""
    first, second, third = (round(percentile(seconds, share) * 1000) for share in (0.5, 0.95, 0.99))
    return first, second, third


def _told(line: Line) -> dict[str, Any]:
    return {
        "page": line.page, "kind": line.kind, "count": line.count, "errors": line.errors,
        "client_ms": line.client, "server_ms": line.server, "slow": line.is_slow,
    }  # fmt: skip


HEAD = ["page", "kind", "count", "errors", "client p50", "p95", "p99", "server p50", "p95", "p99", ""]


def row_of(line: Line) -> list[str]:
    return [
        line.page, line.kind, f"{line.count:,}", str(line.errors), *map(str, line.client), *map(str, line.server),
        "SLOW" if line.is_slow else "",
    ]  # fmt: skip


def read_log(lines: Iterable[str]) -> dict[str, Served]:
    """Of the server's log (an object a line) the answers by their mark; lines of other kinds are passed over."""
    served = {}
    for text in lines:
        try:
            told = json.loads(text)
        except ValueError:
            continue
        if isinstance(told, dict) and told.get("logger") == "tongchou.requests" and "request" in told:
            served[told["request"]] = Served(told.get("view", "-"), float(told.get("seconds", 0)))
    return served
