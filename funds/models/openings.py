"""What a county's fund held when pooling began: audited, agreed by county and city, booked, and used (NB-18, ZY-18)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models import Settlement
from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, User

from .rounds import BookedByTwo, two_people


class Held(models.TextChoices):
    """What the audited balance is made of, by role of the chart: what the fund has, owes, and keeps for accounts."""

    INCOME = "income_account", _("Income account")
    SPECIAL = "fiscal_special_account", _("Fiscal special account")
    EXPENDITURE = "expenditure_account", _("Expenditure account")
    TREASURY = "treasury", _("Deposit in the treasury")
    CAPITAL = "hospital_prepayment", _("Working capital lent to institutions")
    ADVANCE = "out_of_area_advance", _("Advance for care outside the area")
    RECEIVABLE = "receivable", _("Other payments on account")
    DEPOSIT = "deposit_withheld", _("Quality deposits withheld")
    AHEAD = "contributions_in_advance", _("Contributions received in advance")
    PAYABLE = "payable", _("Other money held for others")
    BORROWED = "borrowing", _("Borrowings")
    ACCOUNTS = "personal_account_balance", _("Balance of personal accounts")


@tracked()
class Opening(ScopedModel):
    """The audited balance of one county and scheme from before pooling.

    Entered at the county, checked there by a second person, confirmed by the city and booked by a second person of
    the city. ``balance`` is what is left of the pooled fund, below zero a gap, which stays the county's debt.
    """

    class State(models.TextChoices):
        ENTERED = "entered", _("Being entered")
        CHECKED = "checked", _("Checked by the county")
        CONFIRMED = "confirmed", _("Confirmed by the city")
        BOOKED = "booked", _("Booked in the ledger")

    scope_fields = ("county",)
    scope_area_fields = ("county__area",)

    county = models.ForeignKey(Agency, models.PROTECT, related_name="openings", verbose_name=_("County"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    as_of = models.DateField(_("Balance of"), help_text=_("Last day before pooling."))
    paper = models.CharField(_("Audit report"), max_length=120, help_text=_("Number and title."))
    state = models.CharField(
        _("State"), max_length=10, choices=State, default=State.ENTERED, db_default="entered"
    )
    balance = MoneyField(_("Audited balance"), default=0, db_default=0)
    returned_reason = models.CharField(_("Why it was sent back"), max_length=200, blank=True, default="")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Confirmed by")
    )
    booked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    booked_on = models.DateField(_("Booked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Balance from before pooling")
        verbose_name_plural = _("Balances from before pooling")
        ordering = ("insutype", "county__code")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "insutype"],
                name="opening_once",
                violation_error_message=_("This county's balance of this scheme is entered already."),
            ),
            models.CheckConstraint(
                name="opening_by_several_people",
                condition=(Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by")))
                & (Q(booked_by__isnull=True) | ~Q(booked_by=F("confirmed_by"))),
                violation_error_message=_("Whoever prepares cannot check."),
            ),
            models.CheckConstraint(
                name="opening_state_whole",
                condition=Q(state="entered", checked_by__isnull=True, confirmed_by__isnull=True)
                | Q(state="checked", checked_by__isnull=False, confirmed_by__isnull=True)
                | Q(
                    state="confirmed", checked_by__isnull=False, confirmed_by__isnull=False,
                    booked_by__isnull=True,
                )
                | Q(
                    state="booked", checked_by__isnull=False, confirmed_by__isnull=False,
                    booked_by__isnull=False, booked_on__isnull=False,
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.county} · {self.scheme}"

    def get_absolute_url(self) -> str:
        return reverse("funds:opening", args=[self.pk])

    @property
    def scheme(self) -> str:
        return name_of("insutype", self.insutype)


@tracked()
class OpeningLine(ScopedModel):
    """One part of an audited balance, as it stands in the audit report; never below zero."""

    scope_fields = ("opening__county",)
    scope_area_fields = ("opening__county__area",)

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="lines", verbose_name=_("Balance"))
    held = models.CharField(_("Item"), max_length=40, choices=Held)
    amount = MoneyField(_("Amount"))

    class Meta:
        verbose_name = _("Part of a balance from before pooling")
        verbose_name_plural = _("Parts of balances from before pooling")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["opening", "held"], name="opening_line_once"),
            models.CheckConstraint(name="opening_line_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.opening_id} {self.held}"


@tracked()
class OpeningUse(BookedByTwo, ScopedModel):
    """What happened to a balance, or to a gap, from before pooling: entered by one person, booked by another."""

    class Kind(models.TextChoices):
        EARLIER_SPENDING = "earlier_spending", _("Spending of the time before pooling")
        OUT_OF_AREA = "out_of_area_prepayment", _("Advance for care outside the area, out of the balance")
        CAPITAL = "working_capital", _("Working capital of institutions, out of the balance")
        GAP_PAID = "gap_paid", _("Paid by county finance on its debt")
        HANDED_UP = "handed_up", _("Handed up to the city's account")

    # What ties up part of the balance until it comes back, and is no spending.
    TIES = (Kind.OUT_OF_AREA, Kind.CAPITAL)

    scope_fields = ("opening__county",)
    scope_area_fields = ("opening__county__area",)

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="uses", verbose_name=_("Balance"))
    kind = models.CharField(_("Kind"), max_length=24, choices=Kind)
    back = models.BooleanField(
        _("Comes back"), default=False, db_default=False, help_text=_("What was tied up is free again.")
    )
    amount = MoneyField(_("Amount"))
    to_debt = MoneyField(
        _("Of it the county's debt"), default=0, db_default=0, help_text=_("Beyond what the balance held.")
    )
    happened_on = models.DateField(_("Day"))
    evidence = models.CharField(_("Evidence"), max_length=120)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Use of a balance from before pooling")
        verbose_name_plural = _("Uses of balances from before pooling")
        ordering = ("happened_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="opening_use_amounts",
                condition=Q(amount__gt=0, to_debt__gte=0, to_debt__lte=F("amount"))
                & (Q(to_debt=0) | Q(kind="earlier_spending")),
            ),
            models.CheckConstraint(
                name="opening_use_back_of_ties",
                condition=Q(back=False) | Q(kind__in=["out_of_area_prepayment", "working_capital"]),
            ),
            models.UniqueConstraint(
                fields=["opening", "kind", "back", "evidence"],
                condition=~Q(state="refused"),
                name="opening_use_once",
                violation_error_message=_("This paper is entered already."),
            ),
            two_people("opening_use_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.opening_id} {self.kind} {self.amount}"


class EarlierBill(ScopedModel):
    """A settlement whose care belongs to the time before pooling, charged once; gone where a charge is refused."""

    scope_fields = ("use__opening__county",)
    scope_area_fields = ("use__opening__county__area",)

    use = models.ForeignKey(OpeningUse, models.PROTECT, related_name="bills", verbose_name=_("Charge"))
    # Settlements carry no keys; the row says what was charged, whatever becomes of the settlement later.
    settlement = models.OneToOneField(
        Settlement, models.DO_NOTHING, related_name="+", verbose_name=_("Settlement"), db_constraint=False
    )
    payer = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Paid by"),
        help_text=_("Whose spending it is."),
    )
    care_ended_on = models.DateField(_("Care ended on"))
    amount = MoneyField(_("Pooled fund"))

    class Meta:
        verbose_name = _("Bill of the time before pooling")
        verbose_name_plural = _("Bills of the time before pooling")

    def __str__(self) -> str:
        return f"{self.settlement_id}: {self.amount}"
