"""Where negotiated drugs are to be had (谈判药品落地): which institutions keep them, since when."""

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
class DrugStock(ScopedModel):
    """For a period an institution keeps a negotiated drug; everybody in its area may know."""

    scope_fields = ("institution__county",)
    scope_area_fields = ("institution__area",)
    scope_member_area_fields = ("institution__area",)

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="drug_stock", verbose_name=_("Institution"), db_index=False
    )
    med_list_codg = models.CharField(_("Catalogue code"), max_length=50)
    period = DateRangeField(_("Period"))
    note = models.CharField(_("Note"), max_length=200, blank=True)
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Drug in stock")
        verbose_name_plural = _("Drugs in stock")
        constraints = [
            ExclusionConstraint(
                name="drug_stock_once",
                expressions=[
                    ("institution", RangeOperators.EQUAL),
                    ("med_list_codg", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The institution already keeps the drug in this period."),
            ),
            models.CheckConstraint(
                name="drug_stock_period",
                condition=Q(period__isempty=False, period__startswith__isnull=False),
                violation_error_message=_("The period ends before it begins."),
            ),
        ]
        indexes = [models.Index(fields=["med_list_codg"], name="drug_stock_by_code")]

    def __str__(self) -> str:
        return f"{self.med_list_codg} @ {self.institution_id}"
