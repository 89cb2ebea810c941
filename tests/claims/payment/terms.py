"""Terms of payment out of shipped packages, and with values of a test's own."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from claims.rules.payment.section import OF_DUE, SCORE
from claims.rules.payment.terms import Terms, terms_of
from institutions.policy.registry import read_package
from institutions.policy.what_if import policy_in_package
from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_tables import Range, Table

POLICIES = Path("institutions/policies")
JIUJIANG = POLICIES / "jiujiang.yaml"


@cache
def shipped(city: str, day: dt.date = dt.date(2024, 12, 31)) -> Terms:
    package = read_package((POLICIES / f"{city}.yaml").read_text("utf-8"), file=city)
    return terms_of(policy_in_package(package)(day))


def bands(dimension: str, *cells: tuple[int, int | None, int]) -> Table:
    """Cells as (from, to, value)."""
    return Table((dimension,), [(Range(low, high), value) for low, high, value in cells])


KEPT = bands(OF_DUE, (0, 1000, 10_000), (1000, 2000, 5000), (2000, None, 0))
SHARED = bands(OF_DUE, (0, 1000, 5000), (1000, None, 0))
RELEASED = bands(SCORE, (0, 60, 0), (60, 80, 5000), (80, 90, 8000), (90, None, 10_000))


def own(**values: Any) -> Terms:
    """Terms with these values of ``payment_methods`` (dots as double underscores); the bands above unless given."""
    usual = {"year.surplus_kept": KEPT, "year.overrun_shared": SHARED, "deposit.released": RELEASED}
    named = usual | {name.replace("__", "."): value for name, value in values.items()}
    section = SectionAt("payment_methods", {name: Given(value) for name, value in named.items()})
    clearing = SectionAt("clearing", {"quality_deposit": Given(500)})
    return Terms(section, SectionAt("institution_payment", {}), clearing)
