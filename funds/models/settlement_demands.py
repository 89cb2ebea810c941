"""What governments pay of a year's gaps (NB-25): the demand, what came in for it, and letters about what is late."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, User

from .rounds import BookedByTwo, two_people
from .settlements import YearSettlement


@tracked()
class GapDemand(ScopedModel):
    """A government is asked for its part of one county's gap, by a settlement that is posted. It stays as written."""

    class Payer(models.TextChoices):
        COUNTY = "county", _("County finance")
        CITY = "city", _("City finance")
        REGION = "region", _("Region's finance")

    scope_fields = ("county",)

    settlement = models.ForeignKey(
        YearSettlement, models.PROTECT, related_name="demands", verbose_name=_("Year settlement")
    )
    number = models.CharField(_("Number"), max_length=30, unique=True)
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    payer = models.CharField(_("Asked of"), max_length=8, choices=Payer)
    amount = MoneyField(_("Amount"))
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Written by"))
    written_at = models.DateTimeField(_("Written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Payment demand for a gap")
        verbose_name_plural = _("Payment demands for gaps")
        ordering = ("settlement", "payer", "county__code")
        constraints = [
            models.UniqueConstraint(fields=["settlement", "county", "payer"], name="gap_demand_once"),
            models.CheckConstraint(name="gap_demand_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return self.number


@tracked()
class GapReceipt(BookedByTwo, ScopedModel):
    """Money a government paid for a demand, from the voucher; booked once a second person checked it."""

    scope_fields = ("county",)

    demand = models.ForeignKey(
        GapDemand, models.PROTECT, related_name="receipts", verbose_name=_("Payment demand for a gap")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    amount = MoneyField(_("Amount"))
    received_on = models.DateField(_("Received on"))
    evidence = models.CharField(_("Voucher"), max_length=80)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Payment received for a gap")
        verbose_name_plural = _("Payments received for gaps")
        ordering = ("-received_on", "-pk")
        constraints = [
            models.CheckConstraint(name="gap_receipt_positive", condition=Q(amount__gt=0)),
            two_people("gap_receipt_two_people"),
            models.UniqueConstraint(
                fields=["demand", "evidence"],
                condition=~Q(state="refused"),
                name="gap_receipt_voucher_once",
                violation_error_message=_("This voucher is entered already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.evidence}"


@tracked()
class GapDunning(ScopedModel):
    """A letter (催缴函) about what of a demand was not paid when it was written; it stays."""

    scope_fields = ("county",)

    demand = models.ForeignKey(
        GapDemand, models.PROTECT, related_name="letters", verbose_name=_("Payment demand for a gap")
    )
    number = models.CharField(_("Number"), max_length=30, unique=True)
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    due = MoneyField(_("Due"))
    short = MoneyField(_("Still short"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Written by"))
    written_at = models.DateTimeField(_("Written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Dunning letter for a gap")
        verbose_name_plural = _("Dunning letters for gaps")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="gap_dunning_short", condition=Q(short__gt=0, short__lte=F("due"))),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def received(self) -> Decimal:
        """What had come in when it was written, yuan."""
        return Decimal(self.due) - Decimal(self.short)
