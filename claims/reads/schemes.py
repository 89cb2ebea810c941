"""Which schemes of an area people are paid under."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from claims.models import CLEARED, Settlement
from config.codes import name_of
from institutions.models import Agency, PoolingArea
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


def schemes_cleared(area: PoolingArea) -> list[str]:
    """Codes of the schemes of which settlements await or had a month's clearing, of people insured in the area.

    From one (month, scheme) to the next by the index of netting: to sort all settlements takes ten seconds where
    there are five million.
    """
    of_area = list(Agency.objects.filter(area=area).values_list("pk", flat=True))
    settlements = Settlement.objects.filter(CLEARED, insu_county__in=of_area).order_by(
        "clr_month", "insutype"
    )
    pairs = settlements.values_list("clr_month", "insutype")
    found: set[str] = set()
    pair = pairs.first()
    while pair is not None:
        month, scheme = pair
        found.add(scheme)
        of_month = pairs.filter(clr_month=month, insutype__gt=scheme)
        pair = of_month.first() or pairs.filter(clr_month__gt=month).first()
    return sorted(found)


def _named(sections: Iterable[str]) -> list[tuple[str, str]]:
    schemes = {name.partition(".")[2] for name in sections if name.startswith("benefits.")}
    return [(scheme, name_of("insutype", scheme)) for scheme in sorted(schemes)]
