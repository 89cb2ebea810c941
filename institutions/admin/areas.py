"""Pooling areas, agencies and their bank accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.errors import DomainError
from config.maintenance import MaintenanceAdmin
from config.scoping import current_scope
from institutions.access import SignedInRequest
from institutions.models import Agency, AgencyAccount, PoolingArea
from institutions.services.lay_out_area import AreaLayout, complete_agency, lay_out_file

EXAMPLE = """\
area: "990300"
name: 某市
own_unit: no
counties:
  "990301": 某区
  "990302": 某县
"""


class AreaFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Area file"),
        help_text=gettext_lazy(
            "YAML: the city's code and name, its counties by code; “own_unit: yes” where the city keeps accounts of its"
            " own beside theirs. Policy comes after it."
        ),
    )


@admin.register(PoolingArea)
class PoolingAreaAdmin(MaintenanceAdmin):
    """Areas stand as they were laid out; whoever installs the system lays out another."""

    city_only = True
    list_display = ("code", "name", "parent")
    search_fields = ("=code", "name")
    change_list_template = "admin/area_list.html"

    def get_urls(self) -> list[URLPattern]:
        own = path("lay-out/", self.admin_site.admin_view(self.lay_out), name="lay_out_area")
        return [own, *super().get_urls()]

    def lay_out(self, request: SignedInRequest) -> HttpResponse:
        """An area with its agencies from one file."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = AreaFileForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                text = upload.read().decode("utf-8-sig")
                layout = lay_out_file(text=text, acting_user=request.user, file=upload.name)
            except UnicodeDecodeError:
                form.add_error("file", _("The file is not UTF-8 text."))
            except DomainError as error:
                form.add_error("file", str(error).splitlines())
            else:
                return self._laid_out(request, layout)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Lay out an area from a file"),
            "opts": self.model._meta,
            "form": form,
            "example": EXAMPLE,
        }
        return render(request, "admin/lay_out_area.html", context, status=422 if form.errors else 200)

    def _laid_out(self, request: SignedInRequest, layout: AreaLayout) -> HttpResponse:
        said = _("Laid out: %(area)s with %(count)s accounting units. Now enter its staff.") % {
            "area": layout.area,
            "count": len(layout.units),
        }
        self.log_addition(request, layout.area, said)
        messages.success(request, said)
        agencies = reverse("admin:institutions_agency_changelist")
        return redirect(f"{agencies}?area__id__exact={layout.area.pk}")

    def get_queryset(self, request: SignedInRequest) -> QuerySet[PoolingArea]:
        scope = current_scope()
        areas = super().get_queryset(request)
        return areas if scope.everything else areas.filter(pk__in=scope.member_areas)

    def has_add_permission(self, request: SignedInRequest) -> bool:
        return bool(request.user.is_superuser)

    def get_readonly_fields(
        self, request: SignedInRequest, obj: PoolingArea | None = None
    ) -> tuple[str, ...]:
        return () if request.user.is_superuser else ("code", "parent")


@admin.register(Agency)
class AgencyAdmin(MaintenanceAdmin):
    agency_path = ""
    city_only = True
    list_display = ("code", "name", "level", "parent", "county", "is_city_own")
    list_filter = ("level",)
    search_fields = ("=code", "name")
    list_select_related = ("parent", "county")

    def save_model(self, request: SignedInRequest, obj: Agency, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        complete_agency(agency=obj)


@admin.register(AgencyAccount)
class AgencyAccountAdmin(MaintenanceAdmin):
    agency_path = "agency"
    city_only = True
    list_display = ("agency", "kind", "account_name", "account_no", "bank_name")
    list_filter = ("kind",)
    search_fields = ("=account_no", "account_name")
    list_select_related = ("agency",)
