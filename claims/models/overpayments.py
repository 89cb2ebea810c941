"""Overpayments (多付待遇): what a person owes the fund back, by agreement and instalments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import Agency, User

from .payables import Payable
from .settlements import Settlement


@tracked()
class Overpayment(ScopedModel):
    """A debt of one person to one fund: found by one, confirmed by another, paid back, or written off by two."""

    class State(models.TextChoices):
        FOUND = "found", _("Found, to be confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        AGREED = "agreed", _("Agreement made")
        ASKED = "asked", _("Write-off asked")
        CLOSED = "closed", _("Paid back")
        WRITTEN_OFF = "written_off", _("Written off")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Source(models.TextChoices):
        REDO = "redo", _("Settled again")
        INSPECTION = "inspection", _("Inspection")
        ENTRY = "entry", _("Entered at the counter")

    scope_fields = ("insu_county", "handling_county")

    number = models.CharField(_("Number"), max_length=30, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="overpayments", verbose_name=_("Person"))
    psn_no = models.CharField(_("Person number"), max_length=30)
    psn_name = models.CharField(_("Full name"), max_length=50)
    tel = models.CharField(_("Telephone"), max_length=50, blank=True)
    insutype = models.CharField(_("Scheme"), max_length=6)
    insu_county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    handling_county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at")
    )
    source = models.CharField(_("Found by way of"), max_length=10, choices=Source, default=Source.ENTRY)
    settlement = models.ForeignKey(
        Settlement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="overpayments",
        verbose_name=_("Settlement"),
    )
    fund_part = models.CharField(
        _("Fund part"),
        max_length=20,
        default="hifp_pay",
        editable=False,
        help_text=_("Which money it was: the pooled fund's, or that of the personal account."),
    )
    amount = MoneyField(_("Amount"))
    reason = models.CharField(_("Reason"), max_length=300)
    found_on = models.DateField(_("Found on"))
    state = models.CharField(_("State"), max_length=11, choices=State, default=State.FOUND)
    found_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Found by"))
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Confirmed by")
    )
    confirmed_on = models.DateField(_("Confirmed on"), null=True, blank=True)
    agreement_no = models.CharField(_("Agreement"), max_length=60, blank=True)
    agreed_on = models.DateField(_("Agreed on"), null=True, blank=True)
    may_offset = models.BooleanField(
        _("Kept back from later payments"),
        default=False,
        help_text=_("The person agreed that what the fund owes them later is set against it."),
    )
    write_off_reason = models.CharField(_("Why it is written off"), max_length=300, blank=True)
    write_off_asked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Write-off asked by")
    )
    write_off_approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Write-off approved by")
    )
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Overpayment")
        verbose_name_plural = _("Overpayments")
        indexes = [models.Index(fields=["insu_county", "state"], name="overpayment_by_county")]
        constraints = [
            models.CheckConstraint(name="overpayment_positive", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="overpayment_two_people",
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("found_by")),
                violation_error_message=_("Whoever finds an overpayment cannot confirm it."),
            ),
            models.CheckConstraint(
                name="overpayment_confirmed",
                condition=models.Q(state__in=["found", "withdrawn"])
                | models.Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="overpayment_agreed",
                condition=~models.Q(state="agreed") | models.Q(agreed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="overpayment_written_off_by_two",
                condition=~models.Q(state="written_off")
                | (
                    models.Q(write_off_asked_by__isnull=False, write_off_approved_by__isnull=False)
                    & ~models.Q(write_off_asked_by=models.F("write_off_approved_by"))
                    & ~models.Q(write_off_reason="")
                ),
                violation_error_message=_("A write-off needs two people and a reason."),
            ),
            models.CheckConstraint(
                name="overpayment_ended_dated",
                condition=models.Q(state__in=["closed", "written_off", "withdrawn"], ended_on__isnull=False)
                | (
                    ~models.Q(state__in=["closed", "written_off", "withdrawn"])
                    & models.Q(ended_on__isnull=True)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def recovered(self) -> Decimal:
        """What was paid back or kept back, as far as a second person confirmed it."""
        checked = Recovery.objects.filter(overpayment=self, checked_by__isnull=False)
        return Decimal(checked.aggregate(sum=Sum("amount"))["sum"] or 0)

    @property
    def outstanding(self) -> Decimal:
        """What is still owed; nothing once the rest was written off."""
        if self.state in (self.State.WRITTEN_OFF, self.State.WITHDRAWN):
            return Decimal(0)
        amount: Any = self.amount
        return Decimal(amount - self.recovered)


@tracked()
class Instalment(ScopedModel):
    """One part of an agreement, due on a day; all parts together are what was owed when it was made."""

    scope_fields = ("overpayment__insu_county", "overpayment__handling_county")

    overpayment = models.ForeignKey(
        Overpayment, models.CASCADE, related_name="instalments", verbose_name=_("Overpayment")
    )
    n = models.PositiveSmallIntegerField(_("Number"))
    due_on = models.DateField(_("Falls due on"))
    amount = MoneyField(_("Amount"))

    class Meta:
        verbose_name = _("Instalment")
        verbose_name_plural = _("Instalments")
        ordering = ("overpayment", "n")
        constraints = [
            models.UniqueConstraint(fields=["overpayment", "n"], name="instalment_once"),
            models.CheckConstraint(name="instalment_positive", condition=models.Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.overpayment_id}/{self.n}"


@tracked()
class Recovery(ScopedModel):
    """Money that came back: paid in, or kept back from what the fund owed. Counts once a second person checked it."""

    class Kind(models.TextChoices):
        BANK = "bank", _("Paid to the fund's account")
        OFFSET = "offset", _("Kept back from a payment")

    scope_fields = ("overpayment__insu_county", "overpayment__handling_county")

    overpayment = models.ForeignKey(
        Overpayment, models.PROTECT, related_name="recoveries", verbose_name=_("Overpayment")
    )
    kind = models.CharField(_("Kind"), max_length=6, choices=Kind, default=Kind.BANK)
    amount = MoneyField(_("Amount"))
    received_on = models.DateField(_("Came in on"))
    evidence = models.CharField(_("Evidence"), max_length=200)
    payable = models.ForeignKey(
        Payable,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recoveries",
        verbose_name=_("Kept back from"),
    )
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )

    class Meta:
        verbose_name = _("Recovery")
        verbose_name_plural = _("Recoveries")
        ordering = ("overpayment", "pk")
        constraints = [
            models.CheckConstraint(name="recovery_positive", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="recovery_two_people",
                condition=models.Q(checked_by__isnull=True) | ~models.Q(checked_by=models.F("entered_by")),
                violation_error_message=_("Whoever enters cannot check."),
            ),
            models.CheckConstraint(
                name="recovery_kept_back_from",
                condition=models.Q(kind="offset", payable__isnull=False, checked_by__isnull=False)
                | models.Q(kind="bank", payable__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["overpayment", "payable"],
                condition=models.Q(payable__isnull=False),
                name="recovery_once_per_payable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.overpayment_id} {self.received_on}: {self.amount}"
