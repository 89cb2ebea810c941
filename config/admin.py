"""The maintenance room's part of the base tables."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ImportMixin
from import_export.resources import ModelResource
from import_export.tmp_storages import MediaStorage

from config.maintenance import MaintenanceAdmin
from config.models import WorkdayException
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import FileFault
from config.spreadsheets.small_tables import fields_of, sheet_format

WORKDAY_COLUMNS = (
    Column("day", gettext_lazy("Day"), "date", required=True),
    Column("is_workday", gettext_lazy("Is a working day"), "flag", required=True),
    Column("name", gettext_lazy("Occasion"), required=True, max_length=60),
    Column("provisional", gettext_lazy("Provisional"), "flag", default=False),
)


class WorkdaySheet(ModelResource):
    """A year's holiday arrangement as one sheet; a day that is known is brought up to date."""

    class Meta:
        model = WorkdayException
        import_id_fields = ("day",)
        fields = tuple(column.name for column in WORKDAY_COLUMNS)
        import_order = fields
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Made per import: labels and memories of cells are the reader's, not the process's.
        self.fields.update(fields_of(WORKDAY_COLUMNS))

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Not the library's: it sets sequences anew, for imported ids, as the application role may not."""


@admin.register(WorkdayException)
class WorkdayExceptionAdmin(ImportMixin, MaintenanceAdmin):
    """Days decided by hand; the city keeps them for the whole area."""

    city_only = True
    list_display = ("day", "is_workday", "name", "provisional")
    list_filter = ("provisional",)
    date_hierarchy = "day"

    resource_classes: ClassVar[list[type[ModelResource]]] = [WorkdaySheet]
    formats: ClassVar[list[Any]] = [
        sheet_format(WORKDAY_COLUMNS, sheet="workdays", sheet_label=gettext_lazy("Working-day exceptions"))
    ]
    # Private, and reached by whichever web process confirms.
    tmp_storage_class = MediaStorage

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request)

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        if isinstance(e, FileFault):
            form.add_error("import_file", str(e))
        else:
            super().add_data_read_fail_error_to_form(form, e)

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        # The library would tell of success: what was right at the preview may be wrong by now.
        if result.has_errors() or result.has_validation_errors():
            messages.error(
                request, _("The sheet no longer fits what is stored; nothing was imported. Choose it again.")
            )
            return redirect("admin:config_workdayexception_changelist")
        return super().process_result(result, request)  # type: ignore[no-any-return]

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return super().process_import(request, **kwargs)  # type: ignore[no-any-return]
        except FileNotFoundError:
            messages.info(request, _("This sheet was imported already, or is gone: choose it again."))
            return redirect("admin:config_workdayexception_changelist")
