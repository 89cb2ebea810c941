"""What holds for every bill, whatever the numbers: Hypothesis looks for the one for which it does not."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.models import AMOUNTS as MODEL_AMOUNTS
from claims.rules.benefit import settle
from claims.rules.benefit_policy import BenefitPolicy, year_share
from claims.rules.facts import (
    ACCIDENTS,
    COVERS,
    FEE_KINDS,
    FILINGS,
    LEVELS,
    PLACES,
    BillFacts,
    FeeItem,
    faults_of,
    policy_day,
)
from claims.rules.identities import cancel_check
from claims.rules.outcome import AMOUNTS, Outcome, negate
from claims.rules.quoting import SPLITS, checks_of
from tests.claims.golden import policy_at

FEN = st.integers(0, 30_000_000)
MED_TYPES = ("11", "12", "13", "14", "21", "22", "23", "24", "41", "51", "52", "53", "140104")
DAYS = st.dates(dt.date(2019, 7, 1), dt.date(2027, 12, 31))


def policy_of(facts: BillFacts) -> BenefitPolicy:
    day = policy_day(facts.med_type, facts.begndate, facts.enddate)
    return policy_at("zhangye.yaml", dt.date(max(day.year, 2020), 1, 1) if day.year > 2019 else day, "390")


@st.composite
def items(draw: st.DrawFn) -> FeeItem:
    kind = draw(st.sampled_from(FEE_KINDS))
    imported = kind == "imported_material"
    return FeeItem(
        kind,
        draw(FEN),
        ceiling=draw(st.none() | FEN),
        domestic_standard=draw(st.none() | FEN) if imported else None,
        purchase_price=draw(st.none() | FEN) if imported else None,
        selfpay=draw(st.none() | st.integers(0, 10_000)),
    )


@st.composite
def bills(draw: st.DrawFn) -> BillFacts:
    day = draw(DAYS)
    splits = draw(st.tuples(FEN, FEN, FEN, FEN))
    fees = tuple(draw(st.lists(items(), max_size=4)))
    total = sum(item.amount for item in fees) if fees else sum(splits)
    return BillFacts(
        "390", draw(st.sampled_from(("14", "15", "16", "1501"))), draw(st.sampled_from(MED_TYPES)),
        day, day, draw(st.sampled_from(LEVELS)), draw(st.sampled_from(PLACES)),
        filing=draw(st.sampled_from(FILINGS)), accident=draw(st.sampled_from(ACCIDENTS)),
        matn_type=draw(st.sampled_from(("", "1", "2", "3", "4", "5"))), fetus_cnt=draw(st.integers(0, 4)),
        complication=draw(st.booleans()), dise_code=draw(st.sampled_from(("", "M03900", "M01600", "M07801"))),
        cover=draw(st.sampled_from(COVERS)), medfee_sumamt=total,
        **({} if fees else dict(zip(SPLITS, splits, strict=True))),
        fees=fees, legacy_balance=draw(st.integers(0, 100_000)),
    )  # fmt: skip


COUNTERS = st.fixed_dictionaries(
    {
        "pool": st.integers(0, 5_000_000),
        "accident": st.integers(0, 1_500_000),
        "general_outpatient": st.integers(0, 20_000),
        "chronic_disease:M03900": st.integers(0, 200_000),
    }
)


@given(bills(), COUNTERS)
def test_amounts_are_never_negative_and_the_identities_hold(facts: BillFacts, before: dict[str, int]) -> None:
    assert list(faults_of(facts)) == []
    outcome = settle(facts, before, policy_of(facts))
    assert all(getattr(outcome, name) >= 0 for name in AMOUNTS)
    checks = {check.identity: check.answer for check in checks_of(outcome)}
    assert {checks[name] for name in ("I1", "I2", "I3", "I4", "I6")} == {"holds"}
    assert checks["P1"] != "fails"


@given(bills(), COUNTERS)
def test_tracing_changes_nothing_and_the_last_step_is_what_is_paid(
    facts: BillFacts, before: dict[str, int]
) -> None:
    steps: list = []
    outcome = settle(facts, before, policy_of(facts), steps)
    assert outcome == settle(facts, before, policy_of(facts))
    assert steps[-1].code == "paid"
    assert steps[-1].amount == outcome.fund_pay_sumamt
    assert all(step.clause or step.assumed for step in steps if step.document)


@given(bills(), COUNTERS, st.integers(1, 1_000_000))
def test_more_in_scope_is_never_paid_less(facts: BillFacts, before: dict[str, int], more: int) -> None:
    facts = facts._replace(
        fees=(), fulamt_ownpay_amt=0, overlmt_selfpay=0, preselfpay_amt=0, inscp_scp_amt=facts.medfee_sumamt
    )
    richer = facts._replace(
        medfee_sumamt=facts.medfee_sumamt + more, inscp_scp_amt=facts.inscp_scp_amt + more
    )
    paid = settle(facts, before, policy_of(facts)).fund_pay_sumamt
    assert settle(richer, before, policy_of(facts)).fund_pay_sumamt >= paid - 1


@given(bills(), COUNTERS)
def test_no_ceiling_is_ever_passed(facts: BillFacts, before: dict[str, int]) -> None:
    used = settle(facts, before, policy_of(facts)).counters
    for counter, ceiling in (
        ("pool", 5_000_000),
        ("accident", 1_500_000),
        ("chronic_disease:M03900", 200_000),
    ):
        if counter in used:
            assert before[counter] + used[counter] <= ceiling


@given(bills(), COUNTERS)
def test_a_cancel_restores_everything(facts: BillFacts, before: dict[str, int]) -> None:
    outcome = settle(facts, before, policy_of(facts))
    cancel = negate(outcome)
    after = {name: before.get(name, 0) + used for name, used in outcome.counters.items()}
    assert all(after[name] + used == before.get(name, 0) for name, used in cancel.counters.items())
    as_amounts = [{name: getattr(one, name) for name in AMOUNTS} for one in (cancel, outcome)]
    assert cancel_check(*as_amounts, AMOUNTS).answer == "holds"


Visits = list[tuple[int, BillFacts]]


def run(visits: Visits) -> dict[int, list[Outcome]]:
    counters: dict[tuple[int, int], dict[str, int]] = {}
    found: dict[int, list[Outcome]] = {}
    for person, facts in visits:
        own = counters.setdefault((person, facts.begndate.year), {})
        outcome = settle(facts, own, policy_of(facts))
        for name, used in outcome.counters.items():
            own[name] = own.get(name, 0) + used
        found.setdefault(person, []).append(outcome)
    return found


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(1, 3), bills()), max_size=12))
def test_the_order_of_unrelated_people_never_matters(visits: Visits) -> None:
    apart = [
        one
        for _person, own in groupby(sorted(visits, key=lambda one: one[0]), lambda one: one[0])
        for one in own
    ]
    assert run(visits) == run(apart)


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
