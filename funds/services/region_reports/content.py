"""What a city tells its region today: the youngest watched month, ended years, warnings, the assessment (NM-09).

Sums by unit and scheme only: no person, no bill, no entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from config.money import TEN_THOUSAND, from_fen, half_up
from funds.models import Book, CountyResult, ReportedYear, WatchMonth
from funds.reads.county_years import collected_and_spent, open_december
from funds.reads.indicators import INDICATORS, Facts
from funds.reads.watched import content_of
from funds.services.watch.count import schemes_of, units_of
from institutions.models import Agency, PoolingArea

UNIT_LEVELS = ("values", "warnings")


def content_for(area: PoolingArea, year: int) -> dict[str, Any]:
    """Plain data, frozen in the report; ``year`` is the ended one. Reads under a scope over the whole area."""
    watched = WatchMonth.objects.filter(area=area).order_by("-month").first()
    told = content_of(watched) if watched is not None else {"values": [], "warnings": []}
    return {
        "area": str(area),
        "month": told.get("month", ""),
        "final": told.get("final", False),
        **{name: told[name] for name in UNIT_LEVELS},
        "county_years": list(_county_years(area, year)),
        "assessment": _assessment(area),
    }


def _county_years(area: PoolingArea, year: int) -> Iterator[dict[str, Any]]:
    shared: dict[Any, Any] = {}
    for insutype in schemes_of(area):
        for unit in units_of(area):
            if unit.level != Agency.Level.COUNTY:
                continue
            collected, spent = collected_and_spent(area, insutype, year, unit)
            yield {
                "unit": unit.code, "name": str(unit), "insutype": insutype, "year": year,
                "collected": str(from_fen(collected)), "spending": str(from_fen(spent)),
                "insured": Facts(area, insutype, unit, year, shared).insured or 0,
            }  # fmt: skip


def _assessment(area: PoolingArea) -> dict[str, Any]:
    """The youngest published table of the counties; empty where none is."""
    results = CountyResult.objects.filter(scheme__area=area).select_related("scheme", "unit")
    latest = results.order_by("-scheme__year").first()
    if latest is None:
        return {}
    return {
        "year": latest.scheme.year,
        "rows": [
            {
                "unit": one.unit.code, "name": str(one.unit), "score": str(one.score), "grade": one.grade,
                "rank": one.rank,
            }
            for one in results.filter(scheme=latest.scheme_id).order_by("rank", "unit__code")
        ],
    }  # fmt: skip


def years_for(area: PoolingArea, year: int) -> list[ReportedYear]:
    """The ended ``year`` of every scheme whose books knew it; not stored."""
    known = Book.objects.filter(area=area, opened_on__year__lte=year)
    found = []
    for insutype in sorted(set(known.values_list("insutype", flat=True))):
        collected, spent = collected_and_spent(area, insutype, year, None)
        facts = Facts(area, insutype, None, year)
        rate = INDICATORS["collection_rate"].of(facts).value
        found.append(
            ReportedYear(
                insutype=insutype, year=year, collected=from_fen(collected), spending=from_fen(spent),
                insured=facts.insured or 0, collection_rate=_ten_thousandths(rate),
                closed=not open_december(area, insutype, year),
            )
        )  # fmt: skip
    return found


def _ten_thousandths(value: Fraction | None) -> int | None:
    return None if value is None else max(0, half_up(value.numerator * TEN_THOUSAND, value.denominator))
