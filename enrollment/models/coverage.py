"""Coverage (参保关系): person × scheme × county × half-open period."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedManager, ScopedModel, ScopedQuerySet
from institutions.models import Agency

from .payers import Payer
from .people import Person

# The basic schemes of which a person holds at most one at a time; riders (320, 330, 510 …) hang on one.
BASIC_SCHEMES = ("310", "390", "380", "391")
RESIDENTS = "390"


class CoverageQuerySet(ScopedQuerySet["Coverage"]):
    def in_force(self, day: dt.date) -> CoverageQuerySet:
        return self.filter(effective=True, period__contains=day)

    def of_nobody_merged(self) -> CoverageQuerySet:
        """Without people who were merged into others: an index has these few, so the many are not asked."""
        merged = Person.objects.filter(pk=models.OuterRef("person"), canonical__isnull=False)
        return self.filter(~models.Exists(merged))


@tracked()
class Coverage(ScopedModel):
    """A person is insured under a scheme, on a county's account, during a half-open period.

    ``county`` is whose person it is, ``handled_at`` whose counter did the act (NB-27). Benefits begin with the
    period unless ``entitled_from`` says later (waiting period).
    """

    class Cover(models.TextChoices):
        FULL = "full", _("Full cover")
        INPATIENT_ONLY = "inpatient_only", _("Inpatient only")

    class Origin(models.TextChoices):
        REGISTERED = "registered", _("Registered")
        WINDOW = "window", _("Annual enrolment")
        LATE = "late", _("Late enrolment")
        NEWBORN = "newborn", _("Newborn")
        MOVED = "moved", _("Moved from another county")
        CHANGED = "changed", _("Changed from another scheme")
        RESUMED = "resumed", _("Resumed")
        TRANSFERRED = "transferred", _("Transferred from another area")
        MERGED = "merged", _("Taken over from a former scheme")

    objects: Any = ScopedManager.from_queryset(CoverageQuerySet)()

    person = models.ForeignKey(Person, models.PROTECT, related_name="coverages", verbose_name=_("Person"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    psn_type = models.CharField(_("Person category"), max_length=6)
    county = models.ForeignKey(Agency, models.PROTECT, related_name="coverages", verbose_name=_("Insured in"))
    period = DateRangeField(
        _("Period"), help_text=_("From the first covered day up to, not including, the end.")
    )
    rider_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="riders", verbose_name=_("Rides on")
    )
    cover = models.CharField(
        _("What is covered"), max_length=15, choices=Cover, default=Cover.FULL, db_default=Cover.FULL
    )
    entitled_from = models.DateField(
        _("Benefits from"), null=True, blank=True, help_text=_("Empty: from the first covered day.")
    )
    origin = models.CharField(
        _("Came by"),
        max_length=12,
        choices=Origin,
        default=Origin.REGISTERED,
        db_default=Origin.REGISTERED,
    )
    payer = models.ForeignKey(
        Payer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coverages",
        verbose_name=_("Payer"),
        db_index=False,
    )
    handled_at = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Handled at"),
        db_index=False,
    )
    effective = models.BooleanField(_("Effective"), default=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Coverage")
        verbose_name_plural = _("Coverages")
        indexes = [
            models.Index(fields=["county", "insutype"], name="coverage_by_county"),
            # Most residents of an old roll have no payer: a roll of 200,000 must not pay for an empty index.
            models.Index(
                fields=["payer", "insutype"],
                name="coverage_by_payer",
                condition=models.Q(payer__isnull=False),
            ),
            models.Index(
                fields=["import_run_id"],
                name="coverage_by_import",
                condition=models.Q(import_run_id__isnull=False),
            ),
        ]
        constraints = [
            # Nobody is covered twice at once (NM-01): one basic scheme on any day.
            ExclusionConstraint(
                name="coverage_one_basic_scheme_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=models.Q(effective=True, insutype__in=BASIC_SCHEMES),
                violation_error_message=_("This person is already covered in this period."),
            ),
            models.CheckConstraint(
                name="coverage_period_not_empty",
                condition=models.Q(period__isempty=False, period__startswith__isnull=False),
                violation_error_message=_("The period has at least one day."),
            ),
            models.CheckConstraint(
                name="coverage_rider_has_base",
                condition=models.Q(insutype__in=BASIC_SCHEMES)
                | models.Q(rider_of__isnull=False)
                | models.Q(effective=False),
                violation_error_message=_("A supplementary scheme hangs on a basic coverage."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.insutype} {self.period}"


@tracked()
class BenefitHold(ScopedModel):
    """Benefits stopped during a half-open period, most often for arrears; cover goes on meanwhile.

    A bill of a held day waits. When what was owed is paid within the policy's days the hold is lifted and
    leaves no trace in benefits; otherwise it ends and the days between stay uncovered.
    """

    class Reason(models.TextChoices):
        ARREARS = "arrears", _("Contributions in arrears")
        INQUIRY = "inquiry", _("Under inquiry")
        SUSPENDED = "suspended", _("Suspended by the payer")

    scope_fields = ("person__county",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="holds", verbose_name=_("Person"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    period = DateRangeField(_("Period"))
    reason = models.CharField(_("Reason"), max_length=10, choices=Reason)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    lifted = models.BooleanField(_("Lifted"), default=False)

    class Meta:
        verbose_name = _("Stop of benefits")
        verbose_name_plural = _("Stops of benefits")
        constraints = [
            ExclusionConstraint(
                name="benefit_hold_one_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("insutype", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(lifted=False),
                violation_error_message=_("Benefits are stopped in this period already."),
            ),
            models.CheckConstraint(
                name="benefit_hold_period_not_empty",
                condition=models.Q(period__isempty=False, period__startswith__isnull=False),
                violation_error_message=_("The period has at least one day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.insutype} {self.period}"
