"""The duty map: which tests prove which requirement.

``make duties`` runs this file; it fails when an identifier listed in ``duties_closed.txt`` (requirements declared
done) has no test.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

CLOSED = Path(__file__).with_name("duties_closed.txt")


def duties_of(item: pytest.Item) -> Iterable[str]:
    """The identifiers a test claims, from its own mark and those of its class and module."""
    return [duty for mark in item.iter_markers("duty") for duty in mark.args]


def closed_duties() -> list[str]:
    lines = [line.split("#")[0].strip() for line in CLOSED.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line]


class DutyMap:
    """A pytest plugin that keeps the tests of each duty."""

    def __init__(self) -> None:
        self.tests: dict[str, Counter[str]] = defaultdict(Counter)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            for duty in duties_of(item):
                self.tests[duty][item.nodeid.split("[")[0]] += 1

    def missing(self) -> list[str]:
        return [duty for duty in closed_duties() if duty not in self.tests]


def main() -> int:
    duty_map = DutyMap()
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider"], plugins=[duty_map])
    if status != pytest.ExitCode.OK:
        print(said.getvalue(), "\nThe tests could not be collected.", file=sys.stderr)
        return int(status)
    for duty, tests in sorted(duty_map.tests.items()):
        print(f"{duty}")
        for test, cases in tests.items():
            print(f"    {test}" + (f" ({cases} cases)" if cases > 1 else ""))
    missing = duty_map.missing()
    closed = len(closed_duties())
    print(f"\n{len(duty_map.tests)} duties with tests; {closed} closed, {len(missing)} of them without.")
    for duty in missing:
        print(f"CLOSED WITHOUT A TEST: {duty}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
