"""Insured people and their coverages, to look up; they change through imports and the counters."""

from __future__ import annotations

from django.contrib import admin

from config.maintenance import MaintenanceAdmin, MaintenanceInline
from enrollment.models import Coverage, Person


class CoverageInline(MaintenanceInline):
    model = Coverage
    exclude = ("import_run_id",)


@admin.register(Person)
class PersonAdmin(MaintenanceAdmin):
    read_only = True
    list_display = ("psn_no", "psn_name", "gend", "brdy", "county")
    search_fields = ("=psn_no", "=certno")
    list_select_related = ("county",)
    inlines = (CoverageInline,)
    exclude = ("certno", "tel", "addr", "import_run_id")
    raw_id_fields = ("canonical",)
