"""Unusual outlays before year end, and the explanation of each (突击使用, NB-30, source 000 五(三))."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import PoolingArea

from .answered_findings import AnsweredFinding, AnswerStep


class RushReason(models.TextChoices):
    """The words of ``funds.rules.rush``."""

    OVER_PLAN = "over_plan", _("Above the month's plan")
    OVER_BUDGET = "over_budget", _("Beyond what the year's budget leaves")
    ABOVE_YEARS = "above_years", _("Above the same month of earlier years")
    ABOVE_MONTHS = "above_months", _("Above the twelve months before")
    NO_BILLS = "no_bills", _("Not covered by settled bills")
    EARLY = "early", _("Paid before the month of care was over")
    ONE_PAYEE = "one_payee", _("Large part in one entry")
    BACKDATED = "backdated", _("Recorded after later payments")


@tracked()
class RushMonth(ScopedModel):
    """A month of an area that was looked at, and how many outlays; all its agencies may know."""

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    month = models.DateField(_("Month"))
    outlays = models.PositiveIntegerField(_("Outlays looked at"), default=0)
    found = models.PositiveIntegerField(_("Unusual"), default=0)
    looked_at = models.DateTimeField(_("Looked at on"), default=timezone.now)

    class Meta:
        verbose_name = _("Month looked at for rush spending")
        verbose_name_plural = _("Months looked at for rush spending")
        ordering = ("-month",)
        constraints = [
            models.UniqueConstraint(fields=["area", "month"], name="rush_month_once"),
            models.CheckConstraint(name="rush_month_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.month:%Y-%m}"


@tracked()
class RushFinding(AnsweredFinding):
    """One unit's outlay of a month, scheme and kind that is unusual; ``reasons`` with their figures in fen."""

    class Verdict(models.TextChoices):
        EXPLAINED = "explained", _("Explained")
        IRREGULAR = "irregular", _("Irregular, to be put right")

    month = models.DateField(_("Month"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    kind = models.CharField(_("Kind of spending"), max_length=40)
    spent = MoneyField(pgettext_lazy("rush", "Paid out"))
    reasons = models.JSONField(_("Reasons"))
    facts = models.JSONField(_("Compared with"), default=dict)

    class Meta(AnsweredFinding.Meta):
        abstract = False
        verbose_name = _("Unusual outlay")
        verbose_name_plural = _("Unusual outlays")
        ordering = ("-month", "unit__code", "insutype", "kind")
        constraints = [
            *AnsweredFinding.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "month", "insutype", "kind"], name="rush_finding_once"),
            models.CheckConstraint(
                name="rush_finding_whole",
                condition=Q(spent__gt=0, month__day=1, verdict__in=["", "explained", "irregular"])
                & ~Q(reasons=[]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%Y-%m} {name_of('insutype', self.insutype)}"

    def get_absolute_url(self) -> str:
        return reverse("funds:rush_finding", args=[self.pk])

    @property
    def verdict_text(self) -> str:
        return str(self.Verdict(self.verdict).label) if self.verdict else ""


class RushStep(AnswerStep):
    finding = models.ForeignKey(
        RushFinding, models.PROTECT, related_name="steps", verbose_name=_("Unusual outlay")
    )

    class Meta(AnswerStep.Meta):
        abstract = False
        verbose_name = pgettext_lazy("rush", "Step of an unusual outlay")
        verbose_name_plural = pgettext_lazy("rush", "Steps of unusual outlays")
