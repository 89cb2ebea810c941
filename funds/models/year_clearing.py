"""The year's clearing with institutions (年终清算): one row per area × scheme × year, one account per institution."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Consortium, Institution, PoolingArea, User

from .clearing import Statement


@tracked()
class YearClearing(ScopedModel):
    """One year of one scheme in one pooling area: ``open → computed → sent → reviewed``.

    It goes back to ``open`` when an objection is upheld or the reviewer returns it; everything is computed anew then.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Year opened")
        COMPUTED = "computed", _("Year computed")
        SENT = "sent", _("With the institutions")
        REVIEWED = "reviewed", _("Year reviewed")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="year_clearings", verbose_name=_("Pooling area")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.OPEN)
    job = models.ForeignKey(
        "config.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Job")
    )
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Opened by"))
    opened_at = models.DateTimeField(_("Opened at"), auto_now_add=True)
    computed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Computed by")
    )
    computed_at = models.DateTimeField(_("Computed at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)
    returned_reason = models.CharField(_("Why it was sent back"), max_length=300, blank=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)
    settled_from = models.DateField(
        _("Settled from"), null=True, blank=True, help_text=_("First month whose statements settle it.")
    )

    class Meta:
        verbose_name = _("Year-end clearing with institutions")
        verbose_name_plural = _("Year-end clearings with institutions")
        ordering = ("-year", "insutype")
        constraints = [
            models.UniqueConstraint(fields=["area", "insutype", "year"], name="year_clearing_once"),
            models.CheckConstraint(
                name="year_clearing_computed",
                condition=Q(state="open") | Q(computed_by__isnull=False, computed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="year_clearing_reviewed_by_another",
                condition=~Q(state="reviewed")
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False, settled_from__isnull=False)
                & ~Q(reviewed_by=F("computed_by")),
                violation_error_message=_("Whoever computes a year cannot review it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {name_of('insutype', self.insutype)}"

    def get_absolute_url(self) -> str:
        return reverse("funds:year_clearing", args=[self.pk])


class YearPool(ScopedModel):
    """A common budget of the year, divided by points: what of it was cleared and what stays with the fund."""

    scope_fields = ()
    scope_member_area_fields = ("clearing__area",)

    clearing = models.ForeignKey(
        YearClearing, models.CASCADE, related_name="pools", verbose_name=_("Year-end clearing")
    )
    method = models.CharField(_("Payment method"), max_length=20)
    budget = MoneyField(_("Budget of the year"))
    reserved = MoneyField(_("Kept back for overruns"))
    points = models.DecimalField(_("Points"), max_digits=24, decimal_places=8)
    point_value = models.DecimalField(
        _("Value of a point, fund's part"), max_digits=18, decimal_places=6, null=True, blank=True
    )
    paid = MoneyField(_("Cleared for all institutions"))
    left = MoneyField(_("Stays with the fund"))
    steps = models.JSONField(_("Steps"), default=list)

    class Meta:
        verbose_name = _("Common budget of a year")
        verbose_name_plural = _("Common budgets of a year")
        constraints = [
            models.UniqueConstraint(fields=["clearing", "method"], name="year_pool_once"),
            models.CheckConstraint(
                name="year_pool_to_the_fen", condition=Q(budget=F("paid") + F("left"), paid__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clearing_id} {self.method}"


@tracked()
class InstitutionYear(ScopedModel):
    """One institution's year: what is due, what was paid and held, what is still owed or taken back.

    ``balance = due - deposit_withheld - prepaid - capital_settled - deducted_beyond``: above zero it is paid, below
    taken back; ``deducted_beyond`` is what of the months' deductions nothing due for the year covers. What the
    books still have to show, beside working capital, is ``outcome = balance + capital_settled``.
    """

    class State(models.TextChoices):
        COMPUTED = "computed", _("Computed")
        SENT = "sent", _("Waits for the institution")
        CONFIRMED = "confirmed", _("Confirmed")
        OBJECTED = "objected", _("Objected")
        ANSWERED = "answered", _("Objection answered, stands")

    FINAL = (State.CONFIRMED, State.ANSWERED)

    scope_fields = ("county",)
    scope_area_fields = ("county__area",)

    clearing = models.ForeignKey(
        YearClearing, models.CASCADE, related_name="institutions", verbose_name=_("Year-end clearing")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="years", verbose_name=_("Institution")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Paid by"))
    consortium = models.ForeignKey(
        Consortium, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Consortium")
    )
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.COMPUTED)
    billed = MoneyField(_("Drawn on the fund by bills"))
    due = MoneyField(_("Due for the year"))
    kept = MoneyField(_("Surplus kept"))
    shared = MoneyField(_("Overrun borne by the fund"))
    deducted = MoneyField(_("Deducted"))
    prepaid = MoneyField(_("Prepaid in the months"))
    deposit_held = MoneyField(_("Quality deposit held"))
    score = models.DecimalField(
        _("Score of the assessment"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    deposit_released = MoneyField(_("Quality deposit released"))
    deposit_withheld = MoneyField(_("Quality deposit not released"))
    capital_settled = MoneyField(_("Working capital settled"))
    deducted_beyond = MoneyField(_("Deductions beyond what is due"), default=0, db_default=0)
    balance = MoneyField(_("Paid at year end (below zero: taken back)"))
    steps = models.JSONField(_("Steps"), default=list)
    paper = models.CharField(_("Number of the signed paper"), max_length=60, blank=True)
    confirmed_on = models.DateField(_("Signed on"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Confirmation entered by")
    )  # fmt: skip
    statement = models.ForeignKey(
        Statement,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="years_settled",
        verbose_name=_("Settled in the statement"),
    )

    class Meta:
        verbose_name = _("Year of an institution")
        verbose_name_plural = _("Years of institutions")
        ordering = ("clearing", "institution__fixmedins_code")
        constraints = [
            models.UniqueConstraint(fields=["clearing", "institution"], name="institution_year_once"),
            models.CheckConstraint(
                name="institution_year_adds_up",
                condition=Q(
                    balance=F("due") - F("deposit_withheld") - F("prepaid") - F("capital_settled")
                    - F("deducted_beyond")
                ),
            ),
            models.CheckConstraint(
                name="institution_year_amounts",
                condition=Q(
                    due__gte=0, kept__gte=0, shared__gte=0, deducted__gte=0, deposit_held__gte=0,
                    deposit_released__gte=0, deposit_withheld__gte=0, capital_settled__gte=0,
                )
                & Q(deposit_held__gte=F("deposit_released") + F("deposit_withheld")),
            ),
            models.CheckConstraint(
                name="institution_year_confirmed",
                condition=~Q(state="confirmed")
                | (~Q(paper="") & Q(confirmed_on__isnull=False, confirmed_by__isnull=False)),
                violation_error_message=_("A confirmation needs the signed paper and its day."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.clearing_id} {self.institution}"

    def get_absolute_url(self) -> str:
        return reverse("funds:institution_year", args=[self.pk])

    @property
    def outcome(self) -> Decimal:
        """What statements still pay (above zero) or deduct, before working capital is set against it."""
        balance: Any = self.balance
        return balance + self.capital_settled


class InstitutionYearMethod(ScopedModel):
    """An institution's year by one method. Of a consortium: the member's part of what the consortium is due."""

    scope_fields = ("year__county",)
    scope_area_fields = ("year__county__area",)

    year = models.ForeignKey(
        InstitutionYear, models.CASCADE, related_name="methods", verbose_name=_("Year of an institution")
    )
    method = models.CharField(_("Payment method"), max_length=20)
    cases = models.PositiveIntegerField(_("Cases"), default=0)
    cost = MoneyField(_("Total medical fee"))
    billed = MoneyField(_("Drawn on the fund by bills"))
    points = models.DecimalField(_("Points"), max_digits=24, decimal_places=8, default=0)
    owed = MoneyField(_("Owed by the method"))
    budget = MoneyField(_("Own budget"), null=True, blank=True)
    deducted = MoneyField(_("Deducted"))
    amount = MoneyField(_("Cleared for the year"))
    steps = models.JSONField(_("Steps"), default=list)

    class Meta:
        verbose_name = _("Method of an institution's year")
        verbose_name_plural = _("Methods of an institution's year")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["year", "method"], name="institution_year_method_once")
        ]

    def __str__(self) -> str:
        return f"{self.year_id} {self.method}"


@tracked()
class YearObjection(ScopedModel):
    """An institution objected to its year; the city answers: upheld, and the year is computed anew, or it stands."""

    scope_fields = ("county",)
    scope_area_fields = ("county__area",)

    clearing = models.ForeignKey(
        YearClearing, models.PROTECT, related_name="objections", verbose_name=_("Year-end clearing")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("Institution")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Paid by"))
    text = models.CharField(_("Objection"), max_length=500)
    paper = models.CharField(_("Number of the paper"), max_length=60)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    answer = models.CharField(_("Answer"), max_length=500, blank=True)
    upheld = models.BooleanField(_("Upheld"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Answered by")
    )
    answered_at = models.DateTimeField(_("Answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Objection to a year-end clearing")
        verbose_name_plural = _("Objections to year-end clearings")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["clearing", "institution"],
                condition=Q(answered_by__isnull=True),
                name="year_objection_one_open",
            ),
            models.CheckConstraint(name="year_objection_said", condition=~Q(text="") & ~Q(paper="")),
            models.CheckConstraint(
                name="year_objection_answered",
                condition=Q(answered_by__isnull=True, upheld__isnull=True, answer="")
                | Q(answered_by__isnull=False, upheld__isnull=False) & ~Q(answer="")
                & ~Q(answered_by=F("entered_by")),
                violation_error_message=_("Somebody else answers, with a reason."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.clearing_id} {self.institution}"
