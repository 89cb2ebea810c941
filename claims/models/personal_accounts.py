"""Personal accounts (个人账户): one per person and scheme, append-only movements, a balance the database keeps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.money import MoneyField
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import User


class Pot(models.TextChoices):
    """The person's own money, or what relatives shared with them (家庭共济)."""

    OWN = "own", _("Own account")
    FAMILY = "family", _("Family's share")


class Cause(models.TextChoices):
    """Why an account moved, beside bills."""

    CREDIT = "credit", _("Monthly credit")
    ENTRY = "entry", _("Entered from papers")
    INTEREST = "interest", _("Interest")
    SHARING = "sharing", _("Sharing with relatives")
    TRANSFER = "transfer", _("Transfer of the insurance")
    PAYOUT = "payout", _("Paid out")
    INHERITANCE = "inheritance", _("Inheritance")


class MovementKind(models.TextChoices):
    """National acct_incexpd_type; 201, spending on bills, is no movement: settlements are."""

    CREDIT = "101", _("Monthly credit")
    YEARLY_INTEREST = "102", _("Yearly interest")
    TAKEN_BACK = "104", _("Credit taken back")
    INHERITED = "106", _("Inherited")
    TRANSFER_IN = "107", _("Transferred in")
    ADJUSTMENT = "110", _("Special adjustment")
    SUPPLEMENT = "111", _("Supplementary entry")
    INJECTION = "112", _("Single injection")
    CARRIED = "113", _("Carried from last year")
    CLEARED_OUT = "203", _("Cleared out")
    PAID_IN_CASH = "204", _("Paid in cash")
    PREMIUM = "205", _("Premium paid for others")
    TRANSFER_OUT = "207", _("Transferred out")
    TO_HEIR = "208", _("Passed to an heir")


SPENDING = "201"
# Either sign: what was wrong is put right. Everything else credits (1xx) or debits (2xx); 104 takes back.
_EITHER = (MovementKind.ADJUSTMENT,)
_CREDITS = tuple(k.value for k in MovementKind if k < "200" and k not in (*_EITHER, MovementKind.TAKEN_BACK))
_DEBITS = tuple(k.value for k in MovementKind if k > "200" or k == MovementKind.TAKEN_BACK)


class PersonalAccount(ScopedModel):
    """The account of a person under a scheme. Balances are what movements and bills leave, written by triggers
    alone (see the migration): nobody, the application included, sets them, and neither is ever negative.

    Lock order: the person's lock, settlements, then accounts by person.
    """

    scope_fields = ("person__county",)
    append_only = True
    updatable_columns = ("closed_on",)

    # The unique constraint leads with the person.
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="personal_accounts",
        verbose_name=_("Person"),
        db_index=False,
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    balance = MoneyField(_("Balance"), default=0, editable=False)
    family_balance = MoneyField(_("Family's share"), default=0, editable=False)
    opened_on = models.DateField(_("Opened on"))
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Personal account")
        verbose_name_plural = _("Personal accounts")
        constraints = [
            models.UniqueConstraint(fields=["person", "insutype"], name="personal_account_once"),
            models.CheckConstraint(
                name="personal_account_not_negative",
                condition=models.Q(balance__gte=0, family_balance__gte=0),
                violation_error_message=_("An account never holds less than nothing."),
            ),
        ]
        indexes = [models.Index(fields=["balance"], name="personal_account_by_balance")]

    def __str__(self) -> str:
        return f"{self.person} {self.insutype}"


class AccountMovement(ScopedModel):
    """One credit or debit that is no bill. ``key`` says what for and which period: an act done twice moves once."""

    scope_fields = ("account__person__county",)
    append_only = True

    # The unique constraint leads with the account.
    account = models.ForeignKey(
        PersonalAccount,
        models.PROTECT,
        related_name="movements",
        verbose_name=_("Personal account"),
        db_index=False,
    )
    pot = models.CharField(_("Part of the account"), max_length=6, choices=Pot, default=Pot.OWN)
    kind = models.CharField(_("Kind"), max_length=3, choices=MovementKind)
    cause = models.CharField(_("Cause"), max_length=12, choices=Cause)
    amount = MoneyField(_("Amount"), help_text=_("Positive into the account, negative out of it."))
    day = models.DateField(_("Day"))
    key = models.CharField(_("What for"), max_length=60)
    base = MoneyField(_("Contribution base"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    batch = models.ForeignKey(
        "claims.AccountBatch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="movements",
        verbose_name=_("Batch"),
    )
    made_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("Made by"), db_index=False
    )
    made_at = models.DateTimeField(_("Made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Account movement")
        verbose_name_plural = _("Account movements")
        constraints = [
            models.UniqueConstraint(fields=["account", "key", "pot"], name="account_movement_once"),
            models.CheckConstraint(
                name="account_movement_sign",
                condition=models.Q(kind__in=_CREDITS, amount__gt=0)
                | models.Q(kind__in=_DEBITS, amount__lt=0)
                | (models.Q(kind__in=[k.value for k in _EITHER]) & ~models.Q(amount=0)),
                violation_error_message=_("Credits are positive, debits negative."),
            ),
        ]
        indexes = [models.Index(fields=["account", "day"], name="account_movement_by_day")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.key}"
