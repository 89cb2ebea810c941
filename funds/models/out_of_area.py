"""Care outside the pooling area (异地就医): the province pays the institutions there out of an advance, lists each
month what it paid (message 3260), and is paid by the city."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import AccountInForce, PoolingArea, User
from institutions.models.designated import account_constraints

from .clearing import Statement
from .compared_lines import ComparedLine, line_constraints, line_indexes


@tracked()
class ProvinceAccount(AccountInForce):
    """The account of the province's clearing centre that an area pays; entered by one person, approved by another."""

    owner = "area"

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="province_accounts", verbose_name=_("Pooling area")
    )

    class Meta:
        verbose_name = _("Account of the province")
        verbose_name_plural = _("Accounts of the province")
        constraints = account_constraints("province_account", "area")


@tracked()
class OutOfAreaMonth(ScopedModel):
    """What the province lists for one month and scheme, beside what the clearing of that month found."""

    class State(models.TextChoices):
        OPEN = "open", _("Being compared")
        CONFIRMED = "confirmed", _("Confirmed, owed to the province")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    month = models.DateField(_("Clearing month"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    state = models.CharField(
        _("State"), max_length=9, choices=State, default=State.OPEN, db_default=State.OPEN
    )
    listed = MoneyField(
        _("Listed by the province"),
        default=0,
        db_default=0,
        help_text=_("Without what was paid at the counter."),
    )
    owed = MoneyField(
        _("Owed to the province"),
        default=0,
        db_default=0,
        help_text=_("What was listed before is not owed again."),
    )
    ours = MoneyField(_("Found by the clearing"), default=0, db_default=0)
    compared_at = models.DateTimeField(_("Compared at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Confirmed by")
    )
    confirmed_at = models.DateTimeField(_("Confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Month of care outside the area")
        verbose_name_plural = _("Months of care outside the area")
        ordering = ("-month", "insutype")
        constraints = [
            models.UniqueConstraint(fields=["area", "month", "insutype"], name="out_of_area_month_once"),
            models.CheckConstraint(name="out_of_area_month_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="out_of_area_month_confirmed_by",
                condition=Q(state="open", confirmed_by__isnull=True)
                | Q(state="confirmed", confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.month:%Y-%m} {self.insutype}"

    def get_absolute_url(self) -> str:
        return reverse("funds:out_of_area_month", args=[self.pk])


class OutOfAreaLine(ComparedLine):
    """One settlement elsewhere: as the province lists it, and ours."""

    scope_fields = ("county",)
    scope_area_fields = ("statement_month__area",)

    statement_month = models.ForeignKey(
        OutOfAreaMonth, models.CASCADE, related_name="lines", verbose_name=_("Month"), db_index=False
    )
    mdtrtarea = models.CharField(_("Area of care"), max_length=6, blank=True)
    fulamt_advpay_flag = models.BooleanField(_("Paid in full by the person"), default=False, db_default=False)
    optins_pay_sumamt = MoneyField(_("Owed by the agency"), null=True, blank=True)

    class Meta:
        verbose_name = _("Settlement outside the area")
        verbose_name_plural = _("Settlements outside the area")
        indexes = line_indexes("out_of_area_line")
        constraints = line_constraints("out_of_area_line", "optins_pay_sumamt")


@tracked()
class OutOfAreaPart(ScopedModel):
    """A statement of an institution elsewhere, paid by the province out of its advance; counts once it is booked."""

    scope_fields = ("statement__payer",)
    scope_area_fields = ("statement__clearing__area",)

    statement = models.OneToOneField(
        Statement, models.PROTECT, related_name="out_of_area_part", verbose_name=_("Institution statement")
    )
    amount = MoneyField(_("Amount"))
    booked_on = models.DateField(_("Booked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Statement paid by the province")
        verbose_name_plural = _("Statements paid by the province")
        constraints = [models.CheckConstraint(name="out_of_area_part_positive", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.amount}"


@tracked()
class ProvinceDue(ScopedModel):
    """What the city owes the province: the advance of a year, or a month that was confirmed.

    Who entered or confirmed it is one person; whoever approves its payment is another, as with every batch.
    """

    class Kind(models.TextChoices):
        ADVANCE = "advance", _("Advance of a year")
        MONTH = "month", _("Month of care outside the area")

    scope_fields = ()
    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=40, unique=True)
    kind = models.CharField(_("For"), max_length=7, choices=Kind)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    statement_month = models.OneToOneField(
        OutOfAreaMonth, models.PROTECT, null=True, blank=True, related_name="due", verbose_name=_("Month")
    )
    amount = MoneyField(_("Amount"))
    notice = models.CharField(_("Notice of the province"), max_length=100)
    due_on = models.DateField(_("To be paid by"))
    reasoning = models.CharField(_("How it was reckoned"), max_length=300, blank=True)
    withdrawn_reason = models.CharField(
        _("Why it was withdrawn"), max_length=200, blank=True, default="", db_default=""
    )
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Amount owed to the province")
        verbose_name_plural = _("Amounts owed to the province")
        ordering = ("-due_on", "-pk")
        constraints = [
            models.CheckConstraint(name="province_due_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="province_due_for",
                condition=Q(kind="advance", statement_month__isnull=True)
                | Q(kind="month", statement_month__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["area", "insutype", "notice"],
                condition=Q(kind="advance", withdrawn_reason=""),
                name="province_advance_once_a_notice",
                violation_error_message=_("This notice was entered already."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


@tracked()
class ProvinceReceipt(ScopedModel):
    """Money the province gave back: of an advance that became lower. Booked once a second person checked it."""

    scope_fields = ()
    scope_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    amount = MoneyField(_("Amount"))
    received_on = models.DateField(_("Came in on"))
    evidence = models.CharField(_("Evidence"), max_length=200)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    withdrawn_reason = models.CharField(
        _("Why it was withdrawn"), max_length=200, blank=True, default="", db_default=""
    )
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Withdrawn by")
    )

    class Meta:
        verbose_name = _("Money given back by the province")
        verbose_name_plural = _("Money given back by the province")
        ordering = ("-received_on", "-pk")
        constraints = [
            models.CheckConstraint(name="province_receipt_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="province_receipt_two_people",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by")),
                violation_error_message=_("Whoever enters a receipt cannot check it."),
            ),
            models.CheckConstraint(
                name="province_receipt_withdrawn_unchecked",
                condition=Q(withdrawn_reason="", withdrawn_by__isnull=True)
                | (Q(withdrawn_by__isnull=False, checked_by__isnull=True) & ~Q(withdrawn_reason="")),
                violation_error_message=_("What was checked is not withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received_on:%Y-%m-%d} {self.amount}"
