"""Physicians as audited subjects (医保医师, HG-09 五(四)): days on which what one orders is not paid for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, PoolingArea, User

from .cases import InspectionCase


@tracked()
class PhysicianSuspension(ScopedModel):
    """One physician at one institution, from a day up to and including another: asked by one person, decided by
    another. Granted, screening finds the bills of those days."""

    scope_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="physician_suspensions", verbose_name=_("Institution")
    )
    physician_code = models.CharField(_("Code of the physician"), max_length=30)
    physician_name = models.CharField(_("Physician"), max_length=50)
    first_day = models.DateField(_("Suspended from"))
    last_day = models.DateField(_("Suspended until"))
    reason = models.CharField(_("Reason"), max_length=300)
    case = models.ForeignKey(
        InspectionCase, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Case")
    )
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Asked by"))
    granted = models.BooleanField(_("Request granted"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )

    class Meta:
        verbose_name = _("Suspension of a physician")
        verbose_name_plural = _("Suspensions of physicians")
        indexes = [models.Index(fields=["physician_code", "first_day"], name="suspension_of_physician")]
        constraints = [
            models.CheckConstraint(
                name="physician_suspension_days",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                name="physician_suspension_two_people",
                condition=Q(granted__isnull=True, decided_by__isnull=True)
                | Q(granted__isnull=False, decided_by__isnull=False) & ~Q(decided_by=F("asked_by")),
                violation_error_message=_("Whoever asks cannot decide."),
            ),
            models.CheckConstraint(
                name="physician_suspension_whole",
                condition=~Q(physician_code="") & ~Q(physician_name="") & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.physician_name} {self.first_day}"
