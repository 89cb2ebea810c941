"""What checks of settled bills found: hints for whoever looks into them, never a change of the bill."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.scoping import ScopedModel

from .bills import Bill


class BillFinding(ScopedModel):
    """One check that a settled bill did not pass, perhaps together with another bill; open until a later run of the
    check no longer finds it."""

    scope_fields = ("bill__insu_county", "bill__care_county", "bill__handling_county")

    bill = models.ForeignKey(
        Bill, models.CASCADE, related_name="findings", verbose_name=_("Bill"), db_index=False
    )
    other = models.ForeignKey(
        Bill, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Other bill")
    )
    check_key = models.CharField(_("Check"), max_length=40)
    params = models.JSONField(_("Details"), default=dict)
    found_at = models.DateTimeField(_("Found at"))
    gone_at = models.DateTimeField(_("Found no more since"), null=True, blank=True)

    class Meta:
        verbose_name = _("Finding")
        verbose_name_plural = _("Findings")
        constraints = [
            models.UniqueConstraint(
                fields=["bill", "check_key", "other"], name="finding_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["check_key", "found_at"], name="finding_by_check")]

    def __str__(self) -> str:
        return f"{self.bill_id}: {self.check_key}"
