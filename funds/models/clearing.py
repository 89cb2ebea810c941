"""The monthly clearing: one row per area × month × scheme, one step row per county (architecture §6)."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, PoolingArea, User


@tracked()
class Clearing(ScopedModel):
    """One month's clearing of one scheme in one pooling area.

    ``collecting → adjudicated → reviewed → netted → posted → paid → closed``; every state that needs a
    second person has that person's column, and the database refuses the same name twice.
    """

    class State(models.TextChoices):
        COLLECTING = "collecting", _("Collecting")
        ADJUDICATED = "adjudicated", _("Adjudicated")
        REVIEWED = "reviewed", _("Reviewed")
        NETTED = "netted", _("Netted")
        POSTED = "posted", _("Posted")
        PAID = "paid", _("Paid")
        CLOSED = "closed", _("Closed")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="clearings", verbose_name=_("Pooling area")
    )
    month = models.DateField(_("Month"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    state = models.CharField(_("State"), max_length=12, choices=State, default=State.COLLECTING)
    job = models.ForeignKey(
        "config.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Job")
    )
    started_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Started by")
    )
    started_at = models.DateTimeField(_("Started at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)
    returned_reason = models.CharField(
        _("Why it was sent back"), max_length=300, blank=True, help_text=_("By the last reviewer who did.")
    )
    payment_approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Payment approved by")
    )
    payment_approved_at = models.DateTimeField(_("Payment approved at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Closed by")
    )
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Monthly clearing")
        verbose_name_plural = _("Monthly clearings")
        ordering = ("-month", "insutype")
        constraints = [
            models.UniqueConstraint(fields=["area", "month", "insutype"], name="clearing_once_a_month"),
            models.CheckConstraint(name="clearing_month_first_day", condition=models.Q(month__day=1)),
            models.CheckConstraint(
                name="clearing_started",
                condition=models.Q(state="collecting") | models.Q(started_by__isnull=False),
            ),
            models.CheckConstraint(
                name="clearing_reviewed_by_another",
                condition=models.Q(state__in=["collecting", "adjudicated"])
                | (models.Q(reviewed_by__isnull=False) & ~models.Q(reviewed_by=models.F("started_by"))),
                violation_error_message=_("Whoever starts a clearing cannot review it."),
            ),
            models.CheckConstraint(
                name="clearing_payment_approved_by_another",
                # Every batch has its approver; a month that pays nothing has none.
                condition=models.Q(payment_approved_by__isnull=True)
                | ~models.Q(payment_approved_by=models.F("started_by")),
                violation_error_message=_("Whoever starts a clearing cannot approve its payment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.month:%Y-%m} {self.insutype}"


class ClearingStep(ScopedModel):
    """One unit's part of one step: run by one worker, repeatable, its failure names unit, row and reason.

    A unit is a county, or the city for care outside the area. Whoever works on a running step holds its row
    locked, so that a step whose worker died can be told from one that takes long.
    """

    class Step(models.TextChoices):
        ADJUDICATE = "adjudicate", _("Adjudicate")
        NET = "net", _("Net")
        POST = "post", _("Post")
        PAY = "pay", _("Pay")

    class State(models.TextChoices):
        PENDING = "pending", _("Pending")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    scope_fields = ("unit",)
    scope_area_fields = ("clearing__area",)

    clearing = models.ForeignKey(Clearing, models.PROTECT, related_name="steps", verbose_name=_("Clearing"))
    step = models.CharField(_("Step"), max_length=12, choices=Step)
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Unit"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    heartbeat = models.DateTimeField(_("Last sign of life"), null=True, blank=True)
    started_at = models.DateTimeField(_("Started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("Finished at"), null=True, blank=True)
    fault_code = models.CharField(_("Fault"), max_length=40, blank=True)
    fault_params = models.JSONField(_("Fault details"), default=dict, blank=True)

    class Meta:
        verbose_name = _("Clearing step")
        verbose_name_plural = _("Clearing steps")
        constraints = [
            models.UniqueConstraint(fields=["clearing", "step", "unit"], name="clearing_step_per_unit")
        ]

    def __str__(self) -> str:
        return f"{self.clearing} {self.step} {self.unit}"


class Statement(ScopedModel):
    """What one institution is owed for the month: approved, deducted, withheld as deposit, payable.

    ``act_dfr_amt = fund_appy_sum + acct_pay + by_method + brought_forward + det_returned - det_sumamt - dpst_sumamt
    + year_end + dpst_released - carried_forward``, never negative: what would be is carried into the institution's
    next statement. ``by_method`` and the year's two amounts stand on the pooled part (docs/decisions/010).
    """

    scope_fields = ("payer",)
    scope_area_fields = ("clearing__area",)

    clearing = models.ForeignKey(
        Clearing, models.PROTECT, related_name="statements", verbose_name=_("Clearing")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="statements", verbose_name=_("Institution")
    )
    payer = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Paid by"),
        help_text=_("The county of care; the city for care outside the area."),
    )
    bill_count = models.PositiveIntegerField(_("Bills"))
    medfee_sumamt = MoneyField(_("Total medical fee"))
    fund_appy_sum = MoneyField(_("Funds together"))
    acct_pay = MoneyField(_("Personal accounts"), default=0)
    by_method = MoneyField(
        _("By payment method"),
        default=0,
        help_text=_(
            "What the month pays by method beyond (below zero: short of) what its bills drew on the pooled fund."
        ),
    )
    by_methods = models.JSONField(
        _("By payment method, each"),
        default=dict,
        blank=True,
        help_text=_("Fen beyond the bills, by method."),
    )
    method_steps = models.JSONField(_("Payment by method, step by step"), default=list, blank=True)
    brought_forward = MoneyField(_("Brought forward"), default=0)
    det_sumamt = MoneyField(_("Deductions"))
    det_later = MoneyField(
        _("Deductions left for next month"), default=0, help_text=_("Beyond the pooled part of this month.")
    )
    det_returned = MoneyField(
        _("Deductions given back"),
        default=0,
        help_text=_("Taken by an earlier statement; an objection was upheld."),
    )
    dpst_sumamt = MoneyField(_("Quality deposit"))
    year_end = MoneyField(
        _("Year-end clearing"), default=0, help_text=_("Of a year cleared since the last statement.")
    )
    dpst_released = MoneyField(
        _("Deposit settled"),
        default=0,
        help_text=_("Deposits of that year taken off the books; pays what is released."),
    )
    carried_forward = MoneyField(_("Carried forward"), default=0)
    act_dfr_amt = MoneyField(_("Payable"))

    class Meta:
        verbose_name = _("Institution statement")
        verbose_name_plural = _("Institution statements")
        constraints = [
            models.UniqueConstraint(
                fields=["clearing", "institution", "payer"], name="statement_once_per_institution"
            ),
            models.CheckConstraint(
                name="statement_adds_up",
                condition=models.Q(
                    act_dfr_amt=models.F("fund_appy_sum")
                    + models.F("acct_pay")
                    + models.F("by_method")
                    + models.F("brought_forward")
                    + models.F("det_returned")
                    - models.F("det_sumamt")
                    - models.F("dpst_sumamt")
                    + models.F("year_end")
                    + models.F("dpst_released")
                    - models.F("carried_forward")
                ),
            ),
            models.CheckConstraint(
                name="statement_not_negative",
                condition=models.Q(
                    det_sumamt__gte=0,
                    det_later__gte=0,
                    det_returned__gte=0,
                    dpst_sumamt__gte=0,
                    dpst_released__gte=0,
                    act_dfr_amt__gte=0,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clearing} {self.institution}"

    @property
    def approved(self) -> Decimal:
        """What the funds and the personal accounts pay before anything is taken off."""
        return self.fund_appy_sum + self.acct_pay


class StatementLine(ScopedModel):
    """One fund part of a statement, for the people of one county; the statement's columns, line by line.

    ``bill_count`` counts the bills with an amount in this part, on the pooled part all of them.
    """

    scope_fields = ("statement__payer", "insu_county")
    scope_area_fields = ("statement__clearing__area",)

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="lines", verbose_name=_("Statement")
    )
    insu_county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    fund_part = models.CharField(
        _("Fund part"), max_length=12, help_text=_("National amount, such as hifp_pay.")
    )
    bill_count = models.PositiveIntegerField(_("Bills"))
    approved = MoneyField(_("Approved"))
    by_method = MoneyField(_("By payment method"), default=0)
    brought = MoneyField(_("Brought forward"), default=0)
    returned = MoneyField(_("Given back"), default=0)
    deducted = MoneyField(_("Deducted"), default=0)
    deposit = MoneyField(_("Deposit"), default=0)
    year_end = MoneyField(_("Year-end clearing"), default=0)
    released = MoneyField(_("Deposit settled"), default=0)
    carried = MoneyField(_("Carried forward"), default=0)
    payable = MoneyField(_("Payable"))

    class Meta:
        verbose_name = _("Statement line")
        verbose_name_plural = _("Statement lines")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "insu_county", "fund_part"], name="statement_line_once"
            ),
            models.CheckConstraint(
                name="statement_line_adds_up",
                condition=models.Q(
                    payable=models.F("approved")
                    + models.F("by_method")
                    + models.F("brought")
                    + models.F("returned")
                    - models.F("deducted")
                    - models.F("deposit")
                    + models.F("year_end")
                    + models.F("released")
                    - models.F("carried")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.fund_part}"


class NettingLine(ScopedModel):
    """One cell of the county × county matrix: what care county paid for insured county's people.

    ``care_county`` empty: care outside the area, paid by the city.
    """

    scope_fields = ("insu_county", "care_county")
    scope_area_fields = ("clearing__area",)

    clearing = models.ForeignKey(
        Clearing, models.PROTECT, related_name="netting_lines", verbose_name=_("Clearing")
    )
    insu_county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    care_county = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Care in")
    )
    bill_count = models.PositiveIntegerField(_("Bills"))
    amount = MoneyField(_("Amount"))

    class Meta:
        verbose_name = _("Netting line")
        verbose_name_plural = _("Netting lines")
        constraints = [
            models.UniqueConstraint(
                fields=["clearing", "insu_county", "care_county"],
                name="netting_line_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.clearing_id} {self.insu_county_id}→{self.care_county_id}"


class NetPosition(ScopedModel):
    """What a county owes the others, is owed by them, and settles with the city in one transfer."""

    scope_area_fields = ("clearing__area",)

    clearing = models.ForeignKey(
        Clearing, models.PROTECT, related_name="net_positions", verbose_name=_("Clearing")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    owes = MoneyField(_("Owes"), help_text=_("For its people's care elsewhere."))
    is_owed = MoneyField(_("Is owed"), help_text=_("For other counties' people treated here."))
    net = MoneyField(
        _("Net amount"), help_text=_("Positive: receives from the city; negative: pays to the city.")
    )

    class Meta:
        verbose_name = _("Net position")
        verbose_name_plural = _("Net positions")
        constraints = [
            models.UniqueConstraint(fields=["clearing", "county"], name="net_position_once"),
            models.CheckConstraint(
                name="net_position_adds_up", condition=models.Q(net=models.F("is_owed") - models.F("owes"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clearing_id} {self.county}: {self.net}"
