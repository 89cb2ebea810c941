"""The yearly assessment of institutions (年度考核): a round a year, a sheet an institution, and the published list."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.rules.scoring import COMPUTED, ENTERED

from .areas import Agency, PoolingArea
from .designated import Institution
from .scored import ActTaken, Objected, Scored, answered_whole, within_most
from .staff import User

# States in which a sheet has a provisional score, was reviewed, was approved.
CONCLUDED = ("provisional", "reviewed", "approved", "published")
REVIEWED = ("reviewed", "approved", "published")
APPROVED = ("approved", "published")


def _told(name: str, states: tuple[str, ...]) -> models.CheckConstraint:
    """A sheet in ``states`` says by whom."""
    return models.CheckConstraint(
        name=f"assessment_{name}",
        condition=~models.Q(state__in=states) | models.Q(**{f"{name}_by__isnull": False}),
    )


def _differ(name: str, *fields: str) -> models.CheckConstraint:
    first, *others = fields
    condition = models.Q(**{f"{first}__isnull": True})
    apart = models.Q()
    for other in others:
        apart &= ~models.Q(**{first: models.F(other)})
    return models.CheckConstraint(
        name=f"assessment_{name}",
        condition=condition | apart,
        violation_error_message=_("Whoever concludes cannot review, and neither of the two can approve."),
    )


@tracked()
class AssessmentRound(ScopedModel):
    """The assessment of one year in an area; every agency of the area may know how it stands."""

    class State(models.TextChoices):
        OPEN = "open", _("Under way")
        PUBLISHED = "published", _("Published")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    year = models.PositiveSmallIntegerField(_("Year"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.OPEN)
    entries_by = models.DateField(_("Values entered by"))
    publish_by = models.DateField(_("Published by the day"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Opened by"))
    opened_at = models.DateTimeField(_("Opened at"), auto_now_add=True)
    published_on = models.DateField(_("Published on"), null=True, blank=True)
    place = models.CharField(_("Where it is published"), max_length=200, blank=True)
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Published by")
    )

    class Meta:
        verbose_name = _("Assessment of a year")
        verbose_name_plural = _("Assessments of years")
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="assessment_round_once"),
            models.CheckConstraint(
                name="assessment_round_published_whole",
                condition=models.Q(state="open", published_on__isnull=True)
                | (
                    models.Q(state="published", published_on__isnull=False, published_by__isnull=False)
                    & ~models.Q(place="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


@tracked()
class Assessment(ScopedModel):
    """The sheet of one institution: its values, the score told to it, who reviewed and who approved."""

    class State(models.TextChoices):
        COLLECTING = "collecting", _("Values being collected")
        PROVISIONAL = "provisional", _("Provisional score told")
        REVIEWED = "reviewed", _("Score reviewed")
        APPROVED = "approved", _("Score approved by the city")
        PUBLISHED = "published", _("Published")
        DROPPED = "dropped", _("Not assessed")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="sheets", verbose_name=_("Assessment of a year")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="assessments", verbose_name=_("Institution")
    )
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Assessed by"),
        help_text=_("The agency that concludes and reviews; the city approves."),
    )  # fmt: skip
    state = models.CharField(_("State"), max_length=11, choices=State, default=State.COLLECTING)
    computed_at = models.DateTimeField(_("Figures of"), null=True, blank=True)
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField(_("Grade"), max_length=60, blank=True)
    told_on = models.DateField(_("Told to the institution on"), null=True, blank=True)
    object_by = models.DateField(_("Objections until"), null=True, blank=True)
    agreed_on = models.DateField(_("Institution agreed on"), null=True, blank=True)
    due_on = models.DateField(_("To be done by"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    concluded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Concluded by")
    )
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )

    class Meta:
        verbose_name = _("Assessment of an institution")
        verbose_name_plural = _("Assessments of institutions")
        ordering = ("-round__year", "institution__fixmedins_code")
        indexes = [models.Index(fields=["county", "state", "due_on"], name="assessment_by_county")]
        constraints = [
            models.UniqueConstraint(fields=["round", "institution"], name="assessment_once"),
            _told("concluded", CONCLUDED),
            _told("reviewed", REVIEWED),
            _told("approved", APPROVED),
            _differ("reviewed_by_another", "reviewed_by", "concluded_by"),
            _differ("approved_by_another", "approved_by", "concluded_by", "reviewed_by"),
            models.CheckConstraint(
                name="assessment_score_told",
                condition=~models.Q(state__in=CONCLUDED)
                | (
                    models.Q(score__isnull=False, told_on__isnull=False, object_by__isnull=False)
                    & ~models.Q(grade="")
                ),
            ),
            models.CheckConstraint(
                name="assessment_score_range",
                condition=models.Q(score__isnull=True) | models.Q(score__gte=0, score__lte=100),
            ),
            models.CheckConstraint(
                name="assessment_dropped_with_reason",
                condition=~models.Q(state="dropped") | ~models.Q(reason=""),
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("institutions:assessment", args=[self.pk])


class AssessmentPart(ScopedModel):
    """What hangs on a sheet is seen by whoever sees it."""

    scope_fields: ClassVar[tuple[str, ...]] = ("assessment__county",)
    scope_area_fields: ClassVar[tuple[str, ...]] = ("assessment__area",)

    class Meta:
        abstract = True


@tracked()
class AssessmentObjection(Objected, AssessmentPart):
    """What an institution objects to its provisional score, the hearing if there was one, and the answer."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="objections", verbose_name=_("Assessment of an institution")
    )
    heard_on = models.DateField(_("Heard on"), null=True, blank=True)
    hearing = models.CharField(_("What was said at the hearing"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Objection to an assessment")
        verbose_name_plural = _("Objections to assessments")
        ordering = ("assessment", "received_on", "pk")
        constraints = [
            answered_whole("assessment_objection_answered"),
            models.CheckConstraint(
                name="assessment_objection_heard",
                condition=models.Q(heard_on__isnull=True) | ~models.Q(hearing=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class AssessmentValue(Scored, AssessmentPart):
    """What one indicator of the sheet reached."""

    class Source(models.TextChoices):
        COMPUTED = COMPUTED, _("Computed")
        ENTERED = ENTERED, _("Entered")

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="values", verbose_name=_("Assessment of an institution")
    )
    indicator = models.CharField(_("Indicator"), max_length=60)
    title = models.CharField(_("Title"), max_length=300)
    source = models.CharField(_("Source"), max_length=8, choices=Source)
    objection = models.ForeignKey(
        AssessmentObjection, models.PROTECT, null=True, blank=True, related_name="adjustments",
        verbose_name=_("Objection to an assessment"),
    )  # fmt: skip
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Value of an assessment")
        verbose_name_plural = _("Values of assessments")
        ordering = ("assessment", "pk")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator"], name="assessment_value_once"),
            within_most("assessment_value_points"),
            models.CheckConstraint(
                name="assessment_value_evidenced",
                condition=models.Q(source=COMPUTED)
                | models.Q(points__isnull=True)
                | (~models.Q(evidence="") & models.Q(entered_by__isnull=False)),
                violation_error_message=_("Say what proves the value."),
            ),
            models.CheckConstraint(
                name="assessment_value_adjusted_for",
                condition=models.Q(adjusted__isnull=True) | models.Q(objection__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AssessmentStep(ActTaken, AssessmentPart):
    """One act in the course of a sheet: never changed, never deleted."""

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="log", verbose_name=_("Assessment of an institution")
    )
    state = models.CharField(_("State afterwards"), max_length=11, choices=Assessment.State)

    class Meta:
        verbose_name = _("Step of an assessment")
        verbose_name_plural = _("Steps of assessments")
        ordering = ("assessment", "pk")

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.act}"


class PublishedAssessment(ScopedModel):
    """A line of the published list, with what follows from it; read by every agency of the area, kept for good.

    ``deposit_released`` is the share of the quality deposit in ten-thousandths, empty where the policy names none.
    """

    append_only = True
    scope_fields = ()
    scope_member_area_fields = ("area",)

    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="results", verbose_name=_("Assessment of a year")
    )
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="assessed", verbose_name=_("Institution")
    )
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2)
    grade = models.CharField(_("Grade"), max_length=60)
    deposit_released = models.PositiveIntegerField(_("Share of the quality deposit released"), null=True)
    advance_adjusted = models.IntegerField(_("Share of itself that an advance changes to"), null=True)
    renewal_in_doubt = models.BooleanField(_("Renewal in doubt"), default=False)
    origins = models.JSONField(_("Where it comes from"), default=dict)

    class Meta:
        verbose_name = _("Published assessment")
        verbose_name_plural = _("Published assessments")
        ordering = ("round", "-score", "institution__fixmedins_code")
        constraints = [
            models.UniqueConstraint(fields=["round", "institution"], name="published_assessment_once"),
            models.CheckConstraint(
                name="published_assessment_range", condition=models.Q(score__gte=0, score__lte=100)
            ),
        ]
        indexes = [models.Index(fields=["institution", "round"], name="published_assessment_of")]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.score}"
