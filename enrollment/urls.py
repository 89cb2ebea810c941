"""Addresses of the insured."""

from django.urls import path

from enrollment.views import (
    arrears,
    contribution_what_if,
    coverage,
    declarations,
    payers,
    people,
    receipts,
    subsidy_bill,
    walk_in,
    window,
)

app_name = "enrollment"

urlpatterns = [
    path("people/", people.person_list, name="people"),
    path("people/<int:person_id>/", people.person_file, name="person"),
    path("people/<int:person_id>/enrol/", coverage.enrol, name="enrol"),
    path("coverages/<int:coverage_id>/end/", coverage.end, name="end_coverage"),
    path("coverages/<int:coverage_id>/void/", coverage.void, name="void_coverage"),
    path("coverages/<int:coverage_id>/move/", coverage.move, name="move_coverage"),
    path("coverages/<int:coverage_id>/scheme/", coverage.scheme, name="change_scheme"),
    path("coverages/<int:coverage_id>/category/", coverage.category, name="change_category"),
    path("coverages/<int:coverage_id>/hold/", coverage.hold, name="hold_benefits"),
    path("holds/<int:hold_id>/resume/", coverage.resume, name="resume_benefits"),
    path("contributions/what-if/", contribution_what_if.what_if, name="contribution_what_if"),
    path(
        "contributions/what-if/sheet/", contribution_what_if.what_if_sheet, name="contribution_what_if_sheet"
    ),
    path("window/", window.window_progress, name="window"),
    path("window/<int:payer_id>/", window.window_enrolled, name="window_enrolled"),
    path("window/<int:payer_id>/missing/", window.window_missing, name="window_missing"),
    path("payers/", payers.payer_list, name="payers"),
    path("payers/new/", payers.new_payer, name="new_payer"),
    path("payers/<int:payer_id>/", payers.payer_file, name="payer"),
    path("payers/<int:payer_id>/edit/", payers.edit_payer, name="edit_payer"),
    path("payers/<int:payer_id>/members/", payers.member_list, name="members"),
    path("contribution-statements/", declarations.contribution_months, name="contribution_months"),
    path(
        "contribution-statements/<int:contribution_month_id>/",
        declarations.contribution_month,
        name="contribution_month",
    ),
    path("arrears/", arrears.arrears_list, name="arrears"),
    path("arrears/people/", arrears.people_in_arrears, name="people_in_arrears"),
    path("subsidy-bill/", subsidy_bill.subsidy_bill, name="subsidy_bill"),
    path("subsidy-bill/people/", subsidy_bill.subsidised_people, name="subsidised_people"),
    path("receipts/", receipts.receipt_list, name="receipts"),
    path("receipts/match/", receipts.match_again, name="match_receipts"),
    path("receipts/<int:receipt_id>/", receipts.decide, name="decide_receipt"),
    path("walk-in/", walk_in.look_up, name="walk_in"),
    path("walk-in/person/", walk_in.walk_in_person, name="walk_in_person"),
]
