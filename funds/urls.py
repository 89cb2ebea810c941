"""Addresses of the clearing, payments and books."""

from django.urls import path

from funds.views import (
    account_movements,
    clearing,
    clearing_acts,
    ledger,
    other_payers,
    payments,
    people,
    receipts,
    recoveries,
    sharing_what_if,
    statements,
)

app_name = "funds"

urlpatterns = [
    path("clearings/", clearing.clearing_list, name="clearings"),
    path("clearings/start/", clearing_acts.start, name="start_clearing"),
    path("clearings/<int:clearing_id>/", clearing.clearing_page, name="clearing"),
    path("clearings/<int:clearing_id>/start/", clearing_acts.restart, name="restart_clearing"),
    path("clearings/<int:clearing_id>/review/", clearing_acts.confirm_review, name="review_clearing"),
    path("clearings/<int:clearing_id>/send-back/", clearing_acts.send_back, name="send_back_clearing"),
    path("clearings/<int:clearing_id>/continue/", clearing_acts.go_on, name="continue_clearing"),
    path("clearings/<int:clearing_id>/close/", clearing_acts.close, name="close_clearing"),
    path("clearings/<int:clearing_id>/statements/", statements.statement_list, name="statements"),
    path("clearings/<int:clearing_id>/payments/", payments.batches_of_clearing, name="payments"),
    path("statements/<int:statement_id>/", statements.statement_page, name="statement"),
    path("statements/<int:statement_id>/workbook/", statements.statement_xlsx, name="statement_xlsx"),
    path("statements/<int:statement_id>/bills/", statements.statement_bills, name="statement_bills"),
    path("claimed/", other_payers.other_payers, name="other_payers"),
    path("payments/", payments.batch_list, name="batches"),
    path("payments/people/", people.payable_list, name="payables"),
    path("payments/people/prepare/", people.prepare, name="prepare_people"),
    path("contributions/book/", receipts.book, name="book_receipts"),
    path("sharing/what-if/", sharing_what_if.what_if, name="sharing_what_if"),
    path("sharing/what-if/sheet/", sharing_what_if.what_if_sheet, name="sharing_what_if_sheet"),
    path("recoveries/", recoveries.book, name="book_recoveries"),
    path("books/personal-accounts/", account_movements.book, name="book_accounts"),
    path("payments/<int:batch_id>/", payments.batch_page, name="batch"),
    path("payments/<int:batch_id>/approve/", payments.approve, name="approve_batch"),
    path("payments/<int:batch_id>/file/", payments.export, name="export_batch"),
    path("payments/<int:batch_id>/reissue/", payments.reissue, name="reissue"),
    path("books/trial-balance/", ledger.trial_balance_page, name="trial_balance"),
    path("books/accounts/", ledger.account_list, name="accounts"),
    path("books/accounts/<int:account_id>/", ledger.account_page, name="account"),
    path("books/entries/<int:entry_id>/", ledger.entry_page, name="entry"),
]
