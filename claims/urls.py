"""Addresses of bills."""

from django.urls import include, path

from claims.views import (
    bills,
    cancel,
    deductions,
    differences,
    quote,
    redo,
    waiting,
    what_if,
)
from claims.views.registers import REGISTERS
from claims.views.reimbursements import acts, case, lists, prints
from claims.views.reimbursements import bills as case_bills

app_name = "claims"

urlpatterns = [
    path("bills/", bills.bill_list, name="bills"),
    path("bills/waiting/", waiting.waiting_list, name="waiting"),
    path("bills/waiting/settle/", waiting.settle_waiting, name="settle_waiting"),
    path("bills/differences/", differences.difference_list, name="differences"),
    path("deductions/", deductions.deduction_list, name="deductions"),
    path("deductions/<int:deduction_id>/review/", deductions.review, name="review_deduction"),
    path("catalogue/", include("claims.catalogue_urls")),
    path("bills/<int:bill_id>/", bills.bill_page, name="bill"),
    path("bills/<int:bill_id>/cancel/", cancel.cancel, name="cancel_bill"),
    path("bills/<int:bill_id>/redo/", redo.ask, name="ask_redo"),
    path("bills/<int:bill_id>/settle/", waiting.settle_again, name="settle_again"),
    path("redos/", redo.redo_list, name="redos"),
    path("redos/find/", redo.find, name="find_redos"),
    path("redos/<int:redo_id>/", redo.redo_page, name="redo"),
    path("redos/<int:redo_id>/approve/", redo.approve, name="approve_redo"),
    path("redos/<int:redo_id>/reject/", redo.reject, name="reject_redo"),
    path("redos/<int:redo_id>/refresh/", redo.refresh, name="refresh_redo"),
    path("quote/", quote.quote_one, name="quote"),
    path("quote/sheet/", quote.quote_sheet, name="quote_sheet"),
    path("what-if/", what_if.report_list, name="what_if"),
    path("what-if/ask/", what_if.ask, name="ask_what_if"),
    path("what-if/<int:report_id>/", what_if.report_page, name="what_if_report"),
    path("reimbursements/", lists.reimbursement_list, name="reimbursements"),
    path("reimbursements/new/", case.register, name="register_reimbursement"),
    path("reimbursements/<int:reimbursement_id>/", case.case_page, name="reimbursement"),
    path("reimbursements/<int:reimbursement_id>/papers/", acts.papers, name="reimbursement_papers"),
    path("reimbursements/<int:reimbursement_id>/scans/new/", case.add_scan, name="add_reimbursement_scan"),
    path(
        "reimbursements/<int:reimbursement_id>/scans/<int:attachment_id>/",
        case.scan,
        name="reimbursement_scan",
    ),
    path("reimbursements/<int:reimbursement_id>/bills/new/", case_bills.enter_bill, name="enter_case_bill"),
    path("reimbursements/<int:reimbursement_id>/settle/", acts.settle, name="settle_reimbursement"),
    path("reimbursements/<int:reimbursement_id>/review/", acts.review, name="review_reimbursement"),
    path("reimbursements/<int:reimbursement_id>/send-back/", acts.send_back, name="return_reimbursement"),
    path("reimbursements/<int:reimbursement_id>/account/", acts.account, name="reimbursement_account"),
    path(
        "reimbursements/<int:reimbursement_id>/account/check/", acts.check_account, name="check_case_account"
    ),
    path("reimbursements/<int:reimbursement_id>/withdraw/", acts.withdraw, name="withdraw_reimbursement"),
    path("reimbursements/<int:reimbursement_id>/slip/", prints.slip, name="reimbursement_slip"),
    path("reimbursements/<int:reimbursement_id>/notice/", prints.notice, name="reimbursement_notice"),
    path("reimbursements/<int:reimbursement_id>/receipt/", prints.receipt, name="reimbursement_receipt"),
    path("reimbursements/bills/<int:case_bill_id>/", case_bills.bill, name="reimbursement_bill"),
    path("reimbursements/bills/<int:case_bill_id>/remove/", case_bills.remove_bill, name="remove_case_bill"),
    path("reimbursements/bills/<int:case_bill_id>/lines/new/", case_bills.line, name="enter_fee_line"),
    path(
        "reimbursements/bills/<int:case_bill_id>/lines/<int:line_id>/remove/",
        case_bills.remove_line,
        name="remove_fee_line",
    ),
    *(pattern for register in REGISTERS for pattern in register.urls()),
]
