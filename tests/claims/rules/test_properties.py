"""What holds for every bill under every package: Hypothesis looks for the numbers for which it does not."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.models import AMOUNTS as MODEL_AMOUNTS
from claims.rules.benefit import settle
from claims.rules.benefit_policy import STAYS, year_share
from claims.rules.facts import faults_of
from claims.rules.identities import cancel_check
from claims.rules.outcome import AMOUNTS, Outcome, negate
from claims.rules.quoting import checks_of

from .bills import Case, cases, cases_in_a_year

Before = dict[str, int]
InAYear = tuple[Case, Before]
anything = settings(max_examples=300, deadline=None)


@anything
@given(cases_in_a_year())
def test_amounts_are_never_negative_and_the_identities_hold(given_case: InAYear) -> None:
    case, before = given_case
    assert list(faults_of(case.facts)) == []
    outcome = settle(case.facts, before, case.policy)
    assert all(getattr(outcome, name) >= 0 for name in AMOUNTS)
    assert all(used >= 0 for used in outcome.counters.values())
    checks = {check.identity: check.answer for check in checks_of(outcome)}
    assert {checks[name] for name in ("I1", "I2", "I3", "I4", "I6")} == {"holds"}
    assert checks["P1"] != "fails"


@anything
@given(cases_in_a_year())
def test_tracing_changes_nothing_and_the_last_step_is_what_is_paid(given_case: InAYear) -> None:
    case, before = given_case
    steps: list = []
    outcome = settle(case.facts, before, case.policy, steps)
    assert outcome == settle(case.facts, before, case.policy)
    assert steps[-1].code == "paid"
    assert steps[-1].amount == outcome.fund_pay_sumamt
    assert all(step.clause or step.assumed for step in steps if step.document)


@anything
@given(cases_in_a_year(), st.integers(1, 1_000_000))
def test_more_in_scope_is_never_paid_less(given_case: InAYear, more: int) -> None:
    """All payers together, within a fen. Of one bill: a dearer first stay may leave less of a ceiling to the next."""
    case, before = given_case
    facts = case.facts._replace(
        fees=(),
        fulamt_ownpay_amt=0,
        overlmt_selfpay=0,
        preselfpay_amt=0,
        inscp_scp_amt=case.facts.medfee_sumamt,
    )
    richer = facts._replace(
        medfee_sumamt=facts.medfee_sumamt + more, inscp_scp_amt=facts.inscp_scp_amt + more
    )
    paid = settle(facts, before, case.policy).fund_pay_sumamt
    assert settle(richer, before, case.policy).fund_pay_sumamt >= paid - 1


@anything
@given(cases_in_a_year())
def test_no_ceiling_is_ever_passed(given_case: InAYear) -> None:
    case, before = given_case
    used = settle(case.facts, before, case.policy).counters
    terms = case.policy.terms(case.facts, before.get(STAYS, 0) if case.policy.counts_stays else 0)
    ceilings = [*terms.limits, *terms.scope_limits]
    ceilings += [layer.ceiling for layer in terms.layers if layer.ceiling is not None]
    for ceiling in ceilings:
        if used.get(ceiling.counter):
            most = ceiling.amount + (case.facts.legacy_balance if ceiling.legacy else 0)
            assert before.get(ceiling.counter, 0) + used[ceiling.counter] <= most


@anything
@given(cases_in_a_year())
def test_a_cancel_restores_everything(given_case: InAYear) -> None:
    case, before = given_case
    outcome = settle(case.facts, before, case.policy)
    cancel = negate(outcome)
    after = {name: before.get(name, 0) + used for name, used in outcome.counters.items()}
    restored = {name: after[name] + used for name, used in cancel.counters.items()}
    assert restored == {name: before.get(name, 0) for name in outcome.counters}
    # What was freed can be used again: settled anew the bill comes out the same.
    assert settle(case.facts, before | restored, case.policy) == outcome
    as_amounts = [{name: getattr(one, name) for name in AMOUNTS} for one in (cancel, outcome)]
    assert cancel_check(*as_amounts, AMOUNTS).answer == "holds"


Visits = list[tuple[int, Case]]
VISITS = st.lists(st.tuples(st.integers(1, 4), cases()), max_size=12)


def run(visits: Visits) -> dict[int, list[Outcome]]:
    counters: dict[tuple[object, ...], Before] = {}
    found: dict[int, list[Outcome]] = {}
    for person, case in visits:
        own = counters.setdefault((person, case.rules, case.facts.enddate.year), {})
        outcome = settle(case.facts, own, case.policy)
        for name, used in outcome.counters.items():
            own[name] = own.get(name, 0) + used
        found.setdefault(person, []).append(outcome)
    return found


@settings(max_examples=60, deadline=None)
@given(VISITS)
def test_the_order_of_unrelated_people_never_matters(visits: Visits) -> None:
    apart = [
        one
        for _person, own in groupby(sorted(visits, key=lambda one: one[0]), lambda one: one[0])
        for one in own
    ]
    assert run(visits) == run(apart)


@settings(max_examples=60, deadline=None)
@given(VISITS, st.integers(1, 4))
def test_splitting_people_into_processes_never_matters(visits: Visits, processes: int) -> None:
    parts = [run([one for one in visits if one[0] % processes == process]) for process in range(processes)]
    assert {person: own for part in parts for person, own in part.items()} == run(visits)


@given(st.integers(0, 10_000_000), st.integers(2000, 2030), st.integers(0, 15))
@pytest.mark.duty("ZY-05")
def test_a_legacy_balance_is_spread_to_the_last_fen(balance: int, first: int, years: int) -> None:
    shares = [year_share(balance, first, first + years, year) for year in range(first - 1, first + years + 2)]
    assert sum(shares) == balance
    assert shares[0] == shares[-1] == 0
    assert max(shares[1:-1]) - min(shares[1:-1]) <= 1
    assert shares[1:-1] == sorted(shares[1:-1], reverse=True)


def test_an_outcome_carries_the_amounts_of_the_settlement_table_in_its_order() -> None:
    assert AMOUNTS == MODEL_AMOUNTS
