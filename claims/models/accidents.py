"""Accident declarations (意外伤害申报): whether somebody else is liable, and what was decided."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from institutions.models import Institution

from .registrations import COUNTING, Registration, constraints_of, indexes_of


@tracked()
class AccidentDeclaration(Registration):
    """What a person declared about an injury, and the decision that counts for the bills of its care (ZY-09)."""

    class ThirdParty(models.TextChoices):
        NO = "no", _("Nobody else")
        YES = "yes", _("A third party")
        UNKNOWN = "unknown", _("Not known yet")

    class Decision(models.TextChoices):
        NO_THIRD_PARTY = "no_third_party", _("Nobody else liable")
        THIRD_PARTY = "third_party", _("Third party liable")

    prefix = "YW"

    happened_on = models.DateField(_("Happened on"))
    happened_at = models.CharField(_("Where"), max_length=200)
    account = models.CharField(_("What happened"), max_length=500)
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Treated at")
    )
    admitted_on = models.DateField(
        _("Admitted on"),
        null=True,
        blank=True,
        help_text=_(
            "A stay that began there on this day belongs to the accident even if its bill does not say so."
        ),
    )
    third_party = models.CharField(_("Who is liable"), max_length=10, choices=ThirdParty)
    liable_party = models.CharField(_("Liable party"), max_length=120, blank=True)
    liable_paid = MoneyField(_("Paid by the liable party"), default=0)
    evidence = models.CharField(_("Evidence of the accident"), max_length=300, blank=True)
    decision = models.CharField(_("Decision"), max_length=15, choices=Decision, blank=True)

    class Meta:
        verbose_name = _("Accident declaration")
        verbose_name_plural = _("Accident declarations")
        constraints = [
            *constraints_of("accident"),
            models.UniqueConstraint(
                fields=["person", "happened_on"],
                condition=~models.Q(state__in=("refused", "withdrawn")),
                name="accident_declared_once",
                violation_error_message=_("This accident is declared already."),
            ),
            models.CheckConstraint(
                name="accident_decided",
                condition=~models.Q(state__in=COUNTING) | ~models.Q(decision=""),
                violation_error_message=_("Say whether somebody else is liable."),
            ),
            models.CheckConstraint(
                name="accident_liable_named",
                condition=~models.Q(decision="third_party") | ~models.Q(liable_party=""),
                violation_error_message=_("Name the liable party."),
            ),
            models.CheckConstraint(
                name="accident_paid_not_negative",
                condition=models.Q(liable_paid__gte=0),
                violation_error_message=_("An amount paid is not negative."),
            ),
        ]
        indexes = indexes_of("accident")
