"""What claims add to the house: navigation, search, panels on the files of people and institutions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.desk import register_desk_source
from config.navigation import NavItem, register_navigation
from config.panels import Panel, register_panel
from config.search import search_provider
from institutions.policy.service_list import register_service_page

SERVICES = {
    "reimbursement": "claims:reimbursements",
    "maternity_allowance": "claims:maternity_allowances",
    "filing": "claims:filings",
    "chronic_certificate": "claims:certificates",
    "accident": "claims:accidents",
    "personal_account": "claims:account_requests",
}


def register() -> None:
    from claims import catalogue_navigation, grouping_navigation, reconciliation_desk
    from claims.allowance_desk import allowance_items, overpayment_items
    from claims.budget_desk import budget_items
    from claims.desk import account_items, bill_items, finding_items, payment_items
    from claims.desk_registers import register_items
    from claims.inspection_desk import inspection_items
    from claims.reimbursement_desk import reimbursement_items
    from claims.services.redo_listeners import register_redo_listener
    from claims.services.reimbursements.follow import follow_counter_bills
    from claims.views.bills import bills_of_institution, bills_of_person, find_bills
    from claims.views.inspections.person_credit import credit_of_person
    from claims.views.payables import payment_of_refund
    from claims.views.personal_accounts import accounts_of_person
    from claims.views.reimbursements.lists import cases_of_person, find_cases

    for service, address in SERVICES.items():
        register_service_page(service, address)
    catalogue_navigation.register()
    grouping_navigation.register()
    reconciliation_desk.register()
    register_navigation(
        NavItem("bills", _("Bills"), "claims:bills", order=10),
        NavItem("bills", _("Waiting bills"), "claims:waiting", count=_waiting, order=20),
        NavItem("bills", _("Redos"), "claims:redos", count=_redos, order=25),
        NavItem("bills", _("Deductions"), "claims:deductions", order=40),
        NavItem("bills", _("Counter reimbursements"), "claims:reimbursements", order=35),
        NavItem("bills", _("Maternity allowances"), "claims:maternity_allowances", order=36),
        NavItem("bills", _("Overpayments"), "claims:overpayments", order=37),
        NavItem("bills", _("Differences to the sender"), "claims:differences", order=30),
        NavItem("institutions", _("Payment budgets"), "claims:budgets", order=29),
        NavItem("institutions", _("What-if"), "claims:what_if", order=30),
        NavItem("institutions", _("Payment what-if"), "claims:payment_what_if", order=31),
        NavItem("bills", _("Findings on bills"), "claims:findings", order=35),
        NavItem("bills", _("Try a bill"), "claims:quote", order=60),
    )
    from claims.views.registers import REGISTERS
    from claims.views.registers.panel import registers_of_person

    for order, register in enumerate(REGISTERS, 20):
        register_navigation(
            NavItem("registers", register.listing.title, f"claims:{register.topic}", order=order)
        )
    register_navigation(NavItem("registers", _("Experts"), "claims:experts", order=30))
    register_desk_source(register_items)
    register_panel(
        "person",
        Panel(_("Certificates and filings"), "claims/registers/panel.html", registers_of_person, order=50),
    )
    register_navigation(
        NavItem("registers", _("Personal accounts"), "claims:personal_accounts", order=30),
        NavItem("registers", _("Credits and interest"), "claims:account_batches", order=40),
        NavItem("registers", _("Requests on accounts"), "claims:account_requests", order=50),
    )
    register_panel("refund", Panel(_("Payment"), "claims/payables/panel.html", payment_of_refund))
    search_provider("bills", _("Bills"), hint=_("settlement number"))(find_bills)
    search_provider("reimbursements", _("Counter reimbursements"), hint=_("case number"))(find_cases)
    register_desk_source(bill_items)
    register_desk_source(budget_items)
    register_desk_source(finding_items)
    register_desk_source(inspection_items)
    register_navigation(
        NavItem("institutions", _("Inspections"), "claims:inspections", order=60),
        NavItem("institutions", _("Cases of inspection"), "claims:inspection_cases", order=61),
        NavItem("institutions", _("Rosters of inspection"), "claims:rosters", order=62),
        NavItem("institutions", _("Reports by the public"), "claims:public_reports", order=62),
        NavItem("institutions", _("Physicians"), "claims:physicians", order=63),
        NavItem("institutions", _("Suspensions of physicians"), "claims:physician_suspensions", order=64),
        NavItem(
            "institutions", _("Credit events of insured persons"), "claims:person_credit_events", order=65
        ),
    )
    register_desk_source(reimbursement_items)
    register_desk_source(allowance_items)
    register_desk_source(overpayment_items)
    register_redo_listener(follow_counter_bills)
    register_desk_source(account_items)
    register_desk_source(payment_items)
    register_panel(
        "person",
        Panel(_("Personal account"), "claims/personal_account_panel.html", accounts_of_person, order=50),
    )
    register_panel(
        "transfer",
        Panel(
            _("Personal account"),
            "claims/personal_account_panel.html",
            lambda request, transfer: accounts_of_person(request, transfer.person),
        ),
    )
    register_panel(
        "person",
        Panel(
            _("Credit points"), "claims/inspections/person_credit_panel.html", credit_of_person, order=120,
            list_url=lambda one: f"{reverse('claims:person_credit_events')}?q={one.psn_no}",
        ),
    )  # fmt: skip
    register_panel("person", Panel(_("Latest bills"), "claims/bills_panel.html", bills_of_person))
    register_panel(
        "person",
        Panel(_("Counter reimbursements"), "claims/reimbursements_panel.html", cases_of_person, order=110),
    )
    register_panel(
        "institution",
        Panel(
            _("Latest bills"),
            "claims/bills_panel.html",
            bills_of_institution,
            list_url=lambda one: f"{reverse('claims:bills')}?institution={one.fixmedins_code}",
        ),
    )


def _waiting(_seat: Any) -> int | None:
    from claims.models import BillProblem

    # Counted no further than a badge can say.
    return BillProblem.objects.all()[:100].count() or None


def _redos(_seat: Any) -> int | None:
    from claims.models import Redo

    return Redo.objects.filter(state=Redo.State.DRAFT)[:100].count() or None
