"""One of everything from before pooling that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt

from config.periods import Month
from funds.models import (
    ArrearPayment,
    BookMerging,
    EarlierBill,
    Handover,
    HandoverItem,
    HandoverSignature,
    LegacyArrear,
    LegacyBenefit,
    MergedBook,
    MergingProof,
    Opening,
    OpeningLine,
    OpeningUse,
)
from funds.services.open_book import open_book
from tests.places import JANUARY, Place


def opening_of(place: Place) -> dict[str, int]:
    """A balance being entered with a use that waits, a list with a signature, an old book on its way."""
    county, worker = place.county, place.worker
    opening = Opening.unscoped.create(
        county=county, insutype="390", as_of=dt.date(2019, 12, 31), paper="审1号", entered_by=worker
    )
    OpeningLine.unscoped.create(opening=opening, held="fiscal_special_account", amount=100)
    use = OpeningUse.unscoped.create(
        opening=opening,
        kind="earlier_spending",
        amount=10,
        happened_on=JANUARY,
        evidence="1",
        entered_by=worker,
    )
    EarlierBill.unscoped.create(
        use=use, settlement_id=county.pk, payer=county, care_ended_on=dt.date(2019, 12, 1), amount=10
    )
    return {"opening_id": opening.pk, "opening_use_id": use.pk, **_handover(place), **_merging(place)}


def _handover(place: Place) -> dict[str, int]:
    listed = Handover.unscoped.create(
        county=place.county, kind="assets", title="资产", giver="甲", receiver="乙", supervisor="丙",
        prepared_by=place.worker,
    )  # fmt: skip
    item = HandoverItem.unscoped.create(handover=listed, number=1, name="服务器", amount=100)
    listed.state, listed.digest = "sealed", "0" * 64
    listed.save()
    HandoverSignature.unscoped.create(
        handover=listed,
        part="giver",
        signed_by=place.worker,
        name="甲",
        signed_on=JANUARY,
        entered_by=place.worker,
    )
    return {"handover_id": listed.pk, "handover_item_id": item.pk}


def _merging(place: Place) -> dict[str, int]:
    county, worker = place.county, place.worker
    old, into = (
        open_book(insutype=scheme, unit=place.city, first=Month(2020, 1), acting_user=worker)
        for scheme in ("380", "391")
    )
    merging = BookMerging.unscoped.create(unit=county, into=into, merged_on=JANUARY, opened_by=worker)
    source = MergedBook.unscoped.create(merging=merging, book=old)
    arrear = LegacyArrear.unscoped.create(
        source=source,
        kind="other_income",
        debtor="财政局",
        of_year=2015,
        amount=10,
        evidence="1",
        entered_by=worker,
    )
    payment = ArrearPayment.unscoped.create(
        arrear=arrear, amount=1, received_on=JANUARY, evidence="2", entered_by=worker
    )
    LegacyBenefit.unscoped.create(
        source=source, month=JANUARY, institution=place.hospital, bill_count=1, amount=1
    )
    MergingProof.unscoped.create(
        merging=merging, subject_code="1003", subject_name="财政专户存款", memorandum=False, agency=county,
        parts={"380": 1}, before=1, settled=0, carried=1, own=0, after=1,
    )  # fmt: skip
    return {"book_merging_id": merging.pk, "legacy_arrear_id": arrear.pk, "arrear_payment_id": payment.pk}
