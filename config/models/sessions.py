"""Sessions that know whose they are, so that a person can see their own and end the others."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffSession(AbstractBaseSession):
    """One browser's session; the row is the session, so deleting it signs the browser out."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name=_("User")
    )
    address = models.CharField(_("Address"), max_length=50, blank=True)
    browser = models.CharField(_("Browser"), max_length=60, blank=True)
    began_at = models.DateTimeField(_("Signed in"), null=True)
    seen_at = models.DateTimeField(_("Last act"), null=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = _("Signed-in browser")
        verbose_name_plural = _("Signed-in browsers")

    @classmethod
    def get_session_store_class(cls) -> Any:
        from config.sessions import SessionStore

        return SessionStore
