"""What balances from before pooling write into the books, for both ways of keeping them. Pure: fen, agency ids, roles.

The county's money stands on its own accounts of the book until it is handed up. What the audit leaves of the pooled
fund is the county's accumulated balance (or quota, as the policy calls it); the part of it that lies in advances is
told apart, so that a gap is covered only from what is free. A gap is due from the county and lessens nobody's money.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .clearing_postings import BANK, DEPOSIT, EXPENSE, LENT, OUT_OF_AREA, Draft, DraftLeg, Keeping
from .receipt_postings import ADVANCE, FISCAL, INCOME_ACCOUNT, TREASURY

BALANCE, TIED, DEBT = "county_balance", "county_balance_tied", "county_earlier_debt"
ACCOUNTS = "personal_account_balance"

ASSETS = (INCOME_ACCOUNT, FISCAL, BANK, TREASURY, LENT, OUT_OF_AREA, "receivable")
OWED = (DEPOSIT, ADVANCE, "payable", "borrowing", ACCOUNTS)
# Money lies on the county's accounts as such; what is owed by or to others is a county's share.
_MONEY = (INCOME_ACCOUNT, FISCAL, BANK, TREASURY)
# By the policy's word for what is charged to a balance (``before_pooling.balance_bears``).
TIES = {"out_of_area_prepayment": OUT_OF_AREA, "working_capital": LENT}


def balance_of(lines: Mapping[str, int]) -> int:
    """What the parts leave of the pooled fund, in fen; below zero a gap. Raises ``ValueError`` for an unknown part."""
    unknown = set(lines) - set(ASSETS) - set(OWED)
    if unknown:
        raise ValueError(f"no part of a balance: {sorted(unknown)}")
    return sum(fen if role in ASSETS else -fen for role, fen in lines.items())


def tied_of(lines: Mapping[str, int], bears: Iterable[str]) -> int:
    """What of the balance lies in advances that the policy has it bear; never more than the balance."""
    held = sum(lines.get(TIES[name], 0) for name in bears if name in TIES)
    return min(held, max(balance_of(lines), 0))


def opened(keeping: Keeping, county: int, lines: Mapping[str, int], bears: Iterable[str]) -> Draft:
    """The audited parts against the county's balance, its tied part apart; a gap against what the county owes."""
    unit, balance, tied = keeping.unit_of(county), balance_of(lines), tied_of(lines, bears)
    legs = [
        _leg(keeping, county, role, fen if role in ASSETS else -fen)
        for role, fen in sorted(lines.items())
        if fen
    ]
    legs += [
        DraftLeg(BALANCE, unit, county, tied - max(balance, 0)),
        DraftLeg(TIED, unit, county, -tied),
        DraftLeg(DEBT, unit, county, max(-balance, 0)),
    ]
    return Draft(unit, tuple(leg for leg in legs if leg.amount))


def _leg(keeping: Keeping, county: int, role: str, fen: int) -> DraftLeg:
    unit = keeping.unit_of(county)
    if role in _MONEY:
        return DraftLeg(role, county, None, fen)
    # The province is advanced money by whoever keeps the book.
    holder = unit if role == OUT_OF_AREA else county
    return DraftLeg(role, holder, holder if role == OUT_OF_AREA else county, fen)


def earlier_spending(keeping: Keeping, county: int, by_payer: Mapping[int, int], to_debt: int) -> Draft:
    """Benefits that belong to the time before leave the spending of today: the balance bears them, the rest is debt.

    ``by_payer``: fen by the agency whose clearing paid them, on whose accounts the spending stands.
    """
    unit, whole = keeping.unit_of(county), sum(by_payer.values())
    legs = [DraftLeg(EXPENSE, payer, county, -fen) for payer, fen in sorted(by_payer.items())]
    legs += [DraftLeg(BALANCE, unit, county, whole - to_debt), DraftLeg(DEBT, unit, county, to_debt)]
    return Draft(unit, tuple(leg for leg in legs if leg.amount))


def tied(keeping: Keeping, county: int, fen: int, *, back: bool) -> Draft:
    """Part of the balance is tied up in an advance, or free again when the advance came back."""
    unit = keeping.unit_of(county)
    draft = Draft(unit, (DraftLeg(BALANCE, unit, county, fen), DraftLeg(TIED, unit, county, -fen)))
    return draft.reversed if back else draft


def gap_paid(keeping: Keeping, county: int, fen: int) -> Draft:
    """County finance pays on its debt: money comes to the fiscal special account of whoever keeps the book."""
    unit = keeping.unit_of(county)
    return Draft(unit, (DraftLeg(FISCAL, unit, None, fen), DraftLeg(DEBT, unit, county, -fen)))


def handed_up(keeping: Keeping, county: int, fen: int) -> Draft:
    """The county's special account gives its money to that of whoever keeps the book. ``ValueError`` for its own."""
    unit = keeping.unit_of(county)
    if unit == county:
        raise ValueError("a county that keeps its own fund hands nothing up")
    return Draft(unit, (DraftLeg(FISCAL, unit, None, fen), DraftLeg(FISCAL, county, None, -fen)))
