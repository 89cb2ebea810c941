"""The pool of experts: who may be drawn."""

from __future__ import annotations

from django.contrib import admin

from claims.models import Expert
from config.maintenance import MaintenanceAdmin


@admin.register(Expert)
class ExpertAdmin(MaintenanceAdmin):
    list_display = ("code", "name", "title", "specialty", "institution", "active")
    list_filter = ("active",)
    search_fields = ("=code", "name")
    list_select_related = ("institution",)
