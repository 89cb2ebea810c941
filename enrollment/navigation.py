"""What enrolment adds to the house: navigation and search."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.desk import register_desk_source
from config.navigation import NavItem, register_navigation, register_pages
from config.panels import Panel, register_panel
from config.search import search_provider
from institutions.policy.service_list import register_service_page

SERVICES = {
    "employee_enrolment": "enrollment:payers",
    "resident_enrolment": "enrollment:people",
    "person_change": "enrollment:people",
    "cover_transfer": "enrollment:transfers",
    "walk_in": "enrollment:walk_in",
}


def register() -> None:
    from enrollment.cleaning_desk import assigned_to, cleaning_items
    from enrollment.desk import refund_items, target_items
    from enrollment.merging_desk import merging_items
    from enrollment.views.cleaning.finding import findings_of_person
    from enrollment.views.contributions_panel import contributions_of_person
    from enrollment.views.payers import find_payers
    from enrollment.views.people import find_people
    from enrollment.views.residents.panel import resident_years
    from enrollment.views.retirement.years import years_of_person

    for service, address in SERVICES.items():
        register_service_page(service, address)
    register_navigation(
        NavItem("people", _("Insured people"), "enrollment:people", order=10),
        NavItem("people", _("Serve another county"), "enrollment:walk_in", order=20),
        NavItem("people", _("Annual enrolment"), "enrollment:window", order=30),
        NavItem("people", _("Enrolments outside the window"), "enrollment:counter_enrolments", order=31),
        NavItem("people", _("Refunds of contributions"), "enrollment:refunds", count=_refunds, order=32),
        NavItem("people", _("Transfers of the insurance"), "enrollment:transfers", order=40),
        NavItem("people", _("Contribution years"), "enrollment:year_list", order=50),
        NavItem("people", _("Retirement"), "enrollment:retirements", order=51),
        NavItem("contributions", _("Payers"), "enrollment:payers", order=10),
        NavItem("contributions", _("Contribution statements"), "enrollment:contribution_months", order=20),
        NavItem("contributions", _("Receipts from tax"), "enrollment:receipts", order=30),
        NavItem("contributions", _("Contributions in arrears"), "enrollment:arrears", order=40),
        NavItem("contributions", _("Subsidy bill"), "enrollment:subsidy_bill", order=50),
        NavItem("contributions", _("Contribution what-if"), "enrollment:contribution_what_if", order=60),
        NavItem("everybody", _("Targets"), "enrollment:target_board", order=10),
        NavItem("everybody", _("Yearly targets"), "enrollment:target_plans", order=11),
        NavItem("everybody", _("Population"), "enrollment:populations", order=12),
        NavItem("everybody", _("Data cleaning"), "enrollment:findings", count=assigned_to, order=20),
        NavItem("everybody", _("Exchange with other offices"), "enrollment:exchange_agreements", order=30),
        NavItem("everybody", _("Merging of schemes"), "enrollment:mergings", order=40),
    )
    register_pages(
        "enrollment:people", "enrollment:end_standing", "enrollment:end_coverage", "enrollment:void_coverage",
        "enrollment:move_coverage", "enrollment:change_scheme", "enrollment:change_category",
        "enrollment:hold_benefits", "enrollment:resume_benefits",
    )  # fmt: skip
    register_pages("enrollment:refunds", "enrollment:refund_contribution")
    register_pages(
        "enrollment:mergings", "enrollment:legacy_pair", "enrollment:found_person", "enrollment:choose_cover",
        "enrollment:undo_take_over", "enrollment:legacy_rolls", "enrollment:legacy_roll", "enrollment:legacy_row",
        "enrollment:whole_row", "enrollment:complete_row", "enrollment:set_row_aside",
    )  # fmt: skip
    register_panel(
        "person",
        Panel(_("Contribution years"), "enrollment/retirement/panel.html", years_of_person, order=30),
    )
    register_panel(
        "person",
        Panel(_("Residents' contributions"), "enrollment/residents/panel.html", resident_years, order=20),
    )
    register_panel(
        "person",
        Panel(
            _("Monthly contributions"),
            "enrollment/contributions_panel.html",
            contributions_of_person,
            order=25,
        ),
    )
    register_desk_source(refund_items)
    register_desk_source(target_items)
    register_panel(
        "person", Panel(_("Data cleaning"), "enrollment/cleaning/panel.html", findings_of_person, order=40)
    )
    register_desk_source(cleaning_items)
    register_desk_source(merging_items)
    search_provider("payers", _("Payers"), hint=_("number, credit code or start of the name"))(find_payers)
    search_provider("people", _("Insured people"), hint=_("person or certificate number, start of a name"))(
        find_people
    )


def _refunds(_seat: Any) -> int | None:
    from enrollment.models import ContributionRefund

    return ContributionRefund.objects.filter(state="waiting")[:100].count() or None
