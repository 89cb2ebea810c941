"""A city that lends its institutions working capital: a cleared year before, and the way of a loan through hands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.utils import timezone

from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import AccountBalance, CapitalLoan, CapitalRepayment, Payment
from funds.reads.capital import ties, with_open
from funds.rules.capital_postings import LENT
from funds.services.capital.agree import agree_loan, approve_loan
from funds.services.capital.prepare import prepare_capital_payments
from funds.services.capital.propose import lenders_of, propose_capital
from funds.services.capital.repay import check_repayment, enter_return, enter_set_off
from funds.services.open_book import open_months
from funds.services.payments.approve import approve_batch
from funds.services.payments.export import export_batch
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from institutions.models import Agency, PolicyDocument, PolicyVersion, User
from tests.cast import Cast
from tests.funds.clearing.conftest import Town, build_town

LENT_ON = dt.date(2021, 1, 20)
DECEMBER = Month(2021, 12)
POLICY = """
area: "990100"
key: test-capital
title: 周转金测试
document: {{number: 测试, source: test, issued: 2019-01-01, effective: 2019-07-01}}
sections:
  institution_payment:
    total_control: {{values: [{{from: 2019-07-01, value: yes, clause: 四}}]}}
    {months}
    working_capital.lent_on: {{values: [{{from: 2019-07-01, value: 01-31, clause: 四, assumed: 年初}}]}}
    working_capital.settled_on: {{values: [{{from: 2019-07-01, value: 12-31, clause: 四}}]}}
  payment_methods:
    fund_part: {{values: [{{from: 2019-07-01, value: less_others, assumed: 测试}}]}}
    {advance}
"""
MONTHS = "{name}: {{unit: months, values: [{{from: 2019-07-01, value: {value}, clause: 四（五）4}}]}}"


@dataclass
class Lending:
    """The town with its loans; each act in the scope of whoever does it."""

    town: Town

    @property
    def cast(self) -> Cast:
        return self.town.cast

    def propose(
        self, year: int = 2021, user: User | None = None, at: Agency | None = None
    ) -> list[CapitalLoan]:
        user = user or self.cast.finance_city
        with acting_as(user):
            propose_capital(lenders=lenders_of(at or self.cast.city), year=year, acting_user=user)
            return list(CapitalLoan.objects.filter(year=year).order_by("institution__fixmedins_code", "kind"))

    def agree(self, loan: CapitalLoan, **options: bool) -> CapitalLoan:
        with acting_as(self.cast.finance_city):
            return agree_loan(
                loan=loan,
                agreement_no=f"借{loan.year}-{loan.pk}",
                agreed_on=dt.date(loan.year, 1, 10),
                acting_user=self.cast.finance_city,
                **options,
            )

    def approve(self, loan: CapitalLoan) -> CapitalLoan:
        with acting_as(self.cast.approver_city):
            return approve_loan(loan=loan, acting_user=self.cast.approver_city)

    def send(self, lender: Agency | None = None) -> list[Payment]:
        """All approved loans of the lender (East) on their way to the bank."""
        with acting_as(self.cast.finance_city):
            batch = prepare_capital_payments(
                lender=lender or self.cast.east, insutype="390", acting_user=self.cast.finance_city
            )
        with acting_as(self.cast.approver_city):
            approve_batch(batch=batch, acting_user=self.cast.approver_city)
        with acting_as(self.cast.finance_city):
            export_batch(batch=batch, acting_user=self.cast.finance_city)
            return list(Payment.objects.filter(batch=batch).order_by("number"))

    def answer(self, *payments: Payment, paid: bool = True, day: dt.date = LENT_ON) -> None:
        answers = [
            BankAnswer(one.number, paid=paid, paid_on=day if paid else None, reason="户名不符")
            for one in payments
        ]
        with acting_as(self.cast.finance_city):
            take_bank_answers(answers=answers, acting_user=self.cast.finance_city)

    def lent(self) -> CapitalLoan:
        """East's hospital has its working capital of 2021."""
        [loan] = self.propose()
        self.approve(self.agree(loan))
        self.answer(*self.send())
        return self.fresh(loan)

    def returned(
        self, loan: CapitalLoan, yuan: int, day: dt.date = dt.date(2021, 12, 20)
    ) -> CapitalRepayment:
        with acting_as(self.cast.finance_city):
            entered = enter_return(
                loan=loan, amount=Decimal(yuan), received_on=day, evidence="回单1",
                acting_user=self.cast.finance_city,
            )  # fmt: skip
        return self.check(entered)

    def set_off(self, loan: CapitalLoan, yuan: int, month: Month = DECEMBER) -> CapitalRepayment:
        with acting_as(self.cast.finance_city):
            entered = enter_set_off(
                loan=loan, amount=Decimal(yuan), month=month, acting_user=self.cast.finance_city
            )
        return self.check(entered)

    def check(self, repayment: CapitalRepayment) -> CapitalRepayment:
        with acting_as(self.cast.reviewer_city):
            return check_repayment(repayment=repayment, acting_user=self.cast.reviewer_city)

    def fresh(self, loan: CapitalLoan) -> CapitalLoan:
        with system_scope():
            return with_open(CapitalLoan.objects.filter(pk=loan.pk)).get()

    def on_account(self, lender: Agency | None = None) -> Decimal:
        """The ledger's account of money lent, as the books stand now."""
        with system_scope():
            latest = (
                AccountBalance.unscoped.filter(
                    account__subject__role=LENT, account__agency=lender or self.cast.east
                )
                .order_by("-month")
                .first()
            )
        return latest.closing if latest else Decimal(0)

    def ties(self) -> bool:
        """Loans and ledger agree to the fen, for every lender and scheme."""
        with acting_as(self.cast.finance_city):
            return all(tie.difference == 0 for tie in ties())


@pytest.fixture
def make_lending(cast: Cast) -> Callable[..., Lending]:
    def make(mode: str = "unified", months: int = 2, advance: int = 0, cash: int = 10_000_000_00) -> Lending:
        town = build_town(cast, mode=mode, cash=cash)
        with system_scope():
            _lend_by_policy(cast, months, advance)
            for book in town.books:
                accountant = cast.finance_city
                if book.unit != cast.city:
                    accountant = User.objects.get(username=f"finance.{book.unit.code}")
                open_months(book=book, through=Month(2022, 2), acting_user=accountant)
        # 9,000 yuan of 2020 from the pooled fund, a third of it for West's people: two months' mean are 1,500.
        town.settle(cast.hospital_east, cast.east, 600_000)
        town.settle(cast.hospital_east, cast.west, 300_000)
        town.settle(cast.hospital_outside, cast.east, 120_000)
        town.pay_everything(town.cleared())
        return Lending(town)

    return make


def _lend_by_policy(cast: Cast, months: int, advance: int) -> None:
    text = POLICY.format(
        months=MONTHS.format(name="working_capital.months", value=months) if months else "",
        advance=MONTHS.format(name="prepayment.months", value=advance) if advance else "",
    )
    document = PolicyDocument.objects.create(area=cast.area, key="test-capital", title="周转金测试")
    PolicyVersion.objects.create(
        document=document,
        number=1,
        state=PolicyVersion.State.IN_FORCE,
        text=text,
        sha256=f"capital{months}{advance}",
        effective_from=dt.date(2019, 7, 1),
        prepared_by=cast.administrator_city,
        reviewed_by=cast.reviewer_city,
        reviewed_at=timezone.now(),
        put_in_force_at=timezone.now(),
    )


@pytest.fixture
def lending(make_lending: Callable[..., Lending]) -> Lending:
    """Unified pooling, two months lent."""
    return make_lending()
