"""What each page of this app is for (``config.purposes``): names of addresses in ``institutions.urls`` → one line."""

from __future__ import annotations

from config.purposes import register_purposes


def register() -> None:
    from institutions.purposes import designated, policy, standing

    register_purposes("institutions", designated.PURPOSES, policy.PURPOSES, standing.PURPOSES)
