"""What a city reports to its region (NM-09): its figures as they stood on a day, frozen, and its last year.

A region reads nothing of the areas below it but these rows (docs/decisions/015).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea

from .statements_filed import content_hash


@tracked()
class RegionReport(ScopedModel):
    """One city's figures, by unit and scheme, never of a person, a bill or an entry.

    A night that finds other figures makes a new report; one that finds the same moves ``confirmed_on``.
    """

    scope_fields = ()
    scope_area_fields = ("region", "area")

    region = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Region"))
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    city = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("City"))
    reported_on = models.DateField(_("As at"))
    confirmed_on = models.DateField(_("Unchanged until"))
    content: Any = models.JSONField(_("Figures"), default=dict)
    content_hash = models.BinaryField(_("SHA-256 of the content"), max_length=32)

    class Meta:
        verbose_name = _("Report to the region")
        verbose_name_plural = _("Reports to the region")
        ordering = ("-pk",)
        indexes = [models.Index(fields=["area", "-id"], name="region_report_latest")]
        constraints = [
            models.CheckConstraint(
                name="region_report_days", condition=Q(confirmed_on__gte=F("reported_on"))
            ),
            models.CheckConstraint(name="region_report_upwards", condition=~Q(region=F("area"))),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.reported_on}"

    def get_absolute_url(self) -> str:
        return reverse("funds:region_report", args=[self.pk])

    @property
    def unaltered(self) -> bool:
        """Whether the content is what was hashed when it came up."""
        return content_hash(self.content) == bytes(self.content_hash)


class ReportedYear(ScopedModel):
    """One scheme's ended year as the city's ledger has it; ``collected`` are contributions of the pooled fund.

    ``collection_rate`` in ten-thousandths of the year's target, empty where none was approved.
    """

    scope_fields = ()
    scope_area_fields = ("report__region", "report__area")
    append_only = True

    report = models.ForeignKey(
        RegionReport, models.PROTECT, related_name="years", verbose_name=_("Report to the region")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    collected = MoneyField(_("Contributions collected"))
    spending = MoneyField(_("Spending"))
    insured = models.PositiveIntegerField(_("People insured at the year's end"), default=0)
    collection_rate = models.PositiveIntegerField(_("Collection rate of the year"), null=True)
    closed = models.BooleanField(_("Books closed"))

    class Meta:
        verbose_name = _("Reported year of a scheme")
        verbose_name_plural = _("Reported years of schemes")
        ordering = ("report", "insutype", "year")
        constraints = [
            models.UniqueConstraint(fields=["report", "insutype", "year"], name="reported_year_once"),
        ]

    def __str__(self) -> str:
        return f"{name_of('insutype', self.insutype)} {self.year}"
