"""What a city's year would have cost under another policy: the report alone, never a bill of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.scoping import ScopedModel
from institutions.models import PolicyVersion, PoolingArea, User


class WhatIfReport(ScopedModel):
    """One re-settlement of a year in memory. Written once when it is complete; sums only, no person and no bill."""

    scope_fields = ()
    scope_area_fields = ("area",)
    append_only = True

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    year = models.PositiveSmallIntegerField(_("Year"))
    insutype = models.CharField(_("Scheme"), max_length=6, blank=True, help_text=_("Empty: all schemes."))
    draft_version = models.ForeignKey(
        PolicyVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Policy tried"),
        help_text=_("Empty: an uploaded package, whose text is kept here."),
    )
    draft_title = models.CharField(_("Title of the policy tried"), max_length=200)
    draft_text = models.TextField(_("Uploaded package"), blank=True)
    base_version = models.ForeignKey(
        PolicyVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Compared with"),
        help_text=_("Empty: what was really settled."),
    )
    as_at = models.DateField(
        _("Policy as at"),
        null=True,
        blank=True,
        help_text=_("Empty: each bill by the policy of its own day."),
    )
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    job_id = models.BigIntegerField(_("Job"), null=True, editable=False)
    bills = models.PositiveIntegerField(_("Bills"))
    people = models.PositiveIntegerField(_("People"))
    result = models.JSONField(_("Result"))

    class Meta:
        verbose_name = _("What-if report")
        verbose_name_plural = _("What-if reports")
        ordering = ("-id",)
        constraints = [
            # A job that is started again after its report was stored finds it.
            models.UniqueConstraint(fields=["job_id"], name="what_if_one_report_per_job"),
            models.CheckConstraint(
                name="what_if_policy_known",
                condition=models.Q(draft_version__isnull=False, draft_text="")
                | models.Q(draft_version__isnull=True) & ~models.Q(draft_text=""),
            ),
        ]
        indexes = [models.Index(fields=["area", "year"], name="what_if_by_year")]

    def __str__(self) -> str:
        return f"{self.area} {self.year} · {self.draft_title}"
