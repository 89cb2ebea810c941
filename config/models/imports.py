"""Imports: which file was brought in, by whom, what was wrong with it, and what it changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.display import masked_column
from config.scoping import ScopedModel
from config.storage import private_storage

from .jobs import Job


def _upload_path(run: ImportRun, filename: str) -> str:
    """By kind and content: the name people gave the file is kept in the row, never used as a path."""
    suffix = ".csv" if filename.lower().endswith(".csv") else ".xlsx"
    return f"imports/{run.kind}/{run.sha256[:2]}/{run.sha256}{suffix}"


class ImportRun(ScopedModel):
    """One upload on its way: checked, shown, confirmed, applied; perhaps withdrawn."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        CHECKING = "checking", _("Checking")
        CHECKED = "checked", _("Checked, waiting for confirmation")
        APPLYING = "applying", _("Importing")
        DONE = "done", _("Imported")
        REJECTED = "rejected", _("File refused")
        FAILED = "failed", _("Failed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        CANCELLED = "cancelled", _("Cancelled")

    class Mode(models.TextChoices):
        GOOD_ROWS = "good_rows", _("Import the good rows")
        ALL_OR_NOTHING = "all_or_nothing", _("All or nothing")

    scope_fields = ("agency__county",)
    scope_area_fields = ("agency__area",)

    kind = models.CharField(_("Kind"), max_length=40)
    agency = models.ForeignKey(
        "institutions.Agency", models.PROTECT, related_name="import_runs", verbose_name=_("Agency")
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Uploaded by")
    )
    uploaded_at = models.DateTimeField(_("Uploaded at"), auto_now_add=True)
    filename = models.CharField(_("File name"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.BigIntegerField(_("Size in bytes"))
    file = models.FileField(
        _("File"), upload_to=_upload_path, storage=private_storage, max_length=200, editable=False
    )
    about = models.JSONField(
        _("Taken in as"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("What the page that took the file knows of it and the sheet does not say."),
    )
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.RECEIVED)
    fault_code = models.CharField(_("Fault"), max_length=60, blank=True)
    fault_params = models.JSONField(_("Fault details"), default=dict, blank=True)
    repeats = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Same file as")
    )

    total_count = models.PositiveIntegerField(_("Rows"), default=0)
    good_count = models.PositiveIntegerField(_("Good rows"), default=0)
    bad_count = models.PositiveIntegerField(_("Bad rows"), default=0)
    new_count = models.PositiveIntegerField(_("New"), default=0)
    changed_count = models.PositiveIntegerField(_("Changed"), default=0)
    same_count = models.PositiveIntegerField(_("Unchanged"), default=0)
    warning_count = models.PositiveIntegerField(_("Warnings"), default=0)
    bad_rows = ArrayField(models.IntegerField(), default=list, blank=True, editable=False)
    preview = models.JSONField(_("First changes"), default=list, blank=True, editable=False)

    mode = models.CharField(_("On errors"), max_length=16, choices=Mode, blank=True)
    checked_at = models.DateTimeField(_("Checked at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Confirmed by")
    )
    confirmed_at = models.DateTimeField(_("Confirmed at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("Finished at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)
    check_job = models.ForeignKey(
        Job, models.SET_NULL, null=True, related_name="+", verbose_name=_("Check"), editable=False
    )
    apply_job = models.ForeignKey(
        Job, models.SET_NULL, null=True, related_name="+", verbose_name=_("Import job"), editable=False
    )

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Imports")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["kind", "sha256"], name="import_by_content"),
            models.Index(fields=["agency", "-id"], name="import_by_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.filename} #{self.pk}"

    @property
    def resource(self) -> Any:
        """The declaration of this kind of import."""
        from config.spreadsheets.resources import resource_of

        return resource_of(self.kind)

    @property
    def title(self) -> str:
        from config.spreadsheets.resources import title_of

        return title_of(self.kind)

    @property
    def fault(self) -> str:
        """Why the file was refused or the run failed, in the reader's language; empty when nothing is wrong."""
        from config.spreadsheets.faults import message

        return message(self.fault_code, self.fault_params) if self.fault_code else ""

    @property
    def first_changes(self) -> list[dict[str, Any]]:
        """The first new or changed rows: row, action, cells [(label, value)], changes [(label, before, after)]."""
        from config.spreadsheets.previewing import first_changes

        return list(first_changes(self))

    @property
    def is_repeat(self) -> bool:
        """The same content was imported before, so this upload changes nothing."""
        return self.repeats_id is not None

    @property
    def can_be_confirmed(self) -> bool:
        return self.state == self.State.CHECKED and self.good_count > 0

    @property
    def can_be_withdrawn(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_busy(self) -> bool:
        return self.state in (self.State.RECEIVED, self.State.CHECKING, self.State.APPLYING)


class RowError(models.Model):
    """What is wrong with one row of a run; the first ten thousand are kept in words."""

    class Level(models.TextChoices):
        ERROR = "error", _("Error")
        WARNING = "warning", _("Warning")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="row_errors", verbose_name=_("Import"))
    row = models.PositiveIntegerField(_("Row"))
    column = models.CharField(_("Column"), max_length=60, blank=True)
    value = models.CharField(_("Value"), max_length=60, blank=True)
    code = models.CharField(_("Code"), max_length=60)
    params = models.JSONField(_("Details"), default=dict)
    level = models.CharField(_("Level"), max_length=7, choices=Level, default=Level.ERROR)

    class Meta:
        verbose_name = _("Row error")
        verbose_name_plural = _("Row errors")
        ordering = ("row", "id")
        indexes = [models.Index(fields=["run", "row"], name="row_error_by_row")]

    def __str__(self) -> str:
        return f"{self.row} {self.column}: {self.message}"

    @property
    def message(self) -> str:
        from config.spreadsheets.faults import message

        return message(self.code, self.params)

    @property
    def masked_value(self) -> str:
        """The value for whoever did not bring the file."""
        return str(masked_column(self.column, self.value))

    @property
    def column_label(self) -> str:
        """The column as the sheet calls it: 人员编号(psn_no)."""
        from config.spreadsheets.resources import column_label

        return column_label(self.run.kind, self.column)


class ImportChange(models.Model):
    """A stored row that an import changed: what it was before and what the import made of it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="changes", verbose_name=_("Import"))
    table = models.CharField(_("Table"), max_length=63)
    row_pk = models.BigIntegerField(_("Row"))
    before = models.JSONField(_("Before"))
    after = models.JSONField(_("After"))

    class Meta:
        verbose_name = _("Imported change")
        verbose_name_plural = _("Imported changes")
        ordering = ("id",)
        indexes = [models.Index(fields=["table", "row_pk"], name="import_change_by_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_pk}"
