"""The maintenance room's part of the base tables."""

from django.contrib import admin

from config.maintenance import MaintenanceAdmin
from config.models import WorkdayException


@admin.register(WorkdayException)
class WorkdayExceptionAdmin(MaintenanceAdmin):
    """Days decided by hand; the city keeps them for the whole area."""

    city_only = True
    list_display = ("day", "is_workday", "name", "provisional")
    list_filter = ("provisional",)
    date_hierarchy = "day"
