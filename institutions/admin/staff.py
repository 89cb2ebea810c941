"""Users, their assignments and delegations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from config.maintenance import MaintenanceAdmin, within_scope
from institutions.models import Agency, Assignment, Delegation, Duty, User


class AssignmentForm(forms.ModelForm):
    """Duties as check boxes; the agency only from the administrator's own."""

    duties = forms.MultipleChoiceField(
        label=_("Duties"), choices=Duty.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Assignment
        fields = ("user", "agency", "duties", "period")


class UserCreation(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ("username", "name", "language")


class AssignmentInline(admin.TabularInline):
    model = Assignment
    form = AssignmentForm
    extra = 0

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "agency":
            kwargs["queryset"] = within_scope(Agency.objects.all(), "")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # the page around it has decided

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class StaffAdmin(MaintenanceAdmin, UserAdmin):
    """Administrators keep the users of their agencies; nobody makes a superuser here."""

    add_form = UserCreation
    list_display = ("username", "name", "language", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("=username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "name", "language", "is_active", "is_staff")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "language", "password1", "password2")}),)
    inlines = (AssignmentInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        users = super().get_queryset(request)
        agencies = within_scope(Agency.objects.all(), "")
        # A user without any assignment was just made and is nobody's yet.
        return (
            users.filter(assignments__agency__in=agencies).distinct()
            | users.filter(assignments__isnull=True, is_superuser=False).distinct()
        )


@admin.register(Assignment)
class AssignmentAdmin(MaintenanceAdmin):
    form = AssignmentForm
    agency_path = "agency"
    list_display = ("user", "agency", "duties", "period")
    search_fields = ("=user__username", "user__name")
    list_select_related = ("user", "agency")


@admin.register(Delegation)
class DelegationAdmin(MaintenanceAdmin):
    agency_path = "assignment__agency"
    list_display = ("assignment", "receiver", "period", "reason")
    list_select_related = ("assignment__user", "assignment__agency", "receiver")
