"""The area's policy package: loaded by one person, reviewed and put in force by others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from django.utils.translation import gettext_lazy as _

from config.demo.staff import Cast
from config.embedded.places import BASE_DIR
from config.errors import DomainError
from config.scoping import acting_as
from institutions.models import Duty, PolicyVersion
from institutions.services.districts import district
from institutions.services.lay_out_area import AreaLayout
from institutions.services.policy_versions import load_draft, put_in_force, review

PACKAGES = BASE_DIR / "institutions" / "policies"
State = PolicyVersion.State


class NoPackage(DomainError):
    """No policy package ships for the area."""


def packages_of(area_code: str) -> list[Path]:
    """The shipped packages written for the area itself."""
    found = [path for path, area in _shipped() if area == area_code]
    if not found:
        raise NoPackage(_("No policy package ships for the area %(code)s."), code=area_code)
    return found


def region_of(area_code: str) -> str:
    """The code of the area's region when a package of the region ships, else nothing."""
    parent = district(area_code).parent
    return parent if any(area == parent for _path, area in _shipped()) else ""


def _shipped() -> Iterator[tuple[Path, str]]:
    """Every shipped package with its area, read without the strict loader: the services do the loading."""
    for path in sorted(PACKAGES.glob("*.yaml")):
        yield path, str(yaml.safe_load(path.read_text(encoding="utf-8")).get("area", ""))


def put_policy_in_force(layout: AreaLayout, cast: Cast) -> list[PolicyVersion]:
    """Load, review and put in force what is not; a version already in force is left alone."""
    return [_in_force(path, layout, cast) for path in packages_of(layout.area.code)]


def _in_force(path: Path, layout: AreaLayout, cast: Cast) -> PolicyVersion:
    loader, reviewer, approver = (
        cast.at(layout.city, duty) for duty in (Duty.ADMINISTER, Duty.REVIEW, Duty.APPROVE)
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
