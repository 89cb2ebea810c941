"""Pooling areas, agencies and their bank accounts."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from config.maintenance import MaintenanceAdmin
from config.scoping import current_scope
from institutions.models import Agency, AgencyAccount, PoolingArea


@admin.register(PoolingArea)
class PoolingAreaAdmin(MaintenanceAdmin):
    city_only = True
    list_display = ("code", "name", "parent")
    search_fields = ("=code", "name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PoolingArea]:
        scope = current_scope()
        areas = super().get_queryset(request)
        return areas if scope.everything else areas.filter(pk__in=scope.member_areas)


@admin.register(Agency)
class AgencyAdmin(MaintenanceAdmin):
    agency_path = ""
    city_only = True
    list_display = ("code", "name", "level", "parent", "county", "is_city_own")
    list_filter = ("level",)
    search_fields = ("=code", "name")
    list_select_related = ("parent", "county")


@admin.register(AgencyAccount)
class AgencyAccountAdmin(MaintenanceAdmin):
    agency_path = "agency"
    city_only = True
    list_display = ("agency", "kind", "account_name", "account_no", "bank_name")
    list_filter = ("kind",)
    search_fields = ("=account_no", "account_name")
    list_select_related = ("agency",)
