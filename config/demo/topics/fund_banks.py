"""Bank accounts of the fund: in force for everybody who holds money, their statements of the year, compared.

The bank does not know yet what the books paid last in two counties, and credited a third what its books lack; of one
account a new number waits for the second person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F

from config.demo.staff import place_name
from config.demo.topics.stage import Stage, act, bring, said
from config.demo.words import words
from config.demo.world import SCHEME
from config.scoping import system_scope
from funds.models import Account, BankAccount, BankLine, Entry, FundAccount, Leg, Payment
from funds.services.bank_accounts import approve_bank_account, prepare_bank_account
from funds.services.bank_matching import ledger_account, match_bank
from institutions.models import Agency, Duty

DIGITS = {"treasury": 3, "fiscal": 4, "income": 1, "expenditure": 2}
CREDITED = Decimal("26.40")
Row = dict[str, Any]


def open_accounts(stage: Stage) -> int:
    """How many accounts."""
    with system_scope():
        if FundAccount.objects.filter(agency__area=stage.area).exists():
            return 0
    return len([_open(stage, account, kind) for account, kind in _accounts(stage)])


def fill(stage: Stage) -> int:
    """How many accounts have statements."""
    with system_scope():
        own = BankAccount.objects.filter(fund_account__agency__area=stage.area)
        if BankLine.objects.filter(bank__in=own).exists():
            return 0
        opened = list(own.select_related("fund_account__agency__parent").order_by("pk"))
    rows = [row for number, one in enumerate(opened) for row in _lines(one, number)]
    bring(stage, "bank_statement", f"bank-{stage.area.code}-{stage.year}.xlsx", rows)
    for one in opened:
        act(stage.at(Duty.FINANCE), match_bank, fund_account=one.fund_account)
    _change(stage, opened[-1])
    return len(opened)


def _accounts(stage: Stage) -> list[tuple[Account, str]]:
    """Accounts of the books on which money stands or stood, with the kind of account at the bank."""
    kinds = {role: str(kind) for kind, role in FundAccount.ROLES.items()}
    with system_scope():
        found = list(
            Account.objects.filter(
                book__area=stage.area, book__insutype=SCHEME, subject__role__in=kinds, legs__isnull=False
            )
            .select_related("agency__area", "agency__parent", "subject", "book")
            .order_by("agency__code", "subject__code")
            .distinct()
        )
    # Under graded management other books name the agency too: it holds one account of a kind.
    kept = {(one.agency_id, one.subject.role): one for one in reversed(found) if one.agency}
    return [(one, kinds[one.subject.role]) for one in reversed(kept.values())]


def _open(stage: Stage, account: Account, kind: str) -> None:
    """From the first day of the year, with what the books open with."""
    agency: Agency = account.agency
    with system_scope():
        opening = sum(
            (
                leg.debit - leg.credit
                for leg in Leg.objects.filter(account=account, entry__kind=Entry.Kind.OPENING)
            ),
            Decimal(0),
        )
    bank = act(
        stage.at(Duty.FINANCE, agency), prepare_bank_account, agency=agency, insutype=SCHEME, kind=kind,
        account_name=agency.name, account_no=_number(agency, DIGITS[kind]),
        bank_name=words()["bank"].format(place=place_name(agency)), bank_code=f"1{agency.code}00001",
        opening=opening, valid_from=stage.day(1, 1),
    )  # fmt: skip
    act(stage.at(Duty.APPROVE, agency), approve_bank_account, account=bank)


def _number(agency: Agency, digit: int) -> str:
    return f"6{agency.code}{digit:0>9}"


# --- what the bank says ---


def _lines(bank: BankAccount, number: int) -> Iterator[Row]:
    """The account's year: a batch of payments is one line, all else is told as booked."""
    with system_scope():
        account = ledger_account(bank.fund_account)
    moves = _moves(account) if account else []
    if number in (2, 4) and moves:
        moves = moves[:-1]
    if number == 6 and moves:
        day = max(dt.date(moves[-1][0].year, 12, 21), moves[-1][0])
        moves.append((day, CREDITED, said()["bank"]["interest"]))
    balance = bank.opening
    for serial, (day, amount, purpose) in enumerate(moves, start=1):
        balance += amount
        yield {
            "account_no": bank.account_no, "day": day, "serial": f"{day:%Y%m%d}{serial:05d}",
            "direction": "in" if amount > 0 else "out", "amount": abs(amount), "balance": balance,
            "counterparty": "", "purpose": purpose,
        }  # fmt: skip


def _moves(account: Account) -> list[tuple[dt.date, Decimal, str]]:
    """Day, amount and purpose of what moved on the account, in the bank's order."""
    with system_scope():
        legs = list(
            Leg.objects.filter(account=account, memorandum=False)
            .exclude(entry__kind=Entry.Kind.OPENING)
            .exclude(debit=F("credit"))
            .select_related("entry")
            .order_by("booked_on", "pk")
        )
        paid = [leg.entry.source_id for leg in legs if leg.entry.source_type == "funds.payment"]
        batches = dict(Payment.objects.filter(pk__in=paid).values_list("pk", "batch__number"))
    moved: dict[tuple[dt.date, object], tuple[Decimal, str]] = {}
    for leg in legs:
        of_payment = leg.entry.source_type == "funds.payment"
        batch = batches.get(leg.entry.source_id) if of_payment else None
        purpose = said()["bank"]["batch"].format(number=batch) if batch else leg.entry.summary[:60]
        before, _said = moved.get((leg.booked_on, batch or leg.pk), (Decimal(0), ""))
        moved[leg.booked_on, batch or leg.pk] = (before + leg.debit - leg.credit, purpose)
    return [(day, amount, purpose) for (day, _of), (amount, purpose) in moved.items() if amount]


def _change(stage: Stage, bank: BankAccount) -> None:
    """The bank gives a new number from the next year on."""
    agency = bank.fund_account.agency
    act(
        stage.at(Duty.FINANCE, agency), prepare_bank_account, agency=agency, insutype=SCHEME,
        kind=bank.fund_account.kind, account_name=bank.account_name, account_no=_number(agency, 9),
        bank_name=bank.bank_name, bank_code=bank.bank_code, opening=Decimal(0),
        valid_from=stage.day(2, 1, years_on=1),
    )  # fmt: skip
