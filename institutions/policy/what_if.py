"""The policy a what-if asks: what is in force in an area, or a package file that need not be loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from institutions.models import PoolingArea
from institutions.rules.policy_package import Applicable, Package, PolicyAt, resolve

from .in_force import calendar_of

PolicyOn = Callable[[dt.date], PolicyAt]


def policy_in_area(area: PoolingArea | str) -> PolicyOn:
    """The policies in force in an area, as they stand now."""
    return calendar_of(area).at


def policy_in_package(package: Package) -> PolicyOn:
    """The policies of a package: for whoever writes one. Days of one segment share one object."""
    applicable = [Applicable(package, package.document.effective)]
    segments: list[PolicyAt] = []

    def policy_on(day: dt.date) -> PolicyAt:
        for known in segments:
            if known.start <= day and (known.end is None or day < known.end):
                return known
        segments.append(resolve(package.area, applicable, day))
        return segments[-1]

    return policy_on
