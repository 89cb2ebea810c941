"""What a month pays institutions by their payment methods, beside what their bills drew (docs/decisions/010).

An institution's pooled part of the month is made of its grouped stays by method, and of the rest, which is paid by
item, by heads (``heads``) or by a lump sum decided in the budget (``lump_sums`` says what a sum stands for). For each
method in use the month pays the policy's share of what the method owes (or of what was billed), under total control at
most the budget's part of the month. Where the policy is silent, no stay is grouped and no budget decided, nothing
changes: the bills are paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claims.reads.budgets import decided_shares, months_of
from claims.reads.grouped_cases import CaseTotals, case_totals
from claims.rules.budgets.section import Care, care_of
from claims.rules.payment.cases import NORMAL, Case, Owed, month_base
from claims.rules.payment.month_lumps import capped
from claims.rules.payment.terms import Terms, terms_of
from config.money import share as share_of
from config.periods import Month
from funds.models import Clearing
from funds.policy import institution_payment_policy
from institutions.models import Agency, Institution
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.steps import Step, step

from .faults import StepFault, rows_named
from .heads import HeadTerms, lumps_by_heads
from .lump_sums import Decided, Lump, case_by_case, divide_lumps, doubled, lumps_in, rests_of, stays_billed
from .units import is_city


@dataclass
class ByMethod:
    """Beyond the bills (below zero: short of them), in fen, with the steps of every method."""

    amount: int = 0
    steps: list[Step] = field(default_factory=list)
    methods: dict[str, int] = field(default_factory=dict)

    def pay(self, method: str, base: int, billed: int, steps: Iterable[Step]) -> None:
        self.amount += base - billed
        self.methods[method] = self.methods.get(method, 0) + base - billed
        self.steps += [
            *steps,
            step("month_method", amount=base - billed, method=method, base=base, billed=billed),
        ]


@dataclass(frozen=True)
class MonthTerms:
    methods: Terms
    total_control: bool
    care: Care


def month_terms(clearing: Clearing) -> MonthTerms | None:
    """None where no policy in force says how payment methods work out."""
    try:
        policy = policy_for(clearing.area, Month.of(clearing.month).last)
        control = institution_payment_policy(policy).total_control
        return MonthTerms(terms_of(policy), control, care_of(policy))
    except (PolicyGap, LookupError):
        return None


def month_by_method(clearing: Clearing, unit: Agency, billed: Mapping[int, int]) -> dict[int, ByMethod]:
    """By institution of ``unit``; ``billed`` is the pooled part of the month's bills, fen by institution.

    Institutions that are paid a lump sum are among them without a bill.
    """
    terms = None if is_city(unit) else month_terms(clearing)
    if terms is None:
        return {}
    month = Month.of(clearing.month)
    totals = case_totals(
        institutions=billed.keys(),
        scheme=clearing.insutype,
        year=month.year,
        month=month.number,
        area=clearing.area_id,
    )
    shares = _shares(clearing, unit, month)
    lumps = lumps_in(shares, terms.methods)
    heads = lumps_by_heads(
        area=clearing.area,
        scheme=clearing.insutype,
        months=[month],
        institutions=Institution.unscoped.filter(county=unit).order_by("fixmedins_code"),
        decided=lumps,
        terms=HeadTerms(terms.methods, terms.total_control),
    )
    cases = case_by_case(totals, lumps, terms.methods)
    found: dict[int, ByMethod] = defaultdict(ByMethod)
    _pay_grouped(found, cases, shares, terms)
    if lumps or heads:
        stays = stays_billed(
            area=clearing.area,
            insutype=clearing.insutype,
            institutions=billed.keys(),
            first=month,
            last=month,
        )
        rests = rests_of(billed, stays, cases)
        divided = divide_lumps(lumps, rests, terms.care, heads=heads)
        _refuse_doubled(divided)
        _pay_lumps(found, divided, terms)
    return dict(found)


def _refuse_doubled(lumps: Mapping[int, Iterable[Lump]]) -> None:
    if twice := doubled(lumps):
        named = (
            Institution.unscoped.filter(pk__in=twice)
            .order_by("fixmedins_code")
            .values_list("name", flat=True)
        )
        raise StepFault("sums_doubled", **rows_named(list(named)))


def _shares(clearing: Clearing, unit: Agency, month: Month) -> list[Decided]:
    """Those the month has a part of; one that came later in the year changes nothing before."""
    shares = list(
        decided_shares(scheme=clearing.insutype, year=month.year, area=clearing.area)
        .filter(county=unit, months__month=month.first)
        .order_by("pk")
        .distinct()
    )
    months = months_of(shares)
    return [Decided(one, months[one.pk][month.number - 1]) for one in shares]


def _pay_grouped(
    found: dict[int, ByMethod],
    totals: Mapping[tuple[int, str], CaseTotals],
    shares: Iterable[Decided],
    terms: MonthTerms,
) -> None:
    """Grouped stays, method by method, so that a budget common to a county's institutions caps them together."""
    own = {
        (one.share.institution_id, one.share.method): one.fen for one in shares if one.share.institution_id
    }
    common = {
        one.share.method: one.fen
        for one in shares
        if not (one.share.institution_id or one.share.consortium_id)
    }
    by_method: dict[str, list[int]] = defaultdict(list)
    for institution, method in sorted(totals):
        by_method[method].append(institution)
    for method, institutions in by_method.items():
        bases = [_base(method, totals[one, method], terms.methods) for one in institutions]
        apart = [number for number, one in enumerate(institutions) if (one, method) in own]
        for number in apart:
            [paid] = capped(
                [bases[number][0]], own[institutions[number], method] if terms.total_control else None
            )
            _paid(found, institutions[number], method, totals, paid.amount, [*bases[number][1], *paid.steps])
        together = [number for number in range(len(institutions)) if number not in apart]
        cap = common.get(method) if terms.total_control else None
        for number, paid in zip(together, capped([bases[one][0] for one in together], cap), strict=True):
            _paid(found, institutions[number], method, totals, paid.amount, [*bases[number][1], *paid.steps])


def _base(method: str, cases: CaseTotals, terms: Terms) -> tuple[int, list[Step]]:
    """What the month pays before any cap; as billed while a rate or point value is not decided."""
    if cases.owed is None:
        return cases.pooled, [step("month_no_rate", amount=cases.pooled)]
    worked = Owed(NORMAL, cases.units, 0, cases.owed, ())
    base, told = month_base(Case(method, fund=cases.pooled), worked, terms)
    owed = step("month_owed", amount=cases.owed, cases=cases.cases, units=cases.units, fund=cases.pooled)
    return base, [owed, told]


def _paid(
    found: dict[int, ByMethod],
    institution: int,
    method: str,
    totals: Mapping[tuple[int, str], CaseTotals],
    base: int,
    steps: list[Step],
) -> None:
    found[institution].pay(method, base, totals[institution, method].pooled, steps)


def _pay_lumps(found: dict[int, ByMethod], lumps: Mapping[int, Iterable[Lump]], terms: MonthTerms) -> None:
    """Lump sums instead of what of the bills they stand for; a consortium's is divided among its members."""
    for member, own in lumps.items():
        for one in own:
            given = terms.methods.month_share(one.method)
            base = share_of(one.amount, given.value)
            steps = [*one.steps]
            steps.append(step("month_standard", given, amount=base, whole=one.amount, share=given.value))
            found[member].pay(one.method, base, one.billed, steps)
