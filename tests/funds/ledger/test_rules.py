"""The pure arithmetic: faults of legs, fingerprints, totals."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.rules.ledger import (
    LegAmounts,
    LegFault,
    TrialBalance,
    TrialLine,
    fault_of,
    payload_hash,
    totals_of,
)
from funds.services.load_chart import read_chart


def test_faults():
    debit, credit = LegAmounts(1, debit=5), LegAmounts(2, credit=5)
    assert fault_of([debit, credit]) is None
    assert fault_of([debit]) is LegFault.TOO_FEW
    assert fault_of([debit, LegAmounts(2, credit=4)]) is LegFault.UNBALANCED
    assert fault_of([LegAmounts(1), LegAmounts(2)]) is LegFault.NOT_ONE_SIDE
    assert fault_of([LegAmounts(1, 5, 5), LegAmounts(2, 5, 5)]) is LegFault.NOT_ONE_SIDE
    assert fault_of([LegAmounts(1, debit=-5), LegAmounts(2, credit=-5)]) is LegFault.NOT_ONE_SIDE
    for wrong in (5.0, True):
        with pytest.raises(TypeError):
            fault_of([LegAmounts(1, debit=wrong), credit])


def fingerprint(legs, **changes):
    content = {
        "booked_on": dt.date(2020, 1, 1),
        "kind": "payment",
        "source": ("", None),
        "reverses": None,
        "corrects": None,
    }
    return payload_hash(legs=legs, **(content | changes))


@given(
    st.lists(st.builds(LegAmounts, st.integers(1, 9), st.integers(0, 99), st.integers(0, 99)), max_size=6),
    st.randoms(),
)
def test_the_fingerprint_ignores_the_order_of_legs_and_nothing_else(legs, random):
    shuffled = list(legs)
    random.shuffle(shuffled)
    assert fingerprint(shuffled) == fingerprint(legs)
    assert fingerprint([*legs, LegAmounts(1)]) != fingerprint(legs)
    for change in (
        {"booked_on": dt.date(2020, 1, 2)},
        {"kind": "transfer"},
        {"source": ("funds.payment", 1)},
        {"reverses": 1},
        {"corrects": 1},
    ):
        assert fingerprint(legs, **change) != fingerprint(legs)


amounts = st.integers(0, 10**12)


@given(
    st.lists(
        st.builds(TrialLine, st.just(""), st.just(""), st.just("asset"), st.integers(), amounts, amounts)
    )
)
def test_totals_balance_exactly_when_the_signed_sums_do(lines):
    totals = totals_of(lines)
    assert totals.closing_debit - totals.closing_credit == sum(line.closing for line in lines)
    assert totals.balanced == (
        sum(line.opening for line in lines) == 0
        and sum(line.debit for line in lines) == sum(line.credit for line in lines)
    )


def test_memorandum_accounts_balance_apart():
    def line(klass, amount):
        return TrialLine("1", "x", klass, amount, 0, 0)

    assert TrialBalance((line("asset", 5), line("net", -5))).balanced
    assert not TrialBalance((line("asset", 5), line("memo", -5))).balanced


def test_the_chart_marks_every_code_nobody_has_verified():
    from funds.services.load_chart import read_chart

    chart = read_chart()
    verified = {row["code"] for row in chart.values() if row["verified"]}
    assert verified == {"1004", "5001", "5101"}
    assert len({row["code"] for row in chart.values()}) == len(chart)
    for row in chart.values():
        assert row["source"]
        assert row["parent"] is None or chart[row["parent"]]["klass"] == row["klass"]
        assert row["parent"] is None or row["code"].startswith(chart[row["parent"]]["code"])


def test_every_subject_of_the_chart_has_a_code_of_its_own() -> None:
    codes = [row["code"] for row in read_chart().values()]
    assert sorted(codes) == sorted(set(codes))
