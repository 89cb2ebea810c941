"""Withdraw what was entered wrongly, before a second person let it count: it stays, with why and by whom."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import User


def keep_withdrawn(held: Any, *, reason: str, acting_user: User, refused: type[DomainError]) -> None:
    """Note it on ``held``, locked and still waiting; whoever calls has checked both, and the duty.

    Raises ``refused`` without a reason.
    """
    if not reason.strip():
        raise refused(_("Say why."))
    held.withdrawn_reason, held.withdrawn_by = reason.strip()[:200], acting_user
    held.save(update_fields=["withdrawn_reason", "withdrawn_by"])
