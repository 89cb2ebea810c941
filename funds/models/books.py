"""Books of account: their subjects, months, accounts and running balances (architecture §4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User


@tracked()
class Subject(models.Model):
    """A subject (科目) of the chart. Programs name it by ``role``: not every printed code is verified."""

    class Klass(models.TextChoices):
        ASSET = "asset", _("Asset")
        LIABILITY = "liability", _("Liability")
        NET = "net", _("Net assets")
        INCOME = "income", _("Income")
        EXPENSE = "expense", _("Expense")
        MEMO = "memo", _("Memorandum")

    class Side(models.TextChoices):
        DEBIT = "debit", _("Debit")
        CREDIT = "credit", _("Credit")

    role = models.CharField(_("Role"), max_length=40, unique=True)
    code = models.CharField(_("Code"), max_length=12, unique=True)
    name = models.CharField(_("Name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=80)
    klass = models.CharField(_("Class"), max_length=10, choices=Klass)
    normal_side = models.CharField(_("Normal side"), max_length=6, choices=Side)
    memorandum = models.BooleanField(_("Memorandum"), editable=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Part of")
    )
    verified = models.BooleanField(
        _("Code verified"),
        default=False,
        help_text=_("Unverified codes are marked and stay off national forms."),
    )
    source = models.CharField(_("Source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Subject")
        verbose_name_plural = _("Subjects")
        ordering = ("code",)
        constraints = [
            # Accounts copy the flag through a composite key, so that no entry can mix the two kinds.
            models.CheckConstraint(
                name="subject_memorandum_by_class",
                condition=Q(klass="memo", memorandum=True) | (~Q(klass="memo") & Q(memorandum=False)),
            ),
            models.UniqueConstraint(fields=["id", "memorandum"], name="subject_id_memorandum"),
        ]

    def __str__(self) -> str:
        return f"{self.printed_code} {self.label}"

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name if (get_language() or "").startswith("zh") else self.name_en

    @property
    def printed_code(self) -> str:
        """The code, marked with an asterisk while nobody has checked it against the official table."""
        return self.code if self.verified or self.memorandum else f"{self.code}*"


@tracked()
class Book(ScopedModel):
    """The books of one fund in one accounting unit: the city where funds are unified, else a county (HG-13).

    Memorandum accounts stand in the same book and balance among themselves.
    """

    class Basis(models.TextChoices):
        CASH = "cash", _("Cash basis")
        ACCRUAL = "accrual", _("Accrual basis")

    scope_fields = ("unit",)
    scope_member_area_fields = ("area",)

    insutype = models.CharField(_("Scheme"), max_length=6)
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="books", verbose_name=_("Accounting unit"))
    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="books", verbose_name=_("Pooling area")
    )
    opened_on = models.DateField(_("Opened on"), help_text=_("First day of the first month."))
    basis = models.CharField(_("Basis"), max_length=10, choices=Basis, default=Basis.CASH)

    class Meta:
        verbose_name = _("Book")
        verbose_name_plural = _("Books of account")
        ordering = ("insutype", "unit__code")
        constraints = [
            models.UniqueConstraint(fields=["insutype", "unit"], name="book_once_per_fund_and_unit"),
            models.UniqueConstraint(fields=["id", "area"], name="book_id_area"),
            models.CheckConstraint(name="book_opens_on_first_day", condition=Q(opened_on__day=1)),
        ]

    def __str__(self) -> str:
        return f"{name_of('insutype', self.insutype)} · {self.unit}"


class BookPeriod(models.Model):
    """One month of a book. Nothing is posted into a closed or a missing one; changes leave a trace.

    Entries are numbered without gaps per book and month; ``last_number`` is the last one given.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Month open")
        CLOSED = "closed", _("Month closed")

    book = models.ForeignKey(Book, models.PROTECT, related_name="periods", verbose_name=_("Book"))
    month = models.DateField(_("Month"))
    state = models.CharField(_("State"), max_length=6, choices=State, default=State.OPEN)
    last_number = models.PositiveIntegerField(_("Last entry number"), default=0, editable=False)
    change_count = models.PositiveIntegerField(_("Changes"), default=1, editable=False)

    class Meta:
        verbose_name = _("Accounting month")
        verbose_name_plural = _("Accounting months")
        ordering = ("book", "month")
        constraints = [
            models.UniqueConstraint(fields=["book", "month"], name="period_once_per_book"),
            models.UniqueConstraint(fields=["id", "book"], name="period_id_book"),
            models.CheckConstraint(name="period_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.month:%Y-%m}"


class PeriodChange(models.Model):
    """Who opened, closed or reopened a month, when and why. Kept for good."""

    class Act(models.TextChoices):
        OPENED = "opened", _("Month opened")
        CLOSED = "closed", _("Month closed")
        REOPENED = "reopened", _("Month reopened")

    append_only = True

    period = models.ForeignKey(
        BookPeriod, models.PROTECT, related_name="changes", verbose_name=_("Accounting month")
    )
    n = models.PositiveIntegerField(_("Number"))
    act = models.CharField(_("Act"), max_length=10, choices=Act)
    at = models.DateTimeField(_("At"), default=timezone.now)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Drawn up by"))
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    reason = models.CharField(_("Reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Change of an accounting month")
        verbose_name_plural = _("Changes of accounting months")
        ordering = ("period", "n")
        constraints = [
            models.UniqueConstraint(fields=["period", "n"], name="period_change_once"),
            models.CheckConstraint(
                name="period_change_two_people",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("made_by")),
                violation_error_message=_("Whoever prepares cannot check."),
            ),
            models.CheckConstraint(
                name="period_closed_by_two",
                condition=~Q(act="closed") | Q(checked_by__isnull=False),
                violation_error_message=_("Closing needs a second person."),
            ),
            models.CheckConstraint(
                name="period_reopened_with_reason",
                condition=~Q(act="reopened") | (Q(checked_by__isnull=False) & ~Q(reason="")),
                violation_error_message=_("Reopening needs a second person and a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.act}"


class Account(ScopedModel):
    """A subject of a book at an agency, where wanted for one county's share. Never changed once it stands.

    ``area`` and ``memorandum`` repeat the book's and the subject's (composite keys keep them true): the one
    for the database's row-level policy, the other so that entries cannot mix real and memorandum accounts.
    """

    scope_fields = ("agency", "county")
    scope_area_fields = ("area",)
    append_only = True

    book = models.ForeignKey(Book, models.PROTECT, related_name="accounts", verbose_name=_("Book"))
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="accounts", verbose_name=_("Subject"))
    memorandum = models.BooleanField(_("Memorandum"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Agency"))
    county = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("County"),
        help_text=_("Whose share this is, where balances are kept by county."),
    )

    class Meta:
        verbose_name = _("Account")
        verbose_name_plural = _("Accounts")
        ordering = ("book", "subject__code", "agency__code", "county__code")
        constraints = [
            models.UniqueConstraint(
                fields=["book", "subject", "agency", "county"], name="account_once", nulls_distinct=False
            ),
            models.UniqueConstraint(fields=["id", "book", "memorandum"], name="account_id_book_memorandum"),
        ]

    def __str__(self) -> str:
        place = (
            f"{self.agency}" if self.county_id in (None, self.agency_id) else f"{self.agency} · {self.county}"
        )
        return f"{self.subject} {place}"


class AccountBalance(ScopedModel):
    """Running total of one account in one month; a month without movement has no row.

    ``opening`` is debit-positive: what the earlier months left plus the month's opening entries, which are
    no movement. ``carried`` (debit-positive) is what of ``debit`` and ``credit`` year-end closing entries moved:
    no income and no expense of the month. Kept by ``post_entries`` alone; ``verify_balances`` derives it again.
    """

    scope_fields = ("account__agency", "account__county")
    scope_area_fields = ("account__area",)

    account = models.ForeignKey(
        Account,
        models.PROTECT,
        related_name="balances",
        verbose_name=_("Account"),
        db_index=False,
    )
    month = models.DateField(_("Month"))
    opening = MoneyField(_("Opening"), default=0)
    debit = MoneyField(_("Debit"), default=0)
    credit = MoneyField(_("Credit"), default=0)
    carried = MoneyField(_("Carried to net assets"), default=0)

    class Meta:
        verbose_name = _("Account balance")
        verbose_name_plural = _("Account balances")
        constraints = [
            models.UniqueConstraint(fields=["account", "month"], name="balance_once_per_month"),
            models.CheckConstraint(
                name="balance_movement_not_negative", condition=Q(debit__gte=0, credit__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.month:%Y-%m}: {self.closing}"

    @property
    def closing(self) -> Decimal:
        opening: Any = self.opening
        return opening + self.debit - self.credit
