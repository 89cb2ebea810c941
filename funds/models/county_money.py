"""What follows from the assessment in money: the managerial part of a county's gap, the incentive from the reserve."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User

from .county_schemes import CountyScheme
from .rounds import BookedByTwo, two_people


@tracked()
class ManagerialFinding(ScopedModel):
    """What of a county's year is in its own hands (少收多支): worked out by one person, confirmed by another.

    Amounts yuan, shares ten-thousandths. ``evidence`` names the paper by which insurance, finance and tax agreed.
    """

    class State(models.TextChoices):
        ENTERED = "entered", _("Waits for the second person")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Rejected")

    scope_fields = ("unit",)
    scope_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    income_target = MoneyField(_("Income target"))
    income = MoneyField(_("Income"))
    spending_budget = MoneyField(_("Spending budget"))
    spending = MoneyField(_("Spending"))
    found_income = models.PositiveIntegerField(_("Share of the income short that is managerial"))
    found_spending = models.PositiveIntegerField(_("Share of the spending over that is managerial"))
    from_income = MoneyField(_("From income short"))
    from_spending = MoneyField(_("From spending over"))
    amount = MoneyField(_("Managerial part"))
    reason = models.CharField(_("Reason"), max_length=300)
    evidence = models.CharField(_("Evidence"), max_length=200)
    clause = models.CharField(_("Clause"), max_length=60, blank=True, default="")
    assumed = models.CharField(_("Assumed"), max_length=200, blank=True, default="")
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.ENTERED)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    refused_reason = models.CharField(_("Why it was refused"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Managerial part of a year")
        verbose_name_plural = _("Managerial parts of years")
        ordering = ("-year", "insutype", "unit__code", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "insutype", "year"],
                condition=~Q(state="refused"),
                name="managerial_once",
                violation_error_message=_("The county's year is worked out already."),
            ),
            two_people("managerial_two_people"),
            models.CheckConstraint(
                name="managerial_adds_up",
                condition=Q(from_income__gte=0, from_spending__gte=0, amount=F("from_income") + F("from_spending"))
                & Q(found_income__lte=10_000, found_spending__lte=10_000),
            ),
            models.CheckConstraint(
                name="managerial_explained",
                condition=~Q(reason="") & ~Q(evidence=""),
                violation_error_message=_("Say why, and by which paper."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {name_of('insutype', self.insutype)}"

    @property
    def scheme_name(self) -> str:
        return name_of("insutype", self.insutype)


@tracked()
class Incentive(BookedByTwo, ScopedModel):
    """What is drawn from a scheme's reserve for counties with good cost control; booked once another approved.

    ``rule`` keeps what decided: share drawn, least score, share of the budget, by what it was divided, with clauses.
    """

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    scheme = models.ForeignKey(
        CountyScheme, models.PROTECT, related_name="incentives", verbose_name=_("Assessment scheme of a year")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    balance = MoneyField(_("Reserve"))
    share = models.PositiveIntegerField(_("Share drawn"))
    amount = MoneyField(_("Amount drawn"))
    rule = models.JSONField(_("How it is divided"), default=dict)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    booked_on = models.DateField(_("Booked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Incentive of a year")
        verbose_name_plural = _("Incentives of years")
        ordering = ("-year", "insutype", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "insutype", "year"],
                condition=~Q(state="refused"),
                name="incentive_once",
                violation_error_message=_("The incentive of the year is worked out already."),
            ),
            two_people("incentive_two_people"),
            models.CheckConstraint(
                name="incentive_within_reserve", condition=Q(amount__gt=0, amount__lte=F("balance"))
            ),
            models.CheckConstraint(
                name="incentive_booked_whole", condition=~Q(state="booked") | Q(booked_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {name_of('insutype', self.insutype)}"

    @property
    def scheme_name(self) -> str:
        return name_of("insutype", self.insutype)


@tracked()
class IncentivePart(ScopedModel):
    """One county in the division: its weight and what it gets, or why it gets nothing."""

    scope_fields = ("unit",)
    scope_area_fields = ("incentive__area",)

    incentive = models.ForeignKey(
        Incentive, models.PROTECT, related_name="parts", verbose_name=_("Incentive of a year")
    )
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2)
    spending_budget = MoneyField(_("Spending budget"))
    spending = MoneyField(_("Spending"))
    weight = models.BigIntegerField(_("Weight"))
    amount = MoneyField(_("Incentive"))
    why_not = models.CharField(_("Why none"), max_length=20, blank=True, default="")

    class Meta:
        verbose_name = _("Incentive of a county")
        verbose_name_plural = _("Incentives of counties")
        ordering = ("incentive", "unit__code")
        constraints = [
            models.UniqueConstraint(fields=["incentive", "unit"], name="incentive_part_once"),
            models.CheckConstraint(
                name="incentive_part_or_reason",
                condition=Q(amount__gte=0, weight__gte=0) & (Q(amount=0) | Q(why_not="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incentive_id} {self.unit}"
