"""Group catalogues of payment methods (分组目录) by year, and institutions' factors in them.

A version names every group of a method for a year from a day on: drafted by one person, put in force by a second,
never changed afterwards (trigger). On a day the newest version in force that has begun holds, whole.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import Scope
from institutions.models import Institution, PoolingArea, User


class GroupMethod(models.TextChoices):
    """Methods that need a catalogue; the codes are those of ``claims.rules.payment.section``.

    That of per capita has one row and no cases: the quota of a person and year, by level.
    """

    DIP = "dip", _("Diagnosis-intervention packet (DIP)")
    DRG = "drg", _("Diagnosis-related group (DRG)")
    PER_CASE = "per_case", _("Per case")
    BED_DAY = "bed_day", _("Per bed-day")
    PER_CAPITA = "per_capita", _("Per capita")


class GroupCatalogueQuerySet(models.QuerySet["GroupCatalogue"]):
    def in_reach(self, scope: Scope) -> GroupCatalogueQuerySet:
        """Catalogues of the areas somebody works in, at any level."""
        return self.all() if scope.everything else self.filter(area__in=scope.member_areas)


@tracked()
class GroupCatalogue(models.Model):
    """The groups of one method and year, whole; ``number`` counts the versions of area, method and year in force."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_FORCE = "in_force", _("In force")

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="group_catalogues", verbose_name=_("Pooling area")
    )
    method = models.CharField(_("Payment method"), max_length=10, choices=GroupMethod)
    year = models.PositiveSmallIntegerField(_("Year"))
    number = models.PositiveSmallIntegerField(_("Version"), null=True, blank=True, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT)
    effective_from = models.DateField(
        _("Holds from"), help_text=_("For cases discharged from this day of the year.")
    )
    rate = models.DecimalField(
        _("Rate or point value"),
        max_digits=16,
        decimal_places=6,
        null=True,
        blank=True,
        help_text=_("Yuan of one weight or point by the year's budget; empty while none is decided."),
    )
    basis = models.CharField(
        _("Basis document"),
        max_length=200,
        blank=True,
        help_text=_("The document it follows, with its number."),
    )
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    handled_at = models.DateTimeField(_("Handled at"), auto_now_add=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)

    objects = GroupCatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("Group catalogue")
        verbose_name_plural = _("Group catalogues")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "method", "year"], condition=Q(state="draft"), name="group_catalogue_one_draft"
            ),
            models.UniqueConstraint(
                fields=["area", "method", "year", "number"], name="group_catalogue_number"
            ),
            models.CheckConstraint(
                name="group_catalogue_in_its_year",
                condition=Q(effective_from__year=F("year")),
                violation_error_message=_("A group catalogue begins within its year."),
            ),
            models.CheckConstraint(
                name="group_catalogue_rate",
                condition=Q(rate__isnull=True) | Q(rate__gt=0, method__in=["dip", "drg"]),
                violation_error_message=_("A rate is above zero and belongs to weights or points."),
            ),
            models.CheckConstraint(
                name="group_catalogue_two_people",
                condition=Q(state="draft", number__isnull=True, reviewed_by__isnull=True)
                | Q(
                    state="in_force",
                    number__isnull=False,
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                )
                & ~Q(reviewed_by=F("handled_by")),
                violation_error_message=_("A second person puts a group catalogue in force."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.year}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


def _mean(label: Any) -> MoneyField:
    return MoneyField(label, null=True, blank=True)


def _quota(label: Any, help_text: Any = "") -> models.DecimalField[Any, Any]:
    return models.DecimalField(
        label, max_digits=16, decimal_places=6, null=True, blank=True, help_text=help_text
    )


@tracked()
class PaymentGroup(models.Model):
    """One group: which cases belong to it and what they weigh (DIP, DRG) or are paid (quotas, yuan).

    ``diagnoses`` are beginnings of codes, any of which matches, divided by ``/``; ``procedures`` alternatives divided
    by ``/``, each one code or several joined by ``+``. Mean costs are last year's.
    """

    class Tier(models.TextChoices):
        CORE = "core", _("Core group")
        COMPREHENSIVE = "comprehensive", _("Comprehensive group")

    class Treatment(models.TextChoices):
        ANY = "any", _("Any treatment")
        PROCEDURE = "procedure", _("With these procedures")
        CONSERVATIVE = "conservative", _("Conservative treatment")

    catalogue = models.ForeignKey(
        GroupCatalogue,
        models.CASCADE,
        related_name="groups",
        verbose_name=_("Group catalogue"),
        db_index=False,
    )
    code = models.CharField(_("Group code"), max_length=100)
    name = models.CharField(_("Group name"), max_length=300)
    tier = models.CharField(_("Tier"), max_length=13, choices=Tier, default=Tier.CORE)
    treatment = models.CharField(_("Treatment"), max_length=12, choices=Treatment, default=Treatment.ANY)
    diagnoses = models.CharField(_("Main diagnoses"), max_length=1000, blank=True)
    procedures = models.CharField(_("Main procedures"), max_length=1000, blank=True)
    weight = models.DecimalField(
        _("Weight or points"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    quota = _quota(
        _("Quota"), _("Yuan of a case, a bed-day or a person and year, where none is given for the level.")
    )
    quota_lv1 = _quota(_("Quota at level 1"))
    quota_lv2 = _quota(_("Quota at level 2"))
    quota_lv3 = _quota(_("Quota at level 3"))
    mean_cost = _mean(_("Mean cost"))
    mean_cost_lv1 = _mean(_("Mean cost at level 1"))
    mean_cost_lv2 = _mean(_("Mean cost at level 2"))
    mean_cost_lv3 = _mean(_("Mean cost at level 3"))
    base_disease = models.BooleanField(_("Base disease"), default=False)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Payment group")
        verbose_name_plural = _("Payment groups")
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "code"], name="payment_group_code"),
            models.CheckConstraint(
                name="payment_group_worth_something",
                condition=Q(weight__gt=0)
                | Q(quota__gt=0)
                | Q(quota_lv1__gt=0)
                | Q(quota_lv2__gt=0)
                | Q(quota_lv3__gt=0),
                violation_error_message=_("A group has a weight, points or a quota above zero."),
            ),
            models.CheckConstraint(
                name="payment_group_procedures",
                condition=Q(treatment="procedure") & ~Q(procedures="") | ~Q(treatment="procedure") & Q(procedures=""),
                violation_error_message=_("A group with procedures names them; another names none."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["import_run_id"],
                name="payment_group_by_import",
                condition=Q(import_run_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@tracked()
class InstitutionFactor(models.Model):
    """What an institution's weights or quotas are multiplied with under a catalogue (机构系数)."""

    catalogue = models.ForeignKey(
        GroupCatalogue,
        models.CASCADE,
        related_name="factors",
        verbose_name=_("Group catalogue"),
        db_index=False,
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("Institution")
    )
    factor = models.DecimalField(_("Factor"), max_digits=8, decimal_places=4)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Institution factor")
        verbose_name_plural = _("Institution factors")
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "institution"], name="institution_factor_once"),
            models.CheckConstraint(
                name="institution_factor_positive",
                condition=Q(factor__gt=0),
                violation_error_message=_("A factor is above zero."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["import_run_id"],
                name="institution_factor_by_import",
                condition=Q(import_run_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id}: {self.factor}"
