"""The lines of the house in the navigation – desk, imports, jobs, maintenance room – and what its pages are for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.maintenance import KEEPER, READER
from config.navigation import NavItem, register_navigation
from config.purposes import register_purposes
from config.views.purposes import PURPOSES


def register() -> None:
    register_navigation(
        NavItem("desk", _("My desk"), "desk", order=10, first_page=True),
        NavItem("exchange", _("Imports"), "imports", order=10),
        NavItem("exchange", _("Jobs"), "jobs", order=20),
        NavItem("maintenance", _("Maintenance room"), "admin:index", duties=(KEEPER, READER), order=10),
    )
    register_purposes("", PURPOSES)
