"""Entries and their legs: immutable, balanced at commit, corrected only by reversal (architecture §4).

What the models cannot say the migration ``ledger_guards`` says: composite keys, the balance check at commit,
the refusal of every change and of closed months.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.money import MoneyField
from config.scoping import Scope, ScopedManager, ScopedModel, ScopedQuerySet
from institutions.models import User

from .books import Account, Book, BookPeriod


class EntryQuerySet(ScopedQuerySet["Entry"]):
    """Entries are seen by whoever sees one of their legs."""

    def within(self, scope: Scope) -> Self:
        if scope.everything:
            return self.all()
        seen = (
            Q(account__agency__in=scope.counties)
            | Q(account__county__in=scope.counties)
            | Q(account__area__in=scope.areas)
        )
        return self.filter(Exists(Leg.unscoped.filter(seen, entry=OuterRef("pk"))))


class Entry(ScopedModel):
    """One entry (凭证) of one book, numbered without gaps per book and month.

    ``key`` says what, for whom, which period: posting the same content again changes nothing, other content
    under the same key is refused (``payload_hash``). The header carries no amount; legs do.
    """

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening balance")
        CLEARING = "clearing", _("Clearing")
        PAYMENT = "payment", _("Payment")
        RETURNED = "returned", _("Returned payment")
        TRANSFER = "transfer", _("Transfer between accounts")
        RECEIPT = "receipt", _("Receipt")
        RECOVERY = "recovery", _("Overpayments recovered")
        INTEREST = "interest", _("Interest")
        ALLOCATION = "allocation", _("Allocation between counties and reserves")
        ACCOUNTS = "accounts", _("Personal accounts")
        CLOSING = "closing", _("Closing entry")
        MANUAL = "manual", _("Manual entry")
        REVERSAL = "reversal", _("Reversal")

    # Written by a person's decision, not derived from an act that was itself checked.
    TWO_PEOPLE_KINDS = (Kind.OPENING, Kind.MANUAL, Kind.REVERSAL)
    # What the city's clearing writes into every book it concerns.
    CENTRAL_KINDS = (
        Kind.CLEARING,
        Kind.PAYMENT,
        Kind.RETURNED,
        Kind.TRANSFER,
        Kind.RECOVERY,
        Kind.ACCOUNTS,
        Kind.INTEREST,
        Kind.ALLOCATION,
    )

    append_only = True

    book = models.ForeignKey(Book, models.PROTECT, related_name="entries", verbose_name=_("Book"))
    # The migration ledger_guards adds a key on (period, book): here it would be checked twice.
    period = models.ForeignKey(
        BookPeriod,
        models.PROTECT,
        related_name="entries",
        verbose_name=_("Accounting month"),
        db_constraint=False,
        db_index=False,
    )
    number = models.PositiveIntegerField(_("Number"))
    booked_on = models.DateField(_("Booked on"))
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    key = models.CharField(_("Posting key"), max_length=200)
    payload_hash = models.BinaryField(_("Payload hash"), max_length=32)
    memorandum = models.BooleanField(_("Memorandum"))
    leg_count = models.PositiveIntegerField(_("Legs"))
    summary = models.CharField(_("Summary"), max_length=200)
    source_type = models.CharField(_("Source"), max_length=60, blank=True)
    source_id = models.BigIntegerField(_("Source record"), null=True, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name=_("Reverses")
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("Corrects")
    )
    made_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("Drawn up by"), db_index=False
    )
    checked_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Checked by"),
        db_index=False,
    )
    created_at = models.DateTimeField(_("Recorded at"), default=timezone.now)

    objects: Any = ScopedManager.from_queryset(EntryQuerySet)()

    class Meta:
        verbose_name = _("Entry")
        verbose_name_plural = _("Entries")
        ordering = ("book", "booked_on", "number")
        indexes = [
            models.Index(
                fields=["source_type", "source_id"], name="entry_source", condition=Q(source_id__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["book", "key"], name="entry_key_once_per_book"),
            models.UniqueConstraint(fields=["period", "number"], name="entry_number_once_per_month"),
            # What legs repeat of their entry, held together by a composite key.
            models.UniqueConstraint(
                fields=["id", "leg_count", "book", "memorandum", "booked_on"], name="entry_as_legs_see_it"
            ),
            models.CheckConstraint(name="entry_two_legs_at_least", condition=Q(leg_count__gte=2)),
            models.CheckConstraint(
                name="entry_two_people",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("made_by")),
                violation_error_message=_("Whoever prepares cannot check."),
            ),
            models.CheckConstraint(
                name="entry_checked_by_kind",
                condition=~Q(kind__in=["opening", "manual", "reversal"]) | Q(checked_by__isnull=False),
                violation_error_message=_("This kind of entry needs a second person."),
            ),
            models.CheckConstraint(
                name="entry_reversal_names_its_entry",
                condition=Q(kind="reversal", reverses__isnull=False)
                | (~Q(kind="reversal") & Q(reverses__isnull=True)),
            ),
            models.CheckConstraint(
                name="entry_source_whole",
                condition=Q(source_type="", source_id__isnull=True)
                | (~Q(source_type="") & Q(source_id__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.voucher}"

    @property
    def voucher(self) -> str:
        """The number people quote: month and number within it."""
        return f"{self.booked_on:%Y-%m}-{self.number:05d}"


class Leg(ScopedModel):
    """One line of an entry: an account debited or credited, never both and never negative."""

    scope_fields = ("account__agency", "account__county")
    scope_area_fields = ("account__area",)
    append_only = True

    entry = models.ForeignKey(
        Entry,
        models.PROTECT,
        related_name="legs",
        verbose_name=_("Entry"),
        db_constraint=False,
        db_index=False,
    )
    n = models.PositiveIntegerField(_("Line"))
    leg_count = models.PositiveIntegerField(_("Legs"))
    book = models.ForeignKey(
        Book, models.PROTECT, related_name="+", verbose_name=_("Book"), db_constraint=False, db_index=False
    )
    memorandum = models.BooleanField(_("Memorandum"))
    booked_on = models.DateField(_("Booked on"))
    account = models.ForeignKey(
        Account,
        models.PROTECT,
        related_name="legs",
        verbose_name=_("Account"),
        db_constraint=False,
        db_index=False,
    )
    debit = MoneyField(_("Debit"), default=0)
    credit = MoneyField(_("Credit"), default=0)
    note = models.CharField(_("Note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Leg")
        verbose_name_plural = _("Legs")
        ordering = ("entry", "n")
        indexes = [models.Index(fields=["account", "booked_on", "id"], name="leg_statement")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "n"], name="leg_once"),
            # With the composite key on leg_count, the place of every leg is known: none can come late.
            models.CheckConstraint(name="leg_within_count", condition=Q(n__gte=1, n__lte=F("leg_count"))),
            models.CheckConstraint(
                name="leg_one_side",
                condition=Q(debit__gt=0, credit=0) | Q(debit=0, credit__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.n}"
