"""One of everything of the funds that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from config.periods import Month
from funds.models import (
    Account,
    AccountInterest,
    Appropriation,
    BookRequest,
    CapitalLoan,
    CapitalRepayment,
    Clearing,
    Entry,
    FinancialStatement,
    InstitutionYear,
    InstitutionYearMethod,
    MonthlyRound,
    NetPosition,
    NettingLine,
    OutOfAreaLine,
    OutOfAreaMonth,
    OutOfAreaPart,
    Payback,
    Payment,
    PaymentBatch,
    PeriodRequest,
    ProvinceAccount,
    ProvinceDue,
    ProvinceReceipt,
    RoundLine,
    RoundStep,
    RoundTransfer,
    Statement,
    StatementLine,
    StatementSending,
    Sweep,
    UnclaimedReturn,
    YearClearing,
    YearObjection,
    YearPool,
)
from funds.models.statements_filed import content_hash
from funds.services.accounts import account_for
from funds.services.load_chart import load_chart
from funds.services.open_book import open_book
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from tests.cast import ALWAYS
from tests.places import JANUARY, Place


def money_of(place: Place) -> tuple[Statement, dict[str, int]]:
    """A month cleared with the place's hospital and paid, the books, working capital, a year; with the statement."""
    clearing = _clearing(place)
    statement, net = _statement(place, clearing)
    batch = _batch(place, clearing, statement)
    paid = _sent_back(place, batch, net)
    account, entry = _books(place)
    return statement, {
        "clearing_id": clearing.pk,
        "statement_id": statement.pk,
        "sending_id": _sent(place, statement),
        "batch_id": batch.pk,
        **paid,
        "account_id": account.pk,
        "entry_id": entry.pk,
        **_capital(place),
        **_year_cleared(place),
        **_out_of_area(place, statement),
        **_months_of(place, entry),
        **_round(place),
    }


def _clearing(place: Place) -> Clearing:
    return Clearing.unscoped.create(
        area=place.county.area, month=JANUARY, insutype="390", state="posted", started_by=place.worker,
        reviewed_by=place.checker,
    )  # fmt: skip


def _statement(place: Place, clearing: Clearing) -> tuple[Statement, NetPosition]:
    statement = Statement.unscoped.create(
        clearing=clearing, institution=place.hospital, payer=place.county, bill_count=1, medfee_sumamt=100,
        fund_appy_sum=80, det_sumamt=0, dpst_sumamt=4, act_dfr_amt=76,
    )  # fmt: skip
    StatementLine.unscoped.create(
        statement=statement,
        insu_county=place.county,
        fund_part="hifp_pay",
        bill_count=1,
        approved=80,
        deposit=4,
        payable=76,
    )
    NettingLine.unscoped.create(
        clearing=clearing, insu_county=place.county, care_county=place.county, bill_count=1, amount=76
    )
    net = NetPosition.unscoped.create(clearing=clearing, county=place.county, owes=5, is_owed=0, net=-5)
    return statement, net


def _sent(place: Place, statement: Statement) -> int:
    """Sent, objected to and answered; sent again."""
    said = {"statement": statement, "sent_on": JANUARY, "way": "in_person", "entered_by": place.worker}
    StatementSending.unscoped.create(
        **said, state="answered", objected_on=JANUARY, objection="押金多扣", objection_by=place.worker,
        answered_on=JANUARY, answer="按协议扣留", answered_by=place.checker,
    )  # fmt: skip
    return StatementSending.unscoped.create(**said).pk


def _batch(place: Place, clearing: Clearing, statement: Statement) -> PaymentBatch:
    batch = PaymentBatch.unscoped.create(
        clearing=clearing,
        insutype="390",
        payer=place.county,
        number=f"B{place.county.code}",
        prepared_by=place.worker,
    )
    to_hospital = {
        "clearing": clearing, "kind": "institution", "batch": batch, "payer": place.county, "statement": statement,
        "account_name": "医院", "account_no": "73001234", "bank_name": "示例银行", "amount": 76,
    }  # fmt: skip
    back = Payment.unscoped.create(
        **to_hospital, number=f"{batch.number}-0000", state="paid", paid_on=JANUARY
    )
    back.state, back.returned_on = "returned", JANUARY
    back.save(update_fields=["state", "returned_on"])
    Payment.unscoped.create(**to_hospital, number=f"{batch.number}-0001")
    return batch


def _sent_back(place: Place, batch: PaymentBatch, net: NetPosition) -> dict[str, int]:
    """What a slip says came back, and what nobody is left to be paid: of each one entry waits, one was withdrawn."""
    payment = Payment.unscoped.create(
        clearing=batch.clearing, number=f"{batch.number}-0002", kind="net_transfer", batch=batch, payer=place.county,
        net_position=net, payee_agency=place.city, account_name="市中心", account_no="73005678", bank_name="示例银行",
        amount=5, state="paid", paid_on=JANUARY,
    )  # fmt: skip
    said = {
        "payment": payment, "returned_on": JANUARY, "reason": "账号户名不符", "evidence": f"回单{place.county.code}",
        "entered_by": place.worker,
    }  # fmt: skip
    Payback.unscoped.create(**said, withdrawn_by=place.worker, withdrawn_reason="录错")
    waiting = Payback.unscoped.create(**said)
    gone = {
        "payment": Payment.unscoped.get(number=f"{batch.number}-0000"), "booked_on": JANUARY, "reason": "医院已注销",
        "evidence": "注销证明1号", "consent": f"财社函{place.county.code}", "entered_by": place.worker,
    }  # fmt: skip
    UnclaimedReturn.unscoped.create(**gone, withdrawn_by=place.worker, withdrawn_reason="录错")
    given_up = UnclaimedReturn.unscoped.create(**gone)
    return {"payment_id": payment.pk, "payback_id": waiting.pk, "unclaimed_id": given_up.pk}


def _round(place: Place) -> dict[str, int]:
    """A month's plan, money that came and went on, interest and a sweep; the area has one round."""
    month, _new = MonthlyRound.unscoped.get_or_create(
        area=place.county.area, month=JANUARY, defaults={"opened_by": place.worker}
    )
    step = RoundStep.unscoped.create(round=month, step="county_plan", unit=place.county, due_on=JANUARY)
    RoundStep.unscoped.get_or_create(round=month, step="appropriation", unit=place.city)
    RoundLine.unscoped.create(step=step, insutype="390", kind="benefit_expense", amount=100)
    came = Appropriation.unscoped.create(
        round=month, insutype="390", amount=100, arrived_on=JANUARY, evidence=f"A{place.county.code}",
        entered_by=place.worker,
    )  # fmt: skip
    RoundTransfer.unscoped.create(
        appropriation=came, round=month, insutype="390", county=place.county, amount=50, transferred_on=JANUARY,
        evidence="T1", prepared_by=place.worker,
    )  # fmt: skip
    interest = AccountInterest.unscoped.create(
        agency=place.county, insutype="390", account="income", amount=1, received_on=JANUARY, evidence="I1",
        entered_by=place.worker,
    )  # fmt: skip
    sweep = Sweep.unscoped.create(
        agency=place.county, insutype="390", account="income", period_first=JANUARY,
        period_last=dt.date(2020, 1, 31), before=5, amount=5, after=0, swept_on=JANUARY, evidence="S1",
        entered_by=place.worker,
    )  # fmt: skip
    return {
        "round_id": month.pk, "round_step_id": step.pk, "appropriation_id": came.pk,
        "interest_id": interest.pk, "sweep_id": sweep.pk,
    }  # fmt: skip


def _capital(place: Place) -> dict[str, int]:
    loan = CapitalLoan.unscoped.create(
        number=f"ZZ{place.county.code}", kind="working_capital", year=2020, insutype="390", institution=place.hospital,
        lender=place.county, state="lent", last_year=600, months_cleared=12, amount=100,
        settle_by=dt.date(2020, 12, 31), prepared_by=place.worker, agreement_no="借1", agreed_on=JANUARY,
        agreed_by=place.worker, approved_by=place.checker, approved_at=timezone.now(), lent_on=JANUARY,
    )  # fmt: skip
    repayment = CapitalRepayment.unscoped.create(
        loan=loan, kind="money", amount=10, received_on=JANUARY, evidence="回单", entered_by=place.worker
    )
    return {"loan_id": loan.pk, "repayment_id": repayment.pk}


def _out_of_area(place: Place, statement: Statement) -> dict[str, int]:
    """A settlement of the place's own people; month, amounts and account are the area's, one for both places."""
    area = place.county.area
    month, _new = OutOfAreaMonth.unscoped.get_or_create(area=area, month=JANUARY, insutype="390")
    line = OutOfAreaLine.unscoped.create(
        statement_month=month, seqno=place.county.code, setl_sn=f"E{place.county.code}", county=place.county,
        medfee_sumamt=10, optins_pay_sumamt=5,
    )  # fmt: skip
    OutOfAreaPart.unscoped.create(statement=statement, amount=1)
    due, _new = ProvinceDue.unscoped.get_or_create(
        area=area, insutype="390", notice="通知1", kind="advance",
        defaults={
            "number": f"YF{area.code}", "year": 2020, "amount": 5, "due_on": JANUARY, "entered_by": place.worker,
        },
    )  # fmt: skip
    receipt, _new = ProvinceReceipt.unscoped.get_or_create(
        area=area, insutype="390", evidence="回单1",
        defaults={"amount": 1, "received_on": JANUARY, "entered_by": place.worker},
    )  # fmt: skip
    account, _new = ProvinceAccount.objects.get_or_create(
        area=area, account_no="6200",
        defaults={
            "account_name": "省医保中心", "bank_name": "示例银行", "period": ALWAYS, "prepared_by": place.worker,
        },
    )  # fmt: skip
    wrong = {"withdrawn_by": place.worker, "withdrawn_reason": "录错"}
    ProvinceReceipt.unscoped.get_or_create(
        area=area, insutype="390", evidence="回单2",
        defaults={"amount": 1, "received_on": JANUARY, "entered_by": place.worker, **wrong},
    )  # fmt: skip
    ProvinceAccount.objects.get_or_create(
        area=area, account_no="6201",
        defaults={
            "account_name": "省医保中心", "bank_name": "示例银行", "period": ALWAYS, "prepared_by": place.worker,
            **wrong,
        },
    )  # fmt: skip
    return {
        "out_of_area_month_id": month.pk, "out_of_area_line_id": line.pk, "province_receipt_id": receipt.pk,
        "province_due_id": due.pk,
        "province_account_id": account.pk,
    }  # fmt: skip


def _year_cleared(place: Place) -> dict[str, int]:
    """Of the place's own hospital; the year of the area is one for both places."""
    clearing, _new = YearClearing.unscoped.get_or_create(
        area=place.county.area, insutype="390", year=2019, defaults={"opened_by": place.worker}
    )
    YearPool.unscoped.get_or_create(
        clearing=clearing, method="dip",
        defaults={"budget": 10, "reserved": 1, "points": 5, "paid": 9, "left": 1},
    )  # fmt: skip
    year = InstitutionYear.unscoped.create(
        clearing=clearing, institution=place.hospital, county=place.county, billed=100, due=100, kept=0, shared=0,
        deducted=0, prepaid=95, deposit_held=5, deposit_released=5, deposit_withheld=0, capital_settled=0, balance=5,
    )  # fmt: skip
    InstitutionYearMethod.unscoped.create(
        year=year, method="by_item", cost=120, billed=100, owed=100, deducted=0, amount=100
    )
    objection = YearObjection.unscoped.create(
        clearing=clearing, institution=place.hospital, county=place.county, text="有异议", paper="函1",
        entered_by=place.worker,
    )  # fmt: skip
    return {
        "year_clearing_id": clearing.pk, "institution_year_id": year.pk, "year_objection_id": objection.pk,
    }  # fmt: skip


def _books(place: Place) -> tuple[Account, Entry]:
    load_chart()
    book = open_book(insutype="390", unit=place.city, first=Month(2020, 1), acting_user=place.worker)
    enter_opening_balances(
        book=book, balances=[OpeningBalance("expenditure_account", place.county, 100_000)], evidence="审计报告",
        acting_user=place.worker, checked_by=place.checker,
    )  # fmt: skip
    entry = Entry.unscoped.get(book=book)
    return account_for(book, "expenditure_account", place.county), entry


def _months_of(place: Place, entry: Entry) -> dict[str, int]:
    """The books' first month, asked to be closed; and statements of it as filed."""
    asked = PeriodRequest.objects.create(period=entry.period, act="close", asked_by=place.worker)
    content = {"title": "报表", "version": 1, "notes": [], "sheets": []}
    filed = FinancialStatement.unscoped.create(
        area=place.county.area, insutype="390", unit=place.county, month=JANUARY, version=1, content=content,
        content_hash=content_hash(content), filed_by=place.worker,
    )  # fmt: skip
    wanted = BookRequest.unscoped.create(
        insutype="310", unit=place.county, area=place.county.area, first_month=JANUARY, evidence="5号",
        asked_by=place.worker,
    )  # fmt: skip
    return {
        "period_id": entry.period_id, "month_request_id": asked.pk, "filed_id": filed.pk, "book_request_id": wanted.pk,
    }  # fmt: skip
