"""The fund's money at the bank (国库、财政专户、收入户、支出户): whose accounts there are, what the bank says."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import AccountInForce, Agency, User, account_constraints

from .ledger import Leg


@tracked()
class FundAccount(ScopedModel):
    """A place where an agency's money of one scheme stands, as the books know it; its bank account may change."""

    class Kind(models.TextChoices):
        TREASURY = "treasury", _("Treasury")
        FISCAL = "fiscal", _("Fiscal special account")
        INCOME = "income", _("Income account")
        EXPENDITURE = "expenditure", _("Expenditure account")

    ROLES = {
        Kind.TREASURY: "treasury",
        Kind.FISCAL: "fiscal_special_account",
        Kind.INCOME: "income_account",
        Kind.EXPENDITURE: "expenditure_account",
    }
    """Subject of the chart by kind."""

    scope_fields = ("agency",)
    scope_area_fields = ("agency__area",)

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Agency"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)

    class Meta:
        verbose_name = _("Account of the fund")
        verbose_name_plural = _("Accounts of the fund")
        ordering = ("agency__code", "insutype", "kind")
        constraints = [
            models.UniqueConstraint(fields=["agency", "insutype", "kind"], name="fund_account_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {name_of('insutype', self.insutype)} · {self.get_kind_display()}"

    @property
    def role(self) -> str:
        return self.ROLES[self.Kind(self.kind)]


@tracked()
class BankAccount(AccountInForce, ScopedModel):
    """The account at the bank, from a day: entered by one person, put in force by another.

    ``opening`` is its balance before the first line of its statements, yuan.
    """

    owner = "fund_account"
    scope_fields = ("fund_account__agency",)
    scope_area_fields = ("fund_account__agency__area",)

    fund_account = models.ForeignKey(
        FundAccount, models.PROTECT, related_name="bank_accounts", verbose_name=_("Account of the fund")
    )
    opening = MoneyField(_("Balance before the first line"), default=0)

    class Meta:
        verbose_name = _("Bank account of the fund")
        verbose_name_plural = _("Bank accounts of the fund")
        constraints = [
            *account_constraints("fund_bank_account", "fund_account"),
            models.UniqueConstraint(
                fields=["account_no"],
                condition=Q(approved_by__isnull=False),
                name="fund_bank_account_number_once",
                violation_error_message=_("This account number is in force already."),
            ),
        ]


class BankLine(ScopedModel):
    """One line of a bank statement. ``n`` counts an account's lines without gaps; ``before`` is the line above's
    balance, so that the chain of balances can be proved. Yuan; exactly one of ``received`` and ``paid``.
    """

    scope_fields = ("bank__fund_account__agency",)
    scope_area_fields = ("bank__fund_account__agency__area",)

    bank = models.ForeignKey(
        BankAccount, models.PROTECT, related_name="lines", verbose_name=_("Bank account"), db_index=False
    )
    n = models.PositiveIntegerField(_("Line"))
    day = models.DateField(_("Day"))
    serial = models.CharField(_("Bank serial number"), max_length=60)
    received = MoneyField(_("In"), default=0)
    paid = MoneyField(_("Out"), default=0)
    before = MoneyField(_("Balance before"))
    balance = MoneyField(_("Balance"))
    counterparty = models.CharField(_("Counterparty"), max_length=120, blank=True)
    purpose = models.CharField(_("Purpose"), max_length=200, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Line of a bank statement")
        verbose_name_plural = _("Lines of bank statements")
        ordering = ("bank", "n")
        constraints = [
            models.UniqueConstraint(fields=["bank", "n"], name="bank_line_once"),
            models.UniqueConstraint(fields=["bank", "serial"], name="bank_line_serial_once"),
            models.CheckConstraint(
                name="bank_line_one_side",
                condition=Q(received__gt=0, paid=0) | Q(received=0, paid__gt=0),
            ),
            models.CheckConstraint(
                name="bank_line_adds_up", condition=Q(balance=F("before") + F("received") - F("paid"))
            ),
        ]
        indexes = [models.Index(fields=["bank", "day"], name="bank_line_by_day")]

    def __str__(self) -> str:
        return f"{self.bank_id}/{self.n}"


class BankMatch(ScopedModel):
    """Lines of a bank statement and legs of the books that are the same money: all rows of one ``group``.

    A group without lines is an entry and its reversal. ``how`` is the pass that found it.
    """

    class How(models.TextChoices):
        KEY = "key", _("By number")
        AMOUNT_DAY = "amount_day", _("By amount and day")
        WINDOW = "window", _("By amount within the days allowed")
        SUM = "sum", _("By sum")
        HAND = "hand", _("By hand")

    scope_fields = ("fund_account__agency",)
    scope_area_fields = ("fund_account__agency__area",)

    fund_account = models.ForeignKey(
        FundAccount, models.PROTECT, related_name="matches", verbose_name=_("Account of the fund")
    )
    group = models.PositiveIntegerField(_("Group"))
    how = models.CharField(_("How"), max_length=10, choices=How)
    # A withdrawn sheet takes its matches with it, so that none of them keeps it from being withdrawn.
    line = models.OneToOneField(
        BankLine,
        models.CASCADE,
        null=True,
        related_name="match",
        verbose_name=_("Line of a bank statement"),
        db_constraint=False,
    )
    leg = models.OneToOneField(Leg, models.PROTECT, null=True, related_name="+", verbose_name=_("Leg"))

    class Meta:
        verbose_name = _("Matched line")
        verbose_name_plural = _("Matched lines")
        constraints = [
            models.CheckConstraint(
                name="bank_match_one_side",
                condition=Q(line__isnull=False, leg__isnull=True) | Q(line__isnull=True, leg__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund_account_id}:{self.group}"


@tracked()
class HandMatch(ScopedModel):
    """A line of the bank and legs of the books that a person said are the same money, where no pass found it.

    Its rows are the ``group`` of ``BankMatch``; undone, they are gone and this stays with the reason. ``legs`` are ids.
    """

    scope_fields = ("fund_account__agency",)
    scope_area_fields = ("fund_account__agency__area",)

    fund_account = models.ForeignKey(
        FundAccount, models.PROTECT, related_name="hand_matches", verbose_name=_("Account of the fund")
    )
    group = models.PositiveIntegerField(_("Group"))
    # The line may go with a withdrawn sheet; what was said of it stays.
    day = models.DateField(_("Day"))
    serial = models.CharField(_("Bank serial number"), max_length=60)
    amount = MoneyField(_("Amount"))
    legs = models.JSONField(_("Legs"), default=list)
    note = models.CharField(_("Why it is the same money"), max_length=200)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Matched by"))
    made_at = models.DateTimeField(_("Matched at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Undone by")
    )
    undone_at = models.DateTimeField(_("Undone at"), null=True, blank=True)
    undone_reason = models.CharField(_("Why it was undone"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("Match by hand")
        verbose_name_plural = _("Matches by hand")
        constraints = [
            models.UniqueConstraint(
                fields=["fund_account", "group"], condition=Q(undone_by__isnull=True), name="hand_match_once"
            ),
            models.CheckConstraint(
                name="hand_match_undone_whole",
                condition=Q(undone_by__isnull=True, undone_at__isnull=True, undone_reason="")
                | (Q(undone_by__isnull=False, undone_at__isnull=False) & ~Q(undone_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.serial} {self.day:%Y-%m-%d}"


@tracked()
class TreasuryTransfer(ScopedModel):
    """Receipts of some days moved from the treasury to the fiscal special account (按旬划入财政专户, NB-12).

    ``number`` is the one on finance's transfer slip. Yuan.
    """

    scope_fields = ("agency",)
    scope_area_fields = ("agency__area",)

    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Agency"),
        help_text=_("Whose book the money stands in."),
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    first = models.DateField(_("Receipts from"))
    last = models.DateField(_("Receipts to"))
    number = models.CharField(_("Number of the transfer slip"), max_length=40)
    amount = MoneyField(_("Amount"))
    moved_on = models.DateField(_("Moved on"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Recorded by"))
    recorded_at = models.DateTimeField(_("Recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Transfer out of the treasury")
        verbose_name_plural = _("Transfers out of the treasury")
        ordering = ("-moved_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="treasury_transfer_once"),
            models.CheckConstraint(name="treasury_transfer_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="treasury_transfer_days", condition=Q(last__gte=F("first"), moved_on__gte=F("first"))
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_late(self) -> bool:
        """Moved after the ten days (or month, quarter) that follow those it is of."""
        length = self.last - self.first + dt.timedelta(days=1)
        return self.moved_on > self.last + length
