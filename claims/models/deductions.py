"""Deductions from what an institution is owed, found by review or inspection (det_type 10, 20, 99)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Institution, User


@tracked()
class Deduction(ScopedModel):
    """An amount withheld from an institution in a clearing month; counts once a second person reviewed it."""

    class Kind(models.TextChoices):
        REVIEW = "10", _("Review deduction")
        INSPECTION = "20", _("Inspection deduction")
        OTHER = "99", _("Other deduction")

    scope_fields = ("institution__county",)
    scope_area_fields = ("institution__area",)

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="deductions", verbose_name=_("Institution")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    clr_month = models.DateField(_("Clearing month"))
    det_type = models.CharField(_("Kind"), max_length=2, choices=Kind, default=Kind.REVIEW)
    reference = models.CharField(_("Reference"), max_length=40, unique=True)
    amount = MoneyField(_("Amount"))
    reason = models.CharField(_("Reason"), max_length=300)
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Deduction")
        verbose_name_plural = _("Deductions")
        indexes = [models.Index(fields=["clr_month", "insutype", "institution"], name="deduction_by_month")]
        constraints = [
            models.CheckConstraint(name="deduction_positive", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(name="deduction_month", condition=models.Q(clr_month__day=1)),
            models.CheckConstraint(
                name="deduction_two_people",
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("handled_by")),
                violation_error_message=_("Whoever handles cannot review."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
