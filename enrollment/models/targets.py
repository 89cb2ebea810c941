"""Targets of the counties for a year (JJ-02, ZY-17): population, plans in versions, what was reached month by month."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User


@tracked()
class Population(ScopedModel):
    """How many people live and how many work in a county, as published for a year's targets."""

    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    year = models.PositiveSmallIntegerField(_("Year"), help_text=_("The year whose targets follow from it."))
    residents = models.PositiveIntegerField(_("Resident population"))
    employed = models.PositiveIntegerField(_("Employed population"))
    source = models.CharField(_("Source"), max_length=200)
    as_of = models.DateField(_("As of"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True, db_default=Now())
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Population of a county")
        verbose_name_plural = _("Populations of counties")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "year"],
                name="population_once_a_year",
                violation_error_message=_("The population of this county and year is entered already."),
            ),
            models.CheckConstraint(
                name="population_sourced",
                condition=~models.Q(source=""),
                violation_error_message=_("Say where the numbers come from."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.year}"


@tracked()
class TargetPlan(ScopedModel):
    """One version of a year's targets of an area. What was approved stays; a change is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waits for approval")
        RETURNED = "returned", _("Sent back")
        APPROVED = "approved", _("Approved and published")
        SUPERSEDED = "superseded", _("Superseded")
        DROPPED = "dropped", _("Dropped")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    year = models.PositiveSmallIntegerField(_("Year"))
    number = models.PositiveSmallIntegerField(_("Version"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT)
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
    reason = models.CharField(
        _("Why it was sent back or dropped"), max_length=200, blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = _("Targets of a year")
        verbose_name_plural = _("Targets of years")
        ordering = ("-year", "-number")
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "number"], name="target_plan_number"),
            models.UniqueConstraint(
                fields=["area", "year"],
                condition=models.Q(state__in=["draft", "submitted", "returned"]),
                name="target_plan_one_open",
                violation_error_message=_(
                    "A version of this year is under way: finish or drop that one first."
                ),
            ),
            models.UniqueConstraint(
                fields=["area", "year"],
                condition=models.Q(state="approved"),
                name="target_plan_one_approved",
            ),
            models.CheckConstraint(
                name="target_plan_approved_by_another",
                condition=models.Q(approved_by__isnull=True)
                | (
                    ~models.Q(approved_by=models.F("prepared_by"))
                    & ~models.Q(approved_by=models.F("submitted_by"))
                ),
                violation_error_message=_("A second person approves targets."),
            ),
            models.CheckConstraint(
                name="target_plan_approved_whole",
                condition=(
                    models.Q(state__in=["approved", "superseded"])
                    & models.Q(approved_by__isnull=False, approved_at__isnull=False)
                    & models.Q(submitted_by__isnull=False, submitted_at__isnull=False)
                )
                | (~models.Q(state__in=["approved", "superseded"]) & models.Q(approved_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="target_plan_returned_with_reason",
                condition=~models.Q(state__in=["returned", "dropped"]) | ~models.Q(reason=""),
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self) -> str:
        return _("Targets of %(year)s, version %(number)s") % {"year": self.year, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("enrollment:target_plan", args=[self.pk])

    @property
    def is_published(self) -> bool:
        """May counties see it?"""
        return self.state in (self.State.APPROVED, self.State.SUPERSEDED)


@tracked()
class CountyTarget(ScopedModel):
    """A county's target of one scheme: people insured throughout the year, yuan collected in it.

    What was worked out stands beside what was set; where they differ a person said why. An amount is empty where the
    policy gives no contribution; ``gap`` says what is missing. ``steps`` are the words of the computation.
    """

    plan = models.ForeignKey(
        TargetPlan, models.PROTECT, related_name="targets", verbose_name=_("Targets of a year")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    people_computed = models.PositiveIntegerField(_("People, worked out"))
    people = models.PositiveIntegerField(_("People to be insured"))
    amount_computed = MoneyField(_("Collection, worked out"), null=True)
    amount = MoneyField(_("Collection"), null=True, blank=True)
    gap = models.CharField(_("What the policy does not say"), max_length=300, blank=True)
    steps = models.JSONField(_("How it came about"), default=list, blank=True)
    reason = models.CharField(_("Reason"), max_length=200, blank=True, default="", db_default="")
    adjusted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Adjusted by")
    )
    adjusted_at = models.DateTimeField(_("Adjusted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Target of a county")
        verbose_name_plural = _("Targets of counties")
        ordering = ("insutype", "county__code")
        constraints = [
            models.UniqueConstraint(fields=["plan", "county", "insutype"], name="county_target_once"),
            models.CheckConstraint(
                name="county_target_amount_not_negative",
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0),
                violation_error_message=_("The amount is not below zero."),
            ),
            models.CheckConstraint(
                name="county_target_adjusted_with_reason",
                condition=models.Q(people=models.F("people_computed"))
                & (
                    models.Q(amount=models.F("amount_computed"))
                    | models.Q(amount__isnull=True, amount_computed__isnull=True)
                )
                | (~models.Q(reason="") & models.Q(adjusted_by__isnull=False, adjusted_at__isnull=False)),
                violation_error_message=_("Say why the figure differs from what was worked out."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.county} · {self.insutype}"

    @property
    def is_adjusted(self) -> bool:
        return (self.people, self.amount) != (self.people_computed, self.amount_computed)


class TargetMonth(ScopedModel):
    """What a county had reached in a scheme at the end of a month, as counted first; that never changes.

    ``covered_now`` and ``collected_now`` are the same month counted again later: what differs was corrected since.
    Amounts are yuan from the first day of the year's collection to the end of the month.
    """

    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    month = models.DateField(_("Month"))
    population = models.PositiveIntegerField(_("Resident population"), null=True)
    covered = models.PositiveIntegerField(_("Insured at the end of the month"))
    collected = MoneyField(_("Collected so far"))
    taken_at = models.DateTimeField(_("Counted at"), auto_now_add=True)
    covered_now = models.PositiveIntegerField(_("Insured, counted again"))
    collected_now = MoneyField(_("Collected, counted again"))
    counted_at = models.DateTimeField(_("Counted again at"))

    class Meta:
        verbose_name = _("Month of a target")
        verbose_name_plural = _("Months of targets")
        constraints = [
            models.UniqueConstraint(fields=["county", "insutype", "month"], name="target_month_once"),
            models.CheckConstraint(name="target_month_first", condition=models.Q(month__day=1)),
        ]
        indexes = [models.Index(fields=["month", "insutype"], name="target_month_by_month")]

    def __str__(self) -> str:
        return f"{self.county} {self.insutype} {self.month:%Y-%m}"
