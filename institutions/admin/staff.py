"""Users, their assignments and delegations.

An administrator keeps the people of their own agencies. Somebody who also works, or acts for somebody, elsewhere is
kept by whoever administers both places: a county must not get at the city's duties by setting a password. Nobody
gives duties to themselves.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.forms import BaseInlineFormSet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config import display
from config.maintenance import KEEPER, MaintenanceAdmin, MaintenanceInline, within_scope
from config.scoping import scoped
from institutions.access import SignedInRequest
from institutions.models import Agency, Assignment, Delegation, Duty, User

# Rights come from duties; Django's groups would promise what they do not give.
admin.site.unregister(Group)


PERIOD_HINTS = (_("first day, such as 2024-01-01"), _("day after the last; empty: open"))


class AssignmentForm(forms.ModelForm):
    """Duties as check boxes; the agency only from the administrator's own."""

    duties = forms.MultipleChoiceField(
        label=_("Duties"), choices=Duty.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if period := self.fields.get("period"):
            for widget, hint in zip(period.widget.widgets, PERIOD_HINTS, strict=True):  # type: ignore[attr-defined]
                widget.attrs["placeholder"] = hint
                widget.format = "%Y-%m-%d"

    class Meta:
        model = Assignment
        fields = ("user", "agency", "duties", "period")


class UserCreation(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ("username", "name", "language")


class AssignmentInline(MaintenanceInline):
    """A new user begins with an assignment: nobody's users would be everybody's."""

    model = Assignment
    form = AssignmentForm

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Assignment]:
        return within_scope(super().get_queryset(request), "agency")

    def get_formset(
        self, request: SignedInRequest, obj: User | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        return super().get_formset(request, obj, validate_min=obj is None, **kwargs)  # type: ignore[no-any-return]

    def get_min_num(self, request: SignedInRequest, obj: User | None = None, **kwargs: Any) -> int:
        return 1 if obj is None else 0

    def has_add_permission(self, request: SignedInRequest, obj: User | None = None) -> bool:
        return may_give_duties(self.admin_site, request, obj)

    def has_change_permission(self, request: SignedInRequest, obj: User | None = None) -> bool:
        return may_give_duties(self.admin_site, request, obj)


def may_give_duties(site: admin.AdminSite, request: SignedInRequest, user: User | None) -> bool:
    if user is not None and user.pk == request.user.pk:
        return False
    return site._registry[User].has_change_permission(request, user)  # type: ignore[no-any-return]


@admin.register(User)
class StaffAdmin(MaintenanceAdmin, UserAdmin):
    """Administrators keep the users of their agencies; nobody makes a superuser here."""

    add_form = UserCreation
    list_display = ("username", "full_name", "works", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("^username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "name", "language", "is_active")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "language", "password1", "password2")}),)
    inlines = (AssignmentInline,)

    def get_queryset(self, request: SignedInRequest) -> QuerySet[User]:
        agencies = within_scope(Agency.objects.all(), "")
        users = super().get_queryset(request).prefetch_related("assignments__agency")
        if request.user.is_superuser:
            return users
        return users.filter(assignments__agency__in=agencies).distinct()

    def formfield_for_dbfield(self, db_field: Any, request: SignedInRequest, **kwargs: Any) -> Any:  # type: ignore[override]
        if db_field.name == "name":
            kwargs["label"] = _("Full name")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("Full name"), ordering="name")
    def full_name(self, user: User) -> str:
        return user.name

    @admin.display(description=_("Duties"))
    def works(self, user: User) -> str:
        """Where the person works now or will, and with which duties."""
        today = timezone.localdate()
        held = [one for one in user.assignments.all() if one.period.upper is None or one.period.upper > today]
        return display.joined(f"{one.agency} {' '.join(one.duty_names)}" for one in held)

    def is_kept(self, request: SignedInRequest, obj: User) -> bool:
        """Everything the person may do lies where the administrator administers."""
        if request.user.is_superuser:
            return True
        if obj.is_superuser or obj.pk is None:
            return not obj.is_superuser
        not_over = Q(period__endswith__isnull=True) | Q(period__endswith__gt=timezone.localdate())
        with scoped(request.user.scope(duties=frozenset({KEEPER}))):
            agencies = list(within_scope(Agency.objects.all(), "").values_list("pk", flat=True))
            is_visible = self.get_queryset(request).filter(pk=obj.pk).exists()
        elsewhere = obj.assignments.filter(not_over).exclude(agency__in=agencies)
        borrowed = obj.delegations_received.filter(not_over).exclude(assignment__agency__in=agencies)
        return is_visible and not elsewhere.exists() and not borrowed.exists()


class NotForOneself:
    """Duties are given by another administrator: one's own are shown, and can be neither picked nor changed."""

    person_field = "user"

    def get_field_queryset(self, db: str | None, db_field: Any, request: SignedInRequest) -> Any:
        choices = super().get_field_queryset(db, db_field, request)  # type: ignore[misc]
        return choices.exclude(pk=request.user.pk) if db_field.name == self.person_field else choices

    def has_change_permission(self, request: SignedInRequest, obj: Any = None) -> bool:
        if obj is not None and getattr(obj, f"{self.person_field}_id") == request.user.pk:
            return False
        return super().has_change_permission(request, obj)  # type: ignore[misc,no-any-return]


@admin.register(Assignment)
class AssignmentAdmin(NotForOneself, MaintenanceAdmin):
    form = AssignmentForm
    agency_path = "agency"
    list_display = ("user", "agency", "duties_held", "days")
    search_fields = ("=user__username", "user__name")
    list_select_related = ("user", "agency")

    @admin.display(description=_("Duties"))
    def duties_held(self, one: Assignment) -> str:
        return " ".join(one.duty_names)


@admin.register(Delegation)
class DelegationAdmin(NotForOneself, MaintenanceAdmin):
    person_field = "receiver"
    agency_path = "assignment__agency"
    list_display = ("assignment", "receiver", "days", "reason")
    list_select_related = ("assignment__user", "assignment__agency", "receiver")
