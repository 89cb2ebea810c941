"""Addresses of the insured."""

from django.urls import path

from enrollment.views import (
    arrears,
    contribution_what_if,
    contributions_panel,
    coverage,
    declarations,
    payers,
    people,
    people_merges,
    receipts,
    standings,
    subsidy_bill,
    walk_in,
    whole_numbers,
    window,
)
from enrollment.views import transfers as transfer_views
from enrollment.views.cleaning import acts as cleaning_acts
from enrollment.views.cleaning import counts as cleaning_counts
from enrollment.views.cleaning import finding as cleaning_finding
from enrollment.views.cleaning import lists as cleaning_lists
from enrollment.views.exchange import acts as exchange_acts
from enrollment.views.exchange import agreements as exchange_agreements
from enrollment.views.exchange import files as exchange_files
from enrollment.views.merging import found as found_views
from enrollment.views.merging import mergings, pairs, rolls
from enrollment.views.residents import enrolment as resident_enrolment
from enrollment.views.residents import people as resident_people
from enrollment.views.residents import refunds as resident_refunds
from enrollment.views.retirement import acts as retirement_acts
from enrollment.views.retirement import cases as retirement_cases
from enrollment.views.retirement import years
from enrollment.views.targets import acts as target_acts
from enrollment.views.targets import board as target_board
from enrollment.views.targets import plans as target_plans
from enrollment.views.targets import population

app_name = "enrollment"

urlpatterns = [
    path("people/", people.person_list, name="people"),
    path("people/<int:person_id>/", people.person_file, name="person"),
    path("people/<int:person_id>/full-numbers/", whole_numbers.whole_person, name="whole_person"),
    path("people/new/", resident_people.new_person, name="new_person"),
    path(
        "people/<int:person_id>/contributions/",
        contributions_panel.person_contributions,
        name="person_contributions",
    ),
    path("people/<int:person_id>/merge/", people_merges.merge, name="merge_person"),
    path("people/merges/<int:person_merge_id>/undo/", people_merges.undo, name="undo_merge"),
    path("people/<int:person_id>/correct/", resident_people.correct, name="correct_person"),
    path("people/<int:person_id>/standings/enter/", standings.enter, name="enter_standing"),
    path("standings/<int:standing_id>/end/", standings.end, name="end_standing"),
    path("people/<int:person_id>/enrol/", coverage.enrol, name="enrol"),
    path("people/<int:person_id>/enrol-late/", resident_enrolment.enrol_late, name="enrol_late"),
    path("people/<int:person_id>/enrol-newborn/", resident_enrolment.enrol_newborn, name="enrol_newborn"),
    path("counter-enrolments/", resident_enrolment.counter_enrolments, name="counter_enrolments"),
    path(
        "annual-enrolments/<int:enrolment_id>/refund/",
        resident_refunds.refund_contribution,
        name="refund_contribution",
    ),
    path("refunds/", resident_refunds.refunds, name="refunds"),
    path("refunds/<int:refund_id>/", resident_refunds.refund, name="refund"),
    path("refunds/<int:refund_id>/full-numbers/", whole_numbers.whole_refund, name="whole_refund"),
    path("refunds/<int:refund_id>/approve/", resident_refunds.approve, name="approve_refund"),
    path("refunds/<int:refund_id>/refuse/", resident_refunds.refuse, name="refuse_refund"),
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
    path("payers/<int:payer_id>/full-numbers/", whole_numbers.whole_payer, name="whole_payer"),
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
    path("receipts/<int:receipt_id>/advance/", receipts.spend_advance, name="use_advance"),
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
    path("exchange/", exchange_agreements.agreement_list, name="exchange_agreements"),
    path("exchange/new/", exchange_agreements.new_agreement, name="new_exchange_agreement"),
    path("exchange/files/", exchange_files.file_list, name="exchange_files"),
    path("exchange/files/<int:exchange_file_id>/", exchange_files.file_page, name="exchange_file"),
    path("exchange/files/<int:exchange_file_id>/copy/", exchange_files.copy, name="exchange_copy"),
    path("exchange/files/<int:exchange_file_id>/answer/", exchange_acts.answer, name="answer_exchange_file"),
    path(
        "exchange/<int:exchange_agreement_id>/", exchange_agreements.agreement_page, name="exchange_agreement"
    ),
    path("exchange/<int:exchange_agreement_id>/end/", exchange_agreements.end, name="end_exchange_agreement"),
    path("exchange/<int:exchange_agreement_id>/take/", exchange_acts.take, name="take_exchange_file"),
    path("exchange/<int:exchange_agreement_id>/hand-out/", exchange_acts.hand_out, name="hand_out_file"),
    path("targets/", target_board.board, name="target_board"),
    path("targets/count/", target_acts.count, name="count_target_months"),
    path("targets/plans/", target_plans.plan_list, name="target_plans"),
    path("targets/plans/draft/", target_acts.draft, name="draft_targets"),
    path("targets/plans/<int:target_plan_id>/", target_plans.plan_page, name="target_plan"),
    path("targets/plans/<int:target_plan_id>/submit/", target_acts.submit, name="submit_targets"),
    path("targets/plans/<int:target_plan_id>/return/", target_acts.send_back, name="return_targets"),
    path("targets/plans/<int:target_plan_id>/approve/", target_acts.approve, name="approve_targets"),
    path("targets/plans/<int:target_plan_id>/drop/", target_acts.drop, name="drop_targets"),
    path("targets/<int:target_id>/adjust/", target_acts.adjust, name="adjust_target"),
    path("targets/population/", population.populations, name="populations"),
    path("targets/population/enter/", population.enter, name="enter_population"),
    path("mergings/", mergings.mergings, name="mergings"),
    path("mergings/<int:merging_id>/", mergings.merging, name="merging"),
    path("mergings/<int:merging_id>/match/", mergings.match, name="match_merging"),
    path("mergings/<int:merging_id>/take-over/", mergings.take, name="take_over_merging"),
    path("mergings/<int:merging_id>/close/", mergings.close, name="close_merging"),
    path("mergings/<int:merging_id>/pairs/", pairs.pairs, name="legacy_pairs"),
    path("mergings/<int:merging_id>/people/", found_views.found_people, name="found_people"),
    path("legacy-pairs/<int:pair_id>/", pairs.pair, name="legacy_pair"),
    path("found-people/<int:found_id>/", found_views.found_person, name="found_person"),
    path("found-people/<int:found_id>/choose/", found_views.choose, name="choose_cover"),
    path("found-people/<int:found_id>/undo/", found_views.undo, name="undo_take_over"),
    path("legacy-rolls/", rolls.rolls, name="legacy_rolls"),
    path("legacy-rolls/<int:roll_id>/", rolls.roll, name="legacy_roll"),
    path("legacy-rows/<int:legacy_row_id>/", rolls.legacy_row, name="legacy_row"),
    path("legacy-rows/<int:legacy_row_id>/full-numbers/", whole_numbers.whole_row, name="whole_row"),
    path("legacy-rows/<int:legacy_row_id>/complete/", rolls.complete, name="complete_row"),
    path("legacy-rows/<int:legacy_row_id>/set-aside/", rolls.set_aside, name="set_row_aside"),
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
