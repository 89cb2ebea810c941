"""Whom a file to another office is about: the rows of each outgoing layout, in the order of its columns (NM-11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from config.periods import Month
from enrollment.models import (
    BASIC_SCHEMES,
    ComparisonRow,
    Coverage,
    Declaration,
    ExchangeFile,
    LayoutCode,
    Person,
)
from institutions.models import Agency

Rows = QuerySet[Any, tuple[Any, ...]]
AT_ONCE = 2_000


def rows_of(layout: str, *, agency: Agency, month: Month, answers: ExchangeFile | None = None) -> Rows:
    """The rows as tuples, within the open scope: a county's own people, a city's of its whole area.

    ``answers`` is the file that was taken in, for answers only.
    """
    if layout == LayoutCode.ANSWER:
        assert answers is not None  # noqa: S101 - the service has refused an answer to nothing
        return _answers(agency, month, answers)
    reads: dict[str, Callable[[Agency, Month], Rows]] = {
        LayoutCode.COVERED: _covered,
        LayoutCode.DUES: _dues,
        LayoutCode.ASKED: _asked,
    }
    return reads[layout](agency, month)


def read(rows: Rows) -> Iterator[tuple[Any, ...]]:
    yield from rows.iterator(chunk_size=AT_ONCE)


def _within(agency: Agency, county: str) -> Q:
    if agency.county_id is not None:
        return Q(**{county: agency.county_id})
    return Q(**{f"{county}__area": agency.area_id})


def _days(month: Month) -> DateRange:
    return DateRange(month.first, month.next_first)


def _of_month(month: Month) -> QuerySet[Coverage]:
    """Basic coverages that share a day with the month."""
    covered: QuerySet[Coverage] = Coverage.objects.filter(
        effective=True, insutype__in=BASIC_SCHEMES, period__overlap=_days(month)
    )
    return covered


def _covered(agency: Agency, month: Month) -> Rows:
    rows: Rows = (
        _of_month(month)
        .filter(_within(agency, "county"))
        .order_by("person__psn_no", "insutype")
        .values_list("person__psn_cert_type", "person__certno", "person__psn_name", "insutype")
        .distinct()
    )
    return rows


def _asked(agency: Agency, month: Month) -> Rows:
    covered = _of_month(month).filter(_within(agency, "county"), person=OuterRef("pk"))
    rows: Rows = (
        Person.objects.filter(Exists(covered))
        .order_by("psn_no")
        .values_list("psn_cert_type", "certno", "psn_name")
    )
    return rows


def _dues(agency: Agency, month: Month) -> Rows:
    """What people owe themselves by the declarations of the month; a payer's own part stands in its statement."""
    rows: Rows = (
        Declaration.objects.filter(_within(agency, "payer__county"), month=month.first, personal__gt=0)
        .order_by("payer__emp_no", "person__psn_no")
        .values_list(
            "person__psn_cert_type",
            "person__certno",
            "person__psn_name",
            "payer__emp_no",
            "insutype",
            "personal",
        )
    )
    return rows


def _answers(agency: Agency, month: Month, answers: ExchangeFile) -> Rows:
    """One row for each row of the file: known here, and the scheme of the month's latest coverage."""
    scheme = _of_month(month).filter(person=OuterRef("person")).order_by("-period").values("insutype")[:1]
    rows = ComparisonRow.objects.filter(file=answers)
    if agency.county_id is not None:
        rows = rows.filter(county=agency.county_id)
    found: Rows = (
        rows.order_by("row_no")
        .annotate(known=Q(person__isnull=False), scheme=Subquery(scheme))
        .values_list("psn_cert_type", "certno", "psn_name", "known", "scheme")
    )
    return found
