"""Handover lists: the fund's ties to the audited balance, three people sign, differences are noted (HG-12)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from config.scoping import system_scope
from funds.models import Handover, HandoverItem, HandoverSignature
from funds.services.handovers.faults import HandoverRefused
from funds.services.handovers.prepare import make_handover, note_found, put_item, remove_item, seal_handover
from funds.services.handovers.sign import enter_paper_signature, sign_handover
from institutions.services.duties import DutyMissing
from tests.cast import Cast

from .conftest import Counters, scan
from .test_openings import PARTS, act, audited, pooled

OFFICES = {"giver": "东山县医保中心", "receiver": "青河市医保中心", "supervisor": "青河市财政局"}


def made(cast: Cast, counters: Counters, kind: str = "assets", **given: object) -> Handover:
    found: Handover = act(
        make_handover,
        counters.finance_east,
        county=cast.east,
        kind=kind,
        title="移交清册",
        **OFFICES,
        **given,
    )
    return found


@pytest.mark.duty("HG-12")
def test_the_list_of_money_ties_to_the_audited_balance_and_three_sign(
    cast: Cast, counters: Counters, monkeypatch: pytest.MonkeyPatch
) -> None:
    pooled(cast, monkeypatch)
    opening = audited(cast, counters, PARTS)
    listed = made(cast, counters, "fund", opening=opening)
    assert listed.due_on == dt.date(2022, 1, 5)
    with system_scope():
        items = {one.held: one.amount for one in HandoverItem.objects.filter(handover=listed)}
    assert items == {name: Decimal(value) for name, value in PARTS.items()}
    with pytest.raises(HandoverRefused):
        act(put_item, counters.finance_east, handover=listed, name="现金")
    # A fen away from the audited balance it cannot be closed.
    with system_scope():
        HandoverItem.objects.filter(handover=listed, held="deposit_withheld").update(amount=Decimal("50.01"))
    with pytest.raises(HandoverRefused, match=r"50\.01"):
        act(seal_handover, counters.finance_east, handover=listed)
    with system_scope():
        HandoverItem.objects.filter(handover=listed, held="deposit_withheld").update(amount=Decimal("50.00"))
        item = HandoverItem.objects.get(handover=listed, held="hospital_prepayment")
    with pytest.raises(ValidationError):
        act(note_found, counters.finance_east, item=item, found_amount=Decimal(149), difference="")
    act(note_found, counters.finance_east, item=item, found_amount=Decimal(149), difference="一家机构已还1元")
    with pytest.raises(HandoverRefused):
        act(sign_handover, counters.finance_east, handover=listed, part="giver")
    act(seal_handover, counters.finance_east, handover=listed)
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        HandoverItem.objects.filter(handover=listed).update(amount=1)
    act(sign_handover, counters.finance_east, handover=listed, part="giver")
    # Of the proper agency, each part once.
    with pytest.raises(DutyMissing):
        act(sign_handover, counters.approver_east, handover=listed, part="receiver")
    with pytest.raises(ValidationError):
        act(sign_handover, cast.reviewer_east, handover=listed, part="giver")
    act(sign_handover, cast.finance_city, handover=listed, part="receiver")
    with system_scope():
        assert Handover.objects.get().state == Handover.State.SEALED
    act(sign_handover, cast.auditor_city, handover=listed, part="supervisor")
    with system_scope():
        assert Handover.objects.get().state == Handover.State.SIGNED
        assert len({one.signed_by_id for one in HandoverSignature.objects.all()}) == 3
        with pytest.raises(DatabaseError), transaction.atomic():
            HandoverSignature.objects.update(name="别人")


@pytest.mark.duty("HG-12")
def test_assets_are_signed_on_paper_with_the_scan(
    cast: Cast, counters: Counters, monkeypatch: pytest.MonkeyPatch
) -> None:
    pooled(cast, monkeypatch)
    listed = made(cast, counters)
    with pytest.raises(HandoverRefused):
        act(seal_handover, counters.finance_east, handover=listed)
    act(
        put_item,
        counters.finance_east,
        handover=listed,
        name="服务器",
        quantity=Decimal(2),
        unit="台",
        amount=Decimal(80000),
    )
    act(seal_handover, counters.finance_east, handover=listed)
    paper = {"handover": listed, "signed_on": dt.date(2022, 1, 5)}
    act(
        enter_paper_signature, counters.finance_east, part="supervisor", name="监交人甲", scan=scan(), **paper
    )
    with pytest.raises(ValidationError):
        act(enter_paper_signature, counters.finance_east, part="giver", name="监交人甲", scan=scan(), **paper)
    with system_scope():
        assert HandoverSignature.objects.get().scan is not None
        with pytest.raises(DatabaseError), transaction.atomic():
            HandoverSignature.objects.create(
                handover=listed,
                part="giver",
                name="乙",
                signed_on=dt.date(2022, 1, 5),
                entered_by=counters.finance_east,
            )


def test_an_item_entered_wrongly_is_removed_until_the_list_is_closed(
    cast: Cast, counters: Counters, monkeypatch: pytest.MonkeyPatch
) -> None:
    pooled(cast, monkeypatch)
    listed = made(cast, counters)
    wrong, right = (
        act(put_item, counters.finance_east, handover=listed, name=name) for name in ("打印机", "服务器")
    )
    with pytest.raises(DutyMissing):
        act(remove_item, cast.reviewer_east, item=wrong)
    act(remove_item, counters.finance_east, item=wrong)
    act(seal_handover, counters.finance_east, handover=listed)
    with pytest.raises(HandoverRefused):
        act(remove_item, counters.finance_east, item=right)
    with system_scope():
        assert [one.name for one in HandoverItem.objects.filter(handover=listed)] == ["服务器"]
    money = made(cast, counters, "fund", opening=audited(cast, counters, PARTS))
    with system_scope():
        first = HandoverItem.objects.filter(handover=money).first()
    with pytest.raises(HandoverRefused):
        act(remove_item, counters.finance_east, item=first)
