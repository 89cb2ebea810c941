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
from enrollment.views import transfers as transfer_views
from enrollment.views.cleaning import acts as cleaning_acts
from enrollment.views.cleaning import counts as cleaning_counts
from enrollment.views.cleaning import finding as cleaning_finding
from enrollment.views.cleaning import lists as cleaning_lists
from enrollment.views.retirement import acts as retirement_acts
from enrollment.views.retirement import cases as retirement_cases
from enrollment.views.retirement import years

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
    path("arrears/stop/", arrears.stop_in_arrears, name="stop_in_arrears"),
    path("arrears/restore/", arrears.restore_after_arrears, name="restore_after_arrears"),
    path("arrears/people/", arrears.people_in_arrears, name="people_in_arrears"),
    path("subsidy-bill/", subsidy_bill.subsidy_bill, name="subsidy_bill"),
    path("subsidy-bill/people/", subsidy_bill.subsidised_people, name="subsidised_people"),
    path("receipts/", receipts.receipt_list, name="receipts"),
    path("receipts/match/", receipts.match_again, name="match_receipts"),
    path("receipts/<int:receipt_id>/", receipts.decide, name="decide_receipt"),
    path("people/<int:person_id>/years/", years.years, name="years"),
    path("years/", years.year_list, name="year_list"),
    path("transfers/", transfer_views.transfers, name="transfers"),
    path("transfers/<int:transfer_id>/", transfer_views.transfer, name="transfer"),
    path("people/<int:person_id>/leave/", transfer_views.leave, name="leave"),
    path("people/<int:person_id>/arrive/", transfer_views.arrive, name="arrive"),
    path("people/<int:person_id>/years/count/", years.count, name="count_years"),
    path("people/<int:person_id>/retire/", years.retire, name="retire"),
    path("years/<int:years_id>/withdraw/", years.withdraw, name="withdraw_years"),
    path("retirements/", retirement_cases.retirements, name="retirements"),
    path("retirements/<int:retirement_id>/", retirement_cases.retirement, name="retirement"),
    path("retirements/<int:retirement_id>/letter/", retirement_cases.letter, name="retirement_letter"),
    path("retirements/<int:retirement_id>/confirm/", retirement_acts.confirm, name="confirm_retirement"),
    path("retirements/<int:retirement_id>/return/", retirement_acts.send_back, name="return_retirement"),
    path("retirements/<int:retirement_id>/accept/", retirement_acts.accept, name="accept_once"),
    path("retirements/<int:retirement_id>/pay/", retirement_acts.pay, name="pay_once"),
    path("retirements/<int:retirement_id>/month/", retirement_acts.pay_a_month, name="pay_month"),
    path("findings/", cleaning_lists.finding_list, name="findings"),
    path("findings/assign/", cleaning_acts.assign_listed, name="assign_findings"),
    path("findings/sheet/", cleaning_acts.decision_sheet, name="decision_sheet"),
    path("findings/compare/", cleaning_acts.compare_data, name="compare_data"),
    path("findings/counts/", cleaning_counts.cleaning_counts, name="cleaning_counts"),
    path("findings/<int:finding_id>/", cleaning_finding.finding_page, name="finding"),
    path("findings/<int:finding_id>/assign/", cleaning_acts.assign, name="assign_finding"),
    path("findings/<int:finding_id>/decide/", cleaning_acts.decide, name="decide_finding"),
    path("walk-in/", walk_in.look_up, name="walk_in"),
    path("walk-in/person/", walk_in.walk_in_person, name="walk_in_person"),
]
