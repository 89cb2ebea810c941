"""The admin site: the maintenance room for users, dictionaries and reference data."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Sign-in and passwords have one door each; "view on site" would tell which records exist.
UNUSED = frozenset({"password_change", "password_change_done", "view_on_site"})


class TongchouAdminSite(AdminSite):
    site_title = gettext_lazy("Tongchou maintenance")
    site_header = gettext_lazy("Tongchou maintenance")
    index_title = gettext_lazy("Reference data and users")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever administers or audits an agency today, and whoever installed the system."""
        from config.maintenance import KEEPER, READER, duties_of

        return request.user.is_active and bool(duties_of(request) & {KEEPER, READER})

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        from config.maintenance import within_duties

        return super().admin_view(within_duties(view), cacheable)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in UNUSED]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Everybody signs in at the same door; whoever has and is not let in here is told why."""
        if request.user.is_authenticated:
            raise PermissionDenied(
                _("The maintenance room is open to whoever administers or audits an agency.")
            )
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
