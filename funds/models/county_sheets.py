"""The sheet of one county (or city) in a year's assessment: what it reported, what was verified, its appeal, every act.

``area`` is the assessor's: the city's own, or the region a city lies in.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User
from institutions.models.scored import ActTaken, Objected, Scored, answered_whole, within_most

from .county_schemes import CountyIndicator, CountyScheme
from .region_reports import RegionReport

# States by which the sheet was verified, told to the county, settled.
VERIFIED = ("verified", "told", "final", "published")
TOLD = ("told", "final", "published")
FINAL = ("final", "published")


def _by(field: str) -> models.ForeignKey:  # type: ignore[type-arg]
    names = {
        "reported_by": _("Self-report by"), "submitted_by": _("Handed in by"), "verified_by": _("Verified by"),
        "told_by": _("Reviewed by"), "settled_by": _("Score settled by"),
    }  # fmt: skip
    return models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=names[field]
    )


def _done(states: tuple[str, ...], name: str, *others: str) -> models.CheckConstraint:
    """In ``states`` it is known who did it, and none of the ``others`` was it."""
    apart = Q(**{f"{name}__isnull": False})
    for other in others:
        apart &= ~Q(**{name: F(other)})
    return models.CheckConstraint(
        name=f"county_sheet_{name}",
        condition=~Q(state__in=states) | apart,
        violation_error_message=_("A second person is needed."),
    )


@tracked()
class CountySheet(ScopedModel):
    """A county, or a city, in a year's assessment; until it is published only it and whoever assesses see it."""

    class State(models.TextChoices):
        REPORTING = "reporting", _("Being reported")
        SUBMITTED = "submitted", _("Being verified")
        VERIFIED = "verified", _("Waits for review")
        TOLD = "told", _("Result told")
        FINAL = "final", _("Score final")
        PUBLISHED = "published", _("Published")

    scope_fields = ("unit",)
    scope_area_fields = ("area",)

    scheme = models.ForeignKey(
        CountyScheme, models.PROTECT, related_name="sheets", verbose_name=_("Assessment scheme of a year")
    )
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Who is assessed"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.REPORTING)
    computed_at = models.DateTimeField(_("Figures of"), null=True, blank=True)
    report = models.ForeignKey(
        RegionReport, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("Report to the region"),
        help_text=_("What a city reported, from which its figures are taken."),
    )  # fmt: skip
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField(_("Grade"), max_length=60, blank=True)
    rank = models.PositiveSmallIntegerField(_("Rank"), null=True, blank=True)
    told_on = models.DateField(_("Told on"), null=True, blank=True)
    appeal_by = models.DateField(_("Appeals until"), null=True, blank=True)
    accepted_on = models.DateField(_("Accepted by the assessed on"), null=True, blank=True)
    due_on = models.DateField(_("To be done by"), null=True, blank=True)
    reason = models.CharField(_("Why it was sent back"), max_length=300, blank=True, default="")
    reported_by = _by("reported_by")
    submitted_by = _by("submitted_by")
    verified_by = _by("verified_by")
    told_by = _by("told_by")
    settled_by = _by("settled_by")

    class Meta:
        verbose_name = _("Assessment of a county")
        verbose_name_plural = _("Assessments of counties")
        ordering = ("-scheme__year", "unit__code")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "unit"], name="county_sheet_once"),
            _done(("submitted", *VERIFIED), "submitted_by", "reported_by"),
            _done(VERIFIED, "verified_by"),
            _done(TOLD, "told_by", "verified_by"),
            _done(FINAL, "settled_by", "verified_by", "told_by"),
            models.CheckConstraint(
                name="county_sheet_score_told",
                condition=~Q(state__in=VERIFIED)
                | (Q(score__isnull=False, score__gte=0, score__lte=100) & ~Q(grade="")),
            ),
            models.CheckConstraint(
                name="county_sheet_told_whole",
                condition=~Q(state__in=TOLD) | Q(told_on__isnull=False, appeal_by__isnull=False),
            ),
            models.CheckConstraint(
                name="county_sheet_ranked", condition=Q(rank__isnull=True) | Q(state="published")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.scheme}"

    def get_absolute_url(self) -> str:
        return reverse("funds:county_sheet", args=[self.pk])


class SheetPart(ScopedModel):
    """What hangs on a sheet is seen by whoever sees it."""

    scope_fields: ClassVar[tuple[str, ...]] = ("sheet__unit",)
    scope_area_fields: ClassVar[tuple[str, ...]] = ("sheet__area",)

    class Meta:
        abstract = True


@tracked()
class CountyAppeal(Objected, SheetPart):
    """What a county appeals against, and how another person decided."""

    sheet = models.ForeignKey(
        CountySheet, models.PROTECT, related_name="appeals", verbose_name=_("Assessment of a county")
    )

    class Meta:
        verbose_name = _("Appeal of a county")
        verbose_name_plural = _("Appeals of counties")
        ordering = ("sheet", "received_on", "pk")
        constraints = [
            answered_whole("county_appeal_answered"),
            models.CheckConstraint(
                name="county_appeal_by_another",
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("entered_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class CountyValue(Scored, SheetPart):
    """One indicator of the sheet: what the county reported beside what was verified.

    ``own_value`` (ten-thousandths) and ``own_points`` are the county's, with ``evidence`` and papers attached.
    ``value`` and ``points`` count once ``verified_by`` is set; ``difference`` says why they differ from the report.
    ``from_data`` is what the computation found.
    """

    sheet = models.ForeignKey(
        CountySheet, models.PROTECT, related_name="values", verbose_name=_("Assessment of a county")
    )
    indicator = models.ForeignKey(
        CountyIndicator, models.PROTECT, related_name="+", verbose_name=_("Indicator")
    )
    own_value = models.BigIntegerField(_("Reported"), null=True, blank=True)
    own_points = models.DecimalField(
        _("Points by the report"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    from_data = models.BigIntegerField(_("From the data"), null=True, blank=True)
    difference = models.CharField(_("Why it differs"), max_length=300, blank=True, default="")
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Verified by")
    )
    appeal = models.ForeignKey(
        CountyAppeal, models.PROTECT, null=True, blank=True, related_name="adjustments",
        verbose_name=_("Appeal of a county"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Value of a county's assessment")
        verbose_name_plural = _("Values of counties' assessments")
        ordering = ("sheet", "indicator__position")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "indicator"], name="county_value_once"),
            within_most("county_value_points"),
            models.CheckConstraint(
                name="county_value_own_points",
                condition=Q(own_points__isnull=True) | Q(own_points__gte=0, own_points__lte=F("most")),
                violation_error_message=_("There are not so many points to be had."),
            ),
            models.CheckConstraint(
                name="county_value_evidenced",
                condition=Q(own_points__isnull=True) | (~Q(evidence="") & Q(entered_by__isnull=False)),
                violation_error_message=_("Say what proves the value."),
            ),
            models.CheckConstraint(
                name="county_value_difference_explained",
                condition=Q(verified_by__isnull=True)
                | Q(own_points__isnull=True)
                | (Q(points__isnull=False) & Q(points=F("own_points")))
                | ~Q(difference=""),
                violation_error_message=_("Say why it differs from the report."),
            ),
            models.CheckConstraint(
                name="county_value_adjusted_for", condition=Q(adjusted__isnull=True) | Q(appeal__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.indicator_id}"


class CountyStep(ActTaken, SheetPart):
    """One act in the course of a county's sheet."""

    sheet = models.ForeignKey(
        CountySheet, models.PROTECT, related_name="log", verbose_name=_("Assessment of a county")
    )
    state = models.CharField(_("State afterwards"), max_length=9, choices=CountySheet.State)

    class Meta:
        verbose_name = _("Step of a county's assessment")
        verbose_name_plural = _("Steps of counties' assessments")
        ordering = ("sheet", "pk")

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.act}"
