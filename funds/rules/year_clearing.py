"""What may be done with a year's clearing and with one institution's year, and where it leads. Pure."""

from __future__ import annotations

from collections.abc import Mapping

YEAR: Mapping[str, Mapping[str, str]] = {
    "compute": {"open": "computed", "computed": "computed"},
    "send": {"computed": "sent"},
    "send_back": {"computed": "open", "sent": "open"},
    "uphold": {"sent": "open"},
    "review": {"sent": "reviewed"},
}
"""By act: from which state of the year to which."""
INSTITUTION: Mapping[str, Mapping[str, str]] = {
    "send": {"computed": "sent"},
    "confirm": {"sent": "confirmed", "answered": "confirmed"},
    "object": {"sent": "objected"},
    "reject": {"objected": "answered"},
}
"""The same for one institution's year; once an objection is upheld all of them are computed anew."""


def after(acts: Mapping[str, Mapping[str, str]], act: str, state: str) -> str | None:
    """Where ``act`` leads from ``state``; None where it is not allowed."""
    return acts[act].get(state)
