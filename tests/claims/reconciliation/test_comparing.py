"""An institution's month by sheet: what differs, kind by kind, what a person decides, when the month is reconciled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims.models import (
    BillProblem,
    Reconciliation,
    ReconciliationDifference,
    ReconciliationLine,
    Settlement,
)
from claims.services.reconciliation.compare import compare
from claims.services.reconciliation.decide import ReconciliationRefused, decide_difference, decide_kind
from config.errors import DomainError
from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets.engine import withdraw_run
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_person
from tests.claims.making import make_bill
from tests.claims.raw import raw_settlement
from tests.claims.spreadsheets.sheets import bring, found

Take = Callable[..., ImportRun]
MARCH = dt.date(2020, 3, 1)
HEAD = {
    "fixmedins_code": "H99010100001", "insutype": "390", "clr_type": "21", "setl_optins": "990101",
    "stmt_begndate": "2020-03-01", "stmt_enddate": "2020-03-31",
}  # fmt: skip


@pytest.fixture
def take(cast: Cast, tmp_path: Path, settings: Any) -> Take:
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(kind: str, *rows: dict[str, Any], user: Any = None) -> ImportRun:
        kind = f"reconciliation_{kind}" if kind in ("totals", "details") else kind
        return bring(tmp_path, kind, rows, user or cast.clerk_east, cast.east)

    return run


def settled(cast: Cast, number: str, amount: int = 1000, **given: Any) -> Settlement:
    """A stay in East's hospital that the pooled fund pays whole, counted in March unless told otherwise."""
    of_settlement = {
        name: given.pop(name) for name in ("clr_month", "refd_setl_flag", "is_current") if name in given
    }
    parts = {"fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 0, "inscp_scp_amt": amount}
    with system_scope():
        bill = make_bill(
            make_person(cast.east), cast.hospital_east, setl_id=number, medfee_sumamt=amount, **parts, **given
        )
        one = raw_settlement(bill, pay_loc=bill.pay_loc, **{"clr_month": MARCH, **of_settlement})
        one.save()
    return one


def cancelled(one: Settlement, *, month: dt.date = MARCH) -> None:
    with system_scope():
        amount = -one.medfee_sumamt
        raw_settlement(
            one.bill, setl_id=f"{one.setl_id}C", negates=one, refd_setl_flag=True, clr_month=month,
            medfee_sumamt=amount, inscp_scp_amt=amount, hifp_pay=amount, fund_pay_sumamt=amount,
        ).save()  # fmt: skip
        Settlement.unscoped.filter(pk=one.pk).update(negated=True)


def detail(number: str, amount: int = 1000, **given: Any) -> dict[str, Any]:
    return {
        **HEAD,
        "setl_id": number,
        "medfee_sumamt": amount,
        "fund_pay_sumamt": amount,
        "acct_pay": 0,
        **given,
    }


def total(count: int, amount: int, **given: Any) -> dict[str, Any]:
    return {
        **HEAD, "medfee_sumamt": amount, "fund_pay_sumamt": amount, "acct_pay": 0, "fixmedins_setl_cnt": count,
        **given,
    }  # fmt: skip


def only() -> Reconciliation:
    with system_scope():
        found: Reconciliation = Reconciliation.objects.select_related("county__parent", "institution").get()
    return found


def kinds() -> dict[str, str]:
    with system_scope():
        return dict(ReconciliationDifference.objects.values_list("setl_id", "kind"))


def test_every_kind_of_difference(cast: Cast, take: Take) -> None:
    settled(cast, "SAME")
    settled(cast, "AMOUNT", 1000)
    settled(cast, "OURS")
    settled(cast, "LATER", clr_month=dt.date(2020, 4, 1))
    settled(cast, "SCHEME", insutype="310")
    settled(cast, "COUNTER", pay_loc="1")
    settled(cast, "TYPE")
    settled(cast, "BACK")
    cancelled(settled(cast, "GONE"))
    cancelled(settled(cast, "GONE_BOTH"))
    cancelled(settled(cast, "GONE_LATER"), month=dt.date(2020, 4, 1))
    with system_scope():
        waits = make_bill(make_person(cast.east), cast.hospital_east, setl_id="WAITS")
        BillProblem.objects.create(bill=waits, code="not_covered")
    listed = take(
        "details",
        detail("SAME", cash_payamt=0),
        detail("AMOUNT", 1001),
        detail("UNKNOWN"),
        *(
            detail(number)
            for number in ("LATER", "SCHEME", "COUNTER", "GONE", "GONE_BOTH", "GONE_LATER", "BACK")
        ),
        detail("WAITS", 10_000),
        detail("TYPE", clr_type="11"),
        detail("GONE_BOTHC", -1000, refd_setl_flag=1),
        detail("R1", -1000, refd_setl_flag=1, init_setl_id="BACK"),
    )
    assert listed.bad_count == 0, list(listed.errors.values())
    assert kinds() == {
        "AMOUNT": "amounts",
        "OURS": "missing_there",
        "UNKNOWN": "missing_here",
        "LATER": "other_month",
        "SCHEME": "other_scheme",
        "COUNTER": "counter",
        "TYPE": "other_type",
        "GONE": "cancelled",
        "BACK": "cancelled_there",
        "WAITS": "waiting",
    }
    with system_scope():
        amounts = ReconciliationDifference.objects.get(setl_id="AMOUNT")
        later = ReconciliationDifference.objects.get(setl_id="LATER")
    assert (amounts.their_medfee, amounts.our_medfee, amounts.our_cnt) == (1001, 1000, 1)
    assert (later.counts_in, later.our_cnt, later.psn_no) == (dt.date(2020, 4, 1), None, "")
    assert only().state == "open"


def test_totals_that_match_reconcile_the_month(cast: Cast, take: Take) -> None:
    """3201 alone is enough where it matches; the outpatient bill counts as such, the cancelled one not at all."""
    settled(cast, "A", 1000)
    settled(cast, "B", 500)
    settled(cast, "C", 70, med_type="11")
    cancelled(settled(cast, "D"))
    take("totals", total(2, 1500), total(1, 71, clr_type="11"))
    assert only().state == "open"
    with system_scope():
        [found] = ReconciliationDifference.objects.all()
    assert (found.kind, found.clr_type, found.their_fund, found.our_fund) == ("total", "11", 71, 70)
    again = take("totals", total(2, 1500), total(1, 70, clr_type="11"))
    assert (again.bad_count, only().state, kinds()) == (0, "matched", {})


def test_the_month_is_reconciled_once_every_difference_is_decided(cast: Cast, take: Take) -> None:
    settled(cast, "A")
    settled(cast, "B")
    rows = detail("A"), detail("X"), detail("Y")
    take("details", *rows)
    take("totals", total(3, 3000))
    assert kinds() == {"B": "missing_there", "X": "missing_here", "Y": "missing_here"}
    clerk, one = cast.clerk_east, only()
    with acting_as(clerk):
        [ours] = ReconciliationDifference.objects.filter(setl_id="B")
        refused = [
            ("ours", " ", "Say why"),
            ("later", "次月", "counts here already"),
            ("", "x", "what becomes"),
        ]
        for decision, reason, why in refused:
            with pytest.raises(ReconciliationRefused, match=why):
                decide_difference(difference=ours, decision=decision, reason=reason, acting_user=clerk)
        assert (
            decide_difference(difference=ours, decision="ours", reason="票据在案", acting_user=clerk).state
            == "open"
        )
        with pytest.raises(ReconciliationRefused, match="changed"):
            decide_kind(
                reconciliation=one,
                kind="missing_here",
                decision="later",
                reason="次月上传",
                seen=1,
                acting_user=clerk,
            )
        with pytest.raises(DutyMissing):
            decide_kind(
                reconciliation=one, kind="missing_here", decision="later", reason="x", seen=2,
                acting_user=cast.clerk_west,
            )  # fmt: skip
        after = decide_kind(
            reconciliation=one,
            kind="missing_here",
            decision="later",
            reason="次月上传",
            seen=2,
            acting_user=clerk,
        )
    assert after.state == "decided"
    # The same sheet changes nothing; another list opens what is new in it and keeps what was decided.
    take("details", *rows)
    assert only().state == "decided"
    take("details", detail("A"), detail("X"), detail("Z"))
    take("totals", total(3, 3000))
    with system_scope():
        decided = dict(ReconciliationDifference.objects.values_list("setl_id", "decision"))
        assert ReconciliationLine.objects.count() == 3
    assert (decided, only().state) == ({"B": "ours", "X": "later", "Z": ""}, "open")


def test_what_was_missing_and_came_is_no_difference_any_more(cast: Cast, take: Take) -> None:
    take("details", detail("LATE"))
    assert kinds() == {"LATE": "missing_here"}
    with system_scope():
        seen = ReconciliationDifference.objects.get()
    settled(cast, "LATE")
    compare(reconciliations=[only().pk])
    assert (kinds(), only().state) == ({}, "matched")
    with acting_as(cast.clerk_east), pytest.raises(ReconciliationRefused, match="list changed"):
        decide_difference(difference=seen, decision="later", reason="次月", acting_user=cast.clerk_east)


def test_sheets_that_are_wrong_say_so(cast: Cast, take: Take) -> None:
    wrong = [
        ({"stmt_enddate": "2020-03-30"}, "statement_not_a_month"),
        ({"stmt_begndate": "2099-03-01", "stmt_enddate": "2099-03-31"}, "statement_of_the_future"),
        ({"setl_optins": "990102"}, "statement_elsewhere"),
        ({"fixmedins_code": "H99010200001", "setl_optins": "990102"}, "out_of_scope"),
        ({"fixmedins_code": "H99999999999"}, "unknown_reference"),
        ({"medfee_sumamt": -5}, "amount_negative"),
        ({"refd_setl_flag": 1}, "cancel_positive"),
    ]
    run = take("details", *(detail(f"W{n}", **given) for n, (given, _code) in enumerate(wrong)))
    said = {(row, code) for row, _column, code in found(run)}
    assert {(n + 2, code) for n, (_given, code) in enumerate(wrong)} <= said
    assert not kinds()
    good = take("details", detail("A"))
    with pytest.raises(DomainError, match="corrected sheet"):
        withdraw_run(run=good, acting_user=cast.clerk_east)
