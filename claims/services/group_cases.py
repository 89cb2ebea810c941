"""Group the settled stays of a month (NB-09, JJ-08, HG-08, NM-07): one row per standing settlement, with its points.

Every institution of the area is a transaction of its own: stays are read in one statement, grouped in memory and
written by COPY in place of what was there. A killed run is simply begun again. Settlements are share-locked before
they are written down, so that one superseded meanwhile either waits (and its row goes by the trigger) or is left out.
What the counter paid to people is no institution's money and is left out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection, transaction

from claims.models import GroupedCase, PayLoc
from claims.rules.facts import STAYS
from claims.rules.payment.cases import NORMAL, Case, owed, units_of
from claims.rules.payment.grouping import (
    NO_CATALOGUE,
    NO_QUOTA,
    POLICY_SILENT,
    CaseFacts,
    Found,
    Match,
    find_group,
)
from claims.rules.payment.section import BED_DAY, BY_ITEM, BY_POINTS
from config.money import TEN_THOUSAND
from config.periods import Month
from config.scoping import system_scope
from institutions.models import Duty, Institution, PoolingArea, User
from institutions.services.duties import require_duty_in_area

from .grouping_terms import MILLIONTHS, TEN_THOUSANDTHS, DayTerms, GroupingTerms, Loaded, scaled
from .settle_in_bulk import as_copied
from .store_settlements import Column

Report = Callable[[int, int], None]

_STAYS = """
    SELECT s.id, s.bill_id, s.institution_id, s.insu_county_id, s.care_county_id, s.handling_county_id, s.insutype,
           s.policy_date, coalesce(nullif(i.dedc_hosp_lv, ''), 'none'), s.medfee_sumamt, s.hifp_pay,
           b.dise_code, coalesce(r.main_diagnosis, ''), coalesce(r.procedures, '{}'), coalesce(r.drg_code, ''),
           coalesce(r.bed_days, greatest(1, b.enddate - b.begndate)), v.decided_points
    FROM claims_settlement s
    JOIN claims_bill b ON b.id = s.bill_id
    JOIN institutions_institution i ON i.id = s.institution_id
    LEFT JOIN claims_caserecord r ON r.bill_id = s.bill_id
    LEFT JOIN claims_casereview v ON v.bill_id = s.bill_id AND v.state = 'granted'
    WHERE s.institution_id = %(institution)s AND s.clr_month = %(month)s AND left(s.med_type, 2) = ANY(%(stays)s)
      AND s.is_current AND NOT s.refd_setl_flag AND NOT s.negated AND s.pay_loc <> %(counter)s
    ORDER BY s.id FOR SHARE OF s
"""
_INSTITUTIONS = """
    SELECT DISTINCT s.institution_id FROM claims_settlement s
    JOIN institutions_institution i ON i.id = s.institution_id
    WHERE i.area_id = %(area)s AND i.county_id IS NOT NULL AND s.clr_month = %(month)s AND s.is_current
      AND left(s.med_type, 2) = ANY(%(stays)s) AND s.pay_loc <> %(counter)s
    UNION
    SELECT g.institution_id FROM claims_groupedcase g
    WHERE g.area_id = %(area)s AND g.year = %(year)s AND g.month = %(number)s
    ORDER BY 1
"""
_BIGINTS = (
    "settlement_id", "bill_id", "area_id", "institution_id", "insu_county_id", "care_county_id", "handling_county_id",
)  # fmt: skip
_COLUMNS: Sequence[Column] = (
    *((name, "bigint") for name in _BIGINTS),
    ("insutype", "text"), ("year", "smallint"), ("month", "smallint"), ("day", "date"), ("level", "text"),
    ("method", "text"), ("catalogue_id", "bigint"), ("group_id", "bigint"), ("reason", "text"), ("matched", "jsonb"),
    ("cost", "bigint"), ("pooled", "bigint"), ("mean", "bigint"), ("weight", "numeric"), ("standard", "numeric"),
    ("factor", "numeric"), ("days", "smallint"), ("deviation", "text"), ("units", "numeric"), ("owed", "bigint"),
)  # fmt: skip


class Stay(NamedTuple):
    """A settled stay with its record; amounts in fen, ``decided`` the points of a granted review."""

    settlement_id: int
    bill_id: int
    institution_id: int
    insu_county_id: int
    care_county_id: int | None
    handling_county_id: int | None
    insutype: str
    day: dt.date
    level: str
    cost: int
    pooled: int
    disease: str
    diagnosis: str
    procedures: list[str]
    drg_code: str
    days: int
    decided: Decimal | None


class Worked(NamedTuple):
    """What becomes of a stay, as the columns of ``GroupedCase`` that do not come from the stay."""

    method: str
    catalogue: int | None = None
    group: int | None = None
    reason: str = ""
    matched: str = "{}"
    mean: int | None = None
    weight: int | None = None
    standard: int | None = None
    factor: int | None = None
    days: int = 0
    deviation: str = NORMAL
    units: int = 0
    owed: int | None = 0


class Grouped(NamedTuple):
    """How many stays of a month have a group, and how many have none."""

    grouped: int = 0
    ungrouped: int = 0


def group_month(
    *, area: PoolingArea, month: Month, acting_user: User, report: Report | None = None
) -> Grouped:
    """Group every stay of a clearing month anew, institution by institution; ``report`` may raise to stop between two.

    Needs the duty to handle in the area.
    """
    require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=area)
    return regroup_month(area=area, month=month, report=report)


def regroup_month(*, area: PoolingArea, month: Month, report: Report | None = None) -> Grouped:
    """As :func:`group_month`, for what must follow by itself: the groups are derived, nobody decides them."""
    total = Grouped()
    # Stays of every county of the area are paid by the same catalogue.
    with system_scope():
        terms = GroupingTerms(area)
        institutions = list(_institutions(area, month))
    for done, institution in enumerate(institutions, 1):
        with system_scope():
            found = group_institution(institution_id=institution, month=month, terms=terms)
        total = Grouped(total.grouped + found.grouped, total.ungrouped + found.ungrouped)
        if report is not None:
            report(done, len(institutions))
    return total


def _institutions(area: PoolingArea, month: Month) -> Iterator[int]:
    with connection.cursor() as cursor:
        cursor.execute(_INSTITUTIONS, _params(month) | {"area": area.pk})
        yield from (institution for (institution,) in cursor.fetchall())


def _params(month: Month) -> dict[str, Any]:
    return {
        "month": month.first,
        "year": month.year,
        "number": month.number,
        "stays": sorted(STAYS),
        "counter": PayLoc.COUNTER.value,
    }


@transaction.atomic
def group_institution(*, institution_id: int, month: Month, terms: GroupingTerms) -> Grouped:
    """The stays of one institution and clearing month, in place of what was grouped before."""
    # Two runs of the same month follow each other, institution by institution.
    Institution.unscoped.select_for_update(no_key=True).get(pk=institution_id)
    with connection.cursor() as cursor:
        cursor.execute(_STAYS, _params(month) | {"institution": institution_id})
        stays = [Stay(*row) for row in cursor.fetchall()]
    GroupedCase.unscoped.filter(institution=institution_id, year=month.year, month=month.number).delete()
    worked = [work_out(stay, terms) for stay in stays]
    _write(_row(stay, one, terms.area.pk, month) for stay, one in zip(stays, worked, strict=True))
    grouped = sum(one.group is not None for one in worked)
    return Grouped(grouped, len(worked) - grouped)


def work_out(stay: Stay, terms: GroupingTerms) -> Worked:
    """The method, group and points of a stay, or why it has none."""
    day = terms.on(stay.day)
    if day is None:
        return Worked(BY_ITEM, reason=POLICY_SILENT, owed=stay.pooled)
    facts = CaseFacts(stay.diagnosis, frozenset(stay.procedures), stay.disease, stay.drg_code)
    found = find_group(facts, day.groupers, day.uses)
    if found.match is None:
        # What the agency has not given yet is not the institution's fault: the bill stands until it has.
        as_billed = found.method == BY_ITEM or found.reason == NO_CATALOGUE
        catalogue = day.loaded.get(found.method)
        return Worked(
            found.method,
            catalogue=catalogue.catalogue.pk if catalogue else None,
            reason=found.reason,
            owed=stay.pooled if as_billed else 0,
        )
    return _with_group(stay, found, found.match, day, terms)


def _with_group(stay: Stay, found: Found, match: Match, day: DayTerms, terms: GroupingTerms) -> Worked:
    loaded = day.loaded[found.method]
    group = loaded.groups[match.code]
    standard = _standard(found.method, stay.level, loaded, match.code)
    if standard is None and found.method not in BY_POINTS:
        return Worked(found.method, catalogue=loaded.catalogue.pk, reason=NO_QUOTA, owed=stay.pooled)
    case = Case(
        found.method,
        cost=stay.cost,
        fund=stay.pooled,
        weight=group.weight or TEN_THOUSAND,
        standard=standard or 0,
        factor=loaded.factors.get(stay.institution_id),
        level=stay.level,
        mean=terms.mean(loaded, match.code, stay.level),
        decided=scaled(stay.decided, TEN_THOUSANDTHS),
        days=stay.days if found.method == BED_DAY else 0,
    )
    deviation, units = units_of(case, day.terms, [])
    return Worked(
        found.method,
        catalogue=loaded.catalogue.pk,
        group=group.pk,
        matched=json.dumps(_told(match), ensure_ascii=False),
        mean=case.mean,
        weight=group.weight,
        standard=standard,
        factor=case.factor,
        days=case.days,
        deviation=deviation,
        units=units,
        owed=None if standard is None else owed(case, day.terms).fund,
    )


def _standard(method: str, level: str, loaded: Loaded, code: str) -> int | None:
    """Rate or point value of the year, or the group's quota at the level; in millionths of a yuan."""
    if method in BY_POINTS:
        return loaded.rate
    return loaded.quota(code, level)


def _told(match: Match) -> dict[str, Any]:
    told = {"diagnosis": match.diagnosis, "procedures": list(match.procedures), "ties": list(match.ties)}
    return {name: value for name, value in told.items() if value}


def _decimal(value: int | None, decimals: int) -> Decimal | None:
    return None if value is None else Decimal(value).scaleb(-decimals)


def _row(stay: Stay, one: Worked, area: int, month: Month) -> tuple[Any, ...]:
    return (
        stay.settlement_id, stay.bill_id, area, stay.institution_id, stay.insu_county_id, stay.care_county_id,
        stay.handling_county_id, stay.insutype, month.year, month.number, stay.day, stay.level, one.method,
        one.catalogue, one.group, one.reason, one.matched, stay.cost, stay.pooled, one.mean,
        _decimal(one.weight, TEN_THOUSANDTHS), _decimal(one.standard, MILLIONTHS),
        _decimal(one.factor, TEN_THOUSANDTHS), one.days, one.deviation, _decimal(one.units, 8), one.owed,
    )  # fmt: skip


def _write(rows: Iterable[tuple[Any, ...]]) -> None:
    # Into a table with row-level security PostgreSQL copies nothing.
    copied = as_copied("grouped_cases_new", _COLUMNS, rows)
    columns = ", ".join(f'"{name}"' for name, _kind in _COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO claims_groupedcase ({columns}) SELECT {columns} FROM {copied.sql}")  # noqa: S608
