"""Addresses of the clearing, payments and books."""

from django.urls import path

from funds.views import (
    account_movements,
    capital,
    capital_acts,
    clearing,
    clearing_acts,
    ledger,
    other_payers,
    payments,
    people,
    procurement,
    receipts,
    recoveries,
    sharing_what_if,
    statements,
    year_clearing,
    year_clearing_acts,
)
from funds.views.fund_budgets import acts as fund_budget_acts
from funds.views.fund_budgets import paper as fund_budget
from funds.views.fund_budgets import papers as fund_budgets

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
    path("years/", year_clearing.year_list, name="year_clearings"),
    path("years/open/", year_clearing_acts.open_, name="open_year"),
    path("years/<int:year_clearing_id>/", year_clearing.year_page, name="year_clearing"),
    path(
        "years/<int:year_clearing_id>/institutions/",
        year_clearing.institution_years,
        name="institution_years",
    ),
    path("years/<int:year_clearing_id>/what-if/", year_clearing.year_what_if, name="year_what_if"),
    path("years/<int:year_clearing_id>/compute/", year_clearing_acts.compute, name="compute_year"),
    path("years/<int:year_clearing_id>/send/", year_clearing_acts.send, name="send_year"),
    path("years/<int:year_clearing_id>/review/", year_clearing_acts.review, name="review_year"),
    path("years/<int:year_clearing_id>/send-back/", year_clearing_acts.send_back, name="send_back_year"),
    path(
        "institution-years/<int:institution_year_id>/",
        year_clearing.institution_year,
        name="institution_year",
    ),
    path(
        "institution-years/<int:institution_year_id>/workbook/",
        year_clearing.institution_year_xlsx,
        name="institution_year_xlsx",
    ),
    path(
        "institution-years/<int:institution_year_id>/confirm/",
        year_clearing_acts.confirm,
        name="confirm_year",
    ),
    path(
        "institution-years/<int:institution_year_id>/object/", year_clearing_acts.object_, name="object_year"
    ),
    path(
        "institution-years/<int:institution_year_id>/answer/", year_clearing_acts.answer, name="answer_year"
    ),
    path(
        "institutions/<int:institution_id>/statements/",
        statements.institution_statements,
        name="institution_statements",
    ),
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
    path("capital/", capital.capital_list, name="capital"),
    path("capital/propose/", capital_acts.propose, name="propose_capital"),
    path("capital/pay/", capital_acts.pay, name="pay_capital"),
    path("capital/balances/", capital.capital_balances, name="capital_balances"),
    path("capital/<int:loan_id>/", capital.capital_loan, name="capital_loan"),
    path("capital/<int:loan_id>/print/", capital.capital_print, name="capital_print"),
    path("capital/<int:loan_id>/agree/", capital_acts.agree, name="agree_capital"),
    path("capital/<int:loan_id>/approve/", capital_acts.approve, name="approve_capital"),
    path("capital/<int:loan_id>/drop/", capital_acts.drop, name="drop_capital"),
    path("capital/<int:loan_id>/return/", capital_acts.give_back, name="return_capital"),
    path("capital/<int:loan_id>/set-off/", capital_acts.set_off, name="set_off_capital"),
    path("capital/repayments/<int:repayment_id>/check/", capital_acts.check, name="check_capital"),
    path("capital/repayments/<int:repayment_id>/refuse/", capital_acts.refuse, name="refuse_capital"),
    path("procurement/pay/", procurement.pay, name="pay_procurement"),
    path("procurement/balances/", procurement.balances, name="procurement_balances"),
    path("books/trial-balance/", ledger.trial_balance_page, name="trial_balance"),
    path("books/accounts/", ledger.account_list, name="accounts"),
    path("books/accounts/<int:account_id>/", ledger.account_page, name="account"),
    path("books/entries/<int:entry_id>/", ledger.entry_page, name="entry"),
    path("budgets/", fund_budgets.paper_list, name="fund_budgets"),
    path("budgets/draft/", fund_budget_acts.draft, name="draft_fund_budget"),
    path("budgets/<int:fund_budget_id>/", fund_budget.paper_page, name="fund_budget"),
    path("budgets/<int:fund_budget_id>/execution/", fund_budget.execution_page, name="fund_budget_execution"),
    path("budgets/<int:fund_budget_id>/hand-in/", fund_budget_acts.hand_in_paper, name="hand_in_fund_budget"),
    path("budgets/<int:fund_budget_id>/check/", fund_budget_acts.check_paper, name="check_fund_budget"),
    path(
        "budgets/<int:fund_budget_id>/send-back/",
        fund_budget_acts.send_back_paper,
        name="send_back_fund_budget",
    ),
    path("budgets/<int:fund_budget_id>/answer/", fund_budget_acts.answer_paper, name="answer_fund_budget"),
    path("budgets/<int:fund_budget_id>/drop/", fund_budget_acts.drop_paper, name="drop_fund_budget"),
    path("budgets/<int:fund_budget_id>/change/", fund_budget_acts.change_paper, name="change_fund_budget"),
    path(
        "budgets/<int:fund_budget_id>/accounts/", fund_budget_acts.accounts_paper, name="accounts_fund_budget"
    ),
]
