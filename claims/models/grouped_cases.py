"""Settled stays in their payment group, what their record says of diagnosis and procedures, and single-case reviews."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, PoolingArea, User

from .bills import Bill
from .certificates import Expert
from .payment_groups import GroupCatalogue, PaymentGroup


class CaseRecord(ScopedModel):
    """What a bill's settlement list (结算清单) says of the case: diagnosis, procedures, DRG group, bed-days.

    Without one the bill's own disease code stands for the main diagnosis and no procedure is known.
    """

    scope_fields = ("bill__insu_county", "bill__care_county", "bill__handling_county")

    bill = models.OneToOneField(Bill, models.CASCADE, related_name="case_record", verbose_name=_("Bill"))
    main_diagnosis = models.CharField(_("Main diagnosis"), max_length=30, blank=True)
    procedures = ArrayField(
        models.CharField(max_length=30), verbose_name=_("Procedures"), default=list, blank=True
    )
    drg_code = models.CharField(_("DRG code"), max_length=30, blank=True)
    bed_days = models.PositiveSmallIntegerField(
        _("Approved bed-days"), null=True, blank=True, help_text=_("Empty: the days of the stay.")
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Case record")
        verbose_name_plural = _("Case records")
        indexes = [
            models.Index(
                fields=["import_run_id"],
                name="case_record_by_import",
                condition=Q(import_run_id__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.bill_id}: {self.main_diagnosis}"


class Deviation(models.TextChoices):
    """How a case deviates from its group's mean cost; the codes are those of ``claims.rules.payment.cases``."""

    NORMAL = "normal", _("Normal cost")
    LOW = "low", _("Low cost")
    HIGH = "high", _("High cost")
    REVIEW = "review", _("Very high cost, for review")
    DECIDED = "decided", _("Decided by review")
    UNMEASURED = "unmeasured", _("Not measured")


class GroupedCase(ScopedModel):
    """One standing settlement of a stay in its payment group; rebuilt by grouping its month, never typed.

    ``units`` are weight or points × factor after deviation and review, or bed-days × factor, or 1 × factor; for a case
    without a group nothing, with the ``reason``. ``owed`` is the fund's part of units × standard, where there is one.
    A settlement superseded or taken back loses its row at once (trigger).
    """

    scope_fields = ("insu_county", "care_county", "handling_county")

    # References as settlements have them: the row is made from rows that hold the real keys.
    settlement_id = models.BigIntegerField(_("Settlement"), unique=True)
    bill = models.ForeignKey(
        Bill, models.CASCADE, related_name="grouped", verbose_name=_("Bill"), db_constraint=False
    )
    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"), db_index=False
    )
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Institution"),
        db_constraint=False,
        db_index=False,
    )
    insu_county = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Insured in"),
        db_constraint=False,
        db_index=False,
    )
    care_county = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("Care in"),
        db_constraint=False,
        db_index=False,
    )
    handling_county = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("Handled by"),
        db_constraint=False,
        db_index=False,
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"), help_text=_("Of the clearing month."))
    month = models.PositiveSmallIntegerField(_("Month"), help_text=_("Of the clearing month."))
    day = models.DateField(_("Discharged on"))
    level = models.CharField(_("Level"), max_length=4)
    method = models.CharField(_("Payment method"), max_length=8)
    catalogue = models.ForeignKey(
        GroupCatalogue, models.PROTECT, null=True, related_name="+", verbose_name=_("Group catalogue")
    )
    group = models.ForeignKey(
        PaymentGroup, models.PROTECT, null=True, related_name="cases", verbose_name=_("Group")
    )
    reason = models.CharField(_("Why it has no group"), max_length=40, blank=True)
    matched = models.JSONField(_("How the group was found"), default=dict)
    cost = MoneyField(_("Total cost"))
    pooled = MoneyField(_("Billed to the pooled fund"))
    mean = MoneyField(_("Last year's mean cost"), null=True)
    weight = models.DecimalField(_("Weight or points"), max_digits=14, decimal_places=4, null=True)
    standard = models.DecimalField(
        _("Quota, rate or point value"), max_digits=16, decimal_places=6, null=True
    )
    factor = models.DecimalField(_("Factor"), max_digits=8, decimal_places=4, null=True)
    days = models.PositiveSmallIntegerField(_("Bed-days"), default=0)
    deviation = models.CharField(_("Deviation"), max_length=10, choices=Deviation, default=Deviation.NORMAL)
    units = models.DecimalField(_("Units"), max_digits=22, decimal_places=8, default=0)
    owed = MoneyField(_("Owed by the pooled fund"), null=True)

    class Meta:
        verbose_name = _("Grouped case")
        verbose_name_plural = _("Grouped cases")
        constraints = [
            models.CheckConstraint(
                name="grouped_case_group_or_reason",
                condition=Q(group__isnull=False, reason="", catalogue__isnull=False)
                | Q(group__isnull=True, units=0) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="grouped_case_unmatched_deviates_not",
                condition=Q(group__isnull=False) | Q(deviation="normal"),
            ),
            models.CheckConstraint(name="grouped_case_units", condition=Q(units__gte=0)),
            models.CheckConstraint(name="grouped_case_month", condition=Q(month__gte=1, month__lte=12)),
        ]
        indexes = [
            models.Index(fields=["area", "year", "month", "institution"], name="grouped_case_by_month"),
            models.Index(fields=["institution", "insutype", "year", "month"], name="grouped_case_by_institution"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.bill_id}: {self.group_id or self.reason}"


@tracked()
class CaseReview(ScopedModel):
    """Special single-case review (特例单议): applied for, judged by experts, proposed by one, decided by another.

    ``decided_points`` replace the weight or points of the case, all factors included.
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("Application received")
        PROPOSED = "proposed", _("Proposed, to be decided")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Cause(models.TextChoices):
        LONG_STAY = "long_stay", _("Long stay")
        HIGH_COST = "high_cost", _("High cost")
        NEW_TECHNOLOGY = "new_technology", _("New drug, material or technology")
        INTENSIVE_CARE = "intensive_care", _("Long intensive care")
        MULTIDISCIPLINARY = "multidisciplinary", _("Several disciplines, or transferred between departments")
        OTHER = "other", _("Other")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("County of the institution")
    )
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="case_reviews", verbose_name=_("Bill"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="case_reviews", verbose_name=_("Institution")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"), help_text=_("Of the clearing month."))
    cause = models.CharField(_("Cause"), max_length=17, choices=Cause)
    grounds = models.CharField(_("Grounds of the institution"), max_length=1000)
    papers = models.CharField(_("Papers handed in"), max_length=500, blank=True)
    applied_on = models.DateField(_("Applied on"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.APPLIED)
    proposed_points = models.DecimalField(
        _("Points proposed"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Proposed by")
    )
    decided_points = models.DecimalField(
        _("Points decided"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    conclusion = models.CharField(_("Conclusion"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Single-case review")
        verbose_name_plural = _("Single-case reviews")
        indexes = [
            models.Index(fields=["area", "state"], name="case_review_by_area"),
            models.Index(fields=["institution", "year"], name="case_review_by_institution"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["bill"],
                condition=Q(state__in=["applied", "proposed", "granted"]),
                name="case_review_once_per_bill",
                violation_error_message=_("This bill is under review already, or was decided."),
            ),
            models.CheckConstraint(
                name="case_review_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Whoever proposes cannot decide."),
            ),
            models.CheckConstraint(
                name="case_review_granted",
                condition=Q(
                    state="granted",
                    decided_points__gt=0,
                    proposed_by__isnull=False,
                    decided_by__isnull=False,
                    decided_on__isnull=False,
                )
                | ~Q(state="granted") & Q(decided_points__isnull=True),
                violation_error_message=_("What is granted has points, two people and a day."),
            ),
            models.CheckConstraint(
                name="case_review_course", condition=Q(decided_on__gte=F("applied_on"))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


@tracked()
class CaseOpinion(ScopedModel):
    """What one expert says of a single-case review."""

    scope_fields = ("review__county",)
    scope_area_fields = ("review__area",)

    review = models.ForeignKey(
        CaseReview,
        models.CASCADE,
        related_name="opinions",
        verbose_name=_("Single-case review"),
        db_index=False,
    )
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="+", verbose_name=_("Expert"))
    agrees = models.BooleanField(_("In favour"))
    points = models.DecimalField(_("Points advised"), max_digits=14, decimal_places=4, null=True, blank=True)
    opinion = models.CharField(_("Opinion"), max_length=500)
    given_on = models.DateField(_("Given on"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))

    class Meta:
        verbose_name = _("Opinion on a case")
        verbose_name_plural = _("Opinions on cases")
        constraints = [
            models.UniqueConstraint(fields=["review", "expert"], name="case_opinion_once"),
            models.CheckConstraint(
                name="case_opinion_points",
                condition=Q(points__isnull=True) | Q(points__gt=0),
                violation_error_message=_("Points are above zero."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.review_id}/{self.expert_id}"
