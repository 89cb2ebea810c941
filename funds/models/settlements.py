"""The year's settlement between city and counties (年度清算): what each county's year was, and who bears or gets what.

One is in force per area, scheme and year; drawn up again, the earlier one is kept as superseded. Figures and lines are
never changed. That lines add up to each county's surplus or gap the database checks at commit.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User


@tracked()
class YearSettlement(ScopedModel):
    """One scheme's year in one area; all its agencies see where it stands.

    ``fund`` names the common fund in the policy's words (reserve, risk_fund, regional_fund; empty where there is none),
    ``fund_before`` and ``fund_after`` what it holds before and after. ``basis_hash`` is over everything it was drawn up
    from: posting refuses when the books have moved on.
    """

    class State(models.TextChoices):
        DRAWN = "drawn", _("Settlement drawn up")
        AGREED = "agreed", _("Lists agreed")
        APPROVED = "approved", _("Settlement approved")
        POSTED = "posted", _("Posted, payments open")
        SETTLED = "settled", _("Settled in full")
        SUPERSEDED = "superseded", _("Drawn up again")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    version = models.PositiveSmallIntegerField(_("Version"), default=1)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAWN)
    fund = models.CharField(_("Common fund"), max_length=20, blank=True)
    fund_before = MoneyField(_("Common fund before"), default=0)
    fund_after = MoneyField(_("Common fund afterwards"), default=0)
    financing = MoneyField(_("Financing of the year"), default=0)
    basis_hash = models.CharField(_("Hash of the figures"), max_length=64, editable=False)
    lists_by = models.DateField(_("Lists due by"), null=True, blank=True)
    settled_by = models.DateField(_("To be settled by"), null=True, blank=True)
    offices = models.JSONField(_("Departments that agree"), default=list)
    clause = models.CharField(_("Clause"), max_length=60, blank=True)
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Drawn up by"))
    drawn_at = models.DateTimeField(_("Drawn up at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    approved_at = models.DateTimeField(_("Approved at"), null=True, blank=True)
    posted_on = models.DateField(_("Booked on"), null=True, blank=True)
    settled_on = models.DateField(_("Settled on"), null=True, blank=True)
    reason = models.CharField(_("Why it was drawn up again"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Year settlement")
        verbose_name_plural = _("Year settlements")
        ordering = ("-year", "insutype", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "insutype", "year", "version"], name="year_settlement_version_once"
            ),
            models.UniqueConstraint(
                fields=["area", "insutype", "year"],
                condition=~Q(state="superseded"),
                name="year_settlement_one_in_force",
            ),
            models.CheckConstraint(
                name="year_settlement_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drawn_by")),
                violation_error_message=_("Whoever prepares cannot approve."),
            ),
            models.CheckConstraint(
                name="year_settlement_state_whole",
                condition=Q(state__in=["drawn", "agreed"], approved_by__isnull=True, posted_on__isnull=True)
                | Q(state="approved", approved_by__isnull=False, posted_on__isnull=True)
                | Q(
                    state="posted",
                    approved_by__isnull=False,
                    posted_on__isnull=False,
                    settled_on__isnull=True,
                )
                | Q(
                    state="settled",
                    approved_by__isnull=False,
                    posted_on__isnull=False,
                    settled_on__isnull=False,
                )
                | (Q(state="superseded", posted_on__isnull=True) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="year_settlement_fund_not_negative",
                condition=Q(fund_before__gte=0, fund_after__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {name_of('insutype', self.insutype)} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("funds:year_settlement", args=[self.pk])

    @property
    def last_day(self) -> dt.date:
        return dt.date(self.year, 12, 31)


@tracked()
class SettlementCounty(ScopedModel):
    """One county's year as the ledger told it: ``income`` is whole, ``taken_out`` what of it the common fund draws
    first; ``balance`` held when it was drawn up, ``balance_after`` what is left."""

    scope_fields = ("county",)

    settlement = models.ForeignKey(
        YearSettlement, models.PROTECT, related_name="counties", verbose_name=_("Year settlement")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    income = MoneyField(_("Income of the year"))
    taken_out = MoneyField(_("Taken out first"), default=0)
    spending = MoneyField(_("Spending of the year"))
    managerial = MoneyField(_("Managerial part"), default=0)
    managerial_reason = models.CharField(_("Why it is managerial"), max_length=300, blank=True)
    balance = MoneyField(_("Balance held"), default=0)
    balance_after = MoneyField(_("Balance afterwards"), default=0)
    collected = MoneyField(_("Collected last year"), default=0)

    class Meta:
        verbose_name = _("County's year in a settlement")
        verbose_name_plural = _("Counties' years in settlements")
        ordering = ("settlement", "county__code")
        constraints = [
            models.UniqueConstraint(fields=["settlement", "county"], name="settlement_county_once"),
            models.CheckConstraint(
                name="settlement_county_not_negative",
                condition=Q(managerial__gte=0, balance__gte=0, balance_after__gte=0, taken_out__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.county}"

    @property
    def result(self) -> Decimal:
        """Surplus above zero, gap below."""
        return Decimal(self.income) - Decimal(self.taken_out) - Decimal(self.spending)


@tracked()
class SettlementLine(ScopedModel):
    """One amount of one step: ``payer`` bears it, or receives it where the step brings in or divides a surplus."""

    scope_fields = ("county",)

    settlement = models.ForeignKey(
        YearSettlement, models.PROTECT, related_name="lines", verbose_name=_("Year settlement")
    )
    position = models.PositiveSmallIntegerField(_("Position"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    step = models.CharField(_("Step"), max_length=40)
    payer = models.CharField(_("Who pays or receives"), max_length=20)
    asked = MoneyField(_("Asked of it"))
    amount = MoneyField(_("Amount"))
    clause = models.CharField(_("Clause"), max_length=60, blank=True)
    assumed = models.CharField(_("Assumed"), max_length=300, blank=True)
    document = models.CharField(_("Document"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Line of a year settlement")
        verbose_name_plural = _("Lines of year settlements")
        ordering = ("settlement", "position")
        constraints = [
            models.UniqueConstraint(fields=["settlement", "position"], name="settlement_line_once"),
            models.CheckConstraint(
                name="settlement_line_within_asked", condition=Q(amount__gte=0, asked__gte=F("amount"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id}/{self.position}"


@tracked()
class SettlementAgreement(ScopedModel):
    """A department agreed to the lists, on a day and by a paper."""

    class Office(models.TextChoices):
        BUREAU = "bureau", _("Healthcare-security bureau")
        FINANCE = "finance", _("Finance department")
        TAX = "tax", _("Tax department")

    scope_fields = ()
    scope_member_area_fields = ("settlement__area",)

    settlement = models.ForeignKey(
        YearSettlement, models.PROTECT, related_name="agreements", verbose_name=_("Year settlement")
    )
    office = models.CharField(_("Department"), max_length=8, choices=Office)
    agreed_on = models.DateField(_("Agreed on"))
    paper = models.CharField(_("Number of the paper"), max_length=80)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Noted by"))
    noted_at = models.DateTimeField(_("Noted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Agreement to a year settlement")
        verbose_name_plural = _("Agreements to year settlements")
        ordering = ("settlement", "agreed_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "office"],
                name="settlement_agreed_once",
                violation_error_message=_("This department's agreement is noted already."),
            ),
            models.CheckConstraint(
                name="settlement_agreed_by_paper",
                condition=~Q(paper=""),
                violation_error_message=_("The number of the paper is missing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.office}"
