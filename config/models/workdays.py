"""Days that are, or are not, working days against what the calendar package or the weekday says."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkdayException(models.Model):
    """One day decided by hand: a holiday arrangement the calendar package does not know yet, or a local closure."""

    day = models.DateField(_("Day"), unique=True)
    is_workday = models.BooleanField(_("Is a working day"))
    name = models.CharField(_("Occasion"), max_length=60)
    provisional = models.BooleanField(
        _("Provisional"),
        default=True,
        help_text=_("Until the State Council's arrangement for the year is out."),
    )

    class Meta:
        verbose_name = _("Working-day exception")
        verbose_name_plural = _("Working-day exceptions")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
