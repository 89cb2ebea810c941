"""The monthly round of the fund's money (NB-16): plans, application, appropriation, transfers, spending reports.

One round per area and month, one step row per unit; which steps there are is the policy's (``monthly_round``). A
step that moves money has its papers beside it: what finance paid (:class:`Appropriation`) and what of it went on to
the counties (:class:`RoundTransfer`), each prepared by one person and booked by another.
"""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User


@tracked()
class MonthlyRound(ScopedModel):
    """The money of one month in one pooling area; all its agencies see where it stands."""

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="rounds", verbose_name=_("Pooling area")
    )
    month = models.DateField(_("Month"), help_text=_("In which the money is spent; its first day."))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Opened by"))
    opened_at = models.DateTimeField(_("Opened at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Monthly round")
        verbose_name_plural = _("Monthly rounds")
        ordering = ("-month",)
        constraints = [
            models.UniqueConstraint(fields=["area", "month"], name="round_once_a_month"),
            models.CheckConstraint(name="round_month_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("funds:round", args=[self.pk])


@tracked()
class RoundStep(ScopedModel):
    """One unit's part of one step: whose turn it is, until when, who did it, who decided on it.

    ``happened_on`` is the day that counts against ``due_on``: a paper's submission, the day the money moved.
    """

    class Step(models.TextChoices):
        COUNTY_PLAN = "county_plan", _("Plan of the unit")
        CITY_PLAN = "city_plan", _("Application to finance")
        APPROPRIATION = "appropriation", _("Appropriation")
        TRANSFER = "transfer", _("Transfer to the county")
        COUNTY_REPORT = "county_report", _("Spending report of the unit")
        CITY_REPORT = "city_report", _("Filing of the summary")

    class State(models.TextChoices):
        OPEN = "open", _("Not begun")
        SUBMITTED = "submitted", _("Waits for a decision")
        RETURNED = "returned", _("Sent back")
        SHORT = "short", _("Short")
        DONE = "done", _("Step finished")

    scope_fields = ()
    # Whose turn it is all agencies of the area may know; amounts stand in the lines.
    scope_member_area_fields = ("round__area",)

    round = models.ForeignKey(
        MonthlyRound, models.PROTECT, related_name="steps", verbose_name=_("Monthly round")
    )
    step = models.CharField(_("Step"), max_length=14, choices=Step)
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Unit"))
    due_on = models.DateField(
        _("To be done by"), null=True, blank=True, help_text=_("A transfer's once the money arrived.")
    )
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.OPEN)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Prepared by")
    )
    submitted_at = models.DateTimeField(_("Prepared at"), null=True, blank=True)
    happened_on = models.DateField(_("Done on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    returned_reason = models.CharField(_("Why it was sent back"), max_length=300, blank=True)
    times_returned = models.PositiveSmallIntegerField(_("Times sent back"), default=0)
    reference = models.CharField(_("Number of the paper"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("Step of a monthly round")
        verbose_name_plural = _("Steps of monthly rounds")
        ordering = ("round", "unit__code", "pk")
        constraints = [
            models.UniqueConstraint(fields=["round", "step", "unit"], name="round_step_once_per_unit"),
            models.CheckConstraint(
                name="round_step_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("submitted_by")),
                violation_error_message=_("Whoever prepares cannot approve."),
            ),
            models.CheckConstraint(
                name="round_step_prepared",
                condition=Q(state="open")
                | Q(submitted_by__isnull=False, submitted_at__isnull=False, happened_on__isnull=False),
            ),
            models.CheckConstraint(
                name="round_step_decided",
                condition=~Q(state__in=["done", "short", "returned"]) | Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="round_step_returned_with_reason",
                condition=~Q(state="returned") | ~Q(returned_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.round.month:%Y-%m} {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("funds:round_step", args=[self.pk])

    @property
    def late(self) -> bool:
        """Done after its day, or not done and the day is over; what was sent back is late by its last submission."""
        return self.late_on(timezone.localdate())

    def late_on(self, today: dt.date) -> bool:
        if self.due_on is None:
            return False
        waits = self.state in (self.State.OPEN, self.State.RETURNED, self.State.SHORT)
        day = today if waits or self.happened_on is None else self.happened_on
        return bool(day > self.due_on)


@tracked()
class RoundLine(ScopedModel):
    """An amount of a plan or report, by scheme and kind of spending, with what the ledger said beside it.

    ``kind`` is the role of the ledger's account. For a plan ``last_three`` is the mean of the last three finished
    months, ``last_year`` the same month a year before; for a report ``from_ledger`` is what the books show.
    """

    scope_fields = ("step__unit",)
    scope_area_fields = ("step__round__area",)

    step = models.ForeignKey(RoundStep, models.CASCADE, related_name="lines", verbose_name=_("Step"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    kind = models.CharField(_("Kind of spending"), max_length=40)
    amount = MoneyField(_("Amount"))
    from_ledger = MoneyField(_("By the books"), default=0)
    last_three = MoneyField(_("Mean of the last three months"), default=0)
    last_year = MoneyField(_("Same month last year"), default=0)
    note = models.CharField(_("Note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Line of a plan or report")
        verbose_name_plural = _("Lines of plans and reports")
        ordering = ("step", "insutype", "pk")
        constraints = [
            models.UniqueConstraint(fields=["step", "insutype", "kind"], name="round_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.insutype} {self.kind}"

    @property
    def scheme(self) -> str:
        return name_of("insutype", self.insutype)


class Booked(models.TextChoices):
    """How far a movement of money is."""

    ENTERED = "entered", _("Waits for approval")
    BOOKED = "booked", _("Booked")
    REFUSED = "refused", _("Rejected")


class BookedByTwo(models.Model):
    """A movement of money that one person entered: booked once another approved it, or refused with the reason."""

    state = models.CharField(_("State"), max_length=10, choices=Booked, default=Booked.ENTERED)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    refused_reason = models.CharField(_("Why it was refused"), max_length=300, blank=True)

    class Meta:
        abstract = True


def two_people(name: str, *, entered_by: str = "entered_by") -> models.CheckConstraint:
    """Nothing is decided by whoever entered it, and nothing is decided by nobody."""
    return models.CheckConstraint(
        name=name,
        condition=(Q(state="entered") & Q(decided_by__isnull=True))
        | (~Q(state="entered") & Q(decided_by__isnull=False) & ~Q(decided_by=F(entered_by))),
        violation_error_message=_("Whoever prepares cannot approve."),
    )


@tracked()
class Appropriation(BookedByTwo, ScopedModel):
    """What finance paid to the city's expenditure account for a round, scheme by scheme, whole or in parts."""

    scope_fields = ()
    scope_member_area_fields = ("round__area",)

    round = models.ForeignKey(
        MonthlyRound, models.PROTECT, related_name="appropriations", verbose_name=_("Monthly round")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    amount = MoneyField(_("Amount"))
    arrived_on = models.DateField(_("Came in on"))
    evidence = models.CharField(_("Number of the bank's slip"), max_length=80)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Appropriation")
        verbose_name_plural = _("Appropriations")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="appropriation_positive", condition=Q(amount__gt=0)),
            two_people("appropriation_two_people"),
            models.UniqueConstraint(
                fields=["round", "insutype", "evidence"],
                condition=~Q(state="refused"),
                name="appropriation_slip_once",
                violation_error_message=_("This slip is entered already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.insutype} {self.amount}"


@tracked()
class RoundTransfer(BookedByTwo, ScopedModel):
    """What of an appropriation goes on to one county's expenditure account."""

    scope_fields = ("county",)
    scope_area_fields = ("county__area",)

    appropriation = models.ForeignKey(
        Appropriation, models.PROTECT, related_name="transfers", verbose_name=_("Appropriation")
    )
    round = models.ForeignKey(
        MonthlyRound, models.PROTECT, related_name="transfers", verbose_name=_("Monthly round")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    amount = MoneyField(_("Amount"))
    transferred_on = models.DateField(_("Transferred on"))
    evidence = models.CharField(_("Number of the bank's slip"), max_length=80)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Transfer of a monthly round")
        verbose_name_plural = _("Transfers of monthly rounds")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="round_transfer_positive", condition=Q(amount__gt=0)),
            two_people("round_transfer_two_people", entered_by="prepared_by"),
            # Nothing is transferred twice: of one appropriation a county gets one transfer.
            models.UniqueConstraint(
                fields=["appropriation", "county"],
                condition=~Q(state="refused"),
                name="round_transfer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appropriation_id} {self.county} {self.amount}"
