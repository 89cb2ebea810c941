"""What each page of institutions is for (``config.purposes``): names of addresses in ``institutions.urls`` → one line."""

from __future__ import annotations

from config.purposes import register_purposes


def register() -> None:
    register_purposes("institutions")
