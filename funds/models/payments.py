"""Payments out of the funds: instructions to the bank, what failed or was sent back, what was issued again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models import Payable, ProcurementPayable
from config.display import masked_account
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, User

from .capital import CapitalLoan
from .clearing import Clearing, NetPosition, Statement
from .insurer import InsurerPremium
from .out_of_area import ProvinceDue

_LIVE = ~models.Q(state__in=("failed", "returned"))
_REASONS = ("statement", "net_position", "payable", "loan", "procured", "province_due", "premium")


def _only(kind: str, reason: str, *, clearing: bool = False) -> models.Q:
    """Payments of ``kind`` have this reason and no other, and are of a clearing or not."""
    given = {f"{name}__isnull": name != reason for name in _REASONS}
    return models.Q(kind=kind, clearing__isnull=not clearing, **given)


@tracked()
class PaymentBatch(ScopedModel):
    """A file of payment instructions for one paying agency. The bank's answers come in as imports of their own."""

    scope_fields = ("payer",)
    scope_area_fields = ("payer__area",)

    clearing = models.ForeignKey(
        Clearing, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("Clearing")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    payer = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Paid by"))
    number = models.CharField(_("Batch number"), max_length=40, unique=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    approved_at = models.DateTimeField(_("Approved at"), null=True, blank=True)
    exported_at = models.DateTimeField(
        _("Exported at"),
        null=True,
        blank=True,
        help_text=_("First time; from then on the bank may have paid."),
    )
    returned_at = models.DateTimeField(
        _("Returned at"),
        null=True,
        blank=True,
        help_text=_("Last time the bank told how its payments ended."),
    )

    class Meta:
        verbose_name = _("Payment batch")
        verbose_name_plural = _("Payment batches")
        constraints = [
            models.CheckConstraint(
                name="payment_batch_two_people",
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("prepared_by")),
                violation_error_message=_("Whoever prepares cannot approve."),
            ),
            models.CheckConstraint(
                name="payment_batch_exported_approved",
                condition=models.Q(exported_at__isnull=True) | models.Q(approved_by__isnull=False),
                violation_error_message=_("Only an approved batch goes to the bank."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


@tracked()
class Payment(ScopedModel):
    """One instruction: to an institution for its statement or as a loan, between a county and the city for the net,
    to a person, a supplier or an institution for what claims found to be owed, to the province for care elsewhere, to
    the serious-illness insurer for its premium.

    The payee's account is a snapshot. A failed or returned payment stays as it is; a new one names it in ``reissues``.

    What the bank paid and later sent back (退汇) was an outlay of the fund on the day it was paid and remains one: the
    money is held for the payee on an account of its own. A payment that ``settles_return`` pays out of that account.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("Prepared")
        SENT = "sent", _("Sent to the bank")
        PAID = "paid", _("Paid")
        FAILED = "failed", _("Failed")
        RETURNED = "returned", _("Sent back by the bank")

    class Kind(models.TextChoices):
        INSTITUTION = "institution", _("To an institution")
        NET_TRANSFER = "net_transfer", _("Between county and city")
        PERSON = "person", _("To a person")
        CAPITAL = "capital", _("Working capital to an institution")
        PROCUREMENT = "procurement", _("Out of central procurement")
        PROVINCE = "province", _("To the province for care outside the area")
        PREMIUM = "premium", _("Premium to the serious-illness insurer")

    # What was spent for a purpose, once however often the bank sent it back and it was paid again.
    OUTLAY = models.Q(state__in=("paid", "returned"), settles_return=False)
    # What may be issued again.
    UNPAID_STATES = (State.FAILED, State.RETURNED)

    scope_fields = ("payer", "payee_agency")
    scope_area_fields = ("payer__area",)

    clearing = models.ForeignKey(
        Clearing, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name=_("Clearing")
    )
    number = models.CharField(_("Payment number"), max_length=40, unique=True)
    kind = models.CharField(_("Kind"), max_length=14, choices=Kind)
    batch = models.ForeignKey(
        PaymentBatch, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name=_("Batch")
    )
    payer = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Paid by"))
    statement = models.ForeignKey(
        Statement, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name=_("Statement")
    )
    net_position = models.ForeignKey(
        NetPosition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("Net position"),
    )
    payable = models.ForeignKey(
        Payable,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("Amount owed to a person"),
    )
    loan = models.ForeignKey(
        CapitalLoan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("Working capital lent"),
    )
    procured = models.ForeignKey(
        ProcurementPayable,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("Amount owed out of procurement"),
    )
    province_due = models.ForeignKey(
        ProvinceDue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("Amount owed to the province"),
    )
    premium = models.ForeignKey(
        InsurerPremium,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("Premium to the serious-illness insurer"),
    )
    payee_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Paid to")
    )
    account_name = models.CharField(_("Account name"), max_length=120)
    account_no = models.CharField(_("Account number"), max_length=34)
    bank_name = models.CharField(_("Bank"), max_length=120)
    bank_code = models.CharField(_("Bank code"), max_length=14, blank=True)
    amount = MoneyField(_("Amount"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.PREPARED)
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)
    returned_on = models.DateField(_("Sent back on"), null=True, blank=True)
    failure_reason = models.CharField(_("Bank's reason"), max_length=200, blank=True)
    import_run_id = models.BigIntegerField(_("Bank return"), null=True, editable=False)
    reissues = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reissued_as",
        verbose_name=_("Issued again for"),
    )
    settles_return = models.BooleanField(
        _("Pays what was sent back"),
        default=False,
        db_default=False,
        help_text=_("It, or what it was issued again for, had been paid before and sent back by the bank."),
    )

    class Meta:
        verbose_name = _("Payment")
        verbose_name_plural = _("Payments")
        constraints = [
            models.CheckConstraint(name="payment_positive", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="payment_one_reason",
                condition=_only("institution", "statement", clearing=True)
                | _only("net_transfer", "net_position", clearing=True)
                | _only("person", "payable")
                | _only("capital", "loan")
                | _only("procurement", "procured")
                | _only("province", "province_due")
                | _only("premium", "premium"),
            ),
            # Nothing is paid twice: of all instructions for one statement (or net) at most one has not
            # failed or been sent back. That each is issued again once only, over the same amount, and that no state is
            # left for another than it may be, the migration ``payback`` says.
            models.UniqueConstraint(
                fields=["statement"],
                condition=_LIVE,
                name="payment_one_live_per_statement",
            ),
            models.UniqueConstraint(
                fields=["net_position"], condition=_LIVE, name="payment_one_live_per_net"
            ),
            models.UniqueConstraint(fields=["payable"], condition=_LIVE, name="payment_one_live_per_payable"),
            models.UniqueConstraint(fields=["loan"], condition=_LIVE, name="payment_one_live_per_loan"),
            models.UniqueConstraint(
                fields=["procured"], condition=_LIVE, name="payment_one_live_per_procured"
            ),
            models.UniqueConstraint(
                fields=["province_due"],
                condition=_LIVE,
                name="payment_one_live_per_province_due",
            ),
            models.UniqueConstraint(fields=["premium"], condition=_LIVE, name="payment_one_live_per_premium"),
            models.CheckConstraint(
                name="payment_paid_dated", condition=~models.Q(state="paid") | models.Q(paid_on__isnull=False)
            ),
            models.CheckConstraint(
                name="payment_returned_dated",
                condition=models.Q(
                    state="returned",
                    paid_on__isnull=False,
                    returned_on__isnull=False,
                    returned_on__gte=models.F("paid_on"),
                )
                | (~models.Q(state="returned") & models.Q(returned_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="payment_settles_what_it_reissues",
                condition=models.Q(settles_return=False) | models.Q(reissues__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["payer"],
                condition=models.Q(state="returned") | models.Q(settles_return=True),
                name="payment_sent_back",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def shown_account(self) -> str:
        """The account as pages show it: whole where it is a body's, masked where it is a person's."""
        return masked_account(self.account_no) if self.payable_id else self.account_no
