"""What is owed out of central procurement: to suppliers for institutions, and to institutions as rewards."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, User

from .suppliers import Supplier


@tracked()
class ProcurementPayable(ScopedModel):
    """One amount: to a supplier for what an institution accepted, or to an institution as its surplus reward.

    Prepared by one person, approved by another; fetched, paid and answered by funds. What a supplier was paid is set
    off against what the institution is owed next (``funds.SupplierSetOff``); a reward is not.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", _("To a supplier for an institution")
        REWARD = "reward", _("Surplus reward of an institution")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed, to be approved")
        READY = "ready", _("Approved, to be paid")
        ORDERED = "ordered", _("Payment ordered")
        PAID = "paid", _("Paid")
        FAILED = "failed", _("Payment failed")
        DROPPED = "dropped", _("Dropped, its deliveries are free again")

    scope_fields = ("payer",)
    scope_area_fields = ("payer__area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    kind = models.CharField(_("For"), max_length=6, choices=Kind)
    payer = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Paid by"),
        help_text=_("The county that pays the institution."),
    )  # fmt: skip
    insutype = models.CharField(_("Paid from the fund of"), max_length=6)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("Institution")
    )
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="payables", verbose_name=_("Supplier")
    )
    amount = MoneyField(_("Amount"))
    due_on = models.DateField(_("To be paid by"))
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.PROPOSED)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    dropped_reason = models.CharField(_("Why it was dropped"), max_length=200, blank=True)
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)
    failure_reason = models.CharField(_("Bank's reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Amount owed out of procurement")
        verbose_name_plural = _("Amounts owed out of procurement")
        ordering = ("-number",)
        indexes = [models.Index(fields=["payer", "insutype", "state"], name="procurement_payable_by_payer")]
        constraints = [
            models.CheckConstraint(name="procurement_payable_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="procurement_payable_to_whom",
                condition=Q(kind="direct", supplier__isnull=False) | Q(kind="reward", supplier__isnull=True),
            ),
            models.CheckConstraint(
                name="procurement_payable_two_people",
                condition=Q(approved_by__isnull=True, state__in=["proposed", "dropped"])
                | (Q(approved_by__isnull=False) & ~Q(approved_by=F("prepared_by"))),
                violation_error_message=_("Whoever prepares cannot approve."),
            ),
            models.CheckConstraint(
                name="procurement_payable_paid_dated",
                condition=Q(state="paid", paid_on__isnull=False)
                | (~Q(state="paid") & Q(paid_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="procurement_payable_dropped_why", condition=~Q(state="dropped") | ~Q(dropped_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("claims:procurement_payable", args=[self.pk])

    @property
    def sent_back(self) -> bool:
        """Paid, and the money came back: it is held until it is paid again."""
        return self.state == self.State.PAID and bool(self.failure_reason)

    @property
    def shown_state(self) -> str:
        return str(_("Sent back by the bank") if self.sent_back else self.get_state_display())

    @property
    def payee(self) -> object:
        return self.supplier or self.institution
