"""Bills and what hangs on them, one of each that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from claims.models import (
    Bill,
    BillFinding,
    FeeLine,
    FindingStep,
    Instalment,
    MaternityAllowance,
    Overpayment,
    Payable,
    PayableLine,
    PersonAccount,
    Recovery,
    Redo,
    Reimbursement,
    ReimbursementBill,
    ReimbursementPaper,
    WhatIfReport,
)
from institutions.models import Attachment, PolicyVersion
from tests.places import JANUARY, Place


def claims_of(place: Place, person: Any, bill: Bill, version: PolicyVersion) -> dict[str, int]:
    """A bill with its finding, a case handed in at the counter, an allowance, a debt, a redo, a what-if."""
    case, case_bill, line = _reimbursement(place, person)
    debt = _overpayment(place, person)
    return {
        "bill_id": bill.pk,
        "reimbursement_id": case.pk,
        "case_bill_id": case_bill.pk,
        "line_id": line.pk,
        "attachment_id": _scan(place, case).pk,
        "allowance_id": _allowance(place, person).pk,
        "overpayment_id": debt.pk,
        "recovery_id": Recovery.unscoped.get(overpayment=debt).pk,
        "bill_finding_id": _bill_finding(place, bill).pk,
        "redo_id": _redo(place, person).pk,
        "report_id": _what_if(place, version).pk,
    }


def _bill_finding(place: Place, bill: Bill) -> BillFinding:
    finding = BillFinding.unscoped.create(
        bill=bill,
        check_key="long_stay",
        params={"days": 99},
        found_at=timezone.now(),
        state="asked",
        due_on=JANUARY,
    )
    FindingStep.unscoped.create(finding=finding, act="ask", state="asked", day=JANUARY, done_by=place.worker)
    return finding


def _redo(place: Place, person: Any) -> Redo:
    return Redo.unscoped.create(
        person=person, insutype="390", year=2020, county=place.county, cause="asked", digest="0" * 64,
        prepared_by=place.worker, prepared_at=timezone.now(),
    )  # fmt: skip


def _what_if(place: Place, version: PolicyVersion) -> WhatIfReport:
    return WhatIfReport.unscoped.create(
        area=place.county.area, year=2020, draft_version=version, draft_title="办法", prepared_by=place.worker,
        bills=0, people=0, result={"cells": {}, "burden": {}, "changes": {}, "gaps": [], "met": 0},
    )  # fmt: skip


def _reimbursement(place: Place, person: Any) -> tuple[Reimbursement, ReimbursementBill, FeeLine]:
    """A case with a bill that waits to be settled, and one whose amount is owed."""
    people = {"insu_county": place.county, "handling_county": place.county}
    who = {"psn_no": person.psn_no, "psn_name": person.psn_name, "insutype": "390"}
    account = PersonAccount.unscoped.create(
        person=person, **people, account_name=person.psn_name, account_no="62220001", bank_name="示例银行",
        entered_by=place.worker,
    )  # fmt: skip
    case = Reimbursement.unscoped.create(
        number=f"BX{place.county.code}1", person=person, **who, **people, certno=person.certno, received_on=JANUARY,
        registered_by=place.worker, account=account, reim_stas="11",
    )  # fmt: skip
    ReimbursementPaper.unscoped.create(reimbursement=case, kind="invoice", is_missing=True)
    bill = Bill.unscoped.create(
        setl_id=f"{case.number}-1", person=person, institution=place.hospital, insutype="390", psn_type="1501",
        med_type="21", begndate=JANUARY, enddate=JANUARY, setl_time=timezone.now(), insu_county=place.county,
        care_county=place.county, handling_county=place.county, medfee_sumamt=100, class_a_amt=100, pay_loc="1",
    )  # fmt: skip
    line = FeeLine.objects.create(
        bill=bill,
        feedetl_sn="1",
        med_list_codg="X",
        chrgitm_lv="01",
        cnt=1,
        pric=100,
        det_item_fee_sumamt=100,
    )
    payable = Payable.unscoped.create(
        number=f"ZF{place.county.code}1", dfr_souc="101", reimbursement=case, person=person, **who, **people,
        account=account, amount=80, approved_by=place.checker,
    )  # fmt: skip
    PayableLine.unscoped.create(payable=payable, fund_part="hifp_pay", amount=80)
    return case, ReimbursementBill.unscoped.create(reimbursement=case, bill=bill, n=1), line


def _allowance(place: Place, person: Any) -> MaternityAllowance:
    return MaternityAllowance.unscoped.create(
        number=f"JT{place.county.code}1", person=person, psn_no=person.psn_no, psn_name=person.psn_name,
        certno=person.certno, insu_county=place.county, handling_county=place.county, employer_name="示例公司",
        matn_type="1", born_on=JANUARY, monthly_base=6000, base_evidence="核定表", received_on=JANUARY,
        registered_by=place.worker,
    )  # fmt: skip


def _overpayment(place: Place, person: Any) -> Overpayment:
    """A confirmed debt by agreement, a receipt of it waiting for its check."""
    debt: Overpayment = Overpayment.unscoped.create(
        number=f"DF{place.county.code}1", person=person, psn_no=person.psn_no, psn_name=person.psn_name,
        insutype="390", insu_county=place.county, handling_county=place.county, amount=100, reason="重复报销",
        found_on=JANUARY, found_by=place.worker, confirmed_by=place.checker, confirmed_on=JANUARY,
        agreed_on=JANUARY, state="agreed",
    )  # fmt: skip
    Instalment.unscoped.create(overpayment=debt, n=1, due_on=JANUARY, amount=100)
    Recovery.unscoped.create(
        overpayment=debt, amount=10, received_on=JANUARY, evidence="回单", entered_by=place.worker
    )
    return debt


def _scan(place: Place, case: Reimbursement) -> Attachment:
    scan: Attachment = Attachment.unscoped.create(
        agency=place.county, subject_type="claims.reimbursement", subject_id=case.pk, title="发票", file="a.pdf",
        content_type="application/pdf", size=1, sha256="0" * 64, keep_until="2050-01-01", uploaded_by=place.worker,
    )  # fmt: skip
    return scan
