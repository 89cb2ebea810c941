"""Signing a month's collection as reconciled: by the county, or by the city with each county's part (NB-13)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.periods import Month
from funds.models import (
    CollectionDifference,
    CollectionRun,
    CollectionSignOff,
    CollectionSignOffLine,
    PayerGroup,
)
from funds.policy_collection import CITY
from funds.services.collecting import collecting_of
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty

from .signed import chosen, fingerprint, totals_of


class SignOffRefused(DomainError):
    """The month cannot be signed, or not by this agency."""


def signer(agency: Agency, month: dt.date, payer_group: str) -> str:
    """``city`` or ``county``: who signs this group in the agency's area, as the policy of the month has it."""
    return collecting_of(agency.area, Month.of(month).last).signed_by(payer_group)


@transaction.atomic
def sign_off(*, agency: Agency, month: dt.date, payer_group: str, acting_user: User) -> CollectionSignOff:
    """Finance of the agency that signs the group. Raises ``DutyMissing``, :class:`SignOffRefused` while differences
    are open, before the month was compared, or when it is signed already."""
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=agency)
    _refuse_stranger(agency, month, payer_group)
    county = agency if agency.level == Agency.Level.COUNTY else None
    explained = _explained(agency, county, month, payer_group)
    totals = chosen(
        totals_of(area=agency.area, month=month), payer_group, None if county is None else county.pk
    )
    if not totals:
        raise SignOffRefused(
            _("Nobody tells of receipts of this group in %(month)s."), month=f"{month:%Y-%m}"
        )
    one: CollectionSignOff = CollectionSignOff.objects.create(
        area=agency.area,
        county=county,
        month=month,
        payer_group=payer_group,
        signed_by=acting_user,
        explained=explained,
        fingerprint=fingerprint(totals),
    )
    CollectionSignOffLine.objects.bulk_create(
        CollectionSignOffLine(
            sign_off=one, county_id=total.county_id, receipts=total.receipts, **total.amounts()
        )
        for total in totals
    )
    return one


def _explained(agency: Agency, county: Agency | None, month: dt.date, payer_group: str) -> int:
    """How many differences were found and explained; refuses what cannot be signed yet, or is signed."""
    # The comparison of a month and its signatures come one after the other.
    run = CollectionRun.objects.select_for_update().filter(area=agency.area, month=month).first()
    if run is None:
        raise SignOffRefused(_("%(month)s was not compared yet."), month=f"{month:%Y-%m}")
    of_month = CollectionDifference.objects.filter(area=agency.area, month=month, payer_group=payer_group)
    differences = of_month if county is None else of_month.filter(county=county)
    open_ones = differences.filter(state=CollectionDifference.State.OPEN).count()
    if open_ones:
        raise SignOffRefused(_("%(count)s differences are neither explained nor closed."), count=open_ones)
    signed = CollectionSignOff.objects.filter(
        area=agency.area, month=month, payer_group=payer_group, county=county, stale_at__isnull=True
    )
    if signed.exists():
        raise SignOffRefused(_("It is signed already."))
    return int(differences.filter(state__in=("explained", "closed")).count())


def _refuse_stranger(agency: Agency, month: dt.date, payer_group: str) -> None:
    signs = signer(agency, month, payer_group)
    if (signs == CITY) != (agency.level == Agency.Level.CITY):
        raise SignOffRefused(
            _("%(group)s are signed by the %(who)s."),
            group=PayerGroup(payer_group).label,
            who=_("city") if signs == CITY else _("county"),
        )


@transaction.atomic
def confirm_part(*, line: CollectionSignOffLine, acting_user: User) -> CollectionSignOffLine:
    """A county's finance confirms the part the city broke down to it (分解数据给各区县核对入账)."""
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=line.county)
    if line.sign_off.stale_at is not None:
        raise SignOffRefused(_("The records were changed since: the city signs anew first."))
    confirmed = CollectionSignOffLine.objects.filter(pk=line.pk, confirmed_by__isnull=True).update(
        confirmed_by=acting_user, confirmed_at=timezone.now()
    )
    line.refresh_from_db()
    if not confirmed:
        raise SignOffRefused(_("%(user)s confirmed it already."), user=line.confirmed_by)
    return line
