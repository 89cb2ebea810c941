"""What a clearing writes into the books, for both ways of keeping them. Pure: integer fen, agency ids, roles.

Accounting is on a cash basis. Posting a clearing records obligations in memorandum accounts; each paid
instruction writes the real entry and takes the same obligation off again.

``unified`` (统收统支): one book for the area, kept by the city; whose money it is shows in the account's
county. ``graded`` (分级管理): one book per county and one for the city, and an entry never leaves its book:
who pays for another county's people debits its clearing suspense, the insured county's book shows the
expense and the quality deposit against its own suspense, and the net transfers bring every suspense to zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from funds.rules.statements import ACCOUNT, POOLED

UNIFIED = "unified"
GRADED = "graded"

# Money the fund lays out for another payer on a one-stop bill is no expense of the fund (ZY-14): it is due from the
# insurer, from medical aid, or from another fund, each on a subject of its own.
EXPENSE, ACCOUNT_EXPENSE = "benefit_expense", "personal_account_expense"
DUE_FROM_OTHERS, MEMO_DUE_FROM_OTHERS = "other_fund_receivable", "memo_other_receivable"
CONTRIBUTION, CONTRIBUTION_AHEAD = "contribution", "contribution_ahead"
SPENT_ON = {
    POOLED: EXPENSE,
    ACCOUNT: ACCOUNT_EXPENSE,
    "matn_alwn": "maternity_expense",
    "acct_transfer": "transfer_expense",
    # Given back, a contribution is no expense: the income is taken back, or what is held in advance of its year.
    CONTRIBUTION: "personal_contribution",
    CONTRIBUTION_AHEAD: "contributions_in_advance",
    "hifmi_pay": "insurer_receivable",
    "maf_pay": "aid_receivable",
}
MEMO_ON = {
    POOLED: "memo_obligation_contra",
    ACCOUNT: "memo_account_contra",
    "hifmi_pay": "memo_insurer_receivable",
    "maf_pay": "memo_aid_receivable",
}
MEMO_CONTRA, MEMO_OWED, MEMO_DEPOSIT = "memo_obligation_contra", "memo_obligation", "memo_deposit"
MEMO_FROM_COUNTY, MEMO_TO_COUNTY = "memo_county_receivable", "memo_county_payable"
BANK, DEPOSIT, SUSPENSE = "expenditure_account", "deposit_withheld", "clearing_suspense"
LENT = "hospital_prepayment"
# What suppliers were paid for institutions, until it is set off (集采直接结算).
SUPPLIED = "supplier_prepayment"
# What the province holds to pay institutions elsewhere (异地就医预付金); below zero it is owed to the province.
OUT_OF_AREA = "out_of_area_advance"


@dataclass(frozen=True)
class Owed:
    """One line of a statement to be paid: for whose people, by which fund part."""

    insu_county: int
    fund_part: str
    payable: int
    deposit: int

    @property
    def gross(self) -> int:
        return self.payable + self.deposit


@dataclass(frozen=True)
class DraftLeg:
    """A leg before accounts are looked up; ``amount`` is debit-positive fen, never zero."""

    role: str
    agency: int
    county: int | None
    amount: int


@dataclass(frozen=True)
class Draft:
    """An entry of the book of accounting unit ``unit``."""

    unit: int
    legs: tuple[DraftLeg, ...]

    @property
    def reversed(self) -> Draft:
        """The same amounts on the other side."""
        return Draft(
            self.unit, tuple(DraftLeg(leg.role, leg.agency, leg.county, -leg.amount) for leg in self.legs)
        )


@dataclass(frozen=True)
class Keeping:
    """How the books are kept, and who the city is."""

    mode: str
    city: int

    def __post_init__(self) -> None:
        if self.mode not in (UNIFIED, GRADED):
            raise ValueError(f"unknown pooling mode: {self.mode}")

    @property
    def unified(self) -> bool:
        return self.mode == UNIFIED

    def unit_of(self, agency: int) -> int:
        """The accounting unit in whose book this agency's money stands."""
        return self.city if self.mode == UNIFIED else agency

    def shares_book(self, one: int, other: int) -> bool:
        return self.unit_of(one) == self.unit_of(other)


def obligations(keeping: Keeping, payer: int, lines: Iterable[Owed]) -> list[Draft]:
    """Memorandum entries for what ``payer`` owes institutions; one entry per book touched."""
    legs: list[tuple[int, DraftLeg]] = []
    for line in lines:
        at, home = keeping.unit_of(payer), keeping.unit_of(line.insu_county)
        contra = MEMO_ON.get(line.fund_part, MEMO_DUE_FROM_OTHERS)
        owed = DraftLeg(MEMO_OWED, payer, line.insu_county, -line.payable)
        if at == home:
            legs.append((at, DraftLeg(contra, payer, line.insu_county, line.gross)))
            legs.append((at, owed))
            legs.append((at, DraftLeg(MEMO_DEPOSIT, payer, line.insu_county, -line.deposit)))
            continue
        insured = line.insu_county
        legs.append((at, DraftLeg(MEMO_FROM_COUNTY, payer, insured, line.payable)))
        legs.append((at, owed))
        legs.append((home, DraftLeg(contra, insured, insured, line.gross)))
        legs.append((home, DraftLeg(MEMO_TO_COUNTY, insured, insured, -line.payable)))
        legs.append((home, DraftLeg(MEMO_DEPOSIT, insured, insured, -line.deposit)))
    return _entries(legs)


def payments(
    keeping: Keeping, payer: int, lines: Iterable[Owed], *, set_off: Mapping[str, int] | None = None
) -> list[Draft]:
    """Real entries when ``payer``'s bank has paid these lines: expense, deposit held back, cash out.

    ``set_off`` of them, in fen by the role of the account, went against what ``payer`` had laid out for the
    institution (lent it, paid its suppliers, or advanced to the province that pays it): the expense is whole, the
    bank paid that much less.
    """
    legs: list[tuple[int, DraftLeg]] = []
    for line in lines:
        at, home, insured = keeping.unit_of(payer), keeping.unit_of(line.insu_county), line.insu_county
        # In a shared book the payer's accounts carry the insured county as dimension.
        holder = payer if at == home else insured
        spent = SPENT_ON.get(line.fund_part, DUE_FROM_OTHERS)
        legs.append((home, DraftLeg(spent, holder, insured, line.gross)))
        legs.append((home, DraftLeg(DEPOSIT, holder, insured, -line.deposit)))
        if at != home:
            legs.append((home, DraftLeg(SUSPENSE, insured, None, -line.payable)))
            legs.append((at, DraftLeg(SUSPENSE, payer, None, line.payable)))
        legs.append((at, DraftLeg(BANK, payer, None, -line.payable)))
    for role, fen in (set_off or {}).items():
        legs.append((keeping.unit_of(payer), DraftLeg(BANK, payer, None, fen)))
        legs.append((keeping.unit_of(payer), DraftLeg(role, payer, payer, -fen)))
    return _entries(legs)


def net_transfer(keeping: Keeping, county: int, net: int) -> list[Draft]:
    """Real entries for one county's settlement with the city; ``net`` positive: the county receives."""
    into_county = DraftLeg(BANK, county, None, net)
    out_of_city = DraftLeg(BANK, keeping.city, None, -net)
    if keeping.shares_book(county, keeping.city):
        return _entries([(keeping.city, into_county), (keeping.city, out_of_city)])
    return _entries(
        [
            (county, into_county),
            (county, DraftLeg(SUSPENSE, county, None, -net)),
            (keeping.city, out_of_city),
            (keeping.city, DraftLeg(SUSPENSE, keeping.city, None, net)),
        ]
    )


def _entries(legs: Iterable[tuple[int, DraftLeg]]) -> list[Draft]:
    """One draft per book, its legs summed per account and in a fixed order; empty books are left out."""
    books: dict[int, dict[tuple[str, int, int | None], int]] = {}
    for unit, leg in legs:
        sums = books.setdefault(unit, {})
        account = (leg.role, leg.agency, leg.county)
        sums[account] = sums.get(account, 0) + leg.amount
    drafts = []
    for unit, sums in sorted(books.items()):
        ordered = sorted(sums.items(), key=lambda item: (item[0][0], item[0][1], item[0][2] or 0))
        kept = tuple(DraftLeg(*account, amount) for account, amount in ordered if amount)
        if kept:
            drafts.append(Draft(unit, kept))
    return drafts
