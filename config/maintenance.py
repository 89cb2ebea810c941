"""Base of every model in the maintenance room (Django admin): rights come from duties, rows from the scope.

Django's per-model permissions are not used: whoever administers an agency maintains its reference data,
whoever audits reads it, nobody else gets in.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.http import HttpRequest

from config.scoping import ScopedModel, current_scope

KEEPER = "administer"
READER = "audit"


def duties_of(request: HttpRequest, *, levels: frozenset[str] | None = None) -> set[str]:
    """Duties held today, at agencies of ``levels`` if given."""
    assignments = getattr(request.user, "assignments_in_force", ())
    return {
        duty
        for assignment in assignments
        for duty in assignment.duties
        if levels is None or assignment.agency.level in levels
    }


class MaintenanceAdmin(admin.ModelAdmin):
    """Rows of the user's agencies only; kept by administrators, read by auditors.

    ``agency_path`` is the join to the agency for models that are not scoped themselves ("" for Agency
    itself); ``city_only``: counties read, the city keeps; ``read_only``: nobody changes it here.
    """

    agency_path: ClassVar[str | None] = None
    city_only: ClassVar[bool] = False
    read_only: ClassVar[bool] = False
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        return queryset if self.agency_path is None else within_scope(queryset, self.agency_path)

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Choices are scoped like lists: a foreign county's row cannot be picked."""
        model = db_field.remote_field.model
        if "queryset" not in kwargs and not issubclass(model, ScopedModel):
            path = _path_to_agency(model, self.admin_site)
            if path is not None:
                kwargs["queryset"] = within_scope(model._default_manager.all(), path)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(duties_of(request) & {KEEPER, READER})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if self.read_only:
            return False
        return KEEPER in duties_of(request, levels=frozenset({"city", "region"}) if self.city_only else None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted from the maintenance room: what ends gets an end date."""
        return False


def within_scope(queryset: QuerySet[Any], agency_path: str) -> QuerySet[Any]:
    """Rows whose agency lies in the open scope."""
    scope = current_scope()
    if scope.everything:
        return queryset
    prefix = f"{agency_path}__" if agency_path else ""
    return queryset.filter(
        Q(**{f"{prefix}county__in": scope.counties})
        | Q(**{f"{prefix}pk__in": scope.counties})
        | Q(**{f"{prefix}area__in": scope.areas})
    ).distinct()


def _path_to_agency(model: type[Model], site: admin.AdminSite) -> str | None:
    registered = site._registry.get(model)
    return getattr(registered, "agency_path", None)
