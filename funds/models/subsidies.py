"""Fiscal subsidies of residents' insurance: what was received of them, and letters about what is short (NB-15)."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, User


class Government(models.TextChoices):
    """Who pays; as ``enrollment.rules.contributions.subsidies.GOVERNMENTS``."""

    CENTRAL = "central", _("Central government")
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County")


QUARTERS = Q(quarter__gte=1, quarter__lte=4)


@tracked()
class SubsidyReceipt(ScopedModel):
    """Subsidy of a county's people that reached the fiscal special account, as the paying voucher says.

    ``direct`` marks central direct funds (直达资金), which come as the centre says and are told apart. Entered by one
    person, checked by a second, which posts it; then it stays.
    """

    class State(models.TextChoices):
        ENTERED = "entered", _("Waits for the second person")
        BOOKED = "booked", _("Booked in the ledger")
        DROPPED = "dropped", _("Dropped")

    scope_fields = ("county",)

    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year of cover"))
    quarter = models.PositiveSmallIntegerField(_("Quarter"))
    payer = models.CharField(_("Paid by"), max_length=8, choices=Government)
    direct = models.BooleanField(_("Direct central funds"), default=False, db_default=False)
    amount = MoneyField(_("Amount"))
    received_on = models.DateField(_("Received on"))
    voucher_no = models.CharField(_("Voucher"), max_length=40)
    state = models.CharField(
        _("State"), max_length=7, choices=State, default=State.ENTERED, db_default="entered"
    )
    reason = models.CharField(_("Why it was dropped"), max_length=200, blank=True, default="", db_default="")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True, db_default=Now())
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    booked_on = models.DateField(_("Booked on"), null=True, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Receipt of a subsidy")
        verbose_name_plural = _("Receipts of subsidies")
        ordering = ("-received_on", "-pk")
        indexes = [models.Index(fields=["year", "insutype", "county"], name="subsidy_receipt_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "insutype", "year", "quarter", "payer", "voucher_no"],
                condition=~Q(state="dropped"),
                name="subsidy_receipt_once",
                violation_error_message=_("This voucher is entered already."),
            ),
            models.CheckConstraint(
                name="subsidy_receipt_amount",
                condition=Q(amount__gt=0) & QUARTERS,
                violation_error_message=_("Give an amount above zero and a quarter from 1 to 4."),
            ),
            models.CheckConstraint(
                name="subsidy_receipt_direct_is_central",
                condition=Q(direct=False) | Q(payer="central"),
                violation_error_message=_("Direct funds are the central government's."),
            ),
            models.CheckConstraint(
                name="subsidy_receipt_two_people",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by")),
                violation_error_message=_("A second person checks."),
            ),
            models.CheckConstraint(
                name="subsidy_receipt_state_whole",
                condition=Q(state="booked", checked_by__isnull=False, booked_on__isnull=False)
                | Q(state="entered", checked_by__isnull=True, booked_on__isnull=True)
                | (Q(state="dropped", booked_on__isnull=True) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.year}-{self.quarter} {self.get_payer_display()} {self.voucher_no}"


class SubsidyCount(ScopedModel):
    """What a government owes for a quarter of a county's people, heads × rate as counted on a night: desks read it.

    Counted anew as a whole, so it keeps no history; the board and letters count for themselves.
    """

    scope_fields = ("county",)

    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year of cover"))
    quarter = models.PositiveSmallIntegerField(_("Quarter"))
    payer = models.CharField(_("Owed by"), max_length=8, choices=Government)
    due_on = models.DateField(_("Due on"))
    due = MoneyField(_("Due"))
    counted_at = models.DateTimeField(_("Counted at"))

    class Meta:
        verbose_name = _("Subsidy due as counted")
        verbose_name_plural = _("Subsidies due as counted")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "insutype", "year", "quarter", "payer"], name="subsidy_count_once"
            ),
            models.CheckConstraint(name="subsidy_count_amount", condition=Q(due__gt=0) & QUARTERS),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.year}-{self.quarter} {self.get_payer_display()}"


@tracked()
class SubsidyDunning(ScopedModel):
    """A letter (催拨函) about what a government had not paid of a county's subsidy when it was written; it stays."""

    scope_fields = ("county",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year of cover"))
    quarter = models.PositiveSmallIntegerField(_("Quarter"))
    payer = models.CharField(_("Owed by"), max_length=8, choices=Government)
    due_on = models.DateField(_("Due on"))
    due = MoneyField(_("Due"))
    short = MoneyField(_("Still short"))
    clause = models.CharField(_("Clause"), max_length=60, blank=True, default="")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Written by"))
    written_at = models.DateTimeField(_("Written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Dunning letter for a subsidy")
        verbose_name_plural = _("Dunning letters for subsidies")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="subsidy_dunning_short",
                condition=Q(short__gt=0, short__lte=F("due")) & QUARTERS,
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def received(self) -> Decimal:
        """What had come in when it was written, yuan."""
        return Decimal(self.due) - Decimal(self.short)
