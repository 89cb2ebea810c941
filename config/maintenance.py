"""Base of every model in the maintenance room (Django admin): rights come from duties, rows from the scope.

Django's per-model permissions are not used: whoever administers an agency maintains its reference data,
whoever audits reads it, nobody else gets in. Only agencies where one holds such a duty count: who administers
one county and handles bills in another keeps the first and does not see the second here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import ForeignKey, Q, QuerySet
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext_lazy

from config import display
from config.meanwhile import changed_meanwhile, one_at_a_time
from config.remembering import READING
from config.scoping import current_scope, scoped

KEEPER = "administer"
READER = "audit"


def duties_of(request: HttpRequest, *, levels: frozenset[str] | None = None) -> set[str]:
    """Duties held today, at agencies of ``levels`` if given; whoever installs the system administers all of it."""
    if getattr(request.user, "is_superuser", False):
        return {KEEPER}
    assignments = getattr(request.user, "assignments_in_force", ())
    return {
        duty
        for assignment in assignments
        for duty in assignment.duties
        if levels is None or assignment.agency.level in levels
    }


def within_duties(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Run an admin view, rendering included, in the scope of the agencies one keeps (to read: or audits)."""

    @wraps(view)
    def narrowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        writes = request.method not in READING and KEEPER in duties_of(request)
        duties = frozenset({KEEPER} if writes else {KEEPER, READER})
        with scoped(request.user.scope(duties=duties)):  # type: ignore[union-attr]
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
        return response

    return narrowed


class ScopedChoices:
    """What can be picked is what can be seen: no row of a foreign county, no user of another city."""

    admin_site: admin.AdminSite

    def get_field_queryset(
        self, db: str | None, db_field: ForeignKey, request: HttpRequest
    ) -> QuerySet[Any] | None:
        registered = self.admin_site._registry.get(db_field.remote_field.model)
        if registered is not None:
            return registered.get_queryset(request)
        return super().get_field_queryset(db, db_field, request)  # type: ignore[misc,no-any-return]


class Watched(BaseModelForm):
    """Two people at one row (:mod:`config.meanwhile`)."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.errors:
            changed_meanwhile(self)


class MaintenanceAdmin(ScopedChoices, admin.ModelAdmin):
    """Rows of the user's agencies only; kept by administrators, read by auditors.

    ``agency_path`` is the join to the agency for models that are not scoped themselves ("" for Agency
    itself); ``city_only``: counties read, the city keeps; ``read_only``: nobody changes it here.
    """

    agency_path: ClassVar[str | None] = None
    city_only: ClassVar[bool] = False
    read_only: ClassVar[bool] = False
    show_full_result_count = False
    list_per_page = 50
    view_on_site = False

    change_form_template = "admin/watched_form.html"

    @admin.display(description=gettext_lazy("Period"), ordering="period")
    def days(self, one: Any) -> str:
        """A column for rows with a ``period``."""
        return display.days(one.period)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Of a row that is there: a form that tells what somebody changed since its page was opened."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (Watched, form), {}) if change else form

    def _changeform_view(self, request: HttpRequest, *args: Any) -> HttpResponse:
        # Within Django's transaction, before the row is read: nobody else stores between looking and storing.
        one_at_a_time(request)
        return super()._changeform_view(request, *args)  # type: ignore[misc,no-any-return]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        return queryset if self.agency_path is None else within_scope(queryset, self.agency_path)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(duties_of(request) & {KEEPER, READER})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if self.read_only:
            return False
        duties = duties_of(request, levels=frozenset({"city", "region"}) if self.city_only else None)
        return KEEPER in duties and (obj is None or self.is_kept(request, obj))

    def is_kept(self, request: HttpRequest, obj: Any) -> bool:
        """Does the row lie where the user administers, not only where they audit?"""
        if READER not in duties_of(request):
            return True
        with scoped(request.user.scope(duties=frozenset({KEEPER}))):  # type: ignore[union-attr]
            return self.get_queryset(request).filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted from the maintenance room: what ends gets an end date."""
        return False


class MaintenanceInline(ScopedChoices, admin.TabularInline):
    """Rows shown on another row's page, to read."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # the page around it has decided

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
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
