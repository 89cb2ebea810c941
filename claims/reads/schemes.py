"""Which schemes of an area people are paid under."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from config.codes import name_of
from institutions.models import PoolingArea
from institutions.policy.in_force import calendar_of


def schemes_with_benefits(area: PoolingArea) -> list[tuple[str, str]]:
    """(code, name) of the schemes for which a policy of the area gives benefits today."""
    return _named(calendar_of(area).at(timezone.localdate()).sections)


def schemes_ever(area: PoolingArea) -> list[tuple[str, str]]:
    """(code, name) of the schemes for which some policy of the area gives or gave benefits: old ones too.

    Where settlements are many it takes seconds to look among them for the schemes they are of.
    """
    packages = [one.package for one in calendar_of(area).applicable]
    return _named(name for package in packages for name in package.sections)


def _named(sections: Iterable[str]) -> list[tuple[str, str]]:
    schemes = {name.partition(".")[2] for name in sections if name.startswith("benefits.")}
    return [(scheme, name_of("insutype", scheme)) for scheme in sorted(schemes)]
