"""What the serious-illness insurer or medical aid itself lists as settled for a month, beside what the clearing found
(ZY-14): only what was compared, explained and confirmed by a second person is claimed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User

from .compared_lines import ComparedLine, line_constraints, line_indexes
from .insurer import PayerRemittance


@tracked()
class PayerListMonth(ScopedModel):
    """One payer's list of a month and scheme. Yuan; ``claimed`` is what both sides say, and not before."""

    class State(models.TextChoices):
        OPEN = "open", _("Being compared")
        CONFIRMED = "confirmed", _("Confirmed, claimed from the payer")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    fund_part = models.CharField(_("Payer"), max_length=12, choices=PayerRemittance.Payer)
    month = models.DateField(_("Month of the bills"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    state = models.CharField(
        _("State"), max_length=9, choices=State, default=State.OPEN, db_default=State.OPEN
    )
    listed = MoneyField(_("Listed by the payer"), default=0, db_default=0)
    ours = MoneyField(_("Found by the clearing"), default=0, db_default=0)
    owed = MoneyField(
        _("Claimed"), default=0, db_default=0, help_text=_("Of bills in both lists, the lower amount.")
    )
    compared_at = models.DateTimeField(_("Compared at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Confirmed by")
    )
    confirmed_at = models.DateTimeField(_("Confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Month of bills listed by insurer or aid")
        verbose_name_plural = _("Months of bills listed by insurer and aid")
        ordering = ("-month", "insutype", "fund_part")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month", "insutype", "fund_part"], name="payer_list_month_once"
            ),
            models.CheckConstraint(name="payer_list_month_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="payer_list_month_confirmed_by",
                condition=Q(state="open", confirmed_by__isnull=True)
                | Q(state="confirmed", confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_fund_part_display()} {self.month:%Y-%m} {name_of('insutype', self.insutype)}"

    @property
    def number(self) -> str:
        """Of the claim on the payer."""
        return f"DZ{self.area.code}-{self.month:%Y%m}-{self.insutype}-{self.fund_part.split('_')[0].upper()}"

    def get_absolute_url(self) -> str:
        return reverse("funds:payer_list", args=[self.pk])


class PayerListLine(ComparedLine):
    """One settlement: as the payer lists it, and ours. ``claimed`` is the part of it that both say."""

    scope_fields = ("county", "laid_out_by")
    scope_area_fields = ("statement_month__area",)

    statement_month = models.ForeignKey(
        PayerListMonth, models.CASCADE, related_name="lines", verbose_name=_("Month"), db_index=False
    )
    fund_payamt = MoneyField(_("Listed"), null=True, blank=True)
    laid_out_by = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Laid out by")
    )
    claimed = MoneyField(_("Claimed"), default=0, db_default=0)

    class Meta:
        verbose_name = _("Bill listed by insurer or aid")
        verbose_name_plural = _("Bills listed by insurer and aid")
        indexes = line_indexes("payer_list_line")
        constraints = line_constraints("payer_list_line", "fund_payamt")
