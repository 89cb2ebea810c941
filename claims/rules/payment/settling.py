"""The year's account with an institution: deposit released, what was prepaid, what is still owed; money lent ahead."""

from __future__ import annotations

from typing import NamedTuple

from config.money import half_up, share
from institutions.rules.steps import Step, step

from .cases import MONTHS
from .terms import Terms


class UnitYear(NamedTuple):
    """An institution's (or consortium's) year over all methods, fen.

    ``due`` after deductions; ``prepaid`` and ``deposit`` of the months; ``score`` of the yearly assessment, None
    while it is open; ``last_year`` what the pooled fund paid the year before, None when nobody says; ``lent`` the
    working capital still out, which the year end settles (ZY-15); ``beyond`` the deductions that nothing due covers.
    """

    due: int
    prepaid: int
    deposit: int
    score: int | None = None
    last_year: int | None = None
    lent: int = 0
    beyond: int = 0


def year_end(unit: UnitYear, terms: Terms) -> list[Step]:
    """What is paid or taken back at year end. The deposit is never more than what is due."""
    held = min(unit.deposit, unit.due)
    steps = [step("unit_due", amount=unit.due), step("deposit_held", terms.deposit, amount=held)]
    if unit.score is None:
        released = 0
        steps.append(step("deposit_open", amount=0))
    else:
        given = terms.released(unit.score)
        released = share(held, given.value)
        steps.append(
            step("deposit_released", given, amount=released, held=held, share=given.value, score=unit.score)
        )
    withheld = held - released
    steps.append(step("deposit_withheld", amount=withheld))
    steps.append(step("year_prepaid", amount=unit.prepaid))
    if unit.lent:
        steps.append(step("capital_settled", terms.working_capital, amount=unit.lent))
    balance = unit.due - withheld - unit.prepaid - unit.lent - unit.beyond
    code = "year_paid" if balance >= 0 else "year_recovered"
    told = {"due": unit.due, "withheld": withheld, "prepaid": unit.prepaid, "lent": unit.lent}
    if unit.beyond:
        steps.append(step("deducted_beyond", amount=unit.beyond))
        code, told["beyond"] = f"{code}_beyond", unit.beyond
    steps.append(Step(code, told, abs(balance)))
    return steps


def lent_ahead(unit: UnitYear, terms: Terms) -> list[Step]:
    """Working capital and the advance of about a month, by last year's mean monthly pooled payment."""
    if unit.last_year is None:
        return []
    steps = []
    capital, advance = terms.working_capital, terms.prepayment
    if capital is not None and capital.value:
        lent = half_up(unit.last_year * capital.value, MONTHS)
        steps.append(
            step("working_capital", capital, amount=lent, last_year=unit.last_year, months=capital.value)
        )
    if advance is not None and advance.value:
        paid = half_up(unit.last_year * advance.value, MONTHS)
        steps.append(step("prepayment", advance, amount=paid, last_year=unit.last_year, months=advance.value))
        adjusted = None if unit.score is None else terms.prepayment_adjusted(unit.score)
        if adjusted is not None:
            steps.append(
                step(
                    "prepayment_adjusted",
                    adjusted,
                    amount=share(paid, adjusted.value),
                    prepayment=paid,
                    share=adjusted.value,
                )
            )
    return steps
