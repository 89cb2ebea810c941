"""Policy documents and versions, to look up; they change through ``loadpolicy`` and review only."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from config.maintenance import MaintenanceAdmin
from config.scoping import current_scope
from institutions.models import PolicyDocument, PolicyVersion


@admin.register(PolicyDocument)
class PolicyDocumentAdmin(MaintenanceAdmin):
    read_only = True
    list_display = ("key", "title", "number", "area")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PolicyDocument]:
        scope = current_scope()
        documents = super().get_queryset(request)
        return documents if scope.everything else documents.filter(area__in=scope.member_areas)


@admin.register(PolicyVersion)
class PolicyVersionAdmin(MaintenanceAdmin):
    read_only = True
    list_display = (
        "document",
        "number",
        "state",
        "effective_from",
        "prepared_by",
        "reviewed_by",
        "put_in_force_at",
    )
    list_filter = ("state",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PolicyVersion]:
        scope = current_scope()
        versions = super().get_queryset(request)
        return versions if scope.everything else versions.filter(document__area__in=scope.member_areas)
