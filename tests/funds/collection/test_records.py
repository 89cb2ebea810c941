"""The four sheets: found again by number, corrected by a later one, wrong rows named; our own receipts taken over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from config.models import ImportRun, RowError
from config.scoping import system_scope
from config.spreadsheets.engine import import_file, withdraw_run
from config.spreadsheets.writer import write_table
from enrollment.models import Receipt
from funds.models import CollectionDifference, CollectionRecord, CollectionSignOff
from funds.services.fund_reconciliation.sign import sign_off
from tests.cast import Cast, make_user
from tests.funds.collection.planting import MONTH
from tests.funds.collection.test_comparing import compare
from tests.funds.test_receipts import receipts
from tests.support.policies import put_policy_in_force

HEAD = ("key", "county", "payer_group", "insutype", "day", "amount", "payer_no", "payer_name", "bundle")


def bring(cast: Cast, path: Path, source: str, *rows: tuple[Any, ...], **given: Any) -> ImportRun:
    write_table(path, HEAD, [(*row, *("", "", "")[: 9 - len(row)]) for row in rows], sheet="collection")
    given = {"acting_user": cast.finance_city, "agency": cast.city, **given}
    return import_file(kind=f"collection_{source}", path=path, **given)


@pytest.mark.duty("NB-13")
def test_a_later_sheet_corrects_and_wrong_rows_are_named(cast: Cast, tmp_path: Path) -> None:
    put_policy_in_force(cast, "ningbo.yaml")
    good = ("V1", "990101", "", "390", "2022-03-05", "350.00", "P1", "甲")
    rows = (
        good,
        ("V2", "990101", "employer", "310", "2022-03-06", "0", "P2", "乙"),
        ("V3", "990101", "", "310", "2022-03-06", "5", "P2", "乙"),
        ("V4", "990101", "employer", "390", "2022-03-06", "5", "P2", "乙"),
        ("V5", "980101", "employer", "310", "2022-03-06", "5", "P2", "乙"),
        ("V1", "990101", "resident", "390", "2022-03-05", "70.00", "P1", "甲"),
    )
    run = bring(cast, tmp_path / "a.xlsx", "tax", *rows)
    assert (run.state, run.new_count, run.bad_count) == ("done", 2, 4)
    with system_scope():
        assert list(RowError.objects.filter(run=run).values_list("row", "column", "code")) == [
            (3, "amount", "collection_zero"),
            (4, "payer_group", "required"),
            (5, "payer_group", "collection_group"),
            (6, "county", "out_of_scope"),
        ]
        told = list(CollectionRecord.objects.order_by("n").values_list("key", "n", "amount", "month"))
        assert told == [("V1", 1, 70, MONTH), ("V1", 2, 350, MONTH)]
    for source in ("treasury", "finance", "insurance"):
        first = bring(cast, tmp_path / "b.xlsx", source, good, rows[-1])
        assert (first.state, first.new_count) == ("done", 2)
    compare(cast)
    with system_scope():
        assert not CollectionDifference.objects.exists()
        user = make_user("finance.east", "东山财务", cast.east, "finance")
        sign_off(agency=cast.east, month=MONTH, payer_group="resident", acting_user=user)
    # The same again changes nothing, a corrected sheet makes the signature out of date at once.
    same = bring(cast, tmp_path / "c.xlsx", "finance", rows[-1], good)
    assert (same.new_count, same.changed_count, same.same_count) == (0, 0, 2)
    with system_scope():
        assert CollectionSignOff.objects.get().stale_at is None
    changed = bring(cast, tmp_path / "d.xlsx", "finance", rows[-1], (*good[:5], "351.00", "P1", "甲"))
    assert (changed.new_count, changed.changed_count, changed.same_count) == (0, 1, 1)
    with system_scope():
        assert CollectionSignOff.objects.get().stale_at is not None
    compare(cast)
    with system_scope():
        one = CollectionDifference.objects.get()
        assert (one.kind, one.source, one.tax, one.finance) == ("amount", "finance", 350, 351)
    withdraw_run(run=changed, acting_user=cast.finance_city)
    compare(cast)
    with system_scope():
        assert CollectionDifference.objects.get().state == "settled"


def test_a_county_leaves_another_countys_record_alone(cast: Cast, tmp_path: Path) -> None:
    put_policy_in_force(cast, "ningbo.yaml")
    east = ("V1", "990101", "", "390", "2022-03-05", "350.00", "P1", "甲")
    west = ("V1", "990102", "", "390", "2022-03-05", "7.00", "P9", "乙")
    assert bring(cast, tmp_path / "a.xlsx", "tax", east).state == "done"
    user = make_user("finance.west", "西水财务", cast.west, "finance")
    run = bring(cast, tmp_path / "b.xlsx", "tax", west, acting_user=user, agency=cast.west)
    with system_scope():
        found = list(RowError.objects.filter(run=run).values_list("row", "column", "code"))
        assert found == [(2, "key", "collection_elsewhere")]
        assert CollectionRecord.objects.get().amount == 350
    # Another teller's record under the same number is its own.
    assert (
        bring(cast, tmp_path / "c.xlsx", "treasury", west, acting_user=user, agency=cast.west).new_count == 1
    )


def test_our_own_receipts_are_the_fourth_teller(cast: Cast, tmp_path: Path) -> None:
    put_policy_in_force(cast, "ningbo.yaml")
    with system_scope():
        receipts(cast)
        Receipt.objects.update(received_on=dt.date(2022, 3, 28))
    # T3 still waits for a person: it was received all the same.
    told = [
        (f"T{n}", "990101", "employer", "310", "2022-03-28", amount, "E1")
        for n, amount in ((1, 525), (2, 535))
    ]
    for source in ("tax", "treasury", "finance"):
        assert bring(cast, tmp_path / "a.xlsx", source, *told).state == "done"
    assert compare(cast).plainly == 2
    with system_scope():
        found = CollectionDifference.objects.order_by("source").values_list(
            "kind", "source", "key", "insurance"
        )
        assert list(found) == [("missing", source, "T3", 7) for source in ("finance", "tax", "treasury")]
        Receipt.objects.filter(number="T1").update(amount=526, late_fee=1)
    assert compare(cast).plainly == 1
    with system_scope():
        # Taken back, or found to belong to another month: we tell of it here no longer.
        Receipt.objects.filter(number="T1").update(received_on=dt.date(2022, 4, 1))
    compare(cast)
    with system_scope():
        gone = CollectionDifference.objects.exclude(state="settled").get(key="T1")
        assert (gone.kind, gone.source, gone.insurance) == ("missing", "insurance", None)
