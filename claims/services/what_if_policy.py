"""An area's policy with one document put in another's place: for trying what is not in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from claims.policy import benefit_policy
from claims.rules.benefit_policy import BenefitPolicy
from claims.rules.what_if_reckoner import PolicyOf
from institutions.models import PolicyVersion, PoolingArea
from institutions.policy.in_force import calendar_of, package_of
from institutions.policy.registry import read_package
from institutions.rules.policy_faults import PolicyError
from institutions.rules.policy_package import Applicable, Package, resolve
from institutions.rules.policy_tables import PolicyGap
from institutions.services.policy_versions import PackageFaulty, PolicyRefused


@dataclass(frozen=True)
class Tried:
    """A package to try, loaded or not; ``version`` is the loaded one, ``text`` what was uploaded instead."""

    package: Package
    version: PolicyVersion | None = None
    text: str = ""

    @property
    def title(self) -> str:
        if self.version is None:
            return self.package.title
        return str(self.version)


def tried_version(version: PolicyVersion) -> Tried:
    return Tried(package_of(version), version)


def tried_upload(content: bytes, *, file: str) -> Tried:
    """An uploaded package; raises :class:`PackageFaulty` with everything that is wrong in it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise PolicyRefused(_("The file is not UTF-8 text.")) from exc
    return tried_text(text, file=file)


def tried_text(text: str, *, file: str = "package.yaml") -> Tried:
    try:
        return Tried(read_package(text, file=file), None, text)
    except PolicyError as error:
        raise PackageFaulty(error) from error


def substituted(area: PoolingArea, package: Package) -> list[Applicable]:
    """What applies in ``area`` with ``package`` as its document's only version on every day.

    A document of the region stays below the city's, as in force. Raises :class:`PolicyRefused` when the package
    is of another area, or gives what a document other than its own gives already: nobody could say which holds.
    """
    lineage = [one.code for one in area.lineage()]
    if package.area not in lineage:
        raise PolicyRefused(
            _("The package is for the area %(code)s, the bills are those of %(area)s."),
            code=package.area,
            area=area,
        )
    others = [one for one in calendar_of(area).applicable if one.package.key != package.key]
    for other in others:
        both = other.package.area == package.area and _names(other.package) & _names(package)
        if both:
            raise PolicyRefused(
                _("%(other)s already gives %(parameter)s."), other=other.package.title, parameter=min(both)
            )
    applicable = [*others, Applicable(package, dt.date.min)]
    # Sorting keeps the order within one area: region before city.
    return sorted(applicable, key=lambda one: -lineage.index(one.package.area))


def _names(package: Package) -> set[str]:
    return {
        f"{section.full_name}.{name}" for section in package.sections.values() for name in section.parameters
    }


def policy_with(area: PoolingArea, package: Package, *, as_at: dt.date | None = None) -> PolicyOf:
    """The benefits of a day and scheme with ``package`` in its document's place; all as at one day if given."""
    applicable = substituted(area, package)
    by_day: dict[tuple[dt.date, str], BenefitPolicy | PolicyGap] = {}
    by_segment: dict[tuple[dt.date, str], BenefitPolicy | PolicyGap] = {}

    def found(day: dt.date, insutype: str) -> BenefitPolicy | PolicyGap:
        policy = resolve(area.code, applicable, day)
        key = (policy.start, insutype)
        if key not in by_segment:
            try:
                # Without versions: what is tried must never be taken for what they resolve to in force.
                by_segment[key] = benefit_policy(replace(policy, versions=()), insutype)
            except PolicyGap as gap:
                by_segment[key] = gap
        return by_segment[key]

    def policy_of(day: dt.date, insutype: str) -> BenefitPolicy:
        key = (as_at or day, insutype)
        policy = by_day.get(key)
        if policy is None:
            policy = by_day[key] = found(*key)
        if isinstance(policy, PolicyGap):
            raise policy
        return policy

    return policy_of
