"""A debt over its pages, from finding it to the last fen."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.models import Overpayment, Recovery
from config.scoping import system_scope
from enrollment.models import Person
from tests.cast import Cast
from tests.claims.allowances.test_page_walk import Clicks, clicks

from .test_course import DAY, person

__all__ = ["clicks", "person"]


def debt() -> Overpayment:
    with system_scope():
        return Overpayment.objects.get()


def receive(cast: Cast, clicks: Clicks, amount: int) -> None:
    owed = debt()
    clicks.send(
        cast.clerk_east,
        "claims:receive_overpayment",
        owed.pk,
        amount=amount,
        received_on=DAY,
        evidence="回单1",
    )
    with system_scope():
        [waiting] = Recovery.objects.filter(checked_by__isnull=True)
    clicks.send(cast.reviewer_east, "claims:check_recovery", owed.pk, waiting.pk)


def test_from_finding_to_paid_back(cast: Cast, person: Person, clicks: Clicks) -> None:
    clerk, reviewer = cast.clerk_east, cast.reviewer_east
    clicks.send(
        clerk, "claims:record_overpayment", number=person.certno, name=person.psn_name, insutype="390", setl_id="",
        source="entry", amount="1000.00", reason="重复报销", tel="",
    )  # fmt: skip
    assert debt().number in clicks.shows(clerk, "claims:overpayments")
    clicks.send(reviewer, "claims:confirm_overpayment", debt().pk)
    clicks.send(
        clerk, "claims:agree_overpayment", debt().pk, agreement_no="协1", agreed_on=DAY, parts=2,
        first_due=dt.date(2020, 7, 1),
    )  # fmt: skip
    assert debt().state == "agreed"
    receive(cast, clicks, 400)
    with system_scope():
        assert (debt().state, debt().outstanding) == ("agreed", 600)
    receive(cast, clicks, 600)
    with system_scope():
        assert (debt().state, debt().outstanding) == ("closed", 0)
    assert "1,000.00" in clicks.shows(clerk, "claims:overpayment", debt().pk)


@pytest.mark.parametrize(("decision", "state"), [("yes", "written_off"), ("no", "confirmed")])
def test_a_write_off_is_asked_and_decided(
    cast: Cast, person: Person, clicks: Clicks, decision: str, state: str
) -> None:
    clicks.send(
        cast.clerk_east, "claims:record_overpayment", number=person.certno, name=person.psn_name, insutype="390",
        setl_id="", source="entry", amount="80.00", reason="重复报销", tel="",
    )  # fmt: skip
    clicks.send(cast.reviewer_east, "claims:confirm_overpayment", debt().pk)
    clicks.send(cast.clerk_east, "claims:ask_write_off", debt().pk, reason="无力偿还")
    clicks.send(cast.approver_city, "claims:decide_write_off", debt().pk, decision=decision)
    assert debt().state == state
