"""What each page of this app is for (``config.purposes``): names of addresses in ``enrollment.urls`` → one line."""

from __future__ import annotations

from config.purposes import register_purposes


def register() -> None:
    from enrollment.purposes import data, payments, people, targets

    register_purposes("enrollment", data.PURPOSES, payments.PURPOSES, people.PURPOSES, targets.PURPOSES)
