"""The agencies' bank accounts, which the paying side of the demonstration needs."""

from __future__ import annotations

from config.demo.staff import place_name
from config.demo.words import words
from institutions.models import Agency, AgencyAccount
from institutions.services.lay_out_area import AreaLayout


def open_agency_accounts(layout: AreaLayout) -> int:
    """An income and an expenditure account for every agency; how many were missing."""
    missing = 0
    for agency in (layout.city, *layout.units):
        for digit, kind in (("1", AgencyAccount.Kind.INCOME), ("2", AgencyAccount.Kind.EXPENDITURE)):
            _account, created = AgencyAccount.objects.get_or_create(
                agency=agency, kind=kind, defaults=_details(agency, digit)
            )
            missing += created
    return missing


def _details(agency: Agency, digit: str) -> dict[str, str]:
    return {
        "account_name": agency.name,
        "account_no": f"8{agency.code}{digit:0>9}",
        "bank_name": words()["bank"].format(place=place_name(agency)),
    }
