"""What a bill is owed, in the national amounts (2304 setlinfo), fen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple


class Outcome(NamedTuple):
    """One settled bill. ``pool_prop_selfpay`` is the fund's ratio in ten-thousandths, despite its name.

    ``counters`` is what the bill adds to the person's accumulators of the year; ``crt_payb_lmt_amt`` what
    the ceilings still allowed before it (None where none applies).
    """

    benefit: str
    medfee_sumamt: int
    fulamt_ownpay_amt: int
    overlmt_selfpay: int
    preselfpay_amt: int
    inscp_scp_amt: int
    act_pay_dedc: int
    hifp_pay: int
    hifmi_pay: int
    hifob_pay: int
    cvlserv_pay: int
    hifes_pay: int
    hifdm_pay: int
    maf_pay: int
    oth_pay: int
    fund_pay_sumamt: int
    hosp_part_amt: int
    psn_part_amt: int
    acct_pay: int
    acct_mulaid_pay: int
    psn_cash_pay: int
    dedc_std: int
    pool_prop_selfpay: int
    crt_payb_lmt_amt: int | None
    counters: Mapping[str, int]


# An outcome from its values in order, past the constructor's naming of each: a bulk run makes one a bill.
outcome_of: Callable[[tuple[Any, ...]], Outcome] = partial(tuple.__new__, Outcome)

AMOUNT_SLICE = slice(1, 21)
"""Where the amounts stand in an outcome, for writers of many rows."""

AMOUNTS: tuple[str, ...] = tuple(Outcome._fields)[AMOUNT_SLICE]
"""The amounts that add up and that a cancel negates."""


def negate(outcome: Outcome) -> Outcome:
    """The outcome of the cancel: every amount and every use of a counter with the other sign."""
    return outcome._replace(
        **{name: -getattr(outcome, name) for name in AMOUNTS},
        counters={key: -used for key, used in outcome.counters.items()},
    )
