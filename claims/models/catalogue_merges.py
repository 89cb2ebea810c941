"""Merging two catalogues into one (HG-03): the sources, and what people decided where no rule can."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from institutions.models import PoolingArea, User

from .catalogue import CatalogueVersion


@tracked()
class CatalogueMerge(models.Model):
    """Two catalogues as at a day, to become one of ``area`` from ``valid_from``.

    ``decisions`` holds, by code and field, which side a person chose. ``draft`` is the version made of it.
    """

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="catalogue_merges", verbose_name=_("Pooling area")
    )
    insutype = models.CharField(_("Scheme"), max_length=6, blank=True)
    left_area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="+", verbose_name=_("First catalogue of")
    )
    left_insutype = models.CharField(_("First catalogue's scheme"), max_length=6, blank=True)
    right_area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Second catalogue of")
    )
    right_insutype = models.CharField(_("Second catalogue's scheme"), max_length=6, blank=True)
    as_at = models.DateField(
        _("As at"), help_text=_("The two catalogues are read as they stand on this day.")
    )
    valid_from = models.DateField(_("In force from"))
    decisions = models.JSONField(_("Decisions"), default=dict, blank=True)
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    handled_at = models.DateTimeField(_("Handled at"), auto_now_add=True)
    draft = models.OneToOneField(
        CatalogueVersion,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="merge",
        verbose_name=_("Draft"),
    )

    class Meta:
        verbose_name = _("Merge of catalogues")
        verbose_name_plural = _("Merges of catalogues")
        constraints = [
            models.CheckConstraint(
                name="catalogue_merge_of_two",
                condition=~Q(left_area=models.F("right_area"), left_insutype=models.F("right_insutype")),
                violation_error_message=_("Choose two different catalogues."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.left_area_id}/{self.left_insutype} + {self.right_area_id}/{self.right_insutype}"
