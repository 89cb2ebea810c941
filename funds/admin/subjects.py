"""The chart of accounts: codes and names may be put right; what a subject is may not."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from config.maintenance import MaintenanceAdmin
from funds.models import Subject


@admin.register(Subject)
class SubjectAdmin(MaintenanceAdmin):
    city_only = True
    list_display = ("code", "name", "klass", "normal_side", "verified", "source", "role")
    list_filter = ("klass", "verified")
    search_fields = ("=code", "=role", "name")
    # Accounts, and the entries in them, rest on these.
    readonly_fields = ("role", "klass", "normal_side", "memorandum", "parent")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Subjects come with the chart: a role nothing posts to would stay empty."""
        return False
