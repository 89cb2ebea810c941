"""Family-doctor sign-ups (家庭医生签约): person × institution × period."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from institutions.models import Institution

from .registrations import COUNTS_FOR_BILLS, Registration, constraints_of, indexes_of


@tracked()
class SignUp(Registration):
    """A person has a family doctor at an institution during a period; one at a time (NB-09)."""

    prefix = "QY"

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="sign_ups", verbose_name=_("Institution")
    )
    doctor = models.CharField(_("Family doctor"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("Family-doctor sign-up")
        verbose_name_plural = _("Family-doctor sign-ups")
        constraints = [
            *constraints_of("sign_up"),
            ExclusionConstraint(
                name="sign_up_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=COUNTS_FOR_BILLS,
                violation_error_message=_(
                    "This person is signed up with a family doctor in these days already."
                ),
            ),
        ]
        indexes = indexes_of("sign_up")
