"""Budgets of the fund (基金预决算, NB-11, ZY-24): first drafts, budgets, changes in mid-year, final accounts; steps."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User


@tracked()
class FundBudget(ScopedModel):
    """One paper of a year's budget and where it stands; its amounts are its lines'.

    ``round`` counts how often it was sent out for review: what was returned begins its steps anew.
    """

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", _("First draft of a county")
        BUDGET = "budget", _("Budget")
        ADJUSTMENT = "adjustment", _("Change in mid-year")
        ACCOUNTS = "accounts", _("Final accounts")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        HANDED_IN = "handed_in", _("Waits for the second person")
        REVIEW = "review", _("With those who review")
        APPROVED = "approved", pgettext_lazy("fund budget", "Approved")
        DROPPED = "dropped", _("Dropped")

    OPEN = (State.DRAFT, State.HANDED_IN, State.REVIEW)

    scope_fields = ("unit",)
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Drafted by"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(_("Number"), default=1)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.DRAFT)
    round = models.PositiveSmallIntegerField(_("Round"), default=0)
    explanation = models.CharField(_("Explanation"), max_length=300, blank=True, default="")
    reason = models.CharField(_("Why it was sent back or dropped"), max_length=200, blank=True, default="")
    document_number = models.CharField(_("Document number"), max_length=60, blank=True, default="")
    document_date = models.DateField(_("Date of the document"), null=True, blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    handed_in_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Handed in by")
    )
    handed_in_at = models.DateTimeField(_("Handed in at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    checked_at = models.DateTimeField(_("Checked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Fund budget")
        verbose_name_plural = _("Fund budgets")
        ordering = ("-year", "insutype", "unit__code", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "insutype", "year", "kind", "number"], name="fund_budget_number"
            ),
            models.UniqueConstraint(
                fields=["unit", "insutype", "year", "kind"],
                condition=~Q(state="dropped") & ~Q(kind="adjustment"),
                name="fund_budget_once_a_year",
                violation_error_message=_("This paper of the scheme and year is there already."),
            ),
            models.UniqueConstraint(
                fields=["unit", "insutype", "year"],
                condition=Q(kind="adjustment", state__in=["draft", "handed_in", "review"]),
                name="fund_budget_one_open_change",
                violation_error_message=_("A change of this budget is under way already."),
            ),
            models.CheckConstraint(
                name="fund_budget_two_people",
                condition=Q(checked_by__isnull=True)
                | (~Q(checked_by=F("prepared_by")) & ~Q(checked_by=F("handed_in_by"))),
                violation_error_message=_("A second person checks."),
            ),
            models.CheckConstraint(
                name="fund_budget_checked_whole",
                condition=Q(
                    state__in=["review", "approved"],
                    handed_in_by__isnull=False,
                    checked_by__isnull=False,
                    checked_at__isnull=False,
                    round__gte=1,
                )
                | Q(state__in=["draft", "handed_in", "dropped"], checked_by__isnull=True),
            ),
            models.CheckConstraint(
                name="fund_budget_approved_by_a_document",
                condition=(Q(state="approved") & (Q(kind="proposal") | ~Q(document_number="")))
                | (~Q(state="approved") & Q(document_number="", document_date__isnull=True)),
                violation_error_message=_("Give the number of the approving document."),
            ),
            models.CheckConstraint(
                name="fund_budget_change_explained",
                condition=~Q(kind="adjustment") | ~Q(explanation=""),
                violation_error_message=_("Say why the budget is changed."),
            ),
            models.CheckConstraint(
                name="fund_budget_dropped_with_reason",
                condition=~Q(state="dropped") | ~Q(reason=""),
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(kind)s %(year)s, %(scheme)s, %(unit)s") % {
            "kind": self.get_kind_display(),
            "year": self.year,
            "scheme": name_of("insutype", self.insutype),
            "unit": self.unit,
        }

    def get_absolute_url(self) -> str:
        return reverse("funds:fund_budget", args=[self.pk])


@tracked()
class FundBudgetLine(ScopedModel):
    """One county's amount on one line of the lists in ``funds/charts/budget_lines.yaml``; yuan.

    ``base`` is last year's execution; of a change and of final accounts the budget in force. ``proposed`` is what was
    worked out or, in the city's draft, what the county proposed. ``amount`` of a change is what it adds or takes, of
    final accounts what the ledger says.
    """

    class Rating(models.TextChoices):
        GOOD = "good", _("Good")
        FAIR = "fair", _("Fair")
        POOR = "poor", _("Poor")

    scope_fields = ("county",)

    budget = models.ForeignKey(
        FundBudget, models.PROTECT, related_name="lines", verbose_name=_("Fund budget")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    code = models.CharField(_("Line"), max_length=30)
    base = MoneyField(_("To compare with"), default=0)
    proposed = MoneyField(_("Worked out or proposed"), default=0)
    amount = MoneyField(_("Amount"), default=0)
    reason = models.CharField(_("Reason"), max_length=200, blank=True, default="", db_default="")
    rating = models.CharField(
        _("Rating"), max_length=4, choices=Rating, blank=True, default="", db_default=""
    )
    steps = models.JSONField(_("How it came about"), default=list, blank=True, db_default=[])
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Line of a fund budget")
        verbose_name_plural = _("Lines of fund budgets")
        ordering = ("budget", "county__code", "pk")
        constraints = [
            models.UniqueConstraint(fields=["budget", "county", "code"], name="fund_budget_line_once"),
            models.CheckConstraint(
                name="fund_budget_line_rating", condition=Q(rating__in=["", "good", "fair", "poor"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id} {self.county} {self.code}"

    @property
    def difference(self) -> Decimal:
        """What the amount differs by from what it is compared with, yuan."""
        return Decimal(self.amount) - Decimal(self.base)


@tracked()
class FundBudgetStep(ScopedModel):
    """What one office outside said to a paper, as our agency recorded it; an answer stays."""

    class Act(models.TextChoices):
        TAKE = "take", _("Takes it into its draft")
        DRAFT_WITH = "draft_with", _("Drafts the income with us")
        REVIEW = "review", _("Reviews")
        APPROVE = "approve", _("Approves")

    class Office(models.TextChoices):
        CITY = "city", _("The city")
        BUREAU = "bureau", _("Medical security bureau")
        TAX = "tax", _("Tax office")
        FINANCE = "finance", _("Finance office")
        GOVERNMENT = "government", _("Government")
        CONGRESS = "congress", _("People's congress")
        STANDING_COMMITTEE = "standing_committee", _("Standing committee of the people's congress")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        AGREED = "agreed", pgettext_lazy("fund budget", "Agrees")
        RETURNED = "returned", _("Returned with reason")

    scope_fields = ("budget__unit",)
    scope_member_area_fields = ("budget__area",)

    budget = models.ForeignKey(
        FundBudget, models.PROTECT, related_name="steps", verbose_name=_("Fund budget")
    )
    round = models.PositiveSmallIntegerField(_("Round"))
    position = models.PositiveSmallIntegerField(_("Step"))
    office = models.CharField(_("Office"), max_length=18, choices=Office)
    act = models.CharField(_("What it does"), max_length=10, choices=Act)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.WAITING)
    clause = models.CharField(_("Clause"), max_length=60, blank=True, default="")
    assumed = models.CharField(_("Assumed"), max_length=200, blank=True, default="")
    document_number = models.CharField(_("Document number"), max_length=60, blank=True, default="")
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=200, blank=True, default="")
    noted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Noted by")
    )
    noted_at = models.DateTimeField(_("Noted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Step of a fund budget")
        verbose_name_plural = _("Steps of fund budgets")
        ordering = ("budget", "round", "position")
        constraints = [
            models.UniqueConstraint(fields=["budget", "round", "position"], name="fund_budget_step_once"),
            models.CheckConstraint(
                name="fund_budget_step_answered_whole",
                condition=Q(state="waiting", answered_on__isnull=True, noted_by__isnull=True)
                | (~Q(state="waiting") & Q(answered_on__isnull=False, noted_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="fund_budget_step_by_document",
                condition=~Q(state="agreed") | Q(act__in=["take", "draft_with"]) | ~Q(document_number=""),
                violation_error_message=_("Give the number of the document."),
            ),
            models.CheckConstraint(
                name="fund_budget_step_returned_with_reason",
                condition=~Q(state="returned") | ~Q(reason=""),
                violation_error_message=_("Say why it was returned."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id} {self.round}.{self.position} {self.get_office_display()}"
