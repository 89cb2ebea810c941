"""Addresses of the region: what cities reported, and the regional adjustment fund."""

from django.urls import path

from funds.views.region import acts, fund, reports

urlpatterns = [
    path("", reports.board, name="region_board"),
    path("reports/", reports.own_reports, name="region_reports"),
    path("reports/now/", reports.report_now, name="report_to_region"),
    path("reports/<int:region_report_id>/", reports.report_page, name="region_report"),
    path("fund/", fund.fund_page, name="region_fund"),
    path("fund/statement/", fund.statement, name="region_statement"),
    path("fund/levies/enter/", acts.enter_levy, name="enter_region_levy"),
    path("fund/levies/<int:region_levy_id>/", fund.levy_page, name="region_levy"),
    path("fund/levies/<int:region_levy_id>/issue/", acts.issue_levy, name="issue_region_levy"),
    path("fund/levies/<int:region_levy_id>/withdraw/", acts.withdraw_levy, name="withdraw_region_levy"),
    path("fund/levies/<int:region_levy_id>/distribute/", acts.distribute, name="distribute_region_levy"),
    path(
        "fund/distributions/<int:region_distribution_id>/",
        fund.distribution_page,
        name="region_distribution",
    ),
    path(
        "fund/distributions/<int:region_distribution_id>/issue/",
        acts.issue_distribution,
        name="issue_region_distribution",
    ),
    path(
        "fund/distributions/<int:region_distribution_id>/withdraw/",
        acts.withdraw_distribution,
        name="withdraw_region_distribution",
    ),
    path("fund/demands/<int:region_demand_id>/", fund.demand_page, name="region_demand"),
    path("fund/demands/<int:region_demand_id>/move/", acts.move_demand, name="move_region_demand"),
    path("fund/demands/<int:region_demand_id>/dun/", acts.dun, name="dun_region_demand"),
    path("fund/grants/<int:region_grant_id>/", fund.grant_page, name="region_grant"),
    path("fund/grants/<int:region_grant_id>/move/", acts.move_grant, name="move_region_grant"),
    path("fund/vouchers/<int:region_transfer_id>/book/", acts.book, name="book_region_transfer"),
    path("fund/vouchers/<int:region_transfer_id>/refuse/", acts.refuse, name="refuse_region_transfer"),
    path("fund/letters/<int:region_dunning_id>/", fund.letter_paper, name="region_letter"),
]
