"""Named checks of settled bills: registered by any app, run over a range of months, what they find is kept.

    register_bill_check(BillCheck("split_stay", _("One stay billed as two"), _("%(…)s"), find_split_stays))

A check reads (set by set, under the scope of the whole area) and yields what it found; it changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.models import BillFinding
from claims.reads.screening.words import BY_CODE, RULES, told
from config.display import joined
from config.periods import Month
from config.scoping import system_scope
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import DutyMissing, require_duty_in_area

_AT_ONCE = 2_000


@dataclass(frozen=True)
class CheckRange:
    """Bills of an area's people whose care ended from ``first`` up to and including ``last``."""

    area_id: int
    first: Month
    last: Month

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """Half open."""
        return self.first.first, self.last.next_first


class Found(NamedTuple):
    """A settled bill that does not pass; ``params`` fill the check's sentence."""

    bill_id: int
    params: Mapping[str, Any]
    other_id: int | None = None


@dataclass(frozen=True)
class BillCheck:
    """``key`` (at most 40 characters) is stored; ``title`` and ``says`` are lazy texts, the latter with named
    placeholders that each finding fills."""

    key: str
    title: Any
    says: Any
    find: Callable[[CheckRange], Iterable[Found]]


_checks: dict[str, BillCheck] = {}


def register_bill_check(check: BillCheck) -> BillCheck:
    """Make the check known; two of one key are an error. Called in an app's ``ready()``."""
    known = _checks.setdefault(check.key, check)
    if known.find is not check.find:
        raise ValueError(f"two bill checks with the key {check.key!r}")
    return known


def known_checks() -> list[BillCheck]:
    """In the order in which they were registered."""
    return list(_checks.values())


def finding_titles() -> dict[str, Any]:
    """What every check and every screening rule is called, by its key."""
    return {
        **{rule.code: rule.title for rule in RULES},
        **{check.key: check.title for check in known_checks()},
    }


def says(finding: BillFinding) -> str:
    """A finding in the reader's language; that of an unknown check by its key."""
    check = _checks.get(finding.check_key)
    if check is not None and finding.params:
        return str(str(check.says) % finding.params)
    if finding.check_key in BY_CODE:
        return joined(f"{label} {value}" for label, value in told(finding.params))
    return finding.check_key


def run_bill_checks(
    *, within: CheckRange, acting_user: User, report: Callable[[int, int], None] | None = None
) -> dict[str, int]:
    """Run every check over ``within`` and keep what it finds; returns how many findings stand, by key. Repeatable.

    Needs the duty to handle or to inspect in the area.
    """
    area = PoolingArea.objects.get(pk=within.area_id)
    try:
        require_duty_in_area(user=acting_user, duty=Duty.INSPECT, area=area)
    except DutyMissing:
        require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=area)
    standing = {}
    for done, check in enumerate(known_checks(), 1):
        # Bills of every county of the area are held against each other.
        with system_scope():
            standing[check.key] = _keep(check, within)
        if report is not None:
            report(done, len(_checks))
    return standing


def _keep(check: BillCheck, within: CheckRange) -> int:
    now = timezone.now()
    found = {(one.bill_id, one.other_id): one for one in check.find(within)}
    kept = {(one.bill_id, one.other_id): one for one in _kept(check, within)}
    for one in kept.values():
        stands = (one.bill_id, one.other_id) in found
        if stands == (one.gone_at is not None):
            one.gone_at = None if stands else now
            one.save(update_fields=["gone_at"])
    BillFinding.unscoped.bulk_create(
        (
            BillFinding(
                bill_id=one.bill_id,
                other_id=one.other_id,
                check_key=check.key,
                params=dict(one.params),
                found_at=now,
            )
            for key, one in found.items()
            if key not in kept
        ),
        batch_size=_AT_ONCE,
    )
    return len(found)


def _kept(check: BillCheck, within: CheckRange) -> QuerySet[BillFinding]:
    first, end = within.days
    of_range = Q(bill__insu_county__area=within.area_id, bill__enddate__gte=first, bill__enddate__lt=end)
    found: QuerySet[BillFinding] = BillFinding.unscoped.filter(of_range, check_key=check.key)
    return found
