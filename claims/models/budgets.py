"""Payment budgets (总额预算, ZY-17, NB-09): an area's budget of a scheme and year, and its counties' caps."""

from __future__ import annotations

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


class PaymentMethod(models.TextChoices):
    """As the policy language names them (``claims.rules.payment.section``)."""

    BY_ITEM = "by_item", _("By item")
    PER_CASE = "per_case", _("Per case")
    DRG = "drg", _("DRG")
    DIP = "dip", _("DIP")
    BED_DAY = "bed_day", _("Per bed-day")
    PER_CAPITA = "per_capita", _("Per capita")
    CONSORTIUM = "consortium_lump_sum", _("Lump sum of a consortium")
    PREPAID_TOTAL = "prepaid_total", _("Prepaid total")


@tracked()
class Budget(ScopedModel):
    """What the pooled fund of an area may pay institutions under one scheme in a year; yuan.

    ``reserved`` of the ``total`` is no county's: it is kept for adjustments and the end of the year. What the policy
    said on the day of drafting (who negotiates, growth and reserve in ten-thousandths, how months are split) is kept.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Caps of the counties proposed")
        SUBMITTED = "submitted", _("Caps wait for approval")
        NEGOTIATING = "negotiating", _("Negotiated with institutions")
        DECIDED = "decided", _("Decided")
        DROPPED = "dropped", _("Dropped")

    class Split(models.TextChoices):
        LAST_YEAR = "last_year", _("By last year's months")
        EQUAL = "equal", _("Equal months")

    class Negotiator(models.TextChoices):
        COUNTY = "county", _("The county")
        CITY = "city", _("The city")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    state = models.CharField(_("State"), max_length=11, choices=State, default=State.PROPOSED)
    negotiated_by = models.CharField(_("Negotiated by"), max_length=6, choices=Negotiator)
    month_split = models.CharField(_("Split into months"), max_length=9, choices=Split)
    last_year = MoneyField(_("Paid last year"))
    growth = models.IntegerField(_("Growth"), help_text=_("In ten-thousandths."))
    total = MoneyField(_("Budget"))
    reserved = MoneyField(_("Reserved"))
    steps = models.JSONField(_("How it came about"), default=list, blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Submitted by")
    )
    submitted_at = models.DateTimeField(_("Submitted at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    approved_at = models.DateTimeField(_("Approved at"), null=True, blank=True)
    reason = models.CharField(_("Why it was sent back or dropped"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("Payment budget")
        verbose_name_plural = _("Payment budgets")
        ordering = ("-year", "insutype", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "insutype", "year"],
                condition=~Q(state="dropped"),
                name="budget_once_a_year",
                violation_error_message=_("The budget of this scheme and year is there already."),
            ),
            models.CheckConstraint(
                name="budget_amounts",
                condition=Q(total__gte=0, reserved__gte=0, reserved__lte=F("total"), last_year__gte=0),
                violation_error_message=_("What is reserved is part of the budget; no amount is below zero."),
            ),
            models.CheckConstraint(
                name="budget_approved_by_another",
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("prepared_by")) & ~Q(approved_by=F("submitted_by"))),
                violation_error_message=_("A second person approves the caps."),
            ),
            models.CheckConstraint(
                name="budget_approved_whole",
                condition=Q(
                    state__in=["negotiating", "decided"],
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    submitted_by__isnull=False,
                )
                | Q(state__in=["proposed", "submitted", "dropped"], approved_by__isnull=True),
            ),
            models.CheckConstraint(
                name="budget_dropped_with_reason",
                condition=~Q(state="dropped") | ~Q(reason=""),
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self) -> str:
        return _("Payment budget %(year)s, %(scheme)s") % {
            "year": self.year,
            "scheme": name_of("insutype", self.insutype),
        }

    def get_absolute_url(self) -> str:
        return reverse("claims:budget", args=[self.pk])

    @property
    def is_published(self) -> bool:
        """May counties see their caps?"""
        return self.state in (self.State.NEGOTIATING, self.State.DECIDED)


@tracked()
class CountyBudget(ScopedModel):
    """A county's cap, and where its negotiation with institutions stands; ``adjusted`` is what decided adjustments
    added (or took) since. The cap less what institutions have is the county's own reserve."""

    class State(models.TextChoices):
        NEGOTIATING = "negotiating", _("Negotiated")
        SUBMITTED = "submitted", _("Waits for the decision")
        DECIDED = "decided", _("Decided")

    budget = models.ForeignKey(
        Budget, models.PROTECT, related_name="counties", verbose_name=_("Payment budget")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    state = models.CharField(_("State"), max_length=11, choices=State, default=State.NEGOTIATING)
    last_year = MoneyField(_("Paid last year"))
    proposed = MoneyField(_("Cap, worked out"))
    cap = MoneyField(_("Cap"))
    adjusted = MoneyField(_("Adjusted since"), default=0)
    cap_reason = models.CharField(_("Why the cap differs"), max_length=200, blank=True, default="")
    cap_set_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Cap set by")
    )
    steps = models.JSONField(_("How it came about"), default=list, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Submitted by")
    )
    submitted_at = models.DateTimeField(_("Submitted at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    reason = models.CharField(_("Why it was sent back"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("Payment budget of a county")
        verbose_name_plural = _("Payment budgets of counties")
        ordering = ("budget", "county__code")
        constraints = [
            models.UniqueConstraint(fields=["budget", "county"], name="county_budget_once"),
            models.CheckConstraint(
                name="county_budget_amounts",
                condition=Q(cap__gte=0, proposed__gte=0, adjusted__gte=-F("cap")),
                violation_error_message=_("A cap is not below zero."),
            ),
            models.CheckConstraint(
                name="county_budget_cap_reason",
                condition=Q(cap=F("proposed")) | (~Q(cap_reason="") & Q(cap_set_by__isnull=False)),
                violation_error_message=_("Say why the cap differs from what was worked out."),
            ),
            models.CheckConstraint(
                name="county_budget_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("submitted_by")),
                violation_error_message=_("A second person decides."),
            ),
            models.CheckConstraint(
                name="county_budget_decided_whole",
                condition=Q(
                    state="decided",
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    submitted_by__isnull=False,
                )
                | (~Q(state="decided") & Q(decided_by__isnull=True, decided_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget} · {self.county}"

    def get_absolute_url(self) -> str:
        return reverse("claims:county_budget", args=[self.pk])

    @property
    def current(self) -> Decimal:
        """The cap with all adjustments, yuan."""
        return Decimal(self.cap) + Decimal(self.adjusted)
