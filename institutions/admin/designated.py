"""Designated institutions, consortia and payee accounts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from config.maintenance import MaintenanceAdmin
from institutions.models import Agency, Consortium, Institution, PayeeAccount


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

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        choices = super().get_field_queryset(db, db_field, request)
        return choices.filter(level=Agency.Level.COUNTY) if db_field.name == "county" else choices


@admin.register(PayeeAccount)
class PayeeAccountAdmin(MaintenanceAdmin):
    """To look up; an account is prepared and approved on the institution's own page, by two people."""

    read_only = True
    list_display = (
        "institution",
        "account_name",
        "account_no",
        "bank_name",
        "days",
        "prepared_by",
        "approved_by",
        "withdrawn_reason",
    )
    search_fields = ("=account_no", "=institution__fixmedins_code")
    list_select_related = ("institution", "prepared_by", "approved_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PayeeAccount]:
        # Through the institutions one sees: the city's, outside the area, have no county.
        return super().get_queryset(request).filter(institution__in=Institution.objects.all())
