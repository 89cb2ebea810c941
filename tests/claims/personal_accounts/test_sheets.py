"""The two sheets of personal accounts, and the statement as page and workbook: the figures agree."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from claims.models import AccountBatch, AccountMovement, ContributionBase, PersonalAccount
from claims.reads.personal_accounts import statement_of
from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from enrollment.models import Person
from tests.cast import Cast
from tests.claims.spreadsheets.sheets import bring, found

from .making import (
    SCHEME,
    account_with,
    fresh,
    handler_at_city,
    insured,
    posted,
    put_accounts_in_force,
    spend,
)


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_accounts_in_force(cast)
        return insured(cast.east)


@pytest.fixture
def take(cast: Cast, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    with system_scope():
        handler = handler_at_city(cast)
    return lambda kind, *rows: bring(tmp_path, kind, rows, handler, cast.city)


def base(person: Person, **given: Any) -> dict[str, Any]:
    return {"psn_no": person.psn_no, "insutype": SCHEME, "month": "2022-03", "base": 6_500, **given}


def entry(person: Person, **given: Any) -> dict[str, Any]:
    return {
        "psn_no": person.psn_no, "insutype": SCHEME, "kind": "113", "amount": "1280.50", "day": "2021-12-31", **given,
    }  # fmt: skip


def bases() -> dict[tuple[str, str], Decimal]:
    with system_scope():
        rows = ContributionBase.objects.values_list("person__psn_no", "month", "base")
        return {(number, f"{month:%Y-%m}"): amount for number, month, amount in rows}


@pytest.mark.duty("NB-07")
def test_bases_come_in_are_put_right_and_taken_back(person: Person, take: Any, cast: Cast) -> None:
    run = take("contribution_bases", base(person), base(person, month="2022-04"))
    assert (run.state, run.new_count) == ("done", 2)
    assert bases() == {(person.psn_no, "2022-03"): 6_500, (person.psn_no, "2022-04"): 6_500}
    again: ImportRun = take("contribution_bases", base(person), base(person, month="2022-04", base=7_000))
    assert (again.same_count, again.changed_count) == (1, 1)
    assert bases()[person.psn_no, "2022-04"] == 7_000


def test_bases_that_cannot_be(person: Person, take: Any) -> None:
    run = take(
        "contribution_bases",
        base(person),
        base(person),
        base(person, psn_no="nobody"),
        base(person, month="2022-13"),
        base(person, month="2022-05", base="-1"),
        {"month": "2022-03", "base": 1},
    )
    faults = {(row, column) for row, column, _code in found(run)}
    assert {(3, "person_id"), (4, "psn_no"), (5, "month"), (6, "base"), (7, "psn_no")} >= faults - {
        (2, "person_id")
    }
    assert {row for row, _column in faults} >= {4, 5, 6, 7}


def test_a_month_that_is_credited_keeps_its_base(person: Person, take: Any, cast: Cast) -> None:
    take("contribution_bases", base(person))
    with system_scope():
        account = account_with(person, 0, cast.clerk_east)
        AccountMovement.objects.create(
            account=account, kind="101", cause="credit", amount=130, day=dt.date(2022, 3, 31), key="credit:2022-03",
            base=6_500, made_by=cast.clerk_east,
        )  # fmt: skip
    run = take("contribution_bases", base(person, base=9_000))
    assert found(run) == [(2, "month", "base_credited")]
    assert bases()[person.psn_no, "2022-03"] == 6_500


def test_opening_balances_wait_for_a_second_person(person: Person, take: Any, cast: Cast) -> None:
    run = take(
        "account_entries",
        entry(person),
        entry(person, kind="111", amount=20, reference="文1", day="2022-02-01"),
    )
    assert (run.state, run.bad_count) == ("done", 0)
    with system_scope():
        assert not PersonalAccount.objects.exists()
        batch = AccountBatch.objects.get()
    assert (batch.lines, batch.total) == (2, Decimal("1300.50"))
    posted(batch, cast.reviewer_city)
    with system_scope():
        assert PersonalAccount.objects.get().balance == Decimal("1300.50")
    # The same sheet again moves nothing a second time.
    take(
        "account_entries",
        entry(person),
        entry(person, kind="111", amount=20, reference="文1", day="2022-02-01"),
    )
    with system_scope():
        assert not AccountBatch.objects.exclude(pk=batch.pk).exclude(lines=0).exists()
        assert PersonalAccount.objects.get().balance == Decimal("1300.50")


def test_entries_that_cannot_be(person: Person, take: Any, cast: Cast) -> None:
    with system_scope():
        account_with(person, 5_000, cast.clerk_east)
    run = take(
        "account_entries",
        entry(person, kind="111", amount=0, reference="a"),
        entry(person, kind="111", amount=-5, reference="b"),
        entry(person, kind="104", amount=5, reference="c"),
        entry(person, kind="104", amount=-51, reference="d"),
        entry(person, kind="111", amount=5),
        entry(person, psn_no="nobody", kind="111", amount=5, reference="e"),
    )
    codes = {row: code for row, _column, code in found(run)}
    assert codes == {
        2: "amount_zero", 3: "entry_sign", 4: "entry_taken_sign", 5: "account_short", 6: "reference_needed",
        7: "person_unknown",
    }  # fmt: skip


def test_a_batch_not_posted_goes_with_its_sheet(person: Person, take: Any, cast: Cast) -> None:
    run = take("account_entries", entry(person))
    with system_scope():
        user = AccountBatch.objects.get().prepared_by
    engine.withdraw_run(run=run, acting_user=user)
    with system_scope():
        assert AccountBatch.objects.get().state == "discarded"


@pytest.mark.duty("NB-07")
def test_page_and_workbook_show_the_same_year(person: Person, cast: Cast, client: Client) -> None:
    with system_scope():
        account = account_with(person, 50_000, cast.clerk_east, day=dt.date(2021, 12, 31))
        AccountMovement.objects.create(
            account=account, kind="101", cause="credit", amount=Decimal("130.05"), day=dt.date(2022, 2, 28),
            key="credit:2022-02", base=6_500, made_by=cast.clerk_east,
        )  # fmt: skip
        spend(cast, person, 8_010)
    statement = statement_of(fresh(account), 2022)
    assert (statement.opening, statement.paid_in, statement.paid_out, statement.ends_with) == (
        Decimal(500), Decimal("130.05"), Decimal("80.10"), Decimal("549.95"),
    )  # fmt: skip
    assert statement.ends_with == fresh(account).balance
    client.force_login(cast.clerk_east)
    page = client.get(
        reverse("claims:personal_account", args=[account.pk]), {"year": "2022"}
    ).content.decode()
    for figure in ("500.00", "130.05", "80.10", "549.95"):
        assert figure in page
    reply = client.get(reverse("claims:personal_account_xlsx", args=[account.pk]), {"year": "2022"})
    sheet = load_workbook(io.BytesIO(b"".join(reply.streaming_content))).active  # type: ignore[attr-defined]
    assert sheet is not None
    figures = [[cell.value for cell in row] for row in sheet.iter_rows()]
    [opening] = [row for row in figures if row[-1] == 500 and row[0] is None]
    assert opening[6] == 500
    closing = figures[-1]
    assert [round(float(value), 2) for value in closing[4:9]] == [130.05, 80.10, 549.95, 0, 549.95]
