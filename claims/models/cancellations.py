"""Who cancelled a bill, when and why: beside the settlement that negates it, which says how much."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.scoping import ScopedModel
from institutions.models import User

from .settlements import Settlement


class Cancellation(ScopedModel):
    """The act behind a cancelling settlement; kept as it was written."""

    scope_fields = ("settlement__insu_county", "settlement__care_county", "settlement__handling_county")
    append_only = True

    settlement = models.OneToOneField(
        Settlement, models.PROTECT, related_name="cancellation", verbose_name=_("Cancelling settlement")
    )
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    is_reported = models.BooleanField(_("Reported by the sender"), default=False)
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    handled_at = models.DateTimeField(_("Handled at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Cancellation")
        verbose_name_plural = _("Cancellations")

    def __str__(self) -> str:
        return f"{self.settlement_id}"
