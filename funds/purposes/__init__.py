"""What each page of funds is for (``config.purposes``): names of addresses in ``funds.urls`` → one line."""

from __future__ import annotations

from config.purposes import register_purposes


def register() -> None:
    register_purposes("funds")
