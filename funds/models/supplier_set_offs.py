"""What suppliers were paid for institutions, set against what those institutions are owed (集采直接结算)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models import ProcurementPayable
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel

from .clearing import Statement


@tracked()
class SupplierSetOff(ScopedModel):
    """A part of one paid amount, set against one statement; it counts from the day that statement is paid."""

    scope_fields = ("statement__payer",)
    scope_area_fields = ("statement__clearing__area",)

    payable = models.ForeignKey(
        ProcurementPayable,
        models.PROTECT,
        related_name="set_offs",
        verbose_name=_("Amount owed out of procurement"),
    )
    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="supplier_set_offs", verbose_name=_("Institution statement")
    )
    amount = MoneyField(_("Amount"))
    booked_on = models.DateField(_("Booked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Set-off of a direct payment")
        verbose_name_plural = _("Set-offs of direct payments")
        constraints = [
            models.UniqueConstraint(fields=["payable", "statement"], name="supplier_set_off_once"),
            models.CheckConstraint(name="supplier_set_off_positive", condition=models.Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.payable_id} → {self.statement_id}"
