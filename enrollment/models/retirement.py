"""Contribution years (缴费年限) by source, and the retirement cases judged by them (NB-05, NB-06)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, User

from .people import Person
from .receipts import Receipt


@tracked()
class ContributionYears(ScopedModel):
    """Months of one source during a half-open period of whole months, with the evidence.

    No month counts twice: of what was not withdrawn, no two periods of a person overlap.
    """

    class Source(models.TextChoices):
        ACTUAL = "actual", _("Contributed in fact")
        RECOGNISED = "recognised", _("Recognised as contributed")
        VETERAN_SERVICE = "veteran_service", _("Military service")
        TRANSFERRED = "transferred", _("Transferred from another area")

    scope_fields = ("person__county",)

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="contribution_years", verbose_name=_("Person")
    )
    source = models.CharField(_("Source"), max_length=16, choices=Source)
    period = DateRangeField(_("Period"), help_text=_("From the first day of the first month."))
    months = models.PositiveSmallIntegerField(_("Months counted"))
    evidence = models.CharField(_("Evidence"), max_length=200)
    handled_at = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True, db_default=Now())
    withdrawn_reason = models.CharField(
        _("Why it does not count"), max_length=200, blank=True, default="", db_default=""
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Contribution years")
        verbose_name_plural = _("Contribution years")
        ordering = ("period", "pk")
        constraints = [
            ExclusionConstraint(
                name="contribution_years_no_month_twice",
                expressions=[("person", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=models.Q(withdrawn_reason=""),
                violation_error_message=_("A month of this period is counted already."),
            ),
            models.CheckConstraint(
                name="contribution_years_bounded",
                condition=models.Q(
                    period__isempty=False, period__startswith__isnull=False, period__endswith__isnull=False
                ),
                violation_error_message=_("The period has a first and a last month."),
            ),
            # That the period has so many months stands in the migration: Django does not know it again.
            models.CheckConstraint(name="contribution_years_some", condition=models.Q(months__gt=0)),
            models.CheckConstraint(
                name="contribution_years_evidenced",
                condition=~models.Q(evidence=""),
                violation_error_message=_("Say what proves these months."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_source_display()} {self.months}"


@tracked()
class RetirementCase(ScopedModel):
    """Whether a person keeps the benefits at retirement, and how missing months are made up.

    What was judged stands as it was then: months by source, the rule, the steps in words. A payment at once
    (``once_*``) stays as it was accepted; base and amount in yuan, rate in ten-thousandths.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("Waits for the second person")
        RETURNED = "returned", _("Sent back")
        SHORT = "short", _("Years missing")
        ACCEPTED = "accepted", _("Payment at once accepted")
        MONTHLY = "monthly", _("Continued month by month")
        ENTITLED = "entitled", _("Keeps the benefits")

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="retirement_cases", verbose_name=_("Person")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    handled_at = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at"))
    insutype = models.CharField(_("Scheme"), max_length=6, default="310")
    retired_on = models.DateField(_("Retired on"))
    joined_on = models.DateField(
        _("Joined on"),
        null=True,
        blank=True,
        help_text=_("The latest time; who left and came back joined anew."),
    )
    pension_since = models.DateField(_("Pension here since"), null=True, blank=True)
    months = models.JSONField(_("Months by source"), default=dict, blank=True)
    needed = models.PositiveSmallIntegerField(_("Months needed"))
    counted = models.PositiveSmallIntegerField(_("Months counted"))
    missing = models.PositiveSmallIntegerField(_("Months missing"))
    former = models.BooleanField(_("By the county's former rule"))
    judgement = models.JSONField(
        _("Steps"), default=list, blank=True, help_text=_("Words, clause and what is assumed.")
    )
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.PREPARED)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    returned_reason = models.CharField(_("Why it was sent back"), max_length=200, blank=True)
    once_base = MoneyField(_("Base"), null=True, blank=True)
    once_rate = models.PositiveSmallIntegerField(_("Rate"), null=True, blank=True)
    once_amount = MoneyField(_("Amount"), null=True, blank=True)
    once_steps = models.JSONField(_("Steps of the amount"), default=list, blank=True)
    accepted_on = models.DateField(_("Accepted on"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Acceptance recorded by"),
    )
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)
    once_receipt = models.OneToOneField(
        Receipt,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="paid_at_once",
        verbose_name=_("Receipt"),
    )
    entitled_from = models.DateField(_("Benefits without contributions from"), null=True, blank=True)

    class Meta:
        verbose_name = _("Retirement case")
        verbose_name_plural = _("Retirement cases")
        indexes = [models.Index(fields=["county", "state"], name="retirement_by_county")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "insutype"],
                condition=~models.Q(state="returned"),
                name="retirement_one_open_case",
                violation_error_message=_("This person has a retirement case already."),
            ),
            models.CheckConstraint(
                name="retirement_two_people",
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("prepared_by")),
                violation_error_message=_("Whoever prepares cannot decide."),
            ),
            models.CheckConstraint(
                name="retirement_decided_by_somebody",
                condition=models.Q(state="prepared") | models.Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="retirement_at_once_complete",
                condition=~models.Q(state="accepted")
                | models.Q(
                    once_base__isnull=False,
                    once_rate__isnull=False,
                    once_amount__gt=0,
                    accepted_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="retirement_paid_by_receipt",
                condition=models.Q(paid_on__isnull=True, once_receipt__isnull=True)
                | models.Q(paid_on__isnull=False, once_receipt__isnull=False, state="entitled"),
            ),
            models.CheckConstraint(
                name="retirement_entitled_since",
                condition=models.Q(state="entitled", entitled_from__isnull=False)
                | (~models.Q(state="entitled") & models.Q(entitled_from__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.retired_on}"

    def get_absolute_url(self) -> str:
        return reverse("enrollment:retirement", args=[self.pk])


@tracked()
class ContinuedMonth(ScopedModel):
    """A month paid on after retirement: the mean wage and rate in force in it, and the months it counts as."""

    scope_fields = ("case__county",)

    case = models.ForeignKey(
        RetirementCase, models.PROTECT, related_name="continued", verbose_name=_("Retirement case")
    )
    month = models.DateField(_("Month"))
    base = MoneyField(_("Base"))
    rate = models.PositiveSmallIntegerField(_("Rate"))
    amount = MoneyField(_("Amount"))
    steps = models.JSONField(_("Steps of the amount"), default=list, blank=True)
    paid_on = models.DateField(_("Paid on"))
    counted_as = models.OneToOneField(
        ContributionYears, models.PROTECT, related_name="continuation", verbose_name=_("Counted as")
    )
    receipt = models.OneToOneField(
        Receipt, models.PROTECT, related_name="paid_month", verbose_name=_("Receipt")
    )

    class Meta:
        verbose_name = _("Month paid on")
        verbose_name_plural = _("Months paid on")
        ordering = ("month",)
        constraints = [
            models.UniqueConstraint(
                fields=["case", "month"],
                name="continued_month_once",
                violation_error_message=_("This month has been paid."),
            ),
            models.CheckConstraint(name="continued_month_positive", condition=models.Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.month:%Y-%m}"
