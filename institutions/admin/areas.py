"""Pooling areas, agencies and their bank accounts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from config.maintenance import MaintenanceAdmin
from config.scoping import current_scope
from institutions.access import SignedInRequest
from institutions.models import Agency, AgencyAccount, PoolingArea
from institutions.services.lay_out_area import complete_agency


@admin.register(PoolingArea)
class PoolingAreaAdmin(MaintenanceAdmin):
    """Areas stand as they were laid out; whoever installs the system lays out another."""

    city_only = True
    list_display = ("code", "name", "parent")
    search_fields = ("=code", "name")

    def get_queryset(self, request: SignedInRequest) -> QuerySet[PoolingArea]:
        scope = current_scope()
        areas = super().get_queryset(request)
        return areas if scope.everything else areas.filter(pk__in=scope.member_areas)

    def has_add_permission(self, request: SignedInRequest) -> bool:
        return bool(request.user.is_superuser)

    def get_readonly_fields(
        self, request: SignedInRequest, obj: PoolingArea | None = None
    ) -> tuple[str, ...]:
        return () if request.user.is_superuser else ("code", "parent")


@admin.register(Agency)
class AgencyAdmin(MaintenanceAdmin):
    agency_path = ""
    city_only = True
    list_display = ("code", "name", "level", "parent", "county", "is_city_own")
    list_filter = ("level",)
    search_fields = ("=code", "name")
    list_select_related = ("parent", "county")

    def save_model(self, request: SignedInRequest, obj: Agency, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        complete_agency(agency=obj)


@admin.register(AgencyAccount)
class AgencyAccountAdmin(MaintenanceAdmin):
    agency_path = "agency"
    city_only = True
    list_display = ("agency", "kind", "account_name", "account_no", "bank_name")
    list_filter = ("kind",)
    search_fields = ("=account_no", "account_name")
    list_select_related = ("agency",)
