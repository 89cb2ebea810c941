"""What each page of this app is for (``config.purposes``): names of addresses in ``institutions.urls`` → one line."""

from __future__ import annotations

from config.purposes import register_purposes


def register() -> None:
    from institutions.purposes import designated, policy, sign_in, standing

    register_purposes(
        "institutions", designated.PURPOSES, policy.PURPOSES, standing.PURPOSES, sign_in.ADMINISTRATORS
    )
    register_purposes("", sign_in.ONES_OWN)
