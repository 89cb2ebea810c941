"""What happened at the door: who signed in, who failed, who was unlocked by whom, whose second factor changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .staff import User


class SignInEvent(models.Model):
    """One event, kept for good.

    The name is kept as a keyed hash, also of a user there is: what people type into the wrong field is their
    password, and unknown names are counted as known ones are.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("Signed in")
        FAILED = "failed", _("Failed")
        SHUT = "shut", _("Refused while locked")
        BAD_CODE = "bad_code", _("Wrong code")
        RECOVERED = "recovered", _("Signed in with a recovery code")
        UNLOCKED = "unlocked", _("Unlocked")
        FACTOR_ON = "factor_on", _("Second factor switched on")
        FACTOR_OFF = "factor_off", _("Second factor switched off")
        NEW_CODES = "new_codes", _("New recovery codes")
        RESET = "reset", _("Second factor taken off")

    append_only: ClassVar[bool] = True

    at = models.DateTimeField(_("At"), default=timezone.now, db_index=True)
    kind = models.CharField(_("Event"), max_length=10, choices=Kind)
    name_key = models.CharField(_("Hash of the user name"), max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("User")
    )
    address = models.CharField(_("Address"), max_length=50, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Done by")
    )
    reason = models.CharField(_("Reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Sign-in")
        verbose_name_plural = _("Sign-ins")
        indexes = [
            models.Index(fields=["name_key", "-at"], name="sign_in_by_name"),
            models.Index(fields=["address", "-at"], name="sign_in_by_address"),
        ]
        constraints = [
            models.CheckConstraint(
                name="sign_in_unlocked_by_another",
                condition=Q(kind__in=("unlocked", "reset"), by__isnull=False, user__isnull=False)
                & ~Q(by=F("user"))
                & ~Q(reason="")
                | ~Q(kind__in=("unlocked", "reset")) & Q(by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


def name_key(username: Any) -> str:
    """The name a visitor typed, as it is counted."""
    name = User.normalize_username(str(username)).strip().casefold()
    return salted_hmac("institutions.sign_in", name, algorithm="sha256").hexdigest()
