"""What the catalogue adds to the house: its group of the navigation, search by code, desk items."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.desk import register_desk_source
from config.navigation import NavItem, register_navigation
from config.search import search_provider


def register() -> None:
    from claims import procurement_desk
    from claims.catalogue_desk import catalogue_items
    from claims.price_desk import price_items
    from claims.views.catalogue import find_items

    register_navigation(
        NavItem("catalogue", _("Catalogue"), "claims:catalogue", order=10),
        NavItem("catalogue", _("Unmatched codes"), "claims:unmatched_codes", count=_unmatched, order=20),
        NavItem("catalogue", _("Institutions' own codes"), "claims:institution_codes", order=30),
        NavItem("catalogue", _("Negotiated drugs"), "claims:negotiated_drugs", order=40),
        NavItem("catalogue", _("Price applications"), "claims:price_applications", order=50),
        NavItem("catalogue", _("Price inquiries and talks"), "claims:price_inquiries", order=60),
        NavItem("catalogue", _("Price evaluations"), "claims:price_evaluations", order=70),
    )
    search_provider("catalogue", _("Catalogue"), hint=_("catalogue code"))(find_items)
    register_desk_source(catalogue_items)
    register_desk_source(price_items)
    procurement_desk.register()


def _unmatched(_seat: Any) -> int | None:
    from claims.models import UnmatchedCode

    # Counted no further than a badge can say.
    return UnmatchedCode.objects.all()[:100].count() or None
