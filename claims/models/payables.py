"""What is owed to people once it was reviewed; funds fetch it, pay it, and say how that ended."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from enrollment.models import ContributionRefund, Person
from institutions.models import Agency, User

from .account_acts import AccountRequest
from .allowances import MaternityAllowance
from .person_accounts import PersonAccount
from .redo import Redo
from .reimbursements import Reimbursement

_SOURCES = ("reimbursement", "allowance", "follows", "account_request", "refund")


def _only(source: str, *kinds: str) -> models.Q:
    """``source`` and none of the others, for these kinds."""
    present = {f"{name}__isnull": name != source for name in _SOURCES}
    return models.Q(dfr_souc__in=kinds, **present)


@tracked()
class Payable(ScopedModel):
    """One amount owed to a person (or to their employer) under one scheme; ``offset`` of it is kept back for an
    overpayment of theirs. What it is for is one of the sources; a source has one payable."""

    class State(models.TextChoices):
        READY = "ready", _("Ready to be paid")
        ORDERED = "ordered", _("Payment ordered")
        PAID = "paid", _("Paid")
        FAILED = "failed", _("Payment failed")

    class Kind(models.TextChoices):
        """The national source of a payment (dfr_souc)."""

        REIMBURSEMENT = "101", _("Counter reimbursement")
        MATERNITY_ALLOWANCE = "103", _("Maternity allowance")
        LATER = "106", _("Difference after reckoning again")
        # Ours: no national source of a payment is published for them.
        ACCOUNT_PAID_OUT = "901", _("Personal account paid out")
        ACCOUNT_TRANSFER = "902", _("Personal account transferred away")
        CONTRIBUTION = "903", _("Contribution refunded")

    # The money did not reach the person: the bank could not pay, or paid (which it remains) and sent the money back.
    SENT_BACK = models.Q(state="paid", unclaimed_on__isnull=True) & ~models.Q(failure_reason="")
    NOT_RECEIVED = models.Q(state="failed") | SENT_BACK

    scope_fields = ("insu_county", "handling_county")

    number = models.CharField(_("Number"), max_length=30, unique=True)
    dfr_souc = models.CharField(_("For"), max_length=3, choices=Kind)
    reimbursement = models.OneToOneField(
        Reimbursement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payable",
        verbose_name=_("Reimbursement"),
    )
    allowance = models.OneToOneField(
        MaternityAllowance,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payable",
        verbose_name=_("Maternity allowance"),
    )
    redo = models.ForeignKey(
        Redo, models.PROTECT, null=True, blank=True, related_name="payables", verbose_name=_("Redo")
    )
    follows = models.ForeignKey(
        Reimbursement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="later_payables",
        verbose_name=_("Follows reimbursement"),
    )
    account_request = models.OneToOneField(
        AccountRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payable",
        verbose_name=_("Request on a personal account"),
    )
    refund = models.OneToOneField(
        ContributionRefund,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payable",
        verbose_name=_("Refund of a contribution"),
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="payables", verbose_name=_("Person"))
    psn_no = models.CharField(_("Person number"), max_length=30)
    psn_name = models.CharField(_("Full name"), max_length=50)
    insutype = models.CharField(_("Scheme"), max_length=6)
    insu_county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    handling_county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at")
    )
    account = models.ForeignKey(
        PersonAccount,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payables",
        verbose_name=_("Account paid to"),
        help_text=_("Missing while a case that had nothing to pay waits for the person's account."),
    )
    amount = MoneyField(_("Amount"))
    offset = MoneyField(_("Kept back for an overpayment"), default=0)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.READY)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Approved by"))
    approved_at = models.DateTimeField(_("Approved at"), auto_now_add=True)
    due_on = models.DateField(_("To be finished by"), null=True, blank=True)
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)
    failure_reason = models.CharField(_("Bank's reason"), max_length=200, blank=True)
    unclaimed_on = models.DateField(
        _("Given up on"),
        null=True,
        blank=True,
        help_text=_("The bank sent it back, and nobody is left whom it could be paid to."),
    )

    class Meta:
        verbose_name = _("Amount owed to a person")
        verbose_name_plural = _("Amounts owed to people")
        indexes = [models.Index(fields=["insu_county", "insutype", "state"], name="payable_by_county")]
        constraints = [
            models.CheckConstraint(
                name="payable_amounts",
                condition=models.Q(amount__gt=0, offset__gte=0, offset__lte=models.F("amount")),
            ),
            models.CheckConstraint(
                name="payable_one_source",
                condition=_only("reimbursement", "101")
                | _only("allowance", "103")
                | _only("follows", "106")
                | _only("account_request", "901", "902")
                | _only("refund", "903"),
            ),
            models.CheckConstraint(
                name="payable_of_a_redo",
                condition=models.Q(redo__isnull=True) ^ models.Q(follows__isnull=False),
            ),
            models.UniqueConstraint(fields=["redo", "follows"], name="payable_once_per_redo"),
            models.CheckConstraint(
                name="payable_ordered_to_an_account",
                condition=models.Q(account__isnull=False) | models.Q(state__in=["ready", "paid"]),
            ),
            models.CheckConstraint(
                name="payable_paid_dated",
                condition=models.Q(state="paid", paid_on__isnull=False)
                | (~models.Q(state="paid") & models.Q(paid_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="payable_unclaimed_sent_back",
                condition=models.Q(unclaimed_on__isnull=True)
                | (models.Q(state="paid") & ~models.Q(failure_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def sent_back(self) -> bool:
        """Paid, and the money came back: it is held until it is paid again."""
        return self.state == self.State.PAID and bool(self.failure_reason) and self.unclaimed_on is None

    @property
    def not_received(self) -> bool:
        """The bank could not pay it, or sent it back: another account is wanted."""
        return self.state == self.State.FAILED or self.sent_back

    @property
    def shown_state(self) -> str:
        if self.unclaimed_on is not None:
            return str(_("Payee gone"))
        return str(_("Sent back by the bank") if self.sent_back else self.get_state_display())

    @property
    def net(self) -> Decimal:
        """What the bank is to pay."""
        amount: Any = self.amount
        return amount - self.offset


class PayableLine(ScopedModel):
    """A payable's part by fund (the national amounts of a settlement, or an allowance)."""

    scope_fields = ("payable__insu_county", "payable__handling_county")

    payable = models.ForeignKey(Payable, models.CASCADE, related_name="lines", verbose_name=_("Payable"))
    fund_part = models.CharField(_("Fund part"), max_length=20)
    amount = MoneyField(_("Amount"))

    class Meta:
        verbose_name = _("Part of an amount owed")
        verbose_name_plural = _("Parts of amounts owed")
        constraints = [
            models.UniqueConstraint(fields=["payable", "fund_part"], name="payable_line_once"),
            models.CheckConstraint(name="payable_line_positive", condition=models.Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.payable_id} {self.fund_part}"
