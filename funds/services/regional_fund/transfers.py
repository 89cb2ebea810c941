"""Money of a demand or a grant, each side for itself: entered from the voucher by one person, booked by another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.money import to_fen
from funds.models import (
    Booked,
    Decided,
    Entry,
    RegionalDemand,
    RegionalGrant,
    RegionalTransfer,
)
from funds.reads.county_years import counties_sharing
from funds.reads.regional_fund import unentered
from funds.rules.clearing_postings import UNIFIED
from funds.rules.regional_fund import posting
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_duty

from .faults import RegionalFundRefused
from .shares import shares_of

Side = RegionalTransfer.Side
OF_DEMANDS = (Side.PAID_UP, Side.RECEIVED)


def side_of(paper: RegionalDemand | RegionalGrant, agency: Agency) -> str:
    """What ``agency`` enters for a paper: what it paid, or what came in."""
    of_region = agency.level == Agency.Level.REGION
    if isinstance(paper, RegionalDemand):
        return Side.RECEIVED if of_region else Side.PAID_UP
    return Side.PAID_DOWN if of_region else Side.ARRIVED


@transaction.atomic
def enter_transfer(
    *,
    paper: RegionalDemand | RegionalGrant,
    side: str,
    amount: Decimal,
    moved_on: dt.date,
    evidence: str,
    acting_user: User,
) -> RegionalTransfer:
    """Yuan. Duty finance at the side that keeps the book.

    Raises :class:`RegionalFundRefused` for a paper not issued, more than is open on this side (what waits for its check
    counts), a day to come, no voucher; ``ValidationError`` for a voucher entered already; ``DutyMissing``.
    """
    paper = (
        type(paper).objects.select_for_update(of=("self",)).select_related("region", "area").get(pk=paper.pk)
    )
    demand = paper if isinstance(paper, RegionalDemand) else None
    grant = paper if isinstance(paper, RegionalGrant) else None
    made = RegionalTransfer(
        region=paper.region, area=paper.area, side=side, demand=demand, grant=grant,
        amount=amount, moved_on=moved_on, evidence=evidence.strip()[:80], entered_by=acting_user,
    )  # fmt: skip
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=keeper_of(made))
    if paper.state != Decided.ISSUED:
        raise RegionalFundRefused(gettext_lazy("It is “%(state)s”: no money moves for it."),
                                  state=paper.get_state_display())  # fmt: skip
    left = unentered(paper, side)
    if amount > left:
        raise RegionalFundRefused(gettext_lazy("Only %(left)s yuan are open."), left=f"{left:,.2f}")
    if moved_on > timezone.localdate():
        raise RegionalFundRefused(gettext_lazy("Nothing moves on a day to come."))
    if not evidence.strip():
        raise RegionalFundRefused(gettext_lazy("The number of the voucher is missing."))
    made.full_clean(exclude=["entered_by"])
    made.save()
    return made


def keeper_of(transfer: RegionalTransfer) -> Agency:
    """In whose book the movement stands."""
    level, area = (
        (Agency.Level.REGION, transfer.region_id)
        if transfer.of_region
        else (Agency.Level.CITY, transfer.area_id)
    )
    return Agency.objects.select_related("area").get(area=area, level=level)


def _held(transfer: RegionalTransfer, user: User) -> tuple[RegionalTransfer, Agency]:
    found: RegionalTransfer = (
        RegionalTransfer.objects.select_for_update(of=("self",))
        .select_related("demand", "grant", "region", "area", "entered_by")
        .get(pk=transfer.pk)
    )
    keeper = keeper_of(found)
    require_duty(user=user, duty=Duty.REVIEW, agency=keeper)
    if found.state != Booked.ENTERED:
        raise RegionalFundRefused(gettext_lazy("It is “%(state)s” already."), state=found.get_state_display())
    require_another(
        user=user, previous=found.entered_by, act=gettext_lazy("Check of a movement of the regional fund")
    )
    return found, keeper


@transaction.atomic
def book_transfer(*, transfer: RegionalTransfer, acting_user: User) -> Entry:
    """The second person agrees with the voucher: it is in the books of this side. Duty to review there.

    Raises :class:`RegionalFundRefused`, ``SamePerson``, ``DutyMissing``, ``BookMissing``.
    """
    transfer, keeper = _held(transfer, acting_user)
    transfer.state, transfer.decided_by, transfer.decided_at = Booked.BOOKED, acting_user, timezone.now()
    transfer.save()
    paper = transfer.paper
    draft = posting(transfer.side, keeper.pk, to_fen(transfer.amount), _shares(transfer, keeper))
    names = {
        "movement": transfer.get_side_display(), "paper": paper.number, "area": transfer.area,
        "voucher": transfer.evidence,
    }  # fmt: skip
    planned = Planned(
        draft,
        open_day(paper.insutype, keeper.pk, transfer.moved_on),
        Entry.Kind.ALLOCATION,
        f"regional-transfer:{transfer.pk}",
        (_("%(movement)s: %(area)s, %(paper)s, voucher %(voucher)s") % names)[:200],
        transfer,
    )
    [entry] = book_by_two(paper.insutype, [planned], entered_by=transfer.entered_by, approved_by=acting_user)
    return entry


def _shares(transfer: RegionalTransfer, keeper: Agency) -> Mapping[int, int] | None:
    """By county where the city's one book stands for its counties; the region has none."""
    if transfer.of_region or keeping_of(keeper.area, transfer.moved_on).mode != UNIFIED:
        return None
    return shares_of(transfer.paper, counties_sharing(keeper.area))


@transaction.atomic
def refuse_transfer(*, transfer: RegionalTransfer, reason: str, acting_user: User) -> None:
    """It was entered wrongly: nothing is booked, the paper is open again. Duty to review at this side."""
    transfer, _keeper = _held(transfer, acting_user)
    if not reason.strip():
        raise RegionalFundRefused(gettext_lazy("Say why it is refused."))
    transfer.state, transfer.decided_by, transfer.decided_at = Booked.REFUSED, acting_user, timezone.now()
    transfer.refused_reason = reason.strip()[:300]
    transfer.save()
