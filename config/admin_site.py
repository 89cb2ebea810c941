"""The admin site: the maintenance room for users, dictionaries and reference data."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class TongchouAdminSite(AdminSite):
    site_title = _("Tongchou maintenance")
    site_header = _("Tongchou maintenance")
    index_title = _("Reference data and users")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever administers or audits an agency today; nobody by a flag alone."""
        from config.maintenance import KEEPER, READER, duties_of

        return request.user.is_active and bool(duties_of(request) & {KEEPER, READER})
