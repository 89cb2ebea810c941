"""Financial statements as they were filed: frozen copies, beside which restated figures show."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User


def content_hash(content: Any) -> bytes:
    """Fingerprint of a frozen copy: sha256 of its one canonical text."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


class FinancialStatement(ScopedModel):
    """Balance sheet, income and expenditure and notes of one fund for a month or year, as filed. Never changed.

    ``unit`` is whose: an agency's, or (empty) consolidated over the area. ``version`` counts reopenings: what was
    reopened and closed again is filed as the next one. Amounts in ``content`` are integer fen.
    """

    scope_fields = ("unit",)
    scope_area_fields = ("area",)
    append_only = True

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    unit = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Agency")
    )
    month = models.DateField(_("Month"), help_text=_("The last month the statement covers."))
    yearly = models.BooleanField(_("Of the whole year"), default=False)
    version = models.PositiveIntegerField(_("Version"))
    content = models.JSONField(_("Content"))
    content_hash = models.BinaryField(_("Content hash"), max_length=32)
    filed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Filed by"))
    filed_at = models.DateTimeField(_("Filed at"), default=timezone.now)

    class Meta:
        verbose_name = _("Filed financial statement")
        verbose_name_plural = _("Filed financial statements")
        ordering = ("-month", "insutype", "unit", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "insutype", "unit", "month", "yearly", "version"],
                name="financial_statement_filed_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="financial_statement_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="financial_statement_year_ends", condition=Q(yearly=False) | Q(month__month=12)
            ),
        ]

    def __str__(self) -> str:
        period = f"{self.month:%Y}" if self.yearly else f"{self.month:%Y-%m}"
        return f"{name_of('insutype', self.insutype)} {period} · {self.unit or self.area}"

    def get_absolute_url(self) -> str:
        return reverse("funds:filed_statement", args=[self.pk])

    @property
    def intact(self) -> bool:
        """Whether the content is what was filed."""
        return content_hash(self.content) == bytes(self.content_hash)
