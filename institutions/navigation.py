"""What institutions add to the house: navigation and search."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.desk import register_desk_source
from config.navigation import NavItem, register_navigation
from config.panels import Panel, register_panel
from config.search import search_provider


def register() -> None:
    from institutions.assessment_desk import assessment_items, credit_items
    from institutions.desk import agreement_items
    from institutions.desk_accounts import account_items
    from institutions.policy_desk import policy_items
    from institutions.views.agreements.panel import agreement_panel
    from institutions.views.assessment.sheet import assessment_panel
    from institutions.views.credit import credit_panel
    from institutions.views.institutions import find_institutions
    from institutions.views.second_factor.resets import reset_items

    register_navigation(
        NavItem("institutions", _("Designated institutions"), "institutions:institutions", order=10),
        NavItem("institutions", _("Agreements"), "institutions:agreements", order=15),
        NavItem("institutions", _("Yearly assessment"), "institutions:assessments", order=16),
        NavItem("institutions", _("Published assessments"), "institutions:published_assessments", order=17),
        NavItem("institutions", _("Credit events"), "institutions:credit_events", order=18),
        NavItem("institutions", _("Policies"), "institutions:policies", order=20),
        NavItem("institutions", _("Service list"), "institutions:service_list", order=23),
        NavItem("institutions", _("Policy notices"), "institutions:policy_notices", order=21),
        NavItem("maintenance", _("Sign-ins"), "institutions:sign_ins", order=40),
        NavItem("maintenance", _("Second factors"), "institutions:second_factors", order=41),
        NavItem("maintenance", _("Numbers shown whole"), "institutions:unmaskings", order=41),
        NavItem("maintenance", _("Exports"), "institutions:exports", order=42),
        NavItem("institutions", _("Policy proposals"), "institutions:policy_proposals", order=22),
    )
    search_provider("institutions", _("Designated institutions"), hint=_("code or start of the name"))(
        find_institutions
    )
    register_panel(
        "institution",
        Panel(
            _("Agreements"),
            "institutions/agreements/panel.html",
            agreement_panel,
            order=10,
            list_url=lambda one: _list("institutions:agreements", one),
        ),
    )
    register_panel(
        "institution",
        Panel(
            _("Yearly assessment"),
            "institutions/assessment/panel.html",
            assessment_panel,
            order=20,
            list_url=lambda one: _list("institutions:published_assessments", one),
        ),
    )
    register_panel(
        "institution",
        Panel(
            _("Credit"),
            "institutions/credit/panel.html",
            credit_panel,
            order=30,
            list_url=lambda one: _list("institutions:credit_events", one),
        ),
    )
    register_desk_source(agreement_items)
    register_desk_source(account_items)
    register_desk_source(assessment_items)
    register_desk_source(credit_items)
    register_desk_source(policy_items)
    register_desk_source(reset_items)


def _list(name: str, institution: Any) -> str:
    """A list narrowed to one institution."""
    return f"{reverse(name)}?q={institution.fixmedins_code}"
