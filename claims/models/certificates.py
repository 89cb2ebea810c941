"""Certificates of chronic diseases and of two-disease drugs, the experts who are asked, the institutions chosen."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Institution, PoolingArea, User

from .registrations import COUNTS_FOR_BILLS, OPEN, Registration, constraints_of, indexes_of


@tracked()
class Expert(ScopedModel):
    """A physician in the pool of an area (专家库, HG-09) whose opinion on applications is asked."""

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    code = models.CharField(_("Expert code"), max_length=30)
    name = models.CharField(_("Name"), max_length=50)
    title = models.CharField(_("Professional title"), max_length=50, blank=True)
    specialty = models.CharField(_("Specialty"), max_length=50, blank=True)
    diseases = models.CharField(
        _("Diseases"),
        max_length=300,
        blank=True,
        help_text=_("Codes with commas between; empty when asked about any."),
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Works at")
    )
    active = models.BooleanField(_("May be drawn"), default=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Expert")
        verbose_name_plural = _("Experts")
        ordering = ("code",)
        constraints = [models.UniqueConstraint(fields=["area", "code"], name="expert_code_per_area")]

    def __str__(self) -> str:
        return self.name

    def knows(self, disease: str) -> bool:
        codes = [code.strip() for code in self.diseases.split(",") if code.strip()]
        return not codes or any(disease.startswith(code) for code in codes)


@tracked()
class Certificate(Registration):
    """A person is certified for a disease: during the period its care is paid under the policy's benefit.

    ``kind`` is a name of the policy's section ``registers`` (chronic, two_disease …), ``experts`` how many
    opinions that asked for when the application came in.
    """

    prefix = "MT"

    kind = models.CharField(_("Kind"), max_length=30)
    dise_code = models.CharField(_("Disease code"), max_length=30)
    dise_name = models.CharField(_("Disease"), max_length=60, blank=True)
    applied_at = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Applied through"),
        help_text=_("The institution that diagnosed or signed the person up."),
    )
    experts = models.PositiveSmallIntegerField(_("Experts asked"), default=0)

    class Meta:
        verbose_name = _("Disease certificate")
        verbose_name_plural = _("Disease certificates")
        constraints = [
            *constraints_of("certificate"),
            ExclusionConstraint(
                name="certificate_one_per_disease",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("dise_code", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=COUNTS_FOR_BILLS,
                violation_error_message=_("This person already holds a certificate for this disease then."),
            ),
            models.UniqueConstraint(
                fields=["person", "dise_code"],
                condition=OPEN,
                name="certificate_one_application",
                violation_error_message=_("An application for this disease is already under way."),
            ),
        ]
        indexes = indexes_of("certificate")

    @property
    def needs_experts(self) -> bool:
        return self.experts > 0

    @property
    def disease(self) -> str:
        return self.dise_name or self.dise_code


@tracked()
class ChosenInstitution(ScopedModel):
    """An institution at which a certificate is used, from a day until another is chosen."""

    scope_fields = ("certificate__county", "certificate__handling_county")

    certificate = models.ForeignKey(
        Certificate,
        models.CASCADE,
        related_name="chosen",
        verbose_name=_("Disease certificate"),
        db_index=False,
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("Institution"), db_index=False
    )
    period = DateRangeField(_("Period"))
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Chosen institution")
        verbose_name_plural = _("Chosen institutions")
        constraints = [
            ExclusionConstraint(
                name="chosen_institution_once",
                expressions=[
                    ("certificate", RangeOperators.EQUAL),
                    ("institution", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This institution is chosen already."),
            ),
            models.CheckConstraint(
                name="chosen_institution_period",
                condition=models.Q(period__isempty=False, period__startswith__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.institution_id}"


@tracked()
class ExpertOpinion(ScopedModel):
    """What one drawn expert says of an application; without a score it is still awaited."""

    scope_fields = ("certificate__county", "certificate__handling_county")

    certificate = models.ForeignKey(
        Certificate,
        models.CASCADE,
        related_name="opinions",
        verbose_name=_("Disease certificate"),
        db_index=False,
    )
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="opinions", verbose_name=_("Expert"))
    ordinal = models.PositiveSmallIntegerField(_("No."))
    drawn_at = models.DateTimeField(_("Drawn at"), auto_now_add=True)
    score = models.PositiveSmallIntegerField(_("Score"), null=True, blank=True)
    agrees = models.BooleanField(_("In favour"), null=True, blank=True)
    remark = models.CharField(_("Opinion"), max_length=300, blank=True)
    given_on = models.DateField(_("Given on"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Recorded by")
    )

    class Meta:
        verbose_name = _("Expert's opinion")
        verbose_name_plural = _("Experts' opinions")
        ordering = ("ordinal",)
        constraints = [
            models.UniqueConstraint(fields=["certificate", "expert"], name="opinion_once_per_expert"),
            models.UniqueConstraint(fields=["certificate", "ordinal"], name="opinion_in_order"),
            models.CheckConstraint(
                name="opinion_whole",
                condition=models.Q(
                    score__isnull=True, agrees__isnull=True, given_on__isnull=True, recorded_by__isnull=True
                )
                | models.Q(
                    score__isnull=False,
                    agrees__isnull=False,
                    given_on__isnull=False,
                    recorded_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="opinion_score",
                condition=models.Q(score__isnull=True) | models.Q(score__lte=100),
                violation_error_message=_("A score lies between 0 and 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}/{self.ordinal}"
