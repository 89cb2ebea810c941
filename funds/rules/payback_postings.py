"""What a payment the bank sends back writes into the books (退汇), and what paying it again does. Integer fen.

Money that comes back is no income: it stands as money held for the payee (暂收款) until it is paid again.
"""

from __future__ import annotations

from .clearing_postings import BANK, Draft, DraftLeg

HELD = "returned_payments"
UNCLAIMED = "other_income"


def sent_back(unit: int, payer: int, fen: int) -> Draft:
    """Real entry of the day it came back, in the book of ``unit`` that keeps ``payer``'s money."""
    return Draft(unit, (DraftLeg(BANK, payer, None, fen), DraftLeg(HELD, payer, payer, -fen)))


def paid_again(unit: int, payer: int, fen: int) -> Draft:
    """Real entry when the bank has paid it again: nothing more is spent."""
    return sent_back(unit, payer, fen).reversed


def given_up(unit: int, payer: int, fen: int) -> Draft:
    """Real entry once nobody is left to be paid: what was held is an income of the payer (其他收入), no cash moves."""
    return Draft(unit, (DraftLeg(HELD, payer, payer, fen), DraftLeg(UNCLAIMED, payer, payer, -fen)))
