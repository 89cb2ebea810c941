"""Payments the bank sent back (退汇), as a clerk reads them off the bank's slip before a file tells them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import User

from .payments import Payment


@tracked()
class Payback(ScopedModel):
    """A paid payment whose money came back. It is booked, and the payment returned, once a second person checked it."""

    scope_fields = ("payment__payer",)
    scope_area_fields = ("payment__payer__area",)

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="paybacks", verbose_name=_("Payment"))
    returned_on = models.DateField(_("Sent back on"))
    reason = models.CharField(_("Bank's reason"), max_length=200)
    evidence = models.CharField(_("Number of the bank's slip"), max_length=200)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    withdrawn_reason = models.CharField(_("Why it was withdrawn"), max_length=200, blank=True, default="")
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Withdrawn by")
    )

    class Meta:
        verbose_name = _("Payment sent back by the bank")
        verbose_name_plural = _("Payments sent back by the bank")
        ordering = ("-returned_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["payment"],
                condition=Q(withdrawn_by__isnull=True),
                name="payback_once",
                violation_error_message=_("That this payment was sent back is entered already."),
            ),
            models.CheckConstraint(
                name="payback_two_people",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by")),
                violation_error_message=_("Whoever enters it cannot check it."),
            ),
            models.CheckConstraint(
                name="payback_withdrawn_unchecked",
                condition=Q(withdrawn_reason="", withdrawn_by__isnull=True)
                | (Q(withdrawn_by__isnull=False, checked_by__isnull=True) & ~Q(withdrawn_reason="")),
                violation_error_message=_("What was checked is not withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.returned_on:%Y-%m-%d}"
