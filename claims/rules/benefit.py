"""What a bill is owed: one pure integer function for the counter and for the whole city.

``settle`` without ``trace`` is the hot path of the bulk run; with ``trace`` the same function notes
every step, so that an explanation can never tell another story than the payment.
"""

from __future__ import annotations

from collections.abc import Mapping

from config.money import TEN_THOUSAND, half_up
from institutions.rules.policy_tables import PolicyGap

from .benefit_policy import BenefitPolicy, Limit, Terms, year_share
from .facts import BillFacts, policy_day, splits_of
from .outcome import Outcome
from .splitting import Split, split_fees
from .steps import Step, step

Counters = Mapping[str, int]
Trace = list[Step] | None


def settle(facts: BillFacts, counters: Counters, policy: BenefitPolicy, trace: Trace = None) -> Outcome:
    """The outcome of a sound bill given the person's counters of the year before it.

    All amounts are fen. Raises ``PolicyGap`` when the policy does not foresee the bill. Bills of one
    person and year come in the order (settlement time, setl_id); the caller adds ``outcome.counters`` up.
    """
    terms = policy.terms(facts)
    own, over, first, scope = _splits(facts, terms, trace)
    if trace is not None:
        _note_benefit(trace, facts, terms, (own, over, first, scope))
    used: dict[str, int] = {}
    deductible = ratio = due = 0
    room: int | None = None
    if not terms.refusal:
        if terms.fixed is not None:
            due = _fixed(facts, terms, terms.fixed, trace)
        else:
            deductible = _deductible(scope, counters, terms, used, trace)
            due, ratio, room = _by_ratio(facts, scope, deductible, counters, terms, used, trace)
        if terms.limits:
            due, room = _within_limits(due, room, facts, counters, terms, used, trace)
    total = facts.medfee_sumamt
    if trace is not None:
        trace.append(step("paid", None, due, person=total - due))
    return Outcome(
        terms.benefit, total, own, over, first, scope, deductible, due, 0, 0, 0, 0, 0, 0, 0, due,
        0, total - due, 0, 0, total - due, terms.deductible, ratio, room, used,
    )  # fmt: skip


def _splits(facts: BillFacts, terms: Terms, trace: Trace) -> Split | tuple[int, int, int, int]:
    if not facts.fees:
        return splits_of(facts)
    if terms.fees is None:
        raise PolicyGap("the policy has no rule for fee lines (fees.first_share)")
    return split_fees(facts.fees, terms.fees, trace)


def _deductible(scope: int, counters: Counters, terms: Terms, used: dict[str, int], trace: Trace) -> int:
    """Per bill: min(in scope, standard); per year: what earlier bills have left of the standard."""
    standard, before = terms.deductible, 0
    if terms.deductible_counter:
        before = counters.get(terms.deductible_counter, 0)
    left = standard - before
    deductible = min(scope, left) if left > 0 else 0
    if terms.deductible_counter and deductible:
        used[terms.deductible_counter] = deductible
    if trace is not None and terms.deductible_given is not None:
        code = "deductible_year" if terms.deductible_counter else "deductible"
        trace.append(
            step(
                code,
                terms.deductible_given,
                deductible,
                standard=standard,
                before=before,
                tier=terms.tier.value,
            )
        )
    return deductible


def _by_ratio(
    facts: BillFacts,
    scope: int,
    deductible: int,
    counters: Counters,
    terms: Terms,
    used: dict[str, int],
    trace: Trace,
) -> tuple[int, int, int | None]:
    """(due before ceilings on payments, ratio, what a ceiling on the in-scope amount let through)."""
    entering = above = scope - deductible
    for limit in terms.scope_limits:
        entering, _room = _limited(entering, limit, facts, counters, trace)
        if limit.counter and entering:
            used[limit.counter] = entering
    if terms.bands:
        due, ratio = _by_bands(entering, deductible, scope, counters, terms, used, trace)
    else:
        due, ratio = half_up(entering * terms.ratio, TEN_THOUSAND), terms.ratio
        if trace is not None:
            _note_ratio(trace, terms, entering, due)
    return due, ratio, due if entering < above else None


def _by_bands(
    entering: int,
    deductible: int,
    scope: int,
    counters: Counters,
    terms: Terms,
    used: dict[str, int],
    trace: Trace,
) -> tuple[int, int]:
    """(due, ratio); bands are marginal and rounded once together, several have no one ratio: 0."""
    start = 0 if terms.band_start == "after_deductible" else deductible
    if terms.scope_counter:
        start += counters.get(terms.scope_counter, 0)
        if scope:
            used[terms.scope_counter] = scope
    parts = [
        (span, ratio, _overlap(start, start + entering, span.low, span.high)) for span, ratio in terms.bands
    ]
    weighted = sum(part * ratio for _span, ratio, part in parts)
    due = half_up(weighted, TEN_THOUSAND)
    if trace is not None:
        _note_adjustments(trace, terms)
        for span, ratio, part in parts:
            if part:
                trace.append(step("band", terms.ratio_given, part, low=span.low, high=span.high, ratio=ratio))
        trace.append(step("bands_due", None, due, entering=entering))
    ratios = {ratio for _span, ratio, part in parts if part}
    return due, ratios.pop() if len(ratios) == 1 else 0


def _within_limits(
    due: int,
    room: int | None,
    facts: BillFacts,
    counters: Counters,
    terms: Terms,
    used: dict[str, int],
    trace: Trace,
) -> tuple[int, int | None]:
    """What all ceilings allow; what is paid draws on each of them."""
    for limit in terms.limits:
        due, left = _limited(due, limit, facts, counters, trace)
        room = left if room is None else min(room, left)
    if due:
        for limit in terms.limits:
            if limit.counter:
                used[limit.counter] = due
    return due, room


def _overlap(start: int, end: int, low: int, high: int | None) -> int:
    top = end if high is None else min(end, high)
    return max(0, top - max(start, low))


def _fixed(facts: BillFacts, terms: Terms, fixed: int, trace: Trace) -> int:
    further = max(0, facts.fetus_cnt - 1)
    standard = fixed + further * terms.further
    due = min(standard, facts.medfee_sumamt)
    if trace is not None:
        trace.append(step("fixed", terms.fixed_given, fixed))
        if further:
            trace.append(
                step("fixed_further", terms.further_given, further * terms.further, children=further)
            )
        trace.append(step("fixed_due", None, due, standard=standard, total=facts.medfee_sumamt))
    return due


def _limited(
    amount: int, limit: Limit, facts: BillFacts, counters: Counters, trace: Trace
) -> tuple[int, int]:
    """(amount within the ceiling, what the ceiling still allowed)."""
    ceiling, legacy = limit.amount, 0
    if limit.legacy is not None and facts.legacy_balance:
        year = policy_day(facts.med_type, facts.begndate, facts.enddate).year
        legacy = year_share(facts.legacy_balance, *limit.legacy, year)
    before = counters.get(limit.counter, 0) if limit.counter else 0
    room = max(0, ceiling + legacy - before)
    within = min(amount, room)
    if trace is not None:
        if legacy:
            trace.append(
                step("legacy", limit.legacy_given, legacy, limit=limit.name, balance=facts.legacy_balance)
            )
        code = "limit_cut" if within < amount else "limit"
        trace.append(
            step(
                code,
                limit.given,
                within,
                limit=limit.name,
                ceiling=ceiling + legacy,
                before=before,
                room=room,
            )
        )
    return within, room


def _note_benefit(
    trace: list[Step], facts: BillFacts, terms: Terms, splits: tuple[int, int, int, int]
) -> None:
    own, over, first, scope = splits
    trace.append(step("in_scope", None, scope, total=facts.medfee_sumamt, own=own, over=over, first=first))
    trace.append(step("benefit", terms.benefit_given, None, benefit=terms.benefit, med_type=facts.med_type))
    if terms.refusal:
        given = (
            terms.covered if terms.covered is not None and terms.benefit != "none" else terms.benefit_given
        )
        trace.append(step("refused_" + terms.refusal, given, 0))
        return
    if terms.covered is not None:
        trace.append(step("covered", terms.covered))
    if terms.fixed is None:
        trace.append(
            step("tier", terms.tier, None, tier=terms.tier.value, level=facts.level, place=facts.place)
        )


def _note_ratio(trace: list[Step], terms: Terms, entering: int, due: int) -> None:
    if terms.ratio_given is not None:
        trace.append(
            step("ratio", terms.ratio_given, None, ratio=terms.ratio_given.value, tier=terms.tier.value)
        )
    _note_adjustments(trace, terms)
    trace.append(step("ratio_due", None, due, entering=entering, ratio=terms.ratio))


def _note_adjustments(trace: list[Step], terms: Terms) -> None:
    for name, given in terms.adjustments:
        trace.append(step("adjust", given, None, name=name, points=given.value))
