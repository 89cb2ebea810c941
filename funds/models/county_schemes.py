"""The yearly assessment (考核): the scheme of a year, its indicators, the published table.

A city assesses its counties, a region its cities, by one course; ``area`` and ``agency`` are the assessor's. What is
named for counties here is said of whoever is assessed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User
from institutions.rules.scoring import COMPUTED, ENTERED


@tracked()
class CountyScheme(ScopedModel):
    """By what an area's counties, or a region's cities, are assessed for one year: drafted, approved by another
    person, then frozen. Every city of the region may read it, as every county may its city's.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", pgettext_lazy("county assessment", "Approved")
        OPEN = "open", _("Under way")
        PUBLISHED = "published", _("Published")

    scope_fields = ()
    scope_member_area_fields = ("area",)
    scope_areas_above_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Assessed by"))
    year = models.PositiveSmallIntegerField(_("Year"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.DRAFT)
    report_by = models.DateField(_("Reported by the day"))
    verify_by = models.DateField(_("Verified by the day"))
    publish_by = models.DateField(_("Published by the day"))
    appeal_days = models.PositiveSmallIntegerField(_("Days to appeal"))
    reason = models.CharField(_("Why it was sent back"), max_length=300, blank=True, default="")
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    approved_on = models.DateField(_("Approved on"), null=True, blank=True)
    opened_on = models.DateField(_("Opened on"), null=True, blank=True)
    published_on = models.DateField(_("Published on"), null=True, blank=True)
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Published by")
    )
    place = models.CharField(_("Where it is published"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("Assessment scheme of a year")
        verbose_name_plural = _("Assessment schemes of years")
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year"], name="county_scheme_once",
                violation_error_message=_("The year has its scheme already."),
            ),
            models.CheckConstraint(
                name="county_scheme_approved_by_another",
                condition=Q(state="draft", approved_by__isnull=True)
                | (
                    ~Q(state="draft")
                    & Q(approved_by__isnull=False, approved_on__isnull=False)
                    & ~Q(approved_by=F("prepared_by"))
                ),
                violation_error_message=_("Whoever prepares cannot approve."),
            ),
            models.CheckConstraint(
                name="county_scheme_days_in_order",
                condition=Q(report_by__lte=F("verify_by"), verify_by__lte=F("publish_by")),
                violation_error_message=_("Reports come before verification, verification before publication."),
            ),
            models.CheckConstraint(
                name="county_scheme_published_whole",
                condition=(~Q(state="published") & Q(published_on__isnull=True))
                | (
                    Q(state="published", published_on__isnull=False, published_by__isnull=False)
                    & ~Q(place="")
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("funds:county_scheme", args=[self.pk])

    @property
    def of_cities(self) -> bool:
        """Whether cities are assessed by it, and a region assesses."""
        return self.agency.level == Agency.Level.REGION

    @property
    def board_url(self) -> str:
        name = "city_assessments" if self.of_cities else "county_assessments"
        return f"{reverse(f'funds:{name}')}?scheme={self.pk}"


class SchemePart(ScopedModel):
    """What hangs on a scheme every agency of its area may read, and every city of a region's."""

    scope_fields = ()
    scope_member_area_fields: ClassVar[tuple[str, ...]] = ("scheme__area",)
    scope_areas_above_fields: ClassVar[tuple[str, ...]] = ("scheme__area",)

    class Meta:
        abstract = True


@tracked()
class CountyIndicator(SchemePart):
    """One indicator of a year: points, source, curve. ``curve`` is ``institutions.rules.scoring.as_data``."""

    class Source(models.TextChoices):
        COMPUTED = COMPUTED, _("Computed")
        ENTERED = ENTERED, _("Entered")

    scheme = models.ForeignKey(
        CountyScheme, models.PROTECT, related_name="indicators", verbose_name=_("Assessment scheme of a year")
    )
    position = models.PositiveSmallIntegerField(_("Position"))
    key = models.CharField(_("Indicator"), max_length=60)
    title = models.CharField(_("Title"), max_length=300)
    field = models.CharField(_("Area of work"), max_length=24)
    points = models.PositiveSmallIntegerField(_("Points to be had"))
    source = models.CharField(_("Source"), max_length=8, choices=Source)
    measured_by = models.CharField(_("Computed figure"), max_length=60, blank=True, default="")
    insutype = models.CharField(_("Scheme"), max_length=6, blank=True, default="")
    curve = models.JSONField(_("Curve"))
    clause = models.CharField(_("Clause"), max_length=60, blank=True, default="")
    assumed = models.CharField(_("Assumed"), max_length=200, blank=True, default="")
    changed = models.CharField(_("Why it differs from the policy"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("Indicator of a scheme")
        verbose_name_plural = _("Indicators of schemes")
        ordering = ("scheme", "position")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "key"], name="county_indicator_once"),
            models.CheckConstraint(
                name="county_indicator_points", condition=Q(points__gte=0, points__lte=100),
                violation_error_message=_("An indicator has between 0 and 100 points."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class CountyResult(SchemePart):
    """A line of the published table; read by whoever reads the scheme, kept for good. ``field_points``: by field."""

    append_only = True

    scheme = models.ForeignKey(
        CountyScheme, models.PROTECT, related_name="results", verbose_name=_("Assessment scheme of a year")
    )
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Who is assessed"))
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2)
    grade = models.CharField(_("Grade"), max_length=60)
    rank = models.PositiveSmallIntegerField(_("Rank"))
    follows = models.CharField(_("Reward or penalty"), max_length=20, blank=True, default="")
    field_points = models.JSONField(_("Points by field"), default=dict)

    class Meta:
        verbose_name = _("Published result of a county")
        verbose_name_plural = _("Published results of counties")
        ordering = ("scheme", "rank", "unit__code")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "unit"], name="county_result_once"),
            models.CheckConstraint(
                name="county_result_range", condition=Q(score__gte=0, score__lte=100, rank__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.score}"
