"""Addresses of institutions and policies."""

from django.urls import path

from institutions.policy_urls import POLICY
from institutions.views import credit, exports, institutions, papers, sign_ins, unmaskings
from institutions.views.agreements import acts, agreement, board, texts
from institutions.views.assessment import board as rounds
from institutions.views.assessment import lists, sheet
from institutions.views.second_factor import resets

app_name = "institutions"

urlpatterns = [
    *POLICY,
    path("sign-ins/", sign_ins.sign_ins, name="sign_ins"),
    path("sign-ins/<int:user_id>/unlock/", sign_ins.unlock_user, name="unlock_user"),
    path("sign-ins/second-factors/", resets.second_factors, name="second_factors"),
    path("sign-ins/second-factors/<int:user_id>/reset/", resets.ask_reset, name="ask_second_factor_reset"),
    path(
        "sign-ins/second-factors/resets/<int:second_factor_reset_id>/confirm/",
        resets.confirm_reset,
        name="confirm_second_factor_reset",
    ),
    path(
        "sign-ins/second-factors/resets/<int:second_factor_reset_id>/refuse/",
        resets.refuse_reset,
        name="refuse_second_factor_reset",
    ),
    path("unmaskings/", unmaskings.unmaskings, name="unmaskings"),
    path("exports/", exports.exports, name="exports"),
    path("papers/<int:attachment_id>/", papers.paper, name="paper"),
    path("agreements/", board.agreement_board, name="agreements"),
    path("agreements/taken-in/sign/", board.sign_all_taken_in, name="sign_taken_in"),
    path("agreements/run-out/close/", board.close_run_out, name="end_run_out"),
    path("agreements/texts/", texts.text_list, name="agreement_texts"),
    path("agreements/texts/new/", texts.draft, name="draft_agreement_text"),
    path("agreements/texts/<int:agreement_text_id>/", texts.text_page, name="agreement_text"),
    path("agreements/texts/<int:agreement_text_id>/review/", texts.review, name="review_agreement_text"),
    path("agreements/<int:agreement_id>/", agreement.agreement_page, name="agreement"),
    path("agreements/<int:agreement_id>/print/", texts.print_agreement, name="print_agreement"),
    path("agreements/<int:agreement_id>/papers/", acts.hand_in, name="agreement_papers"),
    path("agreements/<int:agreement_id>/papers/<int:paper_id>/", acts.attach, name="agreement_scan"),
    path("agreements/<int:agreement_id>/return/", acts.return_application, name="return_agreement"),
    path("agreements/<int:agreement_id>/accept/", acts.accept, name="accept_agreement"),
    path("agreements/<int:agreement_id>/refuse/", acts.refuse, name="refuse_agreement"),
    path("agreements/<int:agreement_id>/withdraw/", acts.withdraw, name="withdraw_agreement"),
    path("agreements/<int:agreement_id>/conditions/<int:condition_id>/", acts.meet, name="meet_condition"),
    path("agreements/<int:agreement_id>/sheet/", acts.sheet, name="agreement_sheet"),
    path("agreements/<int:agreement_id>/conclude/", acts.conclude, name="conclude_evaluation"),
    path("agreements/<int:agreement_id>/again/", acts.evaluate_again, name="evaluate_again"),
    path("agreements/<int:agreement_id>/notice/", acts.publish_notice, name="publish_notice"),
    path("agreements/<int:agreement_id>/notice/close/", acts.close_notice, name="close_notice"),
    path("agreements/<int:agreement_id>/objections/new/", acts.record_objection, name="record_objection"),
    path(
        "agreements/<int:agreement_id>/objections/<int:objection_id>/", acts.answer, name="answer_objection"
    ),
    path("agreements/<int:agreement_id>/propose/", acts.propose, name="propose_agreement"),
    path("agreements/<int:agreement_id>/send-back/", acts.send_back, name="send_back_agreement"),
    path("agreements/<int:agreement_id>/sign/", acts.sign_agreement, name="sign_agreement"),
    path("agreements/<int:agreement_id>/renew/", acts.renew, name="renew_agreement"),
    path("agreements/<int:agreement_id>/change/", acts.change, name="change_agreement"),
    path("agreements/<int:agreement_id>/decisions/new/", acts.ask_decision, name="ask_decision"),
    path(
        "agreements/<int:agreement_id>/decisions/<int:decision_id>/",
        acts.decide_request,
        name="decide_agreement",
    ),
    path("assessments/", rounds.assessment_board, name="assessments"),
    path("assessments/open/", rounds.open_year, name="open_assessment"),
    path("assessments/sheets/", lists.sheet_list, name="assessment_sheets"),
    path("assessments/published/", lists.published_list, name="published_assessments"),
    path("assessments/rounds/<int:assessment_round_id>/compute/", rounds.compute, name="compute_assessment"),
    path(
        "assessments/rounds/<int:assessment_round_id>/conclude/",
        rounds.conclude_all,
        name="conclude_assessments",
    ),
    path(
        "assessments/rounds/<int:assessment_round_id>/review/", rounds.review_all, name="review_assessments"
    ),
    path(
        "assessments/rounds/<int:assessment_round_id>/approve/",
        rounds.approve_all,
        name="approve_assessments",
    ),
    path(
        "assessments/rounds/<int:assessment_round_id>/publish/",
        rounds.publish_list,
        name="publish_assessment",
    ),
    path("assessments/<int:assessment_id>/", sheet.assessment_page, name="assessment"),
    path(
        "assessments/<int:assessment_id>/values/<int:assessment_value_id>/",
        sheet.enter,
        name="enter_assessment_value",
    ),
    path("assessments/<int:assessment_id>/conclude/", sheet.conclude_sheet, name="conclude_assessment"),
    path("assessments/<int:assessment_id>/review/", sheet.review_sheet, name="review_assessment"),
    path("assessments/<int:assessment_id>/approve/", sheet.approve_sheet, name="approve_assessment"),
    path("assessments/<int:assessment_id>/send-back/", sheet.send_back_sheet, name="send_back_assessment"),
    path("assessments/<int:assessment_id>/drop/", sheet.drop_sheet, name="drop_assessment"),
    path("assessments/<int:assessment_id>/agree/", sheet.agree_to_sheet, name="agree_to_assessment"),
    path(
        "assessments/<int:assessment_id>/objections/new/", sheet.object_to_sheet, name="object_to_assessment"
    ),
    path(
        "assessments/<int:assessment_id>/objections/<int:assessment_objection_id>/hearing/",
        sheet.hear,
        name="hear_assessment",
    ),
    path(
        "assessments/<int:assessment_id>/objections/<int:assessment_objection_id>/",
        sheet.answer,
        name="answer_assessment",
    ),
    path("credit/", credit.credit_events, name="credit_events"),
    path("credit/ratings/", credit.credit_standings, name="credit_standings"),
    path("credit/<int:credit_event_id>/", credit.credit_event, name="credit_event"),
    path("credit/<int:credit_event_id>/confirm/", credit.confirm, name="confirm_credit_event"),
    path("credit/<int:credit_event_id>/refuse/", credit.refuse, name="refuse_credit_event"),
    path("credit/<int:credit_event_id>/repair/", credit.repair, name="ask_credit_repair"),
    path("credit/<int:credit_event_id>/repair/grant/", credit.grant_repair, name="grant_credit_repair"),
    path("credit/<int:credit_event_id>/repair/refuse/", credit.refuse_repair, name="refuse_credit_repair"),
    path("<int:institution_id>/credit/new/", credit.new_event, name="new_credit_event"),
    path("", institutions.institution_list, name="institutions"),
    path("<int:institution_id>/agreements/new/", board.apply_for_agreement, name="apply_for_agreement"),
    path("<int:institution_id>/", institutions.institution_file, name="institution"),
    path("<int:institution_id>/accounts/new/", institutions.prepare_account, name="prepare_account"),
    path(
        "<int:institution_id>/accounts/<int:account_id>/approve/",
        institutions.approve_account,
        name="approve_account",
    ),
    path(
        "<int:institution_id>/accounts/<int:account_id>/withdraw/",
        institutions.withdraw_account,
        name="withdraw_account",
    ),
]
