"""The second factor of a person's sign-in, its recovery codes, and taking it off by two others."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.history import tracked


@tracked(exclude=("sealed_secret", "last_step"))
class SecondFactor(models.Model):
    """There is a row once the person has shown with a code that their phone knows the secret."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="second_factor", verbose_name=_("User")
    )
    sealed_secret = models.TextField(_("Sealed secret"))
    last_step = models.BigIntegerField(_("Time step of the last code used"))
    since = models.DateTimeField(_("Switched on at"), default=timezone.now)

    class Meta:
        verbose_name = _("Second factor")
        verbose_name_plural = _("Second factors")

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code that opens once, without the phone; only its hash is kept."""

    factor = models.ForeignKey(
        SecondFactor, models.CASCADE, related_name="recovery_codes", verbose_name=_("Second factor")
    )
    digest = models.CharField(_("Hash"), max_length=100)
    used_at = models.DateTimeField(_("Used"), null=True)

    class Meta:
        verbose_name = _("Recovery code")
        verbose_name_plural = _("Recovery codes")

    def __str__(self) -> str:
        return str(self.factor)


@tracked()
class SecondFactorReset(models.Model):
    """One administrator asks to take a person's second factor off, another does it. Neither is the person."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("To be confirmed")
        DONE = "done", _("Taken off")
        REFUSED = "refused", _("Reset refused")

    append_only: ClassVar[bool] = True
    updatable_columns: ClassVar[tuple[str, ...]] = ("outcome", "decided_by_id", "decided_at")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("User")
    )
    reason = models.CharField(_("Reason"), max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Reset asked by")
    )
    asked_at = models.DateTimeField(_("Reset asked at"), default=timezone.now)
    outcome = models.CharField(
        _("Decision on the reset"), max_length=8, choices=Outcome, default=Outcome.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True)

    class Meta:
        verbose_name = _("Reset of a second factor")
        verbose_name_plural = _("Resets of second factors")
        constraints = [
            models.CheckConstraint(
                name="second_factor_reset_by_others",
                condition=~Q(reason="")
                & ~Q(asked_by=F("user"))
                & (Q(decided_by=None) | ~Q(decided_by=F("user"))),
            ),
            models.CheckConstraint(
                name="second_factor_reset_by_two",
                condition=~Q(outcome="done") | ~Q(decided_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="second_factor_reset_decided",
                condition=Q(outcome="open", decided_by=None, decided_at=None)
                | Q(outcome__in=("done", "refused"), decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.UniqueConstraint(
                "user", name="second_factor_reset_open_once", condition=Q(outcome="open")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.asked_at:%Y-%m-%d}"
