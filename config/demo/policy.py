"""The area's policy package: loaded by one person, reviewed and put in force by others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from config.demo.staff import Cast
from config.embedded.places import BASE_DIR
from config.errors import DomainError
from config.scoping import acting_as
from institutions.models import Agency, Duty, PolicyVersion
from institutions.services.districts import district
from institutions.services.lay_out_area import AreaLayout
from institutions.services.policy_versions import load_draft, put_in_force, review

PACKAGES = BASE_DIR / "institutions" / "policies"
# No year before this is invented: people's ages, codes and forms are of today.
EARLIEST = 2020
State = PolicyVersion.State


class NoPackage(DomainError):
    """No policy package ships for the area."""


def packages_of(area_code: str) -> list[Path]:
    """The shipped packages in force in the area: the region's, which a city inherits, before its own."""
    lineage = [area_code, district(area_code).parent]
    found = [path for one in reversed(lineage) for path, area in _shipped() if area == one]
    if not found or district(area_code).level != "city":
        raise NoPackage(_("No policy package ships for the area %(code)s."), code=area_code)
    return found


@cache
def year_of(area_code: str) -> int:
    """The year that is invented for an area: the first that its packages govern from beginning to end."""
    begins = max(_effective(path) for path in packages_of(area_code))
    return max(EARLIEST, begins.year if (begins.month, begins.day) == (1, 1) else begins.year + 1)


def _effective(path: Path) -> dt.date:
    day: dt.date = _read(path)["document"]["effective"]
    return day


def region_of(area_code: str) -> str:
    """The code of the area's region when a package of the region ships, else nothing."""
    parent = district(area_code).parent
    return parent if any(area == parent for _path, area in _shipped()) else ""


def _shipped() -> Iterator[tuple[Path, str]]:
    """Every shipped package with its area, read without the strict loader: the services do the loading."""
    for path in sorted(PACKAGES.glob("*.yaml")):
        yield path, str(_read(path).get("area", ""))


@cache
def _read(path: Path) -> dict[str, Any]:
    """A package takes a second to read, and is asked for its area many times."""
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def put_policy_in_force(layout: AreaLayout, cast: Cast) -> list[PolicyVersion]:
    """Load, review and put in force what is not; a version already in force is left alone."""
    own = {path for path, area in _shipped() if area == layout.area.code}
    region = layout.city.parent
    return [
        _in_force(path, layout.city if path in own or region is None else region, cast)
        for path in packages_of(layout.area.code)
    ]


def _in_force(path: Path, agency: Agency, cast: Cast) -> PolicyVersion:
    loader, reviewer, approver = (
        cast.at(agency, duty) for duty in (Duty.ADMINISTER, Duty.REVIEW, Duty.APPROVE)
    )
    with acting_as(loader):
        version, _new = load_draft(text=path.read_text(encoding="utf-8"), acting_user=loader, file=path.name)
    if version.state == State.DRAFT:
        with acting_as(reviewer):
            version = review(version=version, acting_user=reviewer)
    if version.state == State.REVIEWED:
        with acting_as(approver):
            version = put_in_force(version=version, acting_user=approver)
    return version
