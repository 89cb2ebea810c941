"""Addresses of inspections, rosters and cases."""

from django.urls import path

from claims.views.inspections import case, inspection, lists, person_credit, physicians, reports, roster

urlpatterns = [
    path("", lists.inspection_list, name="inspections"),
    path("plan/", inspection.plan_one, name="plan_inspection"),
    path("rosters/", lists.roster_list, name="rosters"),
    path("rosters/new/", roster.enrol, name="enrol_member"),
    path("rosters/<int:roster_member_id>/", roster.member_page, name="roster_member"),
    path("rosters/<int:roster_member_id>/leave/", roster.leave, name="leave_roster"),
    path("rosters/<int:roster_member_id>/conflict/", roster.conflict, name="declare_conflict"),
    path("physicians/", physicians.physician_list, name="physicians"),
    path("physicians/suspensions/", physicians.suspension_list, name="physician_suspensions"),
    path("physicians/suspensions/new/", physicians.suspend, name="suspend_physician"),
    path(
        "physicians/suspensions/<int:suspension_id>/", physicians.suspension_page, name="physician_suspension"
    ),
    path(
        "physicians/suspensions/<int:suspension_id>/grant/",
        physicians.grant,
        name="grant_physician_suspension",
    ),
    path(
        "physicians/suspensions/<int:suspension_id>/refuse/",
        physicians.refuse,
        name="refuse_physician_suspension",
    ),
    path("reports/", reports.report_list, name="public_reports"),
    path("reports/new/", reports.receive, name="receive_report"),
    path("reports/<int:public_report_id>/", reports.report_page, name="public_report"),
    path("reports/<int:public_report_id>/reporter/", reports.reporter, name="reporter"),
    path("reports/<int:public_report_id>/result/", reports.result, name="report_result"),
    path("reports/<int:public_report_id>/return/", reports.send_back, name="report_return"),
    path("reports/<int:public_report_id>/confirm/", reports.confirm, name="confirm_report"),
    path("reports/<int:public_report_id>/reward/", reports.reward_paid, name="report_reward_paid"),
    path(
        "reports/<int:public_report_id>/reward/confirm/", reports.confirm_reward, name="confirm_report_reward"
    ),
    path("reports/<int:public_report_id>/reward/return/", reports.return_reward, name="return_report_reward"),
    path("reports/<int:public_report_id>/hand-over/", reports.hand_over, name="hand_report_over"),
    path("reports/<int:public_report_id>/case/", reports.case_of_report, name="case_of_report"),
    path("people/events/", person_credit.event_list, name="person_credit_events"),
    path("people/ratings/", person_credit.ratings, name="person_ratings"),
    path("people/<int:person_id>/events/new/", person_credit.new_event, name="new_person_credit_event"),
    *(
        path(f"people/events/<int:person_credit_event_id>/{at}", view, name=name)
        for at, view, name in (
            ("", person_credit.event_page, "person_credit_event"),
            ("confirm/", person_credit.confirm, "confirm_person_credit_event"),
            ("refuse/", person_credit.refuse, "refuse_person_credit_event"),
            ("repair/", person_credit.ask_repair, "ask_person_credit_repair"),
            ("repair/grant/", person_credit.grant_repair, "grant_person_credit_repair"),
            ("repair/refuse/", person_credit.refuse_repair, "refuse_person_credit_repair"),
        )
    ),
    path("cases/", lists.case_list, name="inspection_cases"),
    path("cases/of-finding/<int:bill_finding_id>/", case.of_finding, name="case_of_finding"),
    path("cases/of-institution/<int:institution_id>/", case.of_institution, name="case_of_institution"),
    path("cases/of-person/<int:person_id>/", case.of_person, name="case_of_person"),
    path("cases/<int:inspection_case_id>/", case.case_page, name="inspection_case"),
    path("cases/<int:inspection_case_id>/ask/", case.ask, name="case_ask"),
    path("cases/<int:inspection_case_id>/statement/", case.statement, name="case_statement"),
    path("cases/<int:inspection_case_id>/propose/", case.propose, name="case_propose"),
    path("cases/<int:inspection_case_id>/return/", case.send_back, name="case_return"),
    path("cases/<int:inspection_case_id>/decide/", case.decide_one, name="case_decide"),
    path("cases/<int:inspection_case_id>/fine/", case.fine_paid, name="case_fine_paid"),
    path("cases/<int:inspection_case_id>/handover/", case.handover, name="case_handover"),
    path(
        "cases/<int:inspection_case_id>/suspend/", physicians.suspend_of_case, name="case_suspend_physician"
    ),
    path("cases/<int:inspection_case_id>/scans/", case.add_scan, name="case_scan"),
    path("<int:inspection_id>/", inspection.inspection_page, name="inspection"),
    path("<int:inspection_id>/approve/", inspection.approve, name="approve_inspection"),
    path("<int:inspection_id>/withdraw/", inspection.withdraw, name="withdraw_inspection"),
    path("<int:inspection_id>/name/", inspection.name, name="name_inspected"),
    path("<int:inspection_id>/lots/institutions/", inspection.lot_of_institutions, name="draw_inspected"),
    path("<int:inspection_id>/lots/inspectors/", inspection.lot_of_inspectors, name="draw_inspectors"),
    path("<int:inspection_id>/lots/<int:draw_id>/", inspection.draw_page, name="draw"),
    path("<int:inspection_id>/begin/", inspection.begin, name="begin_inspection"),
    path("<int:inspection_id>/close/", inspection.close, name="close_inspection"),
    path("<int:inspection_id>/inspected/<int:inspected_id>/", inspection.target_page, name="inspected"),
    path("<int:inspection_id>/inspected/<int:inspected_id>/result/", inspection.record, name="record_result"),
    path("<int:inspection_id>/inspected/<int:inspected_id>/case/", case.of_target, name="case_of_target"),
]
