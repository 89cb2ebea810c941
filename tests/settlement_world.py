"""One of everything of year settlements and reserves that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from funds.models import (
    GapDemand,
    GapDunning,
    GapReceipt,
    ReserveLine,
    ReserveMovement,
    SettlementAgreement,
    SettlementCounty,
    SettlementLine,
    YearSettlement,
)
from tests.places import JANUARY, Place


def settlement_of(place: Place) -> dict[str, int]:
    """A posted year whose county pays its gap of 10, dunned, half paid in; a reserve's first payment to decide on."""
    made = _posted(place)
    demand = GapDemand.unscoped.create(
        settlement=made, number=f"QK{place.county.code}", county=place.county, payer="county", amount=10,
        due_on=dt.date(2021, 3, 31), written_by=place.worker,
    )  # fmt: skip
    receipt = GapReceipt.unscoped.create(
        demand=demand,
        county=place.county,
        amount=5,
        received_on=JANUARY,
        evidence="V1",
        entered_by=place.worker,
    )
    letter = GapDunning.unscoped.create(
        demand=demand, number=f"CJ{place.county.code}", county=place.county, due=10, short=10,
        written_by=place.worker,
    )  # fmt: skip
    return {
        "year_settlement_id": made.pk,
        "gap_demand_id": demand.pk,
        "gap_receipt_id": receipt.pk,
        "gap_dunning_id": letter.pk,
        "reserve_movement_id": _movement(place).pk,
    }


def _posted(place: Place) -> YearSettlement:
    # The year before the place's books begin: no December of theirs has to be closed for it.
    made: YearSettlement = YearSettlement.unscoped.create(
        area=place.county.area,
        insutype="390",
        year=2019,
        basis_hash="0",
        offices=["tax"],
        drawn_by=place.worker,
    )
    SettlementCounty.unscoped.create(settlement=made, county=place.county, income=90, spending=100)
    SettlementLine.unscoped.create(
        settlement=made, position=1, county=place.county, step="county", payer="county", asked=10, amount=10
    )
    SettlementAgreement.unscoped.create(
        settlement=made, office="tax", agreed_on=JANUARY, paper="1", noted_by=place.worker
    )
    for state in ("agreed", "approved", "posted"):
        made.state = state
        if state == "approved":
            made.approved_by, made.approved_at = place.checker, timezone.now()
        if state == "posted":
            made.posted_on = JANUARY
        made.save()
    return made


def _movement(place: Place) -> ReserveMovement:
    movement: ReserveMovement = ReserveMovement.unscoped.create(
        area=place.county.area, insutype="390", reserve="reserve", act="first", turn="first", as_of=JANUARY, held=0,
        wanted=10, amount=10, formula="3", evidence="1", entered_by=place.worker,
    )  # fmt: skip
    ReserveLine.unscoped.create(movement=movement, county=place.county, insutype="390", asked=10, amount=10)
    return movement
