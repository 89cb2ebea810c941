"""A month of the cast's city ready to be cleared: policy in force, book open, accounts approved, bills settled."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

import pytest
from django.utils import timezone

from claims.models import AccountMovement, Bill, Deduction, PersonalAccount, Settlement
from config.jobs.run import run_job
from config.money import from_fen
from config.periods import Month
from config.scoping import system_scope
from funds.models import Book, Clearing, Payment, PaymentBatch
from funds.services.clearing.payers import payers_in_order
from funds.services.clearing.review import review_clearing
from funds.services.clearing.start import start_clearing
from funds.services.open_book import open_book, open_months
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from funds.services.payments.approve import approve_batch
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from institutions.models import Agency, Duty, Institution, PolicyDocument, PolicyVersion
from tests.cast import Cast, make_payee_account, make_person, make_user

MARCH, APRIL, MAY = Month(2020, 3), Month(2020, 4), Month(2020, 5)
SCHEME = "390"
PACKAGE = """
area: "990100"
key: test-clearing
title: 清算测试
document: {{number: 测试, source: test, issued: 2019-01-01, effective: 2019-07-01}}
sections:
  pooling:
    mode: {{values: [{{from: 2019-07-01, value: {mode}, clause: 一}}]}}
  clearing:
    cycle: {{values: [{{from: 2019-07-01, value: month, clause: 二}}]}}
    quality_deposit:
      unit: ratio
      values: [{{from: 2019-07-01, value: {deposit}, clause: 三}}]
"""

_serial = count(1)


@dataclass
class Town:
    """The cast with books and accounts; every method opens the scope it needs."""

    cast: Cast
    mode: str = "unified"
    books: list[Book] = field(default_factory=list)

    def settle(
        self,
        institution: Institution,
        insured: Agency,
        fen: int,
        *,
        month: Month = MARCH,
        cancel: bool = False,
        scheme: str = SCHEME,
        pay_loc: str = "2",
        acct_pay: int = 0,
        cash: int = 0,
        **parts: int,
    ) -> Settlement:
        """A settlement whose pooled part is ``fen``; ``parts`` are further fund parts, in fen; ``acct_pay`` is what
        the person's account paid (they have one that holds it), ``cash`` what they paid themselves."""
        sign = -1 if cancel else 1
        fund = fen + sum(parts.values())
        total = fund + acct_pay + cash
        with system_scope():
            bill = self.bill(institution, insured, total, month=month, scheme=scheme, pay_loc=pay_loc)
            if acct_pay:
                self._open_account(bill, acct_pay)
            version = PolicyVersion.objects.latest("pk")
            return Settlement.unscoped.create(
                setl_id=f"S{next(_serial):09d}",
                bill=bill,
                person=bill.person,
                institution=institution,
                insutype=scheme,
                med_type="21",
                benefit="inpatient",
                policy_date=bill.enddate,
                setl_time=bill.setl_time,
                clr_month=month.first,
                insu_county=insured,
                care_county=institution.county,
                handling_county=institution.county,
                policy_version=version,
                pay_loc=pay_loc,
                input_hash="0" * 32,
                refd_setl_flag=cancel,
                medfee_sumamt=from_fen(sign * total),
                inscp_scp_amt=from_fen(sign * total),
                psn_part_amt=from_fen(sign * (acct_pay + cash)),
                psn_cash_pay=from_fen(sign * cash),
                acct_pay=from_fen(sign * acct_pay),
                hifp_pay=from_fen(sign * fen),
                fund_pay_sumamt=from_fen(sign * fund),
                **{name: from_fen(sign * amount) for name, amount in parts.items()},
            )

    def _open_account(self, bill: Bill, fen: int) -> None:
        account = PersonalAccount.unscoped.create(
            person=bill.person, insutype=bill.insutype, opened_on=bill.begndate
        )
        AccountMovement.unscoped.create(
            account=account, kind="113", cause="entry", amount=from_fen(fen), day=bill.begndate, key="opening",
            made_by=self.cast.clerk_east,
        )  # fmt: skip

    def bill(
        self,
        institution: Institution,
        insured: Agency,
        fen: int,
        *,
        month: Month = MARCH,
        scheme: str = SCHEME,
        pay_loc: str = "2",
    ) -> Bill:
        """A bill nobody has settled yet."""
        with system_scope():
            return Bill.unscoped.create(
                setl_id=f"B{next(_serial):09d}",
                person=make_person(insured),
                institution=institution,
                insutype=scheme,
                psn_type="1501",
                med_type="21",
                begndate=month.first,
                enddate=month.first,
                # The last second of the month belongs to it.
                setl_time=timezone.make_aware(dt.datetime.combine(month.last, dt.time(23, 59, 59))),
                insu_county=insured,
                care_county=institution.county,
                handling_county=institution.county,
                medfee_sumamt=from_fen(fen),
                pay_loc=pay_loc,
            )

    def deduct(
        self, institution: Institution, fen: int, *, month: Month = MARCH, reviewed: bool = True
    ) -> None:
        with system_scope():
            Deduction.unscoped.create(
                institution=institution,
                insutype=SCHEME,
                clr_month=month.first,
                reference=f"D{next(_serial):06d}",
                amount=from_fen(fen),
                reason="抽查",
                handled_by=self.cast.clerk_east,
                reviewed_by=self.cast.reviewer_east if reviewed else None,
            )

    def start(self, month: Month = MARCH, scheme: str = SCHEME) -> Clearing:
        """Started and its job run here; the state says how it ended."""
        with system_scope():
            clearing = start_clearing(
                area=self.cast.area, month=month, insutype=scheme, acting_user=self.cast.finance_city
            )
        return self.run(clearing)

    def run(self, clearing: Clearing) -> Clearing:
        assert clearing.job_id is not None
        run_job(clearing.job_id)
        return self.fresh(clearing)

    def review(self, clearing: Clearing) -> Clearing:
        with system_scope():
            review_clearing(clearing=clearing, acting_user=self.cast.reviewer_city)
        return self.run(clearing)

    def cleared(self, month: Month = MARCH, scheme: str = SCHEME) -> Clearing:
        """Posted, its payments prepared."""
        clearing = self.start(month, scheme)
        assert clearing.state == "adjudicated", clearing.job and clearing.job.message
        clearing = self.review(clearing)
        assert clearing.state in ("posted", "paid"), clearing.job and clearing.job.message
        return clearing

    def approve_and_send(self, clearing: Clearing, payer: Agency) -> list[Payment]:
        """The payer's batches that wait for approval go to the bank."""
        with system_scope():
            for batch in PaymentBatch.unscoped.filter(clearing=clearing, payer=payer, approved_by=None):
                approve_batch(batch=batch, acting_user=self.cast.approver_city)
                Payment.unscoped.filter(batch=batch).update(state=Payment.State.SENT)
            return list(
                Payment.unscoped.filter(clearing=clearing, payer=payer, state="sent").order_by("number")
            )

    def answer(self, payments: list[Payment], *, failing: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        with system_scope():
            take_bank_answers(
                answers=[
                    BankAnswer(p.number, paid=False, reason="账号户名不符")
                    if p.number in failing
                    else BankAnswer(
                        p.number, paid=True, paid_on=min(dt.date(2020, 6, 10), timezone.localdate())
                    )
                    for p in payments
                ],
                acting_user=self.cast.finance_city,
            )

    def pay_everything(self, clearing: Clearing) -> Clearing:
        """Debtors first, then the city, then the rest: so the cash is there."""
        with system_scope():
            payers = payers_in_order(clearing)
        for payer in payers:
            self.answer(self.approve_and_send(clearing, payer))
        return self.fresh(clearing)

    @staticmethod
    def fresh(clearing: Clearing) -> Clearing:
        return Clearing.unscoped.select_related("area", "job", "started_by").get(pk=clearing.pk)


def build_town(
    cast: Cast, mode: str = "unified", deposit: str = "0.05", cash: int = 10_000_000_00, sections: str = ""
) -> Town:
    """``sections``: more of the policy's sections, as YAML."""
    text = PACKAGE.format(mode=mode, deposit=deposit) + sections
    document = PolicyDocument.objects.create(area=cast.area, key=f"test-{mode}", title="清算测试")
    PolicyVersion.objects.create(
        document=document,
        number=1,
        state=PolicyVersion.State.IN_FORCE,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        effective_from=dt.date(2019, 7, 1),
        prepared_by=cast.administrator_city,
        reviewed_by=cast.reviewer_city,
        reviewed_at=timezone.now(),
        put_in_force_at=timezone.now(),
    )
    town = Town(cast, mode)
    units = [cast.city, cast.east, cast.west]
    with system_scope():
        for keeper in [cast.city] if mode == "unified" else units:
            town.books.append(open_with_cash(cast, keeper, units if mode == "unified" else [keeper], cash))
        for institution in (cast.hospital_east, cast.hospital_west, cast.hospital_outside):
            make_payee_account(institution, prepared_by=cast.clerk_east, approved_by=cast.reviewer_east)
    return town


def open_with_cash(
    cast: Cast, keeper: Agency, holders: list[Agency], cash: int, scheme: str = SCHEME
) -> Book:
    accountant, checker = cast.finance_city, cast.reviewer_city
    if keeper != cast.city:
        accountant = make_user(f"finance.{keeper.code}", "县财务", keeper, Duty.FINANCE)
        checker = make_user(f"review.{keeper.code}", "县复核", keeper, Duty.REVIEW)
    book = open_book(insutype=scheme, unit=keeper, first=Month(2020, 1), acting_user=accountant)
    open_months(book=book, through=Month(2020, 8), acting_user=accountant)
    if cash:
        enter_opening_balances(
            book=book,
            balances=[OpeningBalance("expenditure_account", holder, cash) for holder in holders],
            evidence="审计报告",
            acting_user=accountant,
            checked_by=checker,
        )
    return book


@pytest.fixture
def town(cast: Cast) -> Town:
    """Unified pooling, 5 % deposit, ten million yuan at every agency."""
    return build_town(cast)


@pytest.fixture
def make_town(cast: Cast) -> Callable[..., Town]:
    return lambda **terms: build_town(cast, **terms)
