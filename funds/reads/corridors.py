"""Where indicators should lie, as the policy of a month says (JJ-01, JJ-10, ZY-19, HG-05, HG-07)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from config.money import TEN_THOUSAND
from config.periods import Month
from funds.models import IndicatorCode as Code
from funds.policy_rounds import TARGETS, WatchPolicy, watch_policy
from funds.rules.watch import Bound, Corridor
from institutions.models import PoolingArea
from institutions.policy.in_force import calendar_of
from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_tables import PolicyGap, Table

# By indicator: what the bounds of its corridor are called in the policy, and by which a value of one is divided.
_NAMED = {
    Code.MONTHS_COVERED: ("months_covered", 1),
    Code.CURRENT_BALANCE: ("current_balance", TEN_THOUSAND),
    Code.ACCUMULATED_BALANCE: ("accumulated_balance", TEN_THOUSAND),
    Code.COVERAGE: ("coverage", TEN_THOUSAND),
}
# Aimed at about so much, and how far it may lie from it: on both sides, or only above.
_ABOUT = {Code.IN_POLICY_RATIO: ("inpatient_ratio", True), Code.PERSONAL_SHARE: ("personal_spending", False)}


def corridors(area: PoolingArea, insutype: str, month: Month) -> dict[str, Corridor]:
    """By code of the indicator; one without any bound is left out. Empty where the policy watches nothing."""
    section = _targets(area, month)
    if section is None:
        return {}
    found = {code.value: _between(section, name, base, insutype) for code, (name, base) in _NAMED.items()}
    found |= {
        code.value: _around(section, name, insutype, both=both) for code, (name, both) in _ABOUT.items()
    }
    return {code: one for code, one in found.items() if one.lowest or one.highest or one.talk}


def watched_by(area: PoolingArea, month: Month) -> WatchPolicy | None:
    """How the month is followed up; None where the policy watches nothing."""
    try:
        return watch_policy(calendar_of(area).at(month.last))
    except LookupError:
        return None


def _targets(area: PoolingArea, month: Month) -> SectionAt | None:
    try:
        return calendar_of(area).at(month.last).sections.get(TARGETS.name)
    except LookupError:
        return None


def _between(section: SectionAt, name: str, base: int, insutype: str) -> Corridor:
    told = section.get(f"{name}.reported_to")
    return Corridor(
        _bound(section.get(f"{name}.lowest"), base, insutype),
        _bound(section.get(f"{name}.highest"), base, insutype),
        _bound(section.get(f"{name}.talk"), base, insutype),
        str(told.value) if told is not None else "",
    )


def _around(section: SectionAt, name: str, insutype: str, *, both: bool) -> Corridor:
    about = _bound(section.get(f"{name}.about"), TEN_THOUSAND, insutype)
    within = _bound(section.get(f"{name}.within"), TEN_THOUSAND, insutype)
    # A scheme for which nothing is aimed at has zero there.
    if about is None or within is None or about.value == 0:
        return Corridor()
    words = {"clause": about.clause, "assumed": about.assumed or within.assumed}
    lowest = Bound(about.value - within.value, **words) if both else None
    return Corridor(lowest, Bound(about.value + within.value, **words))


def _bound(given: Given | None, base: int, insutype: str) -> Bound | None:
    if given is None:
        return None
    value = given.value
    if isinstance(value, Table):
        try:
            value = value.find({"insutype": insutype}.get)
        except PolicyGap:
            return None
    return Bound(Fraction(int(value), base), given.clause, given.assumed or "")


def frozen(corridor: Corridor | None) -> dict[str, Mapping[str, str]]:
    """As plain data: the corridor a value was measured by, kept with it. A bound as exact as ``1/20``."""
    if corridor is None:
        return {}
    bounds = {"lowest": corridor.lowest, "highest": corridor.highest, "talk": corridor.talk}
    return {
        name: {"value": str(one.value), "clause": one.clause, "assumed": one.assumed}
        for name, one in bounds.items()
        if one is not None
    }
