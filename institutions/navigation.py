"""What institutions add to the house: navigation and search."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.navigation import NavItem, register_navigation
from config.search import search_provider


def register() -> None:
    from institutions.views.institutions import find_institutions

    register_navigation(
        NavItem("institutions", _("Designated institutions"), "institutions:institutions", order=10),
        NavItem("institutions", _("Policies"), "institutions:policies", order=20),
    )
    search_provider("institutions", _("Designated institutions"), hint=_("code or start of the name"))(
        find_institutions
    )
