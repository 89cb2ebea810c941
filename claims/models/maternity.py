"""Maternity registrations (生育备案): the planned day and kind, and how the birth went."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.codes import CODES
from config.history import tracked
from institutions.models import Institution

from .registrations import COUNTS_FOR_BILLS, Registration, constraints_of, indexes_of

MATERNITY_TYPES = list(CODES["matn_type"].items())


@tracked()
class MaternityRegistration(Registration):
    """A pregnancy (or operation) on register before it is treated; its result is recorded afterwards."""

    prefix = "SY"

    matn_type = models.CharField(_("Kind planned"), max_length=3, choices=MATERNITY_TYPES)
    planned_on = models.DateField(_("Planned for"))
    weeks = models.PositiveSmallIntegerField(_("Weeks of pregnancy"), null=True, blank=True)
    spouse = models.CharField(_("Spouse"), max_length=50, blank=True)
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Institution")
    )
    result_on = models.DateField(_("Took place on"), null=True, blank=True)
    result_type = models.CharField(_("Kind of delivery"), max_length=3, blank=True, choices=MATERNITY_TYPES)
    children = models.PositiveSmallIntegerField(_("Children born"), null=True, blank=True)

    class Meta:
        verbose_name = _("Maternity registration")
        verbose_name_plural = _("Maternity registrations")
        constraints = [
            *constraints_of("maternity"),
            ExclusionConstraint(
                name="maternity_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=COUNTS_FOR_BILLS,
                violation_error_message=_(
                    "A maternity registration of this person covers these days already."
                ),
            ),
            models.CheckConstraint(
                name="maternity_result_whole",
                condition=models.Q(result_on__isnull=True, result_type="", children__isnull=True)
                | models.Q(result_on__isnull=False, children__isnull=False) & ~models.Q(result_type=""),
            ),
        ]
        indexes = indexes_of("maternity")
