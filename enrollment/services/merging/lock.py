"""The lock of all work on a merging, and what such work refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from enrollment.models import LegacyRow, SchemeMerging
from enrollment.services.payers.keep import require_register
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import require_city_duty, require_duty_in_area


class MergingRefused(DomainError):
    """The act does not fit the merging as it stands."""


def lock_open(merging_id: int) -> SchemeMerging:
    """The merging, locked until the transaction ends; refused once it is closed."""
    merging: SchemeMerging = (
        SchemeMerging.unscoped.select_for_update(of=("self",)).select_related("area").get(pk=merging_id)
    )
    if merging.closed_at is not None:
        raise MergingRefused(_("This merging is closed; its rolls stay as they are."))
    return merging


def require_deciding(*, county: Agency | None, area: PoolingArea, acting_user: User) -> None:
    """Duty register at the county or the city; at the city where two counties are concerned."""
    if county is None:
        require_city_duty(user=acting_user, duty=Duty.REGISTER, area=area)
    else:
        require_register(acting_user, county)


def require_working(*, area: PoolingArea, acting_user: User) -> Agency:
    """The agency of the area at which ``acting_user`` registers."""
    return require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=area)


def required_reason(reason: str) -> str:
    """What was written, without outer spaces. Raises ``MergingRefused`` when it is nothing."""
    text = reason.strip()
    if not text:
        raise MergingRefused(_("Give the reason."))
    return text


def origin_number(row: LegacyRow) -> str:
    """The certificate number (of the kind "other") of whoever has no certificate but this row."""
    return f"{row.insutype}-{row.county.code}-{row.legacy_no}"
