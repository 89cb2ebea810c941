from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class TongchouAdminConfig(admin_apps.AdminConfig):
    """Django's admin with our site: the maintenance room."""

    default = False
    default_site = "config.admin_site.TongchouAdminSite"


class ConfigConfig(AppConfig):
    default = True
    name = "config"
    verbose_name = _("System")

    def ready(self) -> None:
        from config import house, lookups, session_limits
        from config.database_rights import grant_rights, prepare_schema
        from config.operation import slow_queries
        from config.verifying import files, guards, rows  # noqa: F401 - register their questions

        house.register()
        slow_queries.watch()
        session_limits.watch()
        lookups.register()

        pre_migrate.connect(prepare_schema, sender=self, dispatch_uid="tongchou.prepare_schema")
        post_migrate.connect(grant_rights, dispatch_uid="tongchou.grant_rights")
        # Each app's resources register when its spreadsheets package is imported: first, so that lower floors come
        # first whatever the tasks import.
        autodiscover_modules("spreadsheets")
        # Web processes must know the job kinds too, to name them.
        autodiscover_modules("tasks")
