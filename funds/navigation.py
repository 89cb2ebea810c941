"""What funds add to the house: navigation, search, the desk, panels on the institution file."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.desk import register_desk_source
from config.navigation import NavItem, register_navigation, register_pages
from config.panels import Panel, register_panel
from config.search import search_provider


def _in_region(assignment: Any) -> bool:
    return assignment.agency.area.parent_id is not None


def register() -> None:
    from funds.desk import clearing_items
    from funds.desk_capital import capital_items
    from funds.desk_closing import closing_items
    from funds.desk_collection import collection_items
    from funds.desk_control import control_items
    from funds.desk_county_assessment import county_assessment_items
    from funds.desk_fund_budgets import fund_budget_items
    from funds.desk_insurer import insurer_items
    from funds.desk_mergings import merging_items
    from funds.desk_openings import opening_items
    from funds.desk_out_of_area import out_of_area_items
    from funds.desk_oversight import oversight_items
    from funds.desk_procurement import procurement_items
    from funds.desk_region import region_items
    from funds.desk_rounds import round_items
    from funds.desk_sendings import sending_items
    from funds.desk_settlements import settlement_items
    from funds.desk_subsidies import subsidy_items
    from funds.desk_sweeps import interest_items, sweep_items
    from funds.desk_watch import watch_items
    from funds.desk_years import year_items
    from funds.views.capital import capital_of_institution
    from funds.views.clearing import month_panel
    from funds.views.ledger import READERS, find_entries
    from funds.views.procurement import money_of_payable
    from funds.views.region.reports import cities_panel
    from funds.views.statements import statements_of_institution
    from funds.views.year_clearing import years_of_institution

    register_navigation(
        NavItem("desk", _("Cities of the region"), "funds:region_board", order=2, first_page=True),
        NavItem("fund", _("Regional adjustment fund"), "funds:region_fund", order=10, levels="region"),
        NavItem("watch", _("Assessment of cities"), "funds:city_assessments", order=49, levels="region"),
        NavItem(
            "watch",
            _("Assessment of cities"),
            "funds:city_assessments",
            order=53,
            levels="city",
            when=_in_region,
        ),
        NavItem(
            "year",
            _("Regional adjustment fund"),
            "funds:region_fund",
            order=22,
            levels="city",
            when=_in_region,
        ),
        NavItem("watch", _("Reports to the region"), "funds:region_reports", order=70, when=_in_region),
        NavItem("clearing", _("Monthly clearing"), "funds:clearings", order=10),
        NavItem("clearing", _("Monthly rounds"), "funds:rounds", order=5),
        NavItem("clearing", _("Sweeps and zero balances"), "funds:sweeps", order=6),
        NavItem("clearing", _("Payment batches"), "funds:batches", order=20),
        NavItem("clearing", _("Payments sent back"), "funds:sent_back", order=21),
        NavItem("clearing", _("Owed to people"), "funds:payables", order=15),
        NavItem("books", _("Overpayments to book"), "funds:book_recoveries", order=30),
        NavItem("books", _("Contributions to book"), "funds:book_receipts", order=25),
        NavItem("books", _("Personal accounts to book"), "funds:book_accounts", order=31),
        NavItem("clearing", _("Working capital"), "funds:capital", order=25),
        NavItem("clearing", _("Year-end clearing"), "funds:year_clearings", order=12),
        NavItem("clearing", _("Paid to suppliers"), "funds:procurement_balances", order=26),
        NavItem("clearing", _("Care outside the area"), "funds:out_of_area", order=28),
        NavItem("watch", _("Payment ratio of inpatient care"), "funds:inpatient_ratio", order=15),
        NavItem("clearing", _("Claimed from insurer and aid"), "funds:other_payers", order=30),
        NavItem("books", _("Bank accounts of the fund"), "funds:bank_accounts", order=40),
        NavItem("books", _("Interest at agreed rates"), "funds:interest", order=41),
        NavItem("books", _("Out of the treasury"), "funds:treasury_transfers", order=41),
        NavItem("books", _("Collection among the four"), "funds:collection_month", order=42),
        NavItem("books", _("Differences of collection"), "funds:collection_differences", order=43),
        NavItem("year", _("Sharing what-if"), "funds:sharing_what_if", order=30),
        NavItem("books", _("Accounting months"), "funds:accounting_months", order=5),
        NavItem("books", _("Financial statements"), "funds:financial_statements", order=8),
        NavItem("clearing", _("Claims on insurer and aid"), "funds:payer_claims", order=31),
        NavItem("clearing", _("Bills compared with insurer and aid"), "funds:payer_lists", order=32),
        NavItem("clearing", _("Premiums to the insurer"), "funds:premiums", order=33),
        NavItem("year", _("Year settlements"), "funds:year_settlements", order=10),
        NavItem("year", _("Reserves"), "funds:reserves", order=20),
        NavItem("year", _("Reserves and balances by month"), "funds:fund_curves", order=21),
        NavItem("books", _("Fund budgets"), "funds:fund_budgets", order=5),
        NavItem("watch", _("Watch of the fund"), "funds:watch_board", order=10),
        NavItem("watch", _("Warnings of the fund"), "funds:fund_warnings", order=20),
        NavItem("watch", _("Monthly reports of the fund position"), "funds:watch_reports", order=30),
        NavItem("watch", _("Projection of the fund"), "funds:projection", order=40),
        NavItem("books", _("Fiscal subsidies"), "funds:subsidies", order=22),
        NavItem("institutions", _("Supervision committee"), "funds:committee_sessions", order=64),
        NavItem("institutions", _("Consultations of experts"), "funds:consultations", order=65),
        NavItem("year", _("Before pooling"), "funds:openings", order=40),
        NavItem("year", _("Handover lists"), "funds:handovers", order=50),
        NavItem("year", _("Old funds into one"), "funds:book_mergings", order=60),
        NavItem("watch", _("Assessment of counties"), "funds:county_assessments", order=50),
        NavItem("watch", _("Managerial parts of gaps"), "funds:managerial_parts", order=51),
        NavItem("watch", _("Incentives from the reserve"), "funds:incentives", order=52),
        NavItem("watch", _("Unusual outlays before year end"), "funds:rush", order=60),
        NavItem("watch", _("Audits"), "funds:audits", order=70),
        NavItem("watch", _("Audit findings"), "funds:audit_findings", order=71),
        NavItem("watch", _("Separation of duties"), "funds:separation", order=72),
        NavItem("books", _("Trial balance"), "funds:trial_balance", order=10),
        NavItem("books", _("Money flow"), "funds:money_flow", order=12),
        NavItem("books", _("Accounts"), "funds:accounts", order=20),
    )
    register_pages(
        "funds:clearings", "funds:statement", "funds:statement_bills", "funds:send_statement",
        "funds:confirm_statement", "funds:object_to_statement", "funds:answer_statement",
        "funds:withdraw_sending", "funds:institution_statements",
    )  # fmt: skip
    register_pages(
        "funds:year_clearings", "funds:institution_year", "funds:confirm_year", "funds:object_year",
        "funds:answer_year",
    )  # fmt: skip
    register_pages(
        "funds:payables", "claims:payable", "claims:whole_payable", "claims:payable_account",
        "claims:check_payable_account",
    )  # fmt: skip
    register_pages("funds:batches", "funds:pay_procurement")
    register_pages(
        "funds:accounting_months", "funds:ask_book", "funds:open_asked_book", "funds:refuse_book",
        "funds:agree_month", "funds:refuse_month",
    )  # fmt: skip
    register_pages("funds:trial_balance", "funds:entry")
    register_pages("funds:openings", "funds:book_opening_use", "funds:refuse_opening_use")
    register_pages("funds:handovers", "funds:handover_found", "funds:remove_handover_item")
    register_pages(
        "funds:book_mergings", "funds:confirm_legacy_arrear", "funds:drop_legacy_arrear",
        "funds:pay_legacy_arrear", "funds:decide_arrear_payment",
    )  # fmt: skip
    search_provider("entries", _("Entries"), hint=_("number such as 2020-12-00001"), duty=READERS)(
        find_entries
    )
    register_desk_source(clearing_items)
    register_desk_source(sending_items)
    register_desk_source(capital_items)
    register_desk_source(year_items)
    register_desk_source(closing_items)
    register_desk_source(procurement_items)
    register_desk_source(out_of_area_items)
    register_desk_source(collection_items)
    register_desk_source(round_items)
    register_desk_source(sweep_items)
    register_desk_source(interest_items)
    register_desk_source(fund_budget_items)
    register_desk_source(subsidy_items)
    register_desk_source(oversight_items)
    register_desk_source(settlement_items)
    register_desk_source(insurer_items)
    register_desk_source(opening_items)
    register_desk_source(merging_items)
    register_desk_source(watch_items)
    register_desk_source(county_assessment_items)
    register_desk_source(region_items)
    register_desk_source(control_items)
    register_panel(
        "desk",
        Panel(
            _("Where the months stand"),
            "funds/months_panel.html",
            month_panel,
            order=10,
            when=lambda assignment: assignment.agency.level != "region",
        ),
    )
    register_panel(
        "desk",
        Panel(
            _("Cities of the region"),
            "funds/region/panel.html",
            cities_panel,
            order=10,
            list_url=lambda _assignment: reverse("funds:region_board"),
            when=lambda assignment: assignment.agency.level == "region",
        ),
    )
    register_panel(
        "procurement_payable",
        Panel(_("Money"), "funds/procurement/panel.html", money_of_payable, order=10),
    )
    register_panel(
        "institution",
        Panel(
            _("Statements"),
            "funds/statements_panel.html",
            statements_of_institution,
            order=20,
            list_url=lambda one: reverse("funds:institution_statements", args=[one.pk]),
        ),
    )
    register_panel(
        "institution",
        Panel(
            _("Working capital"),
            "funds/capital_panel.html",
            capital_of_institution,
            order=25,
            list_url=lambda one: f"{reverse('funds:capital')}?q={one.fixmedins_code}",
        ),
    )
    register_panel(
        "institution",
        Panel(_("Year-end clearing"), "funds/years/panel.html", years_of_institution, order=21),
    )
