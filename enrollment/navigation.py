"""What enrolment adds to the house: navigation and search."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.desk import register_desk_source
from config.navigation import NavItem, register_navigation
from config.panels import Panel, register_panel
from config.search import search_provider


def register() -> None:
    from enrollment.merging_desk import merging_items
    from enrollment.views.payers import find_payers
    from enrollment.views.people import find_people
    from enrollment.views.retirement.years import years_of_person

    register_navigation(
        NavItem("people", _("Insured people"), "enrollment:people", order=10),
        NavItem("people", _("Payers"), "enrollment:payers", order=15),
        NavItem("people", _("Contribution statements"), "enrollment:contribution_months", order=16),
        NavItem("people", _("Receipts from tax"), "enrollment:receipts", order=17),
        NavItem("people", _("Contributions in arrears"), "enrollment:arrears", order=18),
        NavItem("people", _("Serve another county"), "enrollment:walk_in", order=20),
        NavItem("people", _("Annual enrolment"), "enrollment:window", order=30),
        NavItem("people", _("Retirement"), "enrollment:retirements", order=35),
        NavItem("people", _("Contribution years"), "enrollment:year_list", order=36),
        NavItem("people", _("Transfers of the insurance"), "enrollment:transfers", order=37),
        NavItem("people", _("Subsidy bill"), "enrollment:subsidy_bill", order=35),
        NavItem("people", _("Merging of schemes"), "enrollment:mergings", order=40),
        NavItem("people", _("Contribution what-if"), "enrollment:contribution_what_if", order=60),
    )
    register_panel(
        "person",
        Panel(_("Contribution years"), "enrollment/retirement/panel.html", years_of_person, order=30),
    )
    register_desk_source(merging_items)
    search_provider("payers", _("Payers"), hint=_("number, credit code or start of the name"))(find_payers)
    search_provider("people", _("Insured people"), hint=_("person or certificate number, start of a name"))(
        find_people
    )
