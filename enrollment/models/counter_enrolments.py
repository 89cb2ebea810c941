"""Residents enrolled at a counter outside the annual window: late for a listed reason, or newborn (ZY-03)."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, User

from .coverage import Coverage
from .people import Person
from .receipts import Receipt


@tracked()
class CounterEnrolment(ScopedModel):
    """A resident's cover for (the rest of) a year, with what was paid for it at once: yuan, by the policy of the year.

    ``own`` and ``government`` are paid by the person, the second where the policy has them pay the governments'
    share too; ``aided`` is paid for an aided person, ``subsidy`` by the governments.
    """

    class Kind(models.TextChoices):
        LATE = "late", _("Late enrolment")
        NEWBORN = "newborn", _("Newborn")

    scope_fields = ("person__county",)

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="counter_enrolments", verbose_name=_("Person")
    )
    year = models.PositiveSmallIntegerField(_("Year of cover"))
    kind = models.CharField(_("Kind of enrolment"), max_length=8, choices=Kind)
    reason = models.CharField(_("Reason"), max_length=40, blank=True, help_text=_("Of the policy's list."))
    evidence = models.CharField(_("Evidence"), max_length=200)
    aid_category = models.CharField(_("Aid category"), max_length=20, blank=True)
    paid_on = models.DateField(_("Paid on"))
    own = MoneyField(_("Person's contribution"))
    government = MoneyField(_("Governments' share paid by the person"), default=0)
    aided = MoneyField(_("Paid for the aided"), default=0)
    subsidy = MoneyField(_("Government subsidy"), default=0)
    steps = models.JSONField(_("Steps of the amount"), default=list, blank=True)
    coverage = models.OneToOneField(
        Coverage, models.PROTECT, related_name="counter_enrolment", verbose_name=_("Coverage")
    )
    receipt = models.OneToOneField(
        Receipt,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="paid_enrolment",
        verbose_name=_("Receipt"),
        help_text=_("None where the person has nothing to pay."),
    )
    handled_at = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at"), db_index=False
    )
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))

    class Meta:
        verbose_name = _("Enrolment at the counter")
        verbose_name_plural = _("Enrolments at the counter")
        indexes = [models.Index(fields=["year", "kind"], name="counter_enrolment_by_year")]
        constraints = [
            models.CheckConstraint(
                name="counter_enrolment_amounts",
                condition=models.Q(own__gte=0, government__gte=0, aided__gte=0, subsidy__gte=0),
            ),
            models.CheckConstraint(
                name="counter_enrolment_paid_by_receipt",
                condition=models.Q(receipt__isnull=False) | models.Q(own=0, government=0),
            ),
            models.CheckConstraint(
                name="counter_enrolment_late_has_reason",
                condition=~models.Q(kind="late") | ~models.Q(reason=""),
                violation_error_message=_("Late enrolment has a reason."),
            ),
            models.CheckConstraint(
                name="counter_enrolment_evidenced",
                condition=~models.Q(evidence=""),
                violation_error_message=_("Say what paper shows it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.year}"

    @property
    def by_person(self) -> Decimal:
        """What the person paid, the governments' share included, in yuan."""
        return Decimal(self.own) + Decimal(self.government)
