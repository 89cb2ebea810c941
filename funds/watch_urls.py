"""Addresses of what is watched and assessed: indicators, warnings, reports, counties' assessments."""

from django.urls import path

from funds.views import inpatient_ratio
from funds.views.county_assessment import board as county_board
from funds.views.county_assessment import money as county_money
from funds.views.county_assessment import scheme as county_scheme
from funds.views.county_assessment import sheet as county_sheet
from funds.views.watch import board as watch_board
from funds.views.watch import indicator as watch_indicator
from funds.views.watch import projection as watch_projection
from funds.views.watch import reports as watch_reports
from funds.views.watch import warnings as fund_warnings

urlpatterns = [
    path("inpatient-ratio/", inpatient_ratio.inpatient_ratio, name="inpatient_ratio"),
    path("watch/", watch_board.board, name="watch_board"),
    path("watch/unit/", watch_board.unit_page, name="watch_unit"),
    path("watch/unit/indicator/", watch_indicator.indicator_page, name="watch_indicator"),
    path("watch/count/", watch_board.count, name="count_watch_month"),
    path("watch/projection/", watch_projection.projection, name="projection"),
    path("watch/warnings/", fund_warnings.warning_list, name="fund_warnings"),
    path("watch/warnings/<int:fund_warning_id>/", fund_warnings.warning_page, name="fund_warning"),
    path("watch/warnings/<int:fund_warning_id>/answer/", fund_warnings.answer, name="warning_answer"),
    path("watch/warnings/<int:fund_warning_id>/accept/", fund_warnings.accept, name="warning_accept"),
    path(
        "watch/warnings/<int:fund_warning_id>/send-back/", fund_warnings.send_back, name="warning_send_back"
    ),
    path("watch/warnings/<int:fund_warning_id>/talk/", fund_warnings.talk, name="warning_talk"),
    path("watch/warnings/<int:fund_warning_id>/report/", fund_warnings.tell, name="warning_report"),
    path(
        "watch/warnings/<int:fund_warning_id>/ask-closing/",
        fund_warnings.ask_closing,
        name="warning_ask_closing",
    ),
    path("watch/warnings/<int:fund_warning_id>/close/", fund_warnings.close, name="warning_close"),
    path(
        "watch/warnings/<int:fund_warning_id>/keep-open/", fund_warnings.keep_open, name="warning_keep_open"
    ),
    path("watch/reports/", watch_reports.report_list, name="watch_reports"),
    path("watch/reports/<int:watch_month_id>/", watch_reports.report_page, name="watch_report"),
    path("watch/reports/<int:watch_month_id>/draw-up/", watch_reports.draw_up, name="draw_up_watch_report"),
    path("watch/reports/<int:watch_month_id>/return/", watch_reports.send_back, name="return_watch_report"),
    path("watch/reports/<int:watch_month_id>/publish/", watch_reports.publish, name="publish_watch_report"),
    path("county-assessment/", county_board.board, name="county_assessments"),
    path("city-assessment/", county_board.city_board, name="city_assessments"),
    path("county-assessment/draft/", county_scheme.draft, name="draft_county_scheme"),
    path(
        "county-assessment/schemes/<int:county_scheme_id>/", county_scheme.scheme_page, name="county_scheme"
    ),
    path(
        "county-assessment/schemes/<int:county_scheme_id>/days/",
        county_scheme.change_days_page,
        name="change_county_days",
    ),
    path(
        "county-assessment/schemes/<int:county_scheme_id>/indicators/<int:county_indicator_id>/",
        county_scheme.change_indicator_page,
        name="change_county_indicator",
    ),
    path(
        "county-assessment/schemes/<int:county_scheme_id>/approve/",
        county_scheme.approve,
        name="approve_county_scheme",
    ),
    path(
        "county-assessment/schemes/<int:county_scheme_id>/send-back/",
        county_scheme.send_back,
        name="send_back_county_scheme",
    ),
    path(
        "county-assessment/schemes/<int:county_scheme_id>/open/",
        county_scheme.open_page,
        name="open_county_scheme",
    ),
    path(
        "county-assessment/schemes/<int:county_scheme_id>/compute/",
        county_scheme.compute,
        name="compute_county_scheme",
    ),
    path(
        "county-assessment/schemes/<int:county_scheme_id>/publish/",
        county_scheme.publish,
        name="publish_county_scheme",
    ),
    path(
        "county-assessment/schemes/<int:county_scheme_id>/incentive/",
        county_money.draw_incentive,
        name="draw_incentive",
    ),
    path("county-assessment/sheets/<int:county_sheet_id>/", county_sheet.sheet_page, name="county_sheet"),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/submit/",
        county_sheet.submit,
        name="submit_county_sheet",
    ),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/return/",
        county_sheet.return_report,
        name="return_county_sheet",
    ),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/verify/",
        county_sheet.verify_rest,
        name="verify_rest_of_county_sheet",
    ),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/conclude/",
        county_sheet.conclude,
        name="conclude_county_sheet",
    ),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/send-back/",
        county_sheet.send_back,
        name="send_back_county_sheet",
    ),
    path("county-assessment/sheets/<int:county_sheet_id>/tell/", county_sheet.tell, name="tell_county_sheet"),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/appeal/",
        county_sheet.appeal,
        name="appeal_county_sheet",
    ),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/accept/",
        county_sheet.accept,
        name="accept_county_sheet",
    ),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/settle/",
        county_sheet.settle,
        name="settle_county_sheet",
    ),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/values/<int:county_value_id>/report/",
        county_sheet.report_page,
        name="report_county_value",
    ),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/values/<int:county_value_id>/evidence/",
        county_sheet.attach_page,
        name="attach_county_evidence",
    ),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/values/<int:county_value_id>/verify/",
        county_sheet.verify_page,
        name="verify_county_value",
    ),
    path(
        "county-assessment/sheets/<int:county_sheet_id>/appeals/<int:county_appeal_id>/decide/",
        county_sheet.decide_page,
        name="decide_county_appeal",
    ),
    path("county-assessment/managerial/", county_money.managerial_list, name="managerial_parts"),
    path("county-assessment/managerial/enter/", county_money.enter_managerial, name="enter_managerial"),
    path(
        "county-assessment/managerial/<int:managerial_part_id>/confirm/",
        county_money.confirm_managerial,
        name="confirm_managerial",
    ),
    path(
        "county-assessment/managerial/<int:managerial_part_id>/refuse/",
        county_money.refuse_managerial,
        name="refuse_managerial",
    ),
    path(
        "county-assessment/managerial/<int:managerial_part_id>/withdraw/",
        county_money.withdraw_managerial,
        name="withdraw_managerial",
    ),
    path("county-assessment/incentives/", county_money.incentive_list, name="incentives"),
    path("county-assessment/incentives/<int:incentive_id>/", county_money.incentive_page, name="incentive"),
    path("county-assessment/incentives/<int:incentive_id>/book/", county_money.book, name="book_incentive"),
    path(
        "county-assessment/incentives/<int:incentive_id>/refuse/",
        county_money.refuse,
        name="refuse_incentive",
    ),
]
