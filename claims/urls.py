"""Addresses of bills."""

from django.urls import path

from claims.views import bills, cancel, deductions, differences, redo, waiting, what_if

app_name = "claims"

urlpatterns = [
    path("bills/", bills.bill_list, name="bills"),
    path("bills/waiting/", waiting.waiting_list, name="waiting"),
    path("bills/waiting/settle/", waiting.settle_waiting, name="settle_waiting"),
    path("bills/differences/", differences.difference_list, name="differences"),
    path("deductions/", deductions.deduction_list, name="deductions"),
    path("deductions/<int:deduction_id>/review/", deductions.review, name="review_deduction"),
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
    path("what-if/", what_if.report_list, name="what_if"),
    path("what-if/ask/", what_if.ask, name="ask_what_if"),
    path("what-if/<int:report_id>/", what_if.report_page, name="what_if_report"),
]
