"""What a year's clearing is reckoned from: months as cleared, grouped stays, budgets, assessment, working capital."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Sum
from django.utils.translation import gettext_lazy as _

from claims.models import BudgetShare, DeductionReversal
from claims.reads.budgets import decided_shares
from claims.reads.grouped_cases import CaseTotals, case_totals
from claims.rules.budgets.section import care_of
from claims.rules.payment.month_lumps import divided
from claims.rules.payment.section import BY_ITEM, BY_POINTS, LUMPS, PER_CAPITA
from claims.rules.payment.terms import Terms, terms_of
from claims.rules.payment.year_ends import Held, Part
from config.money import split_by_weights, to_fen
from config.periods import Month
from funds.models import CapitalLoan, Clearing, InstitutionYear, Statement, YearClearing
from funds.services.capital.plan import CLEARED_STATES
from funds.services.capital.repay import free_of
from funds.services.clearing.given_back import anything_given_back
from funds.services.clearing.heads import HeadTerms, lumps_by_heads
from funds.services.clearing.lump_sums import (
    Decided,
    Lump,
    case_by_case,
    divide_lumps,
    doubled,
    lumps_in,
    rests_of,
    stays_billed,
)
from funds.services.clearing.months import hold_month
from funds.services.clearing.start import has_deductions, settlements_of_area
from funds.services.clearing.years_waiting import lines_of_year
from institutions.models import Institution
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import PolicyAt
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.steps import Step
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
class Months:
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
    lumps = lumps_in([Decided(one, _now(one)) for one in shares], terms)
    cases = case_by_case(totals, lumps, terms)
    heads = _heads(clearing, institutions, lumps, terms)
    own_lumps = _lumps(clearing, months, lumps, heads, cases)
    lent = _lent(clearing)
    return Facts(
        institutions,
        [part for one in institutions for part in parts_of(one, months[one], cases, own_lumps.get(one, ()))],
        _pools(shares, terms),
        _budgets(shares, cases, institutions, terms),
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
        return terms_of(_policy(clearing))
    except (PolicyGap, LookupError) as gap:
        raise YearRefused(
            _("The policy of %(area)s does not say how institutions are paid in %(year)s."),
            area=clearing.area,
            year=clearing.year,
        ) from gap


def _policy(clearing: YearClearing) -> PolicyAt:
    return policy_for(clearing.area, dt.date(clearing.year, 12, 31))


def refuse_open_months(clearing: YearClearing) -> None:
    """Every month with a bill or a deduction must be posted: what it paid stands from then on."""
    states = dict(
        Clearing.unscoped.filter(area=clearing.area, insutype=clearing.insutype).values_list("month", "state")
    )
    waiting = [
        str(month) for month in months_of(clearing) if _waits(clearing, month, states.get(month.first))
    ]
    if waiting:
        raise YearRefused(_("Clear these months first: %(months)s."), months="、".join(waiting))
    if not any(day.year == clearing.year and state in CLEARED_STATES for day, state in states.items()):
        raise YearRefused(_("No month of %(year)s has been cleared."), year=clearing.year)


def months_of(clearing: YearClearing) -> list[Month]:
    return [Month(clearing.year, number) for number in range(1, 13)]


def _waits(clearing: YearClearing, month: Month, state: str | None) -> bool:
    if state in CLEARED_STATES:
        return False
    if state not in (None, Clearing.State.COLLECTING):
        return True
    asked = Clearing(area=clearing.area, insutype=clearing.insutype, month=month.first)
    bills = settlements_of_area(asked).filter(clr_month=month.first)
    return bool(bills.exists() or has_deductions(asked) or anything_given_back(asked))


def refuse_moved_months(clearing: YearClearing, years: Iterable[InstitutionYear]) -> None:
    """What the months paid and held must still be what was computed; nobody settles into them meanwhile."""
    for month in months_of(clearing):
        hold_month(clearing.area_id, clearing.insutype, month)
    refuse_open_months(clearing)
    months = _months(clearing, _institutions(clearing))
    computed = {one.institution_id: (to_fen(one.prepaid), to_fen(one.deposit_held)) for one in years}
    if computed != {one: (its.prepaid, its.deposit) for one, its in months.items()}:
        raise YearRefused(
            _("Months of %(year)s were cleared since it was computed: send it back, compute it anew."),
            year=clearing.year,
        )


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


def _months(clearing: YearClearing, institutions: Iterable[int]) -> dict[int, Months]:
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
    found = dict.fromkeys(ids, Months(0, 0, 0, 0, 0, 0))
    rows = (
        lines_of_year(clearing, ids)
        .values_list("statement__institution")
        .annotate(
            Sum("bill_count"),
            Sum("approved"),
            Sum("by_method"),
            Sum("deducted"),
            Sum("deposit"),
            Count("pk"),
        )
    )
    returned = _given_back_of_year(clearing, ids)
    for one, bills, *sums, _lines in rows:
        approved, by_method, taken, deposit = (to_fen(amount) for amount in sums)
        # Given back before it was taken: what waited for the year to come lowers nothing of this one.
        deducted = max(0, taken - returned.get(one, 0))
        found[one] = Months(
            to_fen(fees.get(one) or 0),
            bills,
            approved,
            approved + by_method - deducted - deposit,
            deposit,
            deducted,
        )
    return found


def _given_back_of_year(clearing: YearClearing, institutions: Iterable[int]) -> dict[int, int]:
    """Fen by institution that months of the year gave back of its own deductions; what is given back of another year's
    is none of what this one earns or paid."""
    found = DeductionReversal.unscoped.filter(
        state=DeductionReversal.State.CONFIRMED, institution__in=list(institutions), insutype=clearing.insutype,
        clr_month__year=clearing.year, deduction__clr_month__year=clearing.year,
    )  # fmt: skip
    sums = found.order_by().values_list("institution").annotate(Sum("amount"))
    return {institution: to_fen(amount) for institution, amount in sums}


def _lumps(
    clearing: YearClearing,
    months: Mapping[int, Months],
    lumps: Sequence[Decided],
    heads: Mapping[int, Lump],
    cases: Mapping[tuple[int, str], CaseTotals],
) -> dict[int, list[Lump]]:
    """Who is paid by heads or a lump sum decided; a consortium's is divided here and put together again."""
    if not lumps and not heads:
        return {}
    stays = stays_billed(
        area=clearing.area,
        insutype=clearing.insutype,
        institutions=months.keys(),
        first=Month(clearing.year, 1),
        last=Month(clearing.year, 12),
    )
    rests = rests_of({one: its.billed for one, its in months.items()}, stays, cases)
    divided = divide_lumps(lumps, rests, care_of(_policy(clearing)), months.keys(), heads)
    if twice := doubled(divided):
        named = Institution.unscoped.filter(pk__in=twice).order_by("fixmedins_code")
        raise YearRefused(
            _("These institutions have a sum of their own beside their consortium's: %(names)s."),
            names="、".join(named.values_list("name", flat=True)),
        )
    return divided


def _heads(
    clearing: YearClearing, institutions: Mapping[int, Institution], lumps: Sequence[Decided], terms: Terms
) -> dict[int, Lump]:
    """Heads of every month by the year's quota; sign-ups as they stand now, whatever the months paid for."""
    control = terms.institution and terms.institution.get("total_control")
    return lumps_by_heads(
        area=clearing.area,
        scheme=clearing.insutype,
        months=months_of(clearing),
        institutions=institutions.values(),
        decided=lumps,
        terms=HeadTerms(terms, bool(control and control.value), "year"),
    )


def parts_of(
    institution: int,
    months: Months,
    cases: Mapping[tuple[int, str], CaseTotals],
    lumps: Sequence[Lump],
) -> list[Part]:
    """The institution's methods; deductions of the year are divided by what the methods' bills drew."""
    own = str(institution)
    parts = [
        Part(
            institution, own, method, one.cases, one.cost, one.pooled,
            one.pooled if one.owed is None else one.owed, 0, one.units if method in BY_POINTS else 0,
        )
        for (whose, method), one in cases.items()
        if whose == institution
    ]  # fmt: skip
    cost = months.cost - sum(part.cost for part in parts)
    bills = max(0, months.bills - sum(part.cases for part in parts))
    rest = months.billed - sum(part.billed for part in parts)
    others = [
        Part(institution, _unit(one, own), one.method, 0, 0, one.billed, one.amount, 0, 0, _of_heads(one))
        for one in lumps
    ]
    left = rest - sum(one.billed for one in lumps)
    if left or not (parts or others):
        others.append(Part(institution, own, BY_ITEM, 0, 0, left, left, 0, 0))
    billed = [one.billed for one in others]
    costs, counts = divided(cost, billed), divided(bills, billed)
    parts += [
        one._replace(cases=count, cost=share) for one, share, count in zip(others, costs, counts, strict=True)
    ]
    # Where nothing was billed they come off what is owed all the same.
    weights = (
        [part.billed for part in parts]
        if any(part.billed > 0 for part in parts)
        else [part.owed for part in parts]
    )
    deducted = divided(months.deducted, weights)
    return [part._replace(deducted=off) for part, off in zip(parts, deducted, strict=True)]


def _unit(lump: Lump, own: str) -> str:
    return f"consortium {lump.consortium}" if lump.consortium else own


def _of_heads(lump: Lump) -> Sequence[Step]:
    """The formula of what is due; a decided sum needs none."""
    return lump.steps if lump.method == PER_CAPITA else ()


def _now(share: BudgetShare) -> int:
    """Decided, with what was adjusted since."""
    return to_fen(share.amount or 0) + to_fen(share.adjusted)


def _pools(shares: Iterable[BudgetShare], terms: Terms) -> dict[str, int]:
    """Budgets common to all institutions of a method: the counties' together, so that a point is worth the same."""
    pools: dict[str, int] = defaultdict(int)
    for share in shares:
        if _is_common(share) and share.method in BY_POINTS and terms.uses(share.method):
            pools[share.method] += _now(share)
    return dict(pools)


def _is_common(share: BudgetShare) -> bool:
    return share.institution_id is None and share.consortium_id is None


def _budgets(
    shares: Iterable[BudgetShare],
    cases: Mapping[tuple[int, str], CaseTotals],
    institutions: Mapping[int, Institution],
    terms: Terms,
) -> dict[tuple[str, str], int]:
    """An institution's own budgets; and its part of a county's common one of a method without points, which caps what
    the method owes in the year as it does in the months: in proportion, where it does not suffice."""
    capping = [one for one in shares if one.method not in (*LUMPS, BY_ITEM) and terms.uses(one.method)]
    found = {(str(one.institution_id), one.method): _now(one) for one in capping if one.institution_id}
    for one in capping:
        if not _is_common(one) or one.method in BY_POINTS:
            continue
        owed = {
            str(institution): max(0, its.pooled if its.owed is None else its.owed)
            for (institution, method), its in cases.items()
            if method == one.method
            and institutions[institution].county_id == one.county_id
            and (str(institution), method) not in found
        }
        if sum(owed.values()) > _now(one):
            parts = split_by_weights(_now(one), list(owed.values()))
            found |= {(whose, one.method): part for whose, part in zip(owed, parts, strict=True)}
    return found


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
