"""Payers after the basic fund, personal accounts, and the ways of counting a deductible, on a package of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from claims.policy import benefit_policy
from claims.rules.benefit import settle
from claims.rules.benefit_policy import BenefitPolicy
from claims.rules.facts import BillFacts, FeeItem
from claims.rules.identities import settlement_checks
from claims.rules.outcome import AMOUNTS, Outcome
from institutions.policy.registry import read_package
from institutions.rules.policy_faults import PolicyError
from institutions.rules.policy_package import Applicable, resolve

HEAD = """
area: "990300"
key: test
title: 测试办法
document: {source: test, effective: 2020-01-01}
sections:
  wages:
    provincial_mean: {unit: yuan, values: [{from: 2020-01-01, value: 5000, clause: 一}]}
  benefits.310:
    tier: {by: [place], values: [{from: 2020-01-01, value: {outside: outside, "*": level_1}, clause: 一}]}
    benefit:
      by: [med_type]
      values: [{from: 2020-01-01, value: {"21": inpatient, "52": ward, "11": clinic, "*": none}, clause: 一}]
    clinic.ratio: {unit: ratio, values: [{from: 2020-01-01, value: 0.5, clause: 一}]}
    ward.fixed: {unit: yuan, values: [{from: 2020-01-01, value: 100, clause: 一}]}
    ward.fixed.per: {values: [{from: 2020-01-01, value: day, clause: 一}]}
    inpatient.ratio: {unit: ratio, values: [{from: 2020-01-01, value: 0.8, clause: 一}]}
    fees.first_share:
      unit: ratio
      by: [procured, fee_kind]
      values:
        - from: 2020-01-01
          clause: 一
          value: {"yes": {B: 0, C: 1, "*": 0}, "no": {A: 0, B: 0.1, C: 1, "*": 0.2}}
"""


def line(name: str, value: str, *, unit: str = "", by: str = "") -> str:
    head = (f"unit: {unit}, " if unit else "") + (f"by: [{by}], " if by else "")
    return f"    {name}: {{{head}values: [{{from: 2020-01-01, value: {value}, clause: 二}}]}}\n"


def policy(*lines: str) -> BenefitPolicy:
    package = read_package(HEAD + "".join(lines))
    at = resolve(package.area, [Applicable(package, package.document.effective)], dt.date(2020, 5, 1))
    return benefit_policy(at, "310")


def bill(scope: int, *, own: int = 0, first: int = 0, **facts: Any) -> BillFacts:
    """A stay of ten days; amounts in yuan."""
    known = {
        "psn_type": "11", "med_type": "21", "begndate": dt.date(2020, 5, 1), "enddate": dt.date(2020, 5, 11),
        "level": "1", "place": "own_county", "fulamt_ownpay_amt": own * 100, "preselfpay_amt": first * 100,
        "inscp_scp_amt": scope * 100, "medfee_sumamt": (scope + own + first) * 100,
    }  # fmt: skip
    return BillFacts("310", **{**known, **facts})


def in_order(rules: BenefitPolicy, *bills: BillFacts) -> list[Outcome]:
    counters: dict[str, int] = {}
    outcomes = []
    for facts in bills:
        steps: list[Any] = []
        outcome = settle(facts, counters, rules, steps)
        assert outcome == settle(facts, counters, rules)
        assert steps[-1].amount == outcome.fund_pay_sumamt
        amounts = {name: getattr(outcome, name) for name in AMOUNTS}
        assert [check for check in settlement_checks(amounts) if check.answer == "fails"] == []
        for name, used in outcome.counters.items():
            counters[name] = counters.get(name, 0) + used
        outcomes.append(outcome)
    return outcomes


def yuan(outcomes: list[Outcome], name: str) -> list[float]:
    return [getattr(outcome, name) / 100 for outcome in outcomes]


DEDUCTIBLE = line("inpatient.deductible", "1000", unit="yuan")


@pytest.mark.parametrize(
    ("lines", "changes", "borne"),
    [
        ((DEDUCTIBLE,), ({}, {}), [1000, 1000]),
        # 5,000 a month: a tenth of 60,000.
        ((line("inpatient.deductible.of_wage", "0.1", unit="ratio"),), ({}, {}), [6000, 6000]),
        ((DEDUCTIBLE, line("inpatient.deductible.per", "year")), ({}, {}), [1000, 0]),
        (
            (DEDUCTIBLE, line("inpatient.deductible.per", "institution_year")),
            ({"institution": "A"}, {"institution": "B"}, {"institution": "A"}),
            [1000, 1000, 0],
        ),
        (
            (DEDUCTIBLE, line("inpatient.deductible.per", "transfer_chain")),
            ({"chain": "K1"}, {}, {"chain": "K1"}, {}),
            [1000, 1000, 0, 1000],
        ),
        (
            (
                DEDUCTIBLE,
                line(
                    "inpatient.deductible.factor",
                    '{first: 1, second: 0.5, "*": 0}',
                    unit="ratio",
                    by="nth_stay",
                ),
            ),
            ({}, {"med_type": "11"}, {}, {}),
            [1000, 0, 500, 0],
        ),
    ],
)
def test_a_deductible_is_counted_over_what_the_policy_says(
    lines: tuple[str, ...], changes: tuple[dict[str, Any], ...], borne: list[int]
) -> None:
    outcomes = in_order(policy(*lines), *(bill(10_000, **change) for change in changes))
    assert yuan(outcomes, "act_pay_dedc") == borne


def test_going_up_in_a_chain_of_transfers_bears_the_difference() -> None:
    rules = policy(
        line("inpatient.deductible", "{outside: 3000, '*': 1000}", unit="yuan", by="place"),
        line("inpatient.deductible.per", "transfer_chain"),
    )
    outcomes = in_order(
        rules, bill(10_000, chain="K"), bill(10_000, chain="K", place="outside"), bill(10_000, chain="K")
    )
    assert yuan(outcomes, "act_pay_dedc") == [1000, 2000, 0]


def layer(
    name: str, pays: str, measures: str, ratio: str, order: int = 1, *more: str, by: str = ""
) -> tuple[str, ...]:
    return (
        line(f"layer.{name}.pays", pays),
        line(f"layer.{name}.order", str(order)),
        line(f"layer.{name}.benefits", "[inpatient]"),
        line(f"layer.{name}.measures", measures),
        line(f"layer.{name}.ratio", ratio, unit="ratio", by=by),
        *more,
    )


BANDS = "{0..10000: 0.5, 10000..30000: 0.6, 30000..: 0.7}"


@pytest.mark.parametrize(
    ("where", "paid"),
    [
        # 20,000 of 100,000 are left: from zero the band of 50 % ends below the line of 12,000; 8,000 × 60 %.
        # The next 20,000 begin at 20,000: 10,000 × 60 % + 10,000 × 70 %.
        ("from_zero", [4800, 13_000]),
        # Counted from the line: 8,000 × 50 %, then 2,000 × 50 % + 18,000 × 60 %.
        ("above_line", [4000, 11_800]),
    ],
)
def test_segments_of_serious_illness_over_the_year(where: str, paid: list[int]) -> None:
    rules = policy(
        *layer("serious", "hifmi_pay", "in_scope_left", BANDS, by="band"),
        line("layer.serious.line", "12000", unit="yuan"),
        line("layer.serious.band.measures", where),
    )
    outcomes = in_order(rules, bill(100_000), bill(100_000))
    assert yuan(outcomes, "hifmi_pay") == paid


def test_aided_groups_have_a_lower_line_and_more_points() -> None:
    rules = policy(
        *layer("serious", "hifmi_pay", "in_scope_left", "0.6"),
        line("layer.serious.line", '{low_income: 6000, "*": 12000}', unit="yuan", by="aid_category"),
        line("layer.serious.adjust.aided", '{low_income: 5, "*": 0}', unit="points", by="aid_category"),
    )
    plain, aided = (in_order(rules, bill(100_000, aid_category=one))[0] for one in ("", "low_income"))
    assert (plain.hifmi_pay, aided.hifmi_pay) == (8000 * 60, 14_000 * 65)


def test_large_amount_aid_begins_where_the_ceiling_of_the_basic_fund_ends() -> None:
    rules = policy(
        line("limit.pool.amount", "40000", unit="yuan"),
        line("limit.pool.benefits", "[inpatient]"),
        *layer("large", "hifob_pay", "above_ceiling", "0.9"),
        line("layer.large.ceiling", "30000", unit="yuan"),
    )
    outcomes = in_order(rules, bill(30_000), bill(60_000), bill(50_000))
    # 24,000; then 16,000 of 48,000, the rest being 40,000 in scope × 90 % but at most 30,000; then nothing.
    assert yuan(outcomes, "hifp_pay") == [24_000, 16_000, 0]
    assert yuan(outcomes, "hifob_pay") == [0, 30_000, 0]


def test_payers_come_one_after_the_other_and_a_refused_one_says_why() -> None:
    rules = policy(
        *layer("aid", "maf_pay", "in_scope_left", "0.7", 2, line("layer.aid.ceiling", "3000", unit="yuan")),
        *layer("serious", "hifmi_pay", "in_scope_left", "0.5", 1),
        *layer("again", "maf_pay", "with_first_share", "0.5", 3),
        line("layer.aid.covered", '{low_income: "yes", "*": not_eligible}', by="aid_category"),
        line("layer.again.line", "1000", unit="yuan"),
        line("layer.again.line.per", "bill"),
    )
    [aided] = in_order(rules, bill(50_000, first=1000, own=500, aid_category="low_income"))
    # 40,000 + 5,000 of the 10,000 left + 3,000 of 3,500 + half of (2,000 + 1,000 − 1,000).
    assert [aided.hifp_pay, aided.hifmi_pay, aided.maf_pay] == [4_000_000, 500_000, 400_000]
    assert aided.fund_pay_sumamt == 4_900_000
    assert aided.psn_cash_pay == 250_000
    steps: list[Any] = []
    settle(bill(50_000), {}, rules, steps)
    assert ("layer_refused", "not_eligible") in {(one.code, one.params.get("reason")) for one in steps}


@pytest.mark.parametrize(
    ("use", "account", "family", "cash"),
    [
        ("none", 0, 0, 2800),
        ("in_scope", 1500, 500, 800),
        ("with_first_share", 1500, 800, 500),
        ("all", 1500, 1000, 300),
    ],
)
def test_the_personal_account_pays_what_the_policy_lets_it(
    use: str, account: int, family: int, cash: int
) -> None:
    rules = policy(line("account.pays", use))
    facts = bill(
        10_000, first=300, own=500, acct_used=True, account_credited=150_000, family_credited=100_000
    )
    [outcome] = in_order(rules, facts)
    # 8,000 of 10,000 in scope are paid: 2,000 in scope, 300 of first share and 500 of own expense are left.
    assert outcome.acct_pay == (account + family) * 100
    assert outcome.acct_mulaid_pay == family * 100
    assert outcome.psn_cash_pay == cash * 100
    assert in_order(rules, facts._replace(acct_used=False))[0].acct_pay == 0


def test_an_account_is_spent_once() -> None:
    rules = policy(line("account.pays", "all"))
    facts = bill(10_000, acct_used=True, account_credited=250_000)
    assert yuan(in_order(rules, facts, facts, facts), "acct_pay") == [2000, 500, 0]


def test_a_fixed_amount_by_day_is_paid_up_to_the_bill() -> None:
    assert yuan(in_order(policy(), bill(3000, med_type="52"), bill(800, med_type="52")), "hifp_pay") == [
        1000,
        800,
    ]


def test_points_grow_with_age() -> None:
    rules = policy(
        line("inpatient.adjust.age", "0.5", unit="points"),
        line("inpatient.adjust.age.above_age", "60", unit="years"),
        line("inpatient.adjust.age.at_most", "5", unit="points"),
    )
    outcomes = [in_order(rules, bill(10_000, age=age))[0] for age in (40, 60, 63, 90)]
    assert yuan(outcomes, "hifp_pay") == [8000, 8000, 8150, 8500]


def test_items_bought_centrally_bear_no_first_share_and_essential_drugs_add_points() -> None:
    rules = policy(
        line("inpatient.item_adjust.essential", '{"yes": 10, "no": 0}', unit="points", by="essential")
    )
    items = (
        FeeItem("B", 100_000),
        FeeItem("B", 100_000, procured=True),
        FeeItem("A", 100_000, essential=True),
    )
    [outcome] = in_order(rules, bill(0, medfee_sumamt=300_000, fees=items))
    assert (outcome.preselfpay_amt, outcome.inscp_scp_amt) == (10_000, 290_000)
    assert outcome.hifp_pay == 290_000 * 8 // 10 + 10_000


def test_the_filings_of_a_table_need_not_tell_the_kinds_apart() -> None:
    cells = "{filed_residence: 0, filed: -10, '*': -20}"
    rules = policy(line("inpatient.adjust.away", cells, unit="points", by="filing"))
    filings = ("filed_residence", "filed_transfer", "filed", "none")
    outcomes = [in_order(rules, bill(10_000, filing=filing))[0] for filing in filings]
    assert yuan(outcomes, "hifp_pay") == [8000, 7000, 7000, 6000]


def test_a_payer_without_its_parts_is_refused() -> None:
    with pytest.raises(PolicyError) as refused:
        policy(line("layer.large.pays", "hifob_pay"))
    assert {fault.params["part"] for fault in refused.value.faults} == {
        "order",
        "benefits",
        "measures",
        "ratio",
    }
