"""The admin site: the maintenance room for users, dictionaries and reference data."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class TongchouAdminSite(AdminSite):
    site_title = _("Tongchou maintenance")
    site_header = _("Tongchou maintenance")
    index_title = _("Reference data and users")
    enable_nav_sidebar = False
