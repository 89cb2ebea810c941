"""Deductions given back (扣款冲回): an institution's objection was upheld after its statement had borne the amount."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Institution, User

from .deductions import Deduction
from .institution_objections import InstitutionObjection


@tracked()
class DeductionReversal(ScopedModel):
    """All or part of a reviewed deduction, proposed by one person and confirmed by another.

    Confirmed, it counts in ``clr_month``, whose clearing pays it on a line of its own. The database refuses more than
    was deducted, whatever the number of objections, and lets no confirmed one change.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for confirmation")
        CONFIRMED = "confirmed", _("Given back")
        REFUSED = "refused", _("Not confirmed")

    scope_fields = ("institution__county",)
    scope_area_fields = ("institution__area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    deduction = models.ForeignKey(
        Deduction, models.PROTECT, related_name="reversals", verbose_name=_("Deduction")
    )
    objection = models.ForeignKey(
        InstitutionObjection, models.PROTECT, related_name="reversals", verbose_name=_("Objection")
    )
    # The deduction's, said here too: clearings look by them.
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="deductions_given_back", verbose_name=_("Institution")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    clr_month = models.DateField(_("Clearing month"), null=True, blank=True)
    amount = MoneyField(_("Amount given back"))
    reason = models.CharField(_("Reason"), max_length=300)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Proposed by"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    refusal = models.CharField(_("Why it is not confirmed"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Deduction given back")
        verbose_name_plural = _("Deductions given back")
        indexes = [
            models.Index(fields=["clr_month", "insutype", "institution"], name="reversal_by_month"),
        ]
        constraints = [
            models.CheckConstraint(name="reversal_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                name="reversal_once_per_objection",
                fields=["objection"],
                condition=~Q(state="refused"),
                violation_error_message=_("An objection gives back once."),
            ),
            models.CheckConstraint(
                name="reversal_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Whoever proposes cannot confirm."),
            ),
            models.CheckConstraint(
                name="reversal_whole",
                condition=Q(state="proposed", decided_by__isnull=True, clr_month__isnull=True)
                | Q(state="confirmed", decided_by__isnull=False, clr_month__day=1)
                | Q(state="refused", decided_by__isnull=False, clr_month__isnull=True) & ~Q(refusal=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("claims:institution_objection", args=[self.objection_id])
