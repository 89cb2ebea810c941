"""Whose a county's payment budget is (ZY-17): shares, rounds of negotiation, adjustments in mid-year, months."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Consortium, Institution, User

from .budgets import CountyBudget, PaymentMethod


@tracked()
class BudgetShare(ScopedModel):
    """What one institution, one consortium, or all institutions of the county together may be paid by one method.

    ``amount`` is empty until it is agreed with the institution, or set by the agency with a reason.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Negotiated")
        AGREED = "agreed", _("Agreed")
        SET = "set", _("Set by the agency")

    county_budget = models.ForeignKey(
        CountyBudget, models.PROTECT, related_name="shares", verbose_name=_("Payment budget of a county")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Institution")
    )
    consortium = models.ForeignKey(
        Consortium, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Consortium")
    )
    method = models.CharField(_("Payment method"), max_length=20, choices=PaymentMethod)
    state = models.CharField(_("State"), max_length=6, choices=State, default=State.OPEN, db_default="open")
    last_year = MoneyField(_("Paid last year"), default=0, db_default=0)
    last_year_months = ArrayField(
        models.BigIntegerField(), verbose_name=_("Paid last year by month"), default=list, blank=True, db_default=[],
        help_text=_("In fen, twelve of them; those of which nothing is known at the mean of the others."),
    )  # fmt: skip
    proposed = MoneyField(_("Proposal"))
    amount = MoneyField(_("Decided"), null=True, blank=True)
    adjusted = MoneyField(_("Adjusted since"), default=0, db_default=0)
    reason = models.CharField(_("Reason"), max_length=200, blank=True, default="", db_default="")
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Amount settled by")
    )
    settled_at = models.DateTimeField(_("Amount settled at"), null=True, blank=True)
    steps = models.JSONField(_("How it came about"), default=list, blank=True, db_default=[])
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Share of a payment budget")
        verbose_name_plural = _("Shares of payment budgets")
        ordering = ("county_budget", "institution__fixmedins_code", "consortium__name", "method")
        constraints = [
            models.UniqueConstraint(
                fields=["county_budget", "institution", "consortium", "method"],
                nulls_distinct=False,
                name="budget_share_once",
                violation_error_message=_("It has a share by this method already."),
            ),
            models.CheckConstraint(
                name="budget_share_of_one",
                condition=Q(institution__isnull=True) | Q(consortium__isnull=True),
            ),
            models.CheckConstraint(
                name="budget_share_amounts",
                condition=Q(proposed__gte=0)
                & (
                    Q(amount__isnull=True, adjusted=0)
                    | Q(amount__isnull=False, amount__gte=0, adjusted__gte=-F("amount"))
                ),
                violation_error_message=_("A budget is not below zero."),
            ),
            models.CheckConstraint(
                name="budget_share_settled_whole",
                condition=Q(state="open", amount__isnull=True, settled_by__isnull=True)
                | (
                    ~Q(state="open")
                    & Q(amount__isnull=False, settled_by__isnull=False, settled_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="budget_share_set_with_reason",
                condition=~Q(state="set") | ~Q(reason=""),
                violation_error_message=_("Say why it is set without an agreement."),
            ),
            models.CheckConstraint(name="budget_share_method", condition=Q(method__in=PaymentMethod.values)),
        ]

    def __str__(self) -> str:
        return f"{self.subject} · {self.get_method_display()}"

    @property
    def subject(self) -> str:
        """Whose it is, in words."""
        whose = self.institution or self.consortium
        return str(whose) if whose is not None else str(_("All institutions together"))

    @property
    def current(self) -> Decimal | None:
        """The decided amount with all adjustments, yuan."""
        return None if self.amount is None else Decimal(self.amount) + Decimal(self.adjusted)


@tracked()
class BudgetRound(ScopedModel):
    """One round of the negotiation: what the agency offers, what the institution answers; an answer stays."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("Accepts the offer")
        ASKS = "asks", _("Asks for more")
        REFUSED = "refused", _("Refuses")

    scope_fields = ("share__county",)

    share = models.ForeignKey(
        BudgetShare, models.PROTECT, related_name="rounds", verbose_name=_("Share of the budget")
    )
    number = models.PositiveSmallIntegerField(_("Round"))
    offer = MoneyField(_("Offer"))
    offer_reason = models.CharField(_("Reason of the offer"), max_length=200, blank=True)
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Offered by"))
    offered_at = models.DateTimeField(_("Offered at"))
    answer = models.CharField(_("Answer"), max_length=8, choices=Answer, blank=True, default="")
    asked = MoneyField(_("Amount asked for"), null=True, blank=True)
    answer_reason = models.CharField(_("Reason of the answer"), max_length=200, blank=True, default="")
    spoke = models.CharField(_("Who spoke for the institution"), max_length=50, blank=True, default="")
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    answer_noted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Answer noted by")
    )

    class Meta:
        verbose_name = _("Round of a budget negotiation")
        verbose_name_plural = _("Rounds of budget negotiations")
        ordering = ("share", "number")
        constraints = [
            models.UniqueConstraint(fields=["share", "number"], name="budget_round_number"),
            models.UniqueConstraint(
                fields=["share"], condition=Q(answer=""), name="budget_round_one_open"
            ),
            models.CheckConstraint(
                name="budget_round_offer",
                condition=Q(offer__gte=0),
                violation_error_message=_("An offer is not below zero."),
            ),
            models.CheckConstraint(
                name="budget_round_answered_whole",
                condition=Q(answer="", answered_on__isnull=True, answer_noted_by__isnull=True, asked__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, answer_noted_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="budget_round_asked",
                condition=Q(answer="asks", asked__isnull=False, asked__gte=0)
                | (~Q(answer="asks") & Q(asked__isnull=True)),
                violation_error_message=_("Give what the institution asks for, or leave it empty."),
            ),
            models.CheckConstraint(
                name="budget_round_reasoned",
                condition=~Q(answer__in=["asks", "refused"]) | ~Q(answer_reason=""),
                violation_error_message=_("Give the institution's reason."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.share_id} #{self.number}"


@tracked()
class BudgetAdjustment(ScopedModel):
    """A change in mid-year of a county's cap or of a share, proposed by one person, decided by another; then it stays.

    A share's change goes into its months from ``effective_from`` on.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed, not decided")
        DECIDED = "decided", _("Decided")
        REFUSED = "refused", _("Not agreed")

    county_budget = models.ForeignKey(
        CountyBudget, models.PROTECT, related_name="adjustments", verbose_name=_("Payment budget of a county")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    share = models.ForeignKey(
        BudgetShare, models.PROTECT, null=True, blank=True, related_name="adjustments",
        verbose_name=_("Share of the budget"), help_text=_("Empty: the county's cap."),
    )  # fmt: skip
    amount = MoneyField(_("Amount of the change"))
    effective_from = models.DateField(_("From the month"))
    reason = models.CharField(_("Reason"), max_length=300)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.PROPOSED)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    decision = models.CharField(_("Reason of the decision"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("Adjustment of a payment budget")
        verbose_name_plural = _("Adjustments of payment budgets")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["county_budget", "share"], condition=Q(state="proposed"),
                nulls_distinct=False, name="budget_adjustment_one_open",
                violation_error_message=_("An adjustment waits for its decision already."),
            ),
            models.CheckConstraint(
                name="budget_adjustment_something",
                condition=~Q(amount=0) & ~Q(reason="") & Q(effective_from__day=1),
                violation_error_message=_("Give an amount, a reason and the first day of a month."),
            ),
            models.CheckConstraint(
                name="budget_adjustment_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                violation_error_message=_("A second person decides."),
            ),
            models.CheckConstraint(
                name="budget_adjustment_decided_whole",
                condition=Q(state="proposed", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="budget_adjustment_refused_with_reason",
                condition=~Q(state="refused") | ~Q(decision=""),
                violation_error_message=_("Say why."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.county_budget} · {self.share or _('Cap')} · {self.amount}"


class BudgetMonth(ScopedModel):
    """A month's part of a decided share, or of an adjustment of it; only ever added. They sum to it to the fen."""

    scope_fields = ("share__county",)

    share = models.ForeignKey(
        BudgetShare, models.PROTECT, related_name="months", verbose_name=_("Share of the budget")
    )
    adjustment = models.ForeignKey(
        BudgetAdjustment, models.PROTECT, null=True, blank=True, related_name="months",
        verbose_name=_("Adjustment"),
    )  # fmt: skip
    month = models.DateField(_("Month"))
    amount = MoneyField(_("Amount"))

    class Meta:
        verbose_name = _("Month of a payment budget")
        verbose_name_plural = _("Months of payment budgets")
        ordering = ("share", "month", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["share", "adjustment", "month"], nulls_distinct=False, name="budget_month_once"
            ),
            models.CheckConstraint(name="budget_month_first", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.share_id} {self.month:%Y-%m}"


class BudgetUse(ScopedModel):
    """What the pooled fund had paid of a share's care in a month when it was last counted, deductions taken off; yuan.

    Counted again as bills, cancels and deductions come in: pages and the desk read it, payment never does.
    """

    scope_fields = ("share__county",)

    share = models.ForeignKey(
        BudgetShare, models.PROTECT, related_name="uses", verbose_name=_("Share of the budget")
    )
    month = models.DateField(_("Month"))
    used = MoneyField(_("Used"))
    counted_at = models.DateTimeField(_("Counted at"))

    class Meta:
        verbose_name = _("Use of a payment budget")
        verbose_name_plural = _("Uses of payment budgets")
        ordering = ("share", "month")
        constraints = [
            models.UniqueConstraint(fields=["share", "month"], name="budget_use_once"),
            models.CheckConstraint(name="budget_use_first", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.share_id} {self.month:%Y-%m}"
