"""From the papers to the money through the pages, as clerk, reviewer, finance and approver see it (一单制)."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Payable, Reimbursement, Settlement
from config.display import money
from config.scoping import system_scope
from config.spreadsheets.engine import import_file
from config.spreadsheets.writer import write_table
from enrollment.models import Person
from funds.models import Payment, PaymentBatch
from funds.reads.insurer import claims_on_payers
from institutions.models import PolicyDocument, PolicyVersion, User
from tests.cast import Cast, make_coverage, make_person
from tests.funds.clearing.conftest import open_with_cash
from tests.funds.insurer.test_insurer import of_role

# Basic fund 70 %, serious illness half of what is left above 2,000, medical aid half of the rest for the aided.
POLICY = """
area: "990100"
key: one-receipt
title: 一单制测试办法
document: {source: test, effective: 2019-07-01}
sections:
  pooling:
    mode: {values: [{from: 2019-07-01, value: unified, clause: 一}]}
  reimbursement:
    days.finish: {unit: days, values: [{from: 2019-07-01, value: 30, clause: 三}]}
  benefits.390:
    tier: {by: [place], values: [{from: 2019-07-01, value: {outside: outside, "*": level_1}, clause: 一}]}
    benefit:
      by: [med_type]
      values: [{from: 2019-07-01, value: {"21": inpatient, "*": none}, clause: 一}]
    inpatient.ratio: {unit: ratio, values: [{from: 2019-07-01, value: 0.7, clause: 一}]}
    fees.first_share:
      unit: ratio
      by: [fee_kind]
      values: [{from: 2019-07-01, value: {A: 0, B: 0.1, C: 1, "*": 0.2}, clause: 一}]
    layer.serious.pays: {values: [{from: 2019-07-01, value: hifmi_pay, clause: 二}]}
    layer.serious.order: {values: [{from: 2019-07-01, value: 1, clause: 二}]}
    layer.serious.benefits: {values: [{from: 2019-07-01, value: [inpatient], clause: 二}]}
    layer.serious.measures: {values: [{from: 2019-07-01, value: in_scope_left, clause: 二}]}
    layer.serious.ratio: {unit: ratio, values: [{from: 2019-07-01, value: 0.5, clause: 二}]}
    layer.serious.line: {unit: yuan, values: [{from: 2019-07-01, value: 2000, clause: 二}]}
    layer.aid.pays: {values: [{from: 2019-07-01, value: maf_pay, clause: 二}]}
    layer.aid.order: {values: [{from: 2019-07-01, value: 2, clause: 二}]}
    layer.aid.benefits: {values: [{from: 2019-07-01, value: [inpatient], clause: 二}]}
    layer.aid.measures: {values: [{from: 2019-07-01, value: in_scope_left, clause: 二}]}
    layer.aid.ratio: {unit: ratio, values: [{from: 2019-07-01, value: 0.5, clause: 二}]}
    layer.aid.covered:
      by: [aid_category]
      values: [{from: 2019-07-01, value: {low_income: "yes", "*": not_eligible}, clause: 二}]
"""
BILL = {
    "med_type": "21", "begndate": "2020-03-01", "enddate": "2020-03-05", "filing": "filed", "accident": "none",
    "aid_category": "low_income", "medfee_sumamt": "20000", "class_a_amt": "18000", "class_c_amt": "2000",
}  # fmt: skip
PDF = b"%PDF-1.7\nscan"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        document = PolicyDocument.objects.create(area=cast.area, key="one-receipt", title="一单制测试办法")
        PolicyVersion.objects.create(
            document=document, number=1, state="in_force", text=POLICY,
            sha256=hashlib.sha256(POLICY.encode()).hexdigest(), effective_from=dt.date(2019, 7, 1),
            prepared_by=cast.administrator_city, reviewed_by=cast.reviewer_city, reviewed_at=timezone.now(),
            put_in_force_at=timezone.now(),
        )  # fmt: skip
        person = make_person(cast.west, name="西水甲")
        make_coverage(person)
        open_with_cash(cast, cast.city, [cast.city, cast.east, cast.west], 10_000_000_00)
    return person


class Walk:
    """A browser without a browser: whoever is signed in opens and sends pages."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def as_(self, user: User) -> Walk:
        self.client.force_login(user)
        return self

    def get(self, name: str, /, *args: Any, **query: Any) -> str:
        answer = self.client.get(reverse(name, args=args), query)
        assert answer.status_code == 200, (name, answer.status_code)
        return str(answer.content.decode())

    def post(self, name: str, /, *args: Any, **values: Any) -> HttpResponse:
        answer = self.client.post(reverse(name, args=args), {"submission": uuid.uuid4(), **values})
        shown = re.sub(r"\s+", " ", answer.content.decode())
        assert answer.status_code == 302, (
            name,
            answer.status_code,
            re.findall(r'role="alert">(.*?)</', shown),
        )
        return answer


@pytest.mark.duty("NB-27", "JJ-16")
def test_from_papers_to_the_receipt_and_the_money(
    cast: Cast, client: Client, person: Person, tmp_path: Path
) -> None:
    walk = Walk(client)
    walk.as_(cast.clerk_east).post(
        "claims:register_reimbursement", number=person.certno, name="西水甲", insutype="390", manl_reim_rea="03",
        received_on="2020-04-01", paper_invoice="1", paper_fee_list="1", paper_identity="0",
    )  # fmt: skip
    with system_scope():
        case = Reimbursement.objects.get()
    assert "身份证件" in walk.get("claims:reimbursement_notice", case.pk)
    walk.post(
        "claims:reimbursement_papers", case.pk, paper_invoice="1", paper_fee_list="1", paper_identity="1"
    )
    slip = walk.get("claims:reimbursement_slip", case.pk)
    assert all(text in slip for text in (case.number, "西水甲", "医疗收费票据", "费用明细清单", "身份证件"))
    scan = SimpleUploadedFile("票据.pdf", PDF, content_type="application/pdf")
    walk.post("claims:add_reimbursement_scan", case.pk, title="住院发票", upload=scan)
    assert "住院发票" in walk.get("claims:reimbursement", case.pk)

    hospital = cast.hospital_outside.fixmedins_code
    walk.post("claims:enter_case_bill", case.pk, fixmedins_code=hospital, **BILL)
    walk.post("claims:settle_reimbursement", case.pk)
    walk.post(
        "claims:reimbursement_account", case.pk, holder="person", account_name="西水甲",
        account_no="622200001111", bank_name="示例银行",
    )  # fmt: skip
    walk.as_(cast.reviewer_east).post("claims:check_case_account", case.pk, account_no="622200001111")
    walk.post("claims:review_reimbursement", case.pk)

    with system_scope():
        settlement, payable = Settlement.objects.get(), Payable.objects.get()
    # 18,000 × 70 % = 12,600; (5,400 − 2,000) × 50 % = 1,700; (5,400 − 1,700) × 50 % = 1,850.
    assert (settlement.hifp_pay, settlement.hifmi_pay, settlement.maf_pay) == (12_600, 1_700, 1_850)
    assert payable.amount == settlement.fund_pay_sumamt == Decimal(16_150)
    receipt = walk.get("claims:reimbursement_receipt", case.pk)
    for label, amount in (
        ("统筹基金支出", settlement.hifp_pay),
        ("大病保险", settlement.hifmi_pay),
        ("医疗救助", settlement.maf_pay),
        ("个人负担", settlement.psn_part_amt),
    ):
        assert re.search(f"{label}[^<]*</th>(<td[^>]*>{money(amount)}</td>){{2}}", receipt), (label, amount)

    batch = pay(walk, cast, tmp_path)
    page = walk.as_(cast.clerk_east).get("claims:reimbursement", case.pk)
    assert "已支付" in page
    assert "2020-06-10" in walk.get("claims:reimbursement_receipt", case.pk)
    # Whose people it is paid for: the county of insurance, not the counter's.
    assert batch.payer == cast.west
    assert case.number in walk.as_(cast.clerk_west).get("claims:reimbursements")
    assert "西水甲" in walk.as_(cast.finance_city).get("funds:payables", state="paid")
    # What the counter laid out for insurer and aid is claimed from them, as the ledger has it.
    with system_scope():
        claims = {one.fund_part: one for one in claims_on_payers(today=dt.date(2020, 7, 1))}
    assert {part: (one.laid_out, one.bills, one.laid_out_by, one.month) for part, one in claims.items()} == {
        "hifmi_pay": (1_700, 1, cast.west, dt.date(2020, 6, 1)),
        "maf_pay": (1_850, 1, cast.west, dt.date(2020, 6, 1)),
    }
    assert (of_role("insurer_receivable"), of_role("aid_receivable")) == (1_700, 1_850)


def pay(walk: Walk, cast: Cast, folder: Path) -> PaymentBatch:
    """Prepared, approved, sent to the bank and answered by its return file, each by whoever may."""
    walk.as_(cast.finance_city).get("funds:prepare_people")
    walk.post("funds:prepare_people", batch=f"{cast.west.pk}-390")
    with system_scope():
        batch: PaymentBatch = PaymentBatch.objects.select_related("payer").get()
    walk.as_(cast.approver_city).post("funds:approve_batch", batch.pk)
    walk.as_(cast.finance_city)
    assert walk.client.post(reverse("funds:export_batch", args=[batch.pk])).status_code == 200
    assert "西水甲" in walk.get("funds:batch", batch.pk)
    with system_scope():
        payment = Payment.objects.get()
    path = folder / "return.xlsx"
    row = [payment.number, payment.amount, "paid", dt.date(2020, 6, 10), None]
    write_table(path, ["payment_no", "amount", "result", "paid_on", "reason"], [row], sheet="payments")
    run = import_file(kind="bank_return", path=path, acting_user=cast.finance_city, agency=cast.city)
    assert (run.state, run.bad_count) == ("done", 0)
    return batch
