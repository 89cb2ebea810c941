"""Codes that hold up bills: what institutions bill under codes no catalogue knows (a view over waiting bills).

Counted anew whenever it is asked, so that it never disagrees with the bills; whoever asks sees what they may see of
them (migration 0015).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Institution


class UnmatchedCode(ScopedModel):
    """One code of one institution with the waiting lines that name it; its id is the first line's."""

    scope_fields = ("institution__county",)
    scope_area_fields = ("institution__area",)

    institution = models.ForeignKey(
        Institution, models.DO_NOTHING, related_name="+", verbose_name=_("Institution")
    )
    medins_list_codg = models.CharField(_("Institution's own code"), max_length=150)
    med_list_codg = models.CharField(_("Catalogue code"), max_length=50)
    item_name = models.CharField(_("Item"), max_length=200)
    lines = models.PositiveIntegerField(_("Fee lines"))
    bills = models.PositiveIntegerField(_("Bills"))
    amount = MoneyField(_("Amount"))
    first_day = models.DateField(_("From"))
    last_day = models.DateField(_("To"))

    class Meta:
        managed = False
        db_table = "claims_unmatchedcode"
        verbose_name = _("Unmatched code")
        verbose_name_plural = _("Unmatched codes")

    def __str__(self) -> str:
        return self.own_code

    @property
    def own_code(self) -> str:
        """What the institution calls the item."""
        return self.medins_list_codg or self.med_list_codg
