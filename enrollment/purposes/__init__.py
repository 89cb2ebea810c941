"""What each page of enrollment is for (``config.purposes``): names of addresses in ``enrollment.urls`` → one line."""

from __future__ import annotations

from config.purposes import register_purposes


def register() -> None:
    register_purposes("enrollment")
