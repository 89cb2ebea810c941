"""Addresses of bills."""

from django.urls import include, path

from claims.views import (
    bills,
    cancel,
    deductions,
    differences,
    findings,
    quote,
    redo,
    redo_acts,
    waiting,
    what_if,
)
from claims.views.allowances import acts as maternity_acts
from claims.views.allowances import case as maternity_case
from claims.views.allowances import lists as maternity_lists
from claims.views.overpayments import acts as debt_acts
from claims.views.overpayments import debt as debts
from claims.views.overpayments import lists as debt_lists
from claims.views.registers import REGISTERS
from claims.views.reimbursements import acts, case, lists, prints
from claims.views.reimbursements import bills as case_bills

app_name = "claims"

urlpatterns = [
    path("bills/", bills.bill_list, name="bills"),
    path("bills/waiting/", waiting.waiting_list, name="waiting"),
    path("bills/waiting/settle/", waiting.settle_waiting, name="settle_waiting"),
    path("bills/differences/", differences.difference_list, name="differences"),
    path("bills/differences/sums/", differences.difference_sums, name="difference_sums"),
    path("deductions/", deductions.deduction_list, name="deductions"),
    path("deductions/<int:deduction_id>/review/", deductions.review, name="review_deduction"),
    path("catalogue/", include("claims.catalogue_urls")),
    path("bills/<int:bill_id>/", bills.bill_page, name="bill"),
    path("bills/<int:bill_id>/cancel/", cancel.cancel, name="cancel_bill"),
    path("bills/<int:bill_id>/redo/", redo_acts.ask, name="ask_redo"),
    path("bills/<int:bill_id>/settle/", waiting.settle_again, name="settle_again"),
    path("bills/findings/", findings.finding_list, name="findings"),
    path("bills/findings/check/", findings.check_bills, name="check_bills"),
    path("redos/", redo.redo_list, name="redos"),
    path("redos/approve/", redo_acts.approve_all, name="approve_redos"),
    path("redos/find/", redo_acts.find, name="find_redos"),
    path("redos/<int:redo_id>/", redo.redo_page, name="redo"),
    path("redos/<int:redo_id>/approve/", redo_acts.approve, name="approve_redo"),
    path("redos/<int:redo_id>/reject/", redo_acts.reject, name="reject_redo"),
    path("redos/<int:redo_id>/refresh/", redo_acts.refresh, name="refresh_redo"),
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
    path("allowances/", maternity_lists.allowance_list, name="maternity_allowances"),
    path("allowances/new/", maternity_case.register, name="register_maternity"),
    path("allowances/<int:allowance_id>/", maternity_case.case_page, name="maternity_allowance"),
    path("allowances/<int:allowance_id>/change/", maternity_case.change, name="change_maternity"),
    path("allowances/<int:allowance_id>/calculate/", maternity_acts.calculate, name="calculate_maternity"),
    path("allowances/<int:allowance_id>/review/", maternity_acts.review, name="review_maternity"),
    path("allowances/<int:allowance_id>/send-back/", maternity_acts.send_back, name="return_maternity"),
    path("allowances/<int:allowance_id>/withdraw/", maternity_acts.withdraw, name="withdraw_maternity"),
    path("allowances/<int:allowance_id>/account/", maternity_acts.account, name="maternity_account"),
    path(
        "allowances/<int:allowance_id>/account/check/",
        maternity_acts.check_account,
        name="check_maternity_account",
    ),
    path("allowances/<int:allowance_id>/decision/", maternity_case.decision, name="maternity_decision"),
    path("overpayments/", debt_lists.overpayment_list, name="overpayments"),
    path("overpayments/new/", debts.record, name="record_overpayment"),
    path("overpayments/<int:overpayment_id>/", debts.debt_page, name="overpayment"),
    path("overpayments/<int:overpayment_id>/confirm/", debt_acts.confirm, name="confirm_overpayment"),
    path("overpayments/<int:overpayment_id>/withdraw/", debt_acts.withdraw, name="withdraw_overpayment"),
    path("overpayments/<int:overpayment_id>/agreement/", debt_acts.agree, name="agree_overpayment"),
    path("overpayments/<int:overpayment_id>/receipts/new/", debt_acts.receive, name="receive_overpayment"),
    path(
        "overpayments/<int:overpayment_id>/receipts/<int:recovery_id>/check/",
        debt_acts.check,
        name="check_recovery",
    ),
    path(
        "overpayments/<int:overpayment_id>/receipts/<int:recovery_id>/remove/",
        debt_acts.drop,
        name="drop_recovery",
    ),
    path("overpayments/<int:overpayment_id>/write-off/", debt_acts.ask, name="ask_write_off"),
    path("overpayments/<int:overpayment_id>/write-off/decide/", debt_acts.decide, name="decide_write_off"),
]
