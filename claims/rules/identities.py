"""The arithmetic identities between settlement amounts, each answered holds, fails or not checkable.

A missing amount is never taken as zero. Amounts are fen; ratios ten-thousandths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from config.money import TEN_THOUSAND, half_up

Answer = Literal["holds", "fails", "not_checkable"]
Amounts = Mapping[str, int | None]

SPLITS = ("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt")
FUNDS = ("hifp_pay", "cvlserv_pay", "hifes_pay", "hifmi_pay", "hifob_pay", "maf_pay")
LINE_SPLITS = ("fulamt_ownpay_amt", "overlmt_amt", "preselfpay_amt", "inscp_scp_amt")
# Fund types that are not fund money: personal account 3102xx, hospital and other 9999xx.
_NOT_FUND = ("3102", "9999")
_OTHER_NAMES = {
    "psn_part_amt": ("psn_pay",),
    "psn_cash_pay": ("cash_payamt",),
    "inscp_scp_amt": ("inscp_amt",),
    "overlmt_amt": ("overlmt_selfpay",),
}


class Check(NamedTuple):
    """One identity: ``difference`` is left minus right, ``missing`` the amounts that were absent."""

    identity: str
    answer: Answer
    difference: int | None = None
    missing: tuple[str, ...] = ()


class _Reader:
    """Amounts by national name (or the core tables' name), collecting what is missing."""

    def __init__(self, amounts: Amounts) -> None:
        self.amounts = amounts

    def find(self, name: str) -> int | None:
        for one in (name, *_OTHER_NAMES.get(name, ())):
            value = self.amounts.get(one)
            if value is not None:
                return value
        return None

    def compare(self, identity: str, left: str, right: Iterable[str], minus: Iterable[str] = ()) -> Check:
        right, minus = tuple(right), tuple(minus)
        values = {name: self.find(name) for name in (left, *right, *minus)}
        missing = tuple(name for name, value in values.items() if value is None)
        if missing:
            return Check(identity, "not_checkable", None, missing)
        known = {name: value for name, value in values.items() if value is not None}
        expected = sum(known[name] for name in right) - sum(known[name] for name in minus)
        return _compared(identity, known[left], expected)


def _compared(identity: str, left: int, right: int) -> Check:
    return Check(identity, "holds" if left == right else "fails", left - right)


def settlement_checks(
    amounts: Amounts, *, details: Sequence[tuple[str, int | None]] | None = None
) -> list[Check]:
    """I1 … I6 and P1 of one settlement; ``details`` are (fund_pay_type, fund_payamt) of setldetail."""
    read = _Reader(amounts)
    return [
        read.compare("I1", "medfee_sumamt", SPLITS),
        read.compare("I2", "fund_pay_sumamt", fund_parts(amounts)),
        read.compare("I3", "psn_part_amt", ("acct_pay", "psn_cash_pay")),
        read.compare("I4", "medfee_sumamt", ("fund_pay_sumamt", "psn_part_amt", "hosp_part_amt")),
        _details(read, details),
        read.compare("I6", "psn_part_amt", SPLITS, ("fund_pay_sumamt", "hosp_part_amt")),
        _ratio(read),
    ]


def fund_parts(amounts: Amounts) -> tuple[str, ...]:
    """The names whose sum is fund_pay_sumamt; core tables write othfund_pay for oth_pay, add hifdm_pay."""
    parts = [*FUNDS]
    parts.append("oth_pay" if amounts.get("oth_pay") is not None else "othfund_pay")
    if amounts.get("oth_pay") is not None and amounts.get("othfund_pay") is not None:
        parts.append("othfund_pay")
    if amounts.get("hifdm_pay") is not None:
        parts.append("hifdm_pay")
    return tuple(parts)


def _details(read: _Reader, details: Sequence[tuple[str, int | None]] | None) -> Check:
    total = read.find("fund_pay_sumamt")
    if not details or total is None:
        return Check("I5", "not_checkable", None, ("setldetail",) if not details else ("fund_pay_sumamt",))
    fund = [amount for kind, amount in details if not kind.startswith(_NOT_FUND)]
    if any(amount is None for amount in fund):
        return Check("I5", "not_checkable", None, ("fund_payamt",))
    return _compared("I5", sum(amount for amount in fund if amount is not None), total)


def _ratio(read: _Reader) -> Check:
    """P1: the pool pays its ratio of what is above the deductible, unless a ceiling stopped it."""
    names = ("inscp_scp_amt", "act_pay_dedc", "pool_prop_selfpay", "hifp_pay")
    scope, deductible, ratio, paid = (read.find(name) for name in names)
    if scope is None or deductible is None or ratio is None or paid is None:
        missing = tuple(name for name in names if read.find(name) is None)
        return Check("P1", "not_checkable", None, missing)
    if ratio == 0 and paid != 0:
        return Check("P1", "not_checkable", None, ("pool_prop_selfpay",))
    expected = half_up((scope - deductible) * ratio, TEN_THOUSAND)
    if paid == expected:
        return Check("P1", "holds", 0)
    if abs(paid) < abs(expected):
        room = read.find("crt_payb_lmt_amt")
        if room is None:
            return Check("P1", "not_checkable", None, ("crt_payb_lmt_amt",))
        return _compared("P1", paid, min(expected, room))
    return Check("P1", "fails", paid - expected)


def cancel_check(cancel: Amounts, original: Amounts, names: Iterable[str]) -> Check:
    """R1: a cancel is the settlement with every amount negated; ``difference`` is the first that is not."""
    missing: list[str] = []
    for name in names:
        left, right = cancel.get(name), original.get(name)
        if left is None or right is None:
            missing.append(name)
        elif left != -right:
            return Check("R1", "fails", left + right, (name,))
    return Check("R1", "not_checkable", None, tuple(missing)) if missing else Check("R1", "holds", 0)


def line_checks(
    line: Amounts, *, quantity_ten_thousandths: int | None = None, price_millionths: int | None = None
) -> list[Check]:
    """F1 … F3 of one fee line; ``selfpay_prop`` in ten-thousandths."""
    read = _Reader(line)
    return [
        read.compare("F1", "det_item_fee_sumamt", LINE_SPLITS),
        _quantity(read, quantity_ten_thousandths, price_millionths),
        _first_share(read),
    ]


def _quantity(read: _Reader, quantity: int | None, price: int | None) -> Check:
    total = read.find("det_item_fee_sumamt")
    if total is None or quantity is None or price is None:
        return Check("F2", "not_checkable", None, ("cnt", "pric"))
    return _compared("F2", total, half_up(quantity * price, TEN_THOUSAND * TEN_THOUSAND))


def _first_share(read: _Reader) -> Check:
    names = ("det_item_fee_sumamt", "fulamt_ownpay_amt", "overlmt_amt", "preselfpay_amt", "selfpay_prop")
    total, own, over, first, share = (read.find(name) for name in names)
    if total is None or own is None or over is None or first is None or share is None:
        return Check("F3", "not_checkable", None, tuple(name for name in names if read.find(name) is None))
    return _compared("F3", first, half_up((total - own - over) * share, TEN_THOUSAND))


def totals_check(lines: Sequence[Amounts], settlement: Amounts) -> Check:
    """F4: the fee lines add up to the settlement."""
    pairs = (("det_item_fee_sumamt", "medfee_sumamt"), *zip(LINE_SPLITS, SPLITS, strict=True))
    for line_name, total_name in pairs:
        parts = [_Reader(line).find(line_name) for line in lines]
        total = _Reader(settlement).find(total_name)
        if not lines or total is None or any(part is None for part in parts):
            return Check("F4", "not_checkable", None, (total_name if total is None else line_name,))
        found = sum(part for part in parts if part is not None)
        if found != total:
            return Check("F4", "fails", found - total, (total_name,))
    return Check("F4", "holds", 0)
