"""What each page of claims is for (``config.purposes``): names of addresses in ``claims.urls`` → one line."""

from __future__ import annotations

from config.purposes import register_purposes


def register() -> None:
    register_purposes("claims")
