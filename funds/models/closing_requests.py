"""Asked by one, decided by another: closing an accounting month, and opening a closed one again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from institutions.models import User

from .books import BookPeriod


@tracked()
class PeriodRequest(models.Model):
    """``asked → agreed``, or ``refused``; one at a time is open for a month."""

    class Act(models.TextChoices):
        CLOSE = "close", _("Close the books of the month")
        REOPEN = "reopen", _("Reopen the month")

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for the second person")
        AGREED = "agreed", _("Agreed to")
        REFUSED = "refused", _("Refused")

    period = models.ForeignKey(
        BookPeriod, models.PROTECT, related_name="requests", verbose_name=_("Accounting month")
    )
    act = models.CharField(_("Act"), max_length=6, choices=Act)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.ASKED)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Asked by"))
    asked_at = models.DateTimeField(_("Asked at"), default=timezone.now)
    accepted = models.JSONField(
        _("Warnings accepted"), default=list, blank=True, db_default=[],
        help_text=_("What closing warned of when it was asked for: whoever asked answers for it."),
    )  # fmt: skip
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    answer = models.CharField(_("Answer"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Request about an accounting month")
        verbose_name_plural = _("Requests about accounting months")
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["period"], name="period_request_one_open", condition=Q(state="asked")
            ),
            models.CheckConstraint(
                name="period_request_two_people",
                condition=Q(state="asked", decided_by__isnull=True)
                | ~Q(state="asked") & Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by")),
                violation_error_message=_("Whoever asks cannot decide."),
            ),
            models.CheckConstraint(
                name="period_request_reopen_with_reason",
                condition=~Q(act="reopen") | ~Q(reason=""),
                violation_error_message=_("Reopening needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.act} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("funds:accounting_month", args=[self.period_id])
