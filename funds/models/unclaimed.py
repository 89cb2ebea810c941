"""Money the bank sent back whose payee is gone: what is owed to nobody any more ends as an income of the fund."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import User

from .payments import Payment


@tracked()
class UnclaimedReturn(ScopedModel):
    """A payment sent back that can never be paid again. Booked once a second person approved it, and then for good.

    That the payment is held, and is not issued again beside it, the migration ``unclaimed`` says.
    """

    scope_fields = ("payment__payer",)
    scope_area_fields = ("payment__payer__area",)

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="unclaimed", verbose_name=_("Payment"))
    booked_on = models.DateField(_("Booked on"))
    reason = models.CharField(_("Why nobody can be paid"), max_length=200)
    evidence = models.CharField(
        _("Papers that prove it"),
        max_length=200,
        help_text=_("Such as the certificate of a closure or a death."),
    )
    consent = models.CharField(_("Number of the finance department's consent"), max_length=120)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    withdrawn_reason = models.CharField(_("Why it was withdrawn"), max_length=200, blank=True, default="")
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Withdrawn by")
    )

    class Meta:
        verbose_name = _("Money sent back that nobody can be paid")
        verbose_name_plural = _("Money sent back that nobody can be paid")
        ordering = ("-booked_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["payment"],
                condition=Q(withdrawn_by__isnull=True),
                name="unclaimed_once",
                violation_error_message=_("That nobody can be paid this is entered already."),
            ),
            models.CheckConstraint(
                name="unclaimed_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("entered_by")),
                violation_error_message=_("Whoever enters it cannot approve it."),
            ),
            models.CheckConstraint(
                name="unclaimed_proved",
                condition=~Q(reason="") & ~Q(evidence="") & ~Q(consent=""),
                violation_error_message=_("It needs a reason, papers and the finance department's consent."),
            ),
            models.CheckConstraint(
                name="unclaimed_withdrawn_unapproved",
                condition=Q(withdrawn_reason="", withdrawn_by__isnull=True)
                | (Q(withdrawn_by__isnull=False, approved_by__isnull=True) & ~Q(withdrawn_reason="")),
                violation_error_message=_("What was approved is not withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.booked_on:%Y-%m-%d}"
