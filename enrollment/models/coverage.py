"""Coverage (参保关系): person × scheme × county × half-open period."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel, ScopedQuerySet
from institutions.models import Agency

from .people import Person

# The basic schemes of which a person holds at most one at a time; riders (320, 330, 510 …) hang on one.
BASIC_SCHEMES = ("310", "390", "380", "391")


class CoverageQuerySet(ScopedQuerySet["Coverage"]):
    def in_force(self, day: dt.date) -> CoverageQuerySet:
        return self.filter(effective=True, period__contains=day)


@tracked()
class Coverage(ScopedModel):
    """A person is insured under a scheme, on a county's account, during a half-open period."""

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
    effective = models.BooleanField(_("Effective"), default=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Coverage")
        verbose_name_plural = _("Coverages")
        indexes = [
            models.Index(fields=["county", "insutype"], name="coverage_by_county"),
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
