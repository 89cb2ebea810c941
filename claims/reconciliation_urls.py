"""Addresses of reconciliations, clearing applications and objections of institutions."""

from django.urls import path

from claims.views.reconciliation import applications, months, objections, reversals

urlpatterns = [
    path("months/", months.reconciliation_list, name="reconciliations"),
    path("months/<int:reconciliation_id>/", months.reconciliation_page, name="reconciliation"),
    path(
        "months/<int:reconciliation_id>/differences/",
        months.difference_list,
        name="reconciliation_differences",
    ),
    path("months/<int:reconciliation_id>/result/", months.result_sheet, name="reconciliation_result"),
    path("months/<int:reconciliation_id>/compare/", months.compare_anew, name="compare_reconciliation"),
    path("months/<int:reconciliation_id>/decide/", months.decide_all, name="decide_differences"),
    path(
        "months/<int:reconciliation_id>/differences/<int:difference_id>/decide/",
        months.decide_one,
        name="decide_difference",
    ),
    path("applications/", applications.application_list, name="clearing_applications"),
    path(
        "applications/<int:clearing_application_id>/",
        applications.application_page,
        name="clearing_application",
    ),
    path(
        "applications/<int:clearing_application_id>/accept/",
        applications.accept,
        name="accept_clearing_application",
    ),
    path(
        "applications/<int:clearing_application_id>/return/",
        applications.send_back,
        name="return_clearing_application",
    ),
    path("objections/", objections.objection_list, name="institution_objections"),
    path("objections/new/<int:institution_id>/", objections.enter, name="enter_objection"),
    path(
        "objections/<int:institution_objection_id>/", objections.objection_page, name="institution_objection"
    ),
    path("objections/<int:institution_objection_id>/assign/", objections.assign, name="assign_objection"),
    path("objections/<int:institution_objection_id>/uphold/", objections.uphold, name="uphold_objection"),
    path("objections/<int:institution_objection_id>/reject/", objections.reject, name="reject_objection"),
    path(
        "objections/<int:institution_objection_id>/give-back/",
        reversals.give_back,
        name="give_deduction_back",
    ),
    path(
        "given-back/<int:deduction_reversal_id>/confirm/",
        reversals.confirm,
        name="confirm_deduction_reversal",
    ),
    path(
        "given-back/<int:deduction_reversal_id>/refuse/", reversals.refuse, name="refuse_deduction_reversal"
    ),
    path("objections/<int:institution_objection_id>/follow/", objections.follow, name="follow_objection"),
    path(
        "objections/<int:institution_objection_id>/withdraw/", objections.withdraw, name="withdraw_objection"
    ),
]
