"""What an institution's own item codes stand for (医药机构目录对照)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Institution, User


@tracked()
class InstitutionCode(ScopedModel):
    """For a period an institution's own code means a national one, or nothing the insurance pays for.

    Asked only when the national code of a fee line is unknown. What it answered is kept on the settlement, so that
    a later correction changes no explanation.
    """

    scope_fields = ("institution__county",)
    scope_area_fields = ("institution__area",)

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="own_codes", verbose_name=_("Institution"), db_index=False
    )
    medins_list_codg = models.CharField(_("Institution's own code"), max_length=150)
    own_name = models.CharField(_("Name at the institution"), max_length=200, blank=True)
    med_list_codg = models.CharField(
        _("Catalogue code"),
        max_length=50,
        blank=True,
        help_text=_("Empty when the item is outside the catalogue: own expense."),
    )
    period = DateRangeField(_("Period"))
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Institution's own code")
        verbose_name_plural = _("Institutions' own codes")
        constraints = [
            ExclusionConstraint(
                name="institution_code_one_meaning",
                expressions=[
                    ("institution", RangeOperators.EQUAL),
                    ("medins_list_codg", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The code already has a meaning in this period."),
            ),
            models.CheckConstraint(
                name="institution_code_period",
                condition=Q(period__isempty=False, period__startswith__isnull=False),
                violation_error_message=_("The period ends before it begins."),
            ),
        ]
        indexes = [
            models.Index(fields=["med_list_codg"], name="institution_code_by_national"),
        ]

    def __str__(self) -> str:
        return self.medins_list_codg
