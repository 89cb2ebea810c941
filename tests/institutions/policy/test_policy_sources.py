"""Every number of the five documents is in a package: ``docs/policy-sources.md`` says where, and is right."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from institutions.policy import reading
from institutions.policy.registry import read_package
from institutions.rules.policy_package import Package
from institutions.rules.policy_tables import OTHERWISE, Table
from institutions.rules.policy_units import NUMERIC, number

POLICIES = Path(reading.__file__).parents[1] / "policies"
TABLE = Path("docs/policy-sources.md").read_text(encoding="utf-8")


class Mapped(NamedTuple):
    """A line of the table: a number of the digest and where it stands."""

    duty: str
    package: str
    section: str
    parameter: str
    day: dt.date
    cell: tuple[str, ...]
    value: str
    assumed: bool


def _lines() -> list[Mapped]:
    found = []
    for line in TABLE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"[A-Z]{2}-\d\d", cells[0]):
            duty, package, parameter, day, cell, value, assumed = cells
            section, _, name = parameter.partition(" ")
            path = tuple(part.strip() for part in cell.split(",")) if cell else ()
            found.append(
                Mapped(
                    duty,
                    package,
                    section,
                    name,
                    dt.date.fromisoformat(day),
                    path,
                    value,
                    assumed == "assumed",
                )
            )
    return found


MAPPED = _lines()


def _package(name: str) -> Package:
    return read_package((POLICIES / f"{name}.yaml").read_text(encoding="utf-8"), file=name)


@pytest.mark.parametrize("mapped", MAPPED, ids=lambda one: f"{one.duty} {one.parameter} {one.cell}")
def test_the_number_stands_where_the_table_says(mapped: Mapped) -> None:
    parameter = _package(mapped.package).sections[mapped.section].parameters[mapped.parameter]
    dated = parameter.at(mapped.day)
    assert dated is not None
    value, assumed = dated.value, dated.assumed
    if isinstance(value, Table):
        keys = dict(zip(value.by, (*mapped.cell, *[OTHERWISE] * len(value.by)), strict=False))
        value, assumed = value.find(keys.get), dated.assumed if mapped.assumed else ""
    if parameter.unit in NUMERIC:
        assert value == number(mapped.value, 1, NUMERIC[parameter.unit][0])
    else:
        assert str(value) == mapped.value
    # What the digest calls a number of the document is not an assumption of ours, unless the table says so.
    assert bool(assumed) == mapped.assumed or parameter.name in PARTLY_OPEN
    assert dated.clause


# Here the figure is the document's; what is assumed beside it is how it is applied.
PARTLY_OPEN = {
    "limit.accident.amount",
    "limit.general_outpatient.legacy.first_year",
    "maternity.fixed.further_child",
    "fees.imported.purchase_share",
}


def test_every_duty_of_the_digest_with_a_number_is_mapped() -> None:
    assert {one.duty for one in MAPPED} >= WITH_NUMBERS


# The rows of the digest that carry an [n]; per-disease limits (ZY-06) are left to a later document.
WITH_NUMBERS = {
    "NB-03", "NB-04", "NB-05", "NB-19", "NB-20", "NB-22", "NB-23", "JJ-01", "HG-04", "HG-05", "ZY-05", "ZY-06", "ZY-07",
    "ZY-08", "ZY-09", "ZY-10", "ZY-11", "ZY-12", "ZY-15", "ZY-16", "ZY-18", "ZY-19", "NM-02", "NM-03", "NM-05",
}  # fmt: skip
