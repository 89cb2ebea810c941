"""Money lent to designated institutions at the start of a year and settled at its end (周转金, 预付金)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, User

from .clearing import Statement


@tracked()
class CapitalLoan(ScopedModel):
    """What one institution is lent for one year under one scheme, and by which agreement.

    ``proposed → agreed → approved → ordered → lent → settled``. ``carried`` of ``amount`` is what was still open of the
    loan before it (``carries``): no bank moves that part. ``steps`` keep how ``amount`` was worked out.
    """

    class Kind(models.TextChoices):
        CAPITAL = "working_capital", _("Working capital")
        PREPAYMENT = "prepayment", _("Prepayment")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed, no agreement yet")
        AGREED = "agreed", _("Agreement signed, to be approved")
        APPROVED = "approved", _("Approved, to be paid")
        ORDERED = "ordered", _("Payment ordered")
        FAILED = "failed", _("Payment failed")
        LENT = "lent", _("Lent")
        SETTLED = "settled", _("Loan settled")
        DROPPED = "dropped", _("Not lent")

    APPROVED_STATES = ("approved", "ordered", "failed", "lent", "settled")

    scope_fields = ("lender",)
    scope_area_fields = ("lender__area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=16, choices=Kind)
    year = models.PositiveSmallIntegerField(_("Year"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="capital_loans", verbose_name=_("Institution")
    )
    lender = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Lent by"),
        help_text=_("The county that pays the institution."),
    )
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.PROPOSED)
    last_year = MoneyField(_("Pooled payments of the year before"))
    months_cleared = models.PositiveSmallIntegerField(_("Months cleared of that year"))
    steps = models.JSONField(_("Steps"), default=list)
    amount = MoneyField(_("Amount"))
    settle_by = models.DateField(_("To be settled by"))
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    agreement_no = models.CharField(_("Number of the loan agreement"), max_length=60, blank=True)
    agreed_on = models.DateField(_("Agreement signed on"), null=True, blank=True)
    agreed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Agreement entered by")
    )
    carries = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_into",
        verbose_name=_("Carries over"),
        help_text=_("The loan of the year before whose open part is carried over."),
    )
    carried = MoneyField(_("Carried over from last year"), default=0)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    approved_at = models.DateTimeField(_("Approved at"), null=True, blank=True)
    lent_on = models.DateField(_("Lent on"), null=True, blank=True)
    failure_reason = models.CharField(_("Bank's reason"), max_length=200, blank=True)
    dropped_reason = models.CharField(_("Why it is not lent"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Working capital lent")
        verbose_name_plural = _("Working capital lent")
        ordering = ("-year", "number")
        indexes = [models.Index(fields=["lender", "year", "insutype"], name="capital_by_lender")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "insutype", "year", "kind"],
                condition=~Q(state="dropped"),
                name="capital_once_a_year",
            ),
            models.CheckConstraint(
                name="capital_amounts", condition=Q(amount__gt=0, carried__gte=0, carried__lte=F("amount"))
            ),
            models.CheckConstraint(
                name="capital_carries_a_loan", condition=Q(carried=0) | Q(carries__isnull=False)
            ),
            models.CheckConstraint(
                name="capital_agreed",
                condition=Q(state__in=["proposed", "dropped"])
                | (~Q(agreement_no="") & Q(agreed_on__isnull=False, agreed_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="capital_approved_by_another",
                condition=Q(approved_by__isnull=False)
                & ~Q(approved_by=F("prepared_by"))
                & ~Q(approved_by=F("agreed_by"))
                | Q(approved_by__isnull=True, state__in=["proposed", "agreed", "dropped"]),
                violation_error_message=_("Whoever prepares cannot approve."),
            ),
            models.CheckConstraint(
                name="capital_lent_dated",
                condition=Q(state__in=["lent", "settled"], lent_on__isnull=False)
                | (~Q(state__in=["lent", "settled"]) & Q(lent_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="capital_dropped_why", condition=~Q(state="dropped") | ~Q(dropped_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def sent_back(self) -> bool:
        """Lent, and the money came back: it is held until it is paid again."""
        return self.state == self.State.LENT and bool(self.failure_reason)

    @property
    def shown_state(self) -> str:
        return str(_("Sent back by the bank") if self.sent_back else self.get_state_display())

    @property
    def by_bank(self) -> Decimal:
        """What the bank is to pay: all but what is carried over."""
        amount: Any = self.amount
        return amount - self.carried


@tracked()
class CapitalRepayment(ScopedModel):
    """What ends a loan, or part of it: money that came back, set against a statement, carried into the next loan.

    ``amount`` is what was entered, ``taken`` what counts: a set-off takes no more than the statement pays. It lowers
    what is open once it is booked.
    """

    class Kind(models.TextChoices):
        MONEY = "money", _("Returned by the institution")
        SET_OFF = "set_off", _("Set against what it is owed")
        CARRIED = "carried", _("Carried over into the next loan")

    class State(models.TextChoices):
        ENTERED = "entered", _("Waiting for the check")
        CHECKED = "checked", _("Waiting for the clearing")
        BOOKED = "booked", _("Booked")
        REFUSED = "refused", _("Repayment refused")

    scope_fields = ("loan__lender",)
    scope_area_fields = ("loan__lender__area",)

    loan = models.ForeignKey(
        CapitalLoan, models.PROTECT, related_name="repayments", verbose_name=_("Working capital lent")
    )
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.ENTERED)
    amount = MoneyField(_("Amount"))
    taken = MoneyField(_("Counted"), default=0)
    received_on = models.DateField(_("Came in on"), null=True, blank=True)
    clr_month = models.DateField(
        _("Clearing month"), null=True, blank=True, help_text=_("Set off from this month's statement on.")
    )
    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="capital_set_off",
        verbose_name=_("Institution statement"),
    )
    into = models.OneToOneField(
        CapitalLoan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_from",
        verbose_name=_("Carried into"),
    )
    evidence = models.CharField(_("Evidence"), max_length=200, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    checked_at = models.DateTimeField(_("Checked at"), null=True, blank=True)
    refused_reason = models.CharField(_("Why it was refused"), max_length=200, blank=True)
    booked_on = models.DateField(_("Booked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Repayment of working capital")
        verbose_name_plural = _("Repayments of working capital")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="capital_repaid_amounts",
                condition=Q(amount__gt=0, taken__gte=0, taken__lte=F("amount")),
            ),
            models.CheckConstraint(
                name="capital_repaid_how",
                condition=Q(
                    kind="money",
                    received_on__isnull=False,
                    clr_month__isnull=True,
                    statement__isnull=True,
                    into__isnull=True,
                )
                | Q(kind="set_off", received_on__isnull=True, clr_month__day=1, into__isnull=True)
                | Q(
                    kind="carried",
                    received_on__isnull=True,
                    clr_month__isnull=True,
                    statement__isnull=True,
                    into__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="capital_repaid_checked_by_another",
                condition=Q(checked_by__isnull=True, state="entered")
                | Q(checked_by__isnull=False) & ~Q(checked_by=F("entered_by")),
                violation_error_message=_("Whoever prepares cannot check."),
            ),
            models.CheckConstraint(
                name="capital_repaid_booked",
                condition=Q(state="booked", booked_on__isnull=False, taken__gt=0)
                | (~Q(state="booked") & Q(booked_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.kind} {self.amount}"
