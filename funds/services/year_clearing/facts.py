"""What a year's clearing is reckoned from: months as cleared, grouped stays, budgets, assessment, working capital."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Sum
from django.utils.translation import gettext_lazy as _

from claims.models import BudgetShare
from claims.reads.budgets import decided_shares
from claims.reads.grouped_cases import CaseTotals, case_totals
from claims.rules.payment.month_lumps import divided
from claims.rules.payment.section import BY_ITEM, BY_POINTS
from claims.rules.payment.terms import Terms, terms_of
from claims.rules.payment.year_ends import Held, Part
from config.money import split_by_weights, to_fen
from config.periods import Month
from funds.models import CapitalLoan, Clearing, Statement, YearClearing
from funds.services.capital.plan import CLEARED_STATES
from funds.services.capital.repay import free_of
from funds.services.clearing.month_methods import LUMPS, members_of
from funds.services.clearing.start import settlements_of_area
from funds.services.clearing.years_waiting import lines_of_year
from institutions.models import Institution
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap
from institutions.services.assessment.results import Result, results_of

from .states import YearRefused


@dataclass(frozen=True)
class Facts:
    """The input of :func:`claims.rules.payment.year_ends.year_ends`, and whose it is."""

    institutions: Mapping[int, Institution]
    parts: Sequence[Part]
    pools: Mapping[str, int]
    budgets: Mapping[tuple[str, str], int]
    held: Mapping[int, Held]
    results: Mapping[int, Result]
    terms: Terms


@dataclass(frozen=True)
class _Months:
    """An institution's months of the year together, pooled part; fen."""

    cost: int
    bills: int
    billed: int
    prepaid: int
    deposit: int
    deducted: int


def facts_of(clearing: YearClearing) -> Facts:
    """Raises :class:`YearRefused` while a month of the year is not cleared, or where the policy is silent."""
    refuse_open_months(clearing)
    terms = terms_of_year(clearing)
    institutions = _institutions(clearing)
    months = _months(clearing, institutions)
    results = results_of(clearing.area, clearing.year, list(institutions))
    totals = case_totals(
        institutions=institutions.keys(),
        scheme=clearing.insutype,
        year=clearing.year,
        area=clearing.area_id,
    )
    shares = list(
        decided_shares(scheme=clearing.insutype, year=clearing.year, area=clearing.area).order_by("pk")
    )
    lumps = _lumps(shares, months, totals, terms)
    lent = _lent(clearing)
    return Facts(
        institutions,
        [
            part
            for one in institutions
            for part in _parts(institutions[one], months[one], totals, lumps, terms)
        ],
        _pools(shares, terms),
        _own_budgets(shares, terms),
        {
            one: Held(
                months[one].prepaid,
                months[one].deposit,
                lent.get(one, 0),
                results[one].whole_points if one in results else None,
            )
            for one in institutions
        },
        results,
        terms,
    )


def terms_of_year(clearing: YearClearing) -> Terms:
    """The policy of the year's last day."""
    try:
        return terms_of(policy_for(clearing.area, dt.date(clearing.year, 12, 31)))
    except (PolicyGap, LookupError) as gap:
        raise YearRefused(
            _("The policy of %(area)s does not say how institutions are paid in %(year)s."),
            area=clearing.area,
            year=clearing.year,
        ) from gap


def refuse_open_months(clearing: YearClearing) -> None:
    """Every month with a bill must be posted: what it paid stands from then on."""
    posted = set(
        Clearing.unscoped.filter(
            area=clearing.area, insutype=clearing.insutype, state__in=CLEARED_STATES
        ).values_list("month", flat=True)
    )
    bills = settlements_of_area(Clearing(area=clearing.area, insutype=clearing.insutype))
    waiting = [
        str(month)
        for month in (Month(clearing.year, number) for number in range(1, 13))
        if month.first not in posted and bills.filter(clr_month=month.first).exists()
    ]
    if waiting:
        raise YearRefused(_("Clear these months first: %(months)s."), months="、".join(waiting))
    if not any(day.year == clearing.year for day in posted):
        raise YearRefused(_("No month of %(year)s has been cleared."), year=clearing.year)


def _institutions(clearing: YearClearing) -> dict[int, Institution]:
    """Those their own county pays, by code."""
    found = Institution.unscoped.filter(
        pk__in=Statement.unscoped.filter(
            clearing__area=clearing.area,
            clearing__insutype=clearing.insutype,
            clearing__month__year=clearing.year,
            clearing__state__in=CLEARED_STATES,
            payer=F("institution__county"),
        ).values("institution")
    )
    return {one.pk: one for one in found.select_related("county", "consortium").order_by("fixmedins_code")}


def _months(clearing: YearClearing, institutions: Iterable[int]) -> dict[int, _Months]:
    """What is carried into the next year or out of the last counts where it was billed."""
    ids = list(institutions)
    fees = dict(
        Statement.unscoped.filter(
            clearing__area=clearing.area,
            clearing__insutype=clearing.insutype,
            clearing__month__year=clearing.year,
            clearing__state__in=CLEARED_STATES,
            payer=F("institution__county"),
            institution__in=ids,
        )
        .order_by()
        .values_list("institution")
        .annotate(Sum("medfee_sumamt"))
    )
    found = dict.fromkeys(ids, _Months(0, 0, 0, 0, 0, 0))
    rows = (
        lines_of_year(clearing, ids)
        .values_list("statement__institution")
        .annotate(
            Sum("bill_count"), Sum("approved"), Sum("by_method"), Sum("deducted"), Sum("deposit"), Count("pk")
        )
    )
    for one, bills, *sums, _lines in rows:
        approved, by_method, deducted, deposit = (to_fen(amount) for amount in sums)
        found[one] = _Months(
            to_fen(fees.get(one) or 0),
            bills,
            approved,
            approved + by_method - deducted - deposit,
            deposit,
            deducted,
        )
    return found


@dataclass(frozen=True)
class _Lump:
    method: str
    unit: str
    owed: int


def _lumps(
    shares: Iterable[BudgetShare],
    months: Mapping[int, _Months],
    totals: Mapping[tuple[int, str], CaseTotals],
    terms: Terms,
) -> dict[int, _Lump]:
    """Who is paid by a lump sum decided in the budget; a consortium's is divided here and put together again."""
    found: dict[int, _Lump] = {}
    for share in shares:
        if share.method not in LUMPS or not terms.uses(share.method):
            continue
        members = [one for one in members_of(share) if one in months]
        rests = [_rest(months[one], totals, one, terms) for one in members]
        parts = divided(_now(share), rests)
        for member, part in zip(members, parts, strict=True):
            unit = f"consortium {share.consortium_id}" if share.consortium_id else str(member)
            found[member] = _Lump(share.method, unit, part)
    return found


def _rest(
    months: _Months, totals: Mapping[tuple[int, str], CaseTotals], institution: int, terms: Terms
) -> int:
    grouped = _grouped(totals, institution, terms)
    return months.billed - sum(cases.pooled for cases in grouped.values())


def _grouped(
    totals: Mapping[tuple[int, str], CaseTotals], institution: int, terms: Terms
) -> dict[str, CaseTotals]:
    return {
        method: cases
        for (one, method), cases in sorted(totals.items())
        if one == institution and method != BY_ITEM and terms.uses(method)
    }


def _parts(
    institution: Institution,
    months: _Months,
    totals: Mapping[tuple[int, str], CaseTotals],
    lumps: Mapping[int, _Lump],
    terms: Terms,
) -> list[Part]:
    """The institution's methods; deductions of the year are divided by what the methods' bills drew."""
    own = str(institution.pk)
    parts = [
        Part(
            institution.pk, own, method, cases.cases, cases.cost, cases.pooled,
            cases.pooled if cases.owed is None else cases.owed, 0, cases.units if method in BY_POINTS else 0,
        )
        for method, cases in _grouped(totals, institution.pk, terms).items()
    ]  # fmt: skip
    rest = months.billed - sum(part.billed for part in parts)
    lump = lumps.get(institution.pk)
    if rest or lump or not parts:
        cost = months.cost - sum(part.cost for part in parts)
        bills = max(0, months.bills - sum(part.cases for part in parts))
        method, unit, owed = (lump.method, lump.unit, lump.owed) if lump else (BY_ITEM, own, rest)
        parts.append(Part(institution.pk, unit, method, bills, cost, rest, owed, 0, 0))
    weights = [max(0, part.billed) for part in parts]
    deducted = split_by_weights(months.deducted, weights)
    return [part._replace(deducted=off) for part, off in zip(parts, deducted, strict=True)]


def _now(share: BudgetShare) -> int:
    """Decided, with what was adjusted since."""
    return to_fen(share.amount or 0) + to_fen(share.adjusted)


def _pools(shares: Iterable[BudgetShare], terms: Terms) -> dict[str, int]:
    """Budgets common to all institutions of a method: the counties' together, so that a point is worth the same."""
    pools: dict[str, int] = defaultdict(int)
    for share in shares:
        common = share.institution_id is None and share.consortium_id is None
        if common and share.method in BY_POINTS and terms.uses(share.method):
            pools[share.method] += _now(share)
    return dict(pools)


def _own_budgets(shares: Iterable[BudgetShare], terms: Terms) -> dict[tuple[str, str], int]:
    return {
        (str(share.institution_id), share.method): _now(share)
        for share in shares
        if share.institution_id and share.method not in (*LUMPS, BY_ITEM) and terms.uses(share.method)
    }


def _lent(clearing: YearClearing) -> dict[int, int]:
    """Working capital and prepayment of the year that is still out and not spoken for, by institution."""
    open_ones: dict[int, int] = defaultdict(int)
    for loan in loans_of(clearing):
        open_ones[loan.institution_id] += max(0, to_fen(free_of(loan)))
    return dict(open_ones)


def loans_of(clearing: YearClearing, institution: int | None = None) -> list[CapitalLoan]:
    """Loans of the year that are out, lent by the institution's own county."""
    loans = CapitalLoan.objects.filter(
        lender__area=clearing.area,
        insutype=clearing.insutype,
        year=clearing.year,
        state=CapitalLoan.State.LENT,
        lender=F("institution__county"),
    )
    return list(
        loans.order_by("pk") if institution is None else loans.filter(institution=institution).order_by("pk")
    )
