"""Forms already sent: what makes a double submit harmless."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = dt.timedelta(days=2)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def forget_old(self) -> None:
        self.filter(at__lt=timezone.now() - KEPT).delete()


class Submission(models.Model):
    """The token of one form that was done, and where that led; stored in the transaction of the act."""

    token = models.UUIDField(_("Token"), primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("User")
    )
    path = models.CharField(_("Form"), max_length=300)
    location = models.CharField(_("Led to"), max_length=300, blank=True)
    at = models.DateTimeField(_("At"), default=timezone.now, db_index=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Form sent")
        verbose_name_plural = _("Forms sent")

    def __str__(self) -> str:
        return f"{self.path} {self.at:%Y-%m-%d %H:%M}"
