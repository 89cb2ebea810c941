"""What left the system as a file or on paper: who took what, how much of it, and whether numbers stood whole in it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.scoping import ScopedModel

from .jobs import Job


class ExportRecord(ScopedModel):
    """One file handed to one person, or one sheet shown for printing; kept for good, seen from the taker's agency."""

    class Kind(models.TextChoices):
        FILE = "file", _("File")
        PRINT = "print", _("Sheet for printing")
        SCAN = "scan", _("Scan or paper")

    append_only: ClassVar[bool] = True
    scope_fields = ("agency__county",)
    scope_area_fields = ("agency__area",)

    at = models.DateTimeField(_("At"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Taken by")
    )
    agency = models.ForeignKey(
        "institutions.Agency", models.PROTECT, null=True, related_name="+", verbose_name=_("Agency")
    )
    address = models.CharField(_("Network address"), max_length=50, blank=True)
    kind = models.CharField(_("Kind"), max_length=5, choices=Kind)
    what = models.CharField(_("What"), max_length=300)
    page = models.CharField(_("Page"), max_length=300, help_text=_("Its address, numbers of people masked."))
    filters = models.CharField(_("Narrowed to"), max_length=500, blank=True)
    format = models.CharField(_("Format"), max_length=10)
    rows = models.PositiveIntegerField(_("Rows"), null=True, help_text=_("None of a scan."))
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+", verbose_name=_("Job"))
    whole = models.CharField(
        _("Full numbers because"), max_length=20, blank=True,
        help_text=_("Why people's numbers stand in it unmasked; empty where they are masked."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Export")
        verbose_name_plural = _("Exports")
        indexes = [
            models.Index(fields=["agency", "-at"], name="export_by_agency"),
            models.Index(fields=["user", "-at"], name="export_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"

    @property
    def why_whole(self) -> Any:
        """The reason in words."""
        from config.exports import WHOLE_NUMBERS

        return WHOLE_NUMBERS.get(self.whole, self.whole)
