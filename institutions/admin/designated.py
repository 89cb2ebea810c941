"""Designated institutions, consortia and payee accounts."""

from __future__ import annotations

from django.contrib import admin

from config.maintenance import MaintenanceAdmin
from institutions.models import Consortium, Institution, PayeeAccount


@admin.register(Consortium)
class ConsortiumAdmin(MaintenanceAdmin):
    list_display = ("name", "county")
    list_select_related = ("county",)


@admin.register(Institution)
class InstitutionAdmin(MaintenanceAdmin):
    list_display = ("fixmedins_code", "name", "kind", "dedc_hosp_lv", "county", "consortium")
    list_filter = ("kind", "dedc_hosp_lv")
    search_fields = ("=fixmedins_code", "name")
    list_select_related = ("county", "consortium")


@admin.register(PayeeAccount)
class PayeeAccountAdmin(MaintenanceAdmin):
    """To look up; an account is prepared and approved on the institution's own page, by two people."""

    agency_path = "institution__county"
    read_only = True
    list_display = (
        "institution",
        "account_name",
        "account_no",
        "bank_name",
        "period",
        "prepared_by",
        "approved_by",
    )
    search_fields = ("=account_no", "=institution__fixmedins_code")
    list_select_related = ("institution", "prepared_by", "approved_by")
