"""What tax reports as received, and which months it pays."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, User

from .declarations import ContributionMonth
from .payers import Payer


@tracked()
class Receipt(ScopedModel):
    """One receipt as tax reports it. Open while a person has to decide what it pays; matched once every fen is.

    ``late_fee`` is what of it is a late fee, ``advance`` what paid no declared month when it was decided, of which
    shares may be taken later; ``booked_on`` is set by the funds floor and never taken back.
    """

    class State(models.TextChoices):
        OPEN = "open", _("To be decided")
        MATCHED = "matched", _("Matched")
        ACCEPTED = "accepted", _("Accepted by a person")

    class Difference(models.TextChoices):
        UNKNOWN_PAYER = "unknown_payer", _("Unknown payer")
        NO_DECLARATION = "no_declaration", _("No declaration")
        OVER = "over", _("More than is owed")
        UNDER = "under", _("Less than is owed")

    number = models.CharField(_("Receipt number"), max_length=40, unique=True)
    emp_no = models.CharField(_("Payer number as reported"), max_length=40)
    payer = models.ForeignKey(
        Payer, models.PROTECT, null=True, blank=True, related_name="receipts", verbose_name=_("Payer")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    month = models.DateField(_("First month paid for"))
    last_month = models.DateField(_("Last month paid for"))
    amount = MoneyField(_("Amount"))
    advance = MoneyField(_("Of it in advance"), default=0, db_default=0)
    late_fee = MoneyField(_("Of it late fee"), default=0, db_default=0)
    received_on = models.DateField(_("Money received on"))
    state = models.CharField(
        _("State"), max_length=10, choices=State, default=State.OPEN, db_default=State.OPEN
    )
    difference = models.CharField(
        _("Difference"), max_length=20, choices=Difference, blank=True, default="", db_default=""
    )
    reason = models.CharField(_("Reason"), max_length=200, blank=True, default="", db_default="")
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    booked_on = models.DateField(_("Booked on"), null=True, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Receipt")
        verbose_name_plural = _("Receipts")
        constraints = [
            models.CheckConstraint(name="receipt_amount_above_zero", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="receipt_advance_within",
                condition=models.Q(
                    advance__gte=0, late_fee__gte=0, amount__gte=models.F("advance") + models.F("late_fee")
                ),
            ),
            models.CheckConstraint(
                name="receipt_months",
                condition=models.Q(month__day=1, last_month__day=1, last_month__gte=models.F("month")),
            ),
            models.CheckConstraint(
                name="receipt_accepted_by_somebody",
                condition=~models.Q(state="accepted")
                | models.Q(decided_by__isnull=False, decided_at__isnull=False) & ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="receipt_booked_is_said_for",
                condition=models.Q(booked_on__isnull=True) | ~models.Q(state="open"),
            ),
        ]
        indexes = [models.Index(fields=["state", "number"], name="receipt_by_state")]

    def __str__(self) -> str:
        return self.number


class ReceiptShare(ScopedModel):
    """What of a receipt pays a payer's month, the employer's part and the persons' apart.

    With ``used_on`` it was taken that day out of what the receipt held in advance, and is booked by itself.
    """

    scope_fields = ("receipt__county",)

    receipt = models.ForeignKey(
        Receipt, models.PROTECT, related_name="shares", verbose_name=_("Receipt"), db_index=False
    )
    statement = models.ForeignKey(
        ContributionMonth, models.PROTECT, related_name="shares", verbose_name=_("Contribution statement")
    )
    employer = MoneyField(_("Employer's contribution"))
    personal = MoneyField(_("Persons' contributions"))
    used_on = models.DateField(_("Taken out of the advance on"), null=True, blank=True)
    booked_on = models.DateField(_("Booked on"), null=True, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Share of a receipt")
        verbose_name_plural = _("Shares of receipts")
        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "statement"],
                condition=models.Q(used_on__isnull=True),
                name="receipt_share_once",
            ),
            models.CheckConstraint(
                name="receipt_share_booked_with_its_receipt",
                condition=models.Q(booked_on__isnull=True) | models.Q(used_on__isnull=False),
            ),
            models.CheckConstraint(
                name="receipt_share_not_negative", condition=models.Q(employer__gte=0, personal__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt} · {self.statement}"
