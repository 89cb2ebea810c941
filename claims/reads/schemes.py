"""Which schemes of an area people are paid under."""

from __future__ import annotations

from django.utils import timezone

from config.codes import name_of
from institutions.models import PoolingArea
from institutions.policy.in_force import calendar_of


def schemes_with_benefits(area: PoolingArea) -> list[tuple[str, str]]:
    """(code, name) of the schemes for which a policy of the area gives benefits today."""
    sections = calendar_of(area).at(timezone.localdate()).sections
    schemes = sorted(name.partition(".")[2] for name in sections if name.startswith("benefits."))
    return [(scheme, name_of("insutype", scheme)) for scheme in schemes]
