"""The pages of balances from before pooling, handover lists and mergings, and their sheets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.desk import items_of
from config.models import ImportRun
from config.periods import Month
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from funds.desk_mergings import merging_items
from funds.desk_openings import opening_items
from funds.models import BookMerging, Handover, HandoverItem, LegacyArrear, Opening, OpeningUse
from funds.services.handovers.prepare import make_handover
from funds.services.open_book import open_book
from institutions.models import User
from tests.cast import Cast
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults
from tests.support.policies import put_policy_in_force

from .conftest import Counters, scan
from .test_book_mergings import FIRST, Old, old
from .test_openings import act, audited, ningbo, pooled

__all__ = ["ningbo", "old"]


def send(
    client: Client, user: User, page: str, /, *args: int, expect: int = 302, **values: Any
) -> HttpResponse:
    client.force_login(user)
    answer: Any = client.post(reverse(f"funds:{page}", args=args), {"submission": uuid4(), **values})
    assert answer.status_code == expect, answer.content.decode()[:2000]
    return answer  # type: ignore[no-any-return]


def read(client: Client, user: User, name: str, *args: int, **asked: Any) -> str:
    client.force_login(user)
    answer = client.get(reverse(f"funds:{name}", args=args), asked)
    assert answer.status_code == 200
    return (
        b"".join(answer).decode(errors="replace")
        if answer.streaming
        else answer.content.decode(errors="replace")
    )


def desk(user: User) -> dict[str, dt.date | None]:
    with acting_as(user):
        mine = user.assignments_in_force[0]
        return {
            item.title: item.due for item in (*items_of(opening_items(mine)), *items_of(merging_items(mine)))
        }


def test_a_balance_goes_its_course_on_pages(ningbo: Cast, counters: Counters, client: Client) -> None:
    parts = {"insutype": "390", "paper": "审1号", "fiscal_special_account": "10.00", "payable": "310.00"}
    send(client, counters.finance_east, "enter_opening", **parts)
    with system_scope():
        pk = Opening.objects.get().pk
    send(client, ningbo.reviewer_east, "check_opening", pk, expect=422)
    send(client, counters.finance_east, "attach_opening", pk, title="审计报告", upload=scan())
    # Due with the day the policy (assumed) names.
    assert desk(ningbo.reviewer_east) == {"审计结余待复核": dt.date(2022, 3, 31)}
    send(client, ningbo.reviewer_east, "check_opening", pk)
    send(client, ningbo.finance_city, "return_opening", pk, reason="缺附表")
    assert "缺附表" in read(client, counters.finance_east, "opening", pk)
    send(client, counters.finance_east, "enter_opening", **parts)
    send(client, ningbo.reviewer_east, "check_opening", pk)
    assert "审计结余待确认" in desk(ningbo.finance_city)
    send(client, ningbo.finance_city, "confirm_opening", pk)
    send(client, ningbo.approver_city, "book_opening", pk)
    paid = {"kind": "gap_paid", "happened_on": "2022-05-01", "evidence": "回单1"}
    send(client, ningbo.finance_city, "use_opening", pk, amount="301.00", expect=422, **paid)
    send(client, ningbo.finance_city, "use_opening", pk, amount="100.00", **paid)
    with system_scope():
        use = OpeningUse.objects.get().pk
    assert "统筹前结余使用待入账" in desk(ningbo.reviewer_city)
    send(client, ningbo.reviewer_city, "book_opening_use", use)
    send(client, ningbo.reviewer_city, "refuse_opening_use", use, reason="x", expect=422)
    page = read(client, counters.finance_east, "opening", pk)
    assert "200.00" in page
    assert reverse("funds:entry", args=[1])[:-2] in page
    for asked in ({"print": 1}, {"export": 1}, {}):
        read(client, counters.finance_east, "opening", pk, **asked)
        read(client, ningbo.finance_city, "openings", **asked)
    for name in ("use_opening", "charge_opening"):
        read(client, ningbo.finance_city, name, pk)
    # Another county's people do not find it.
    client.force_login(ningbo.clerk_west)
    assert client.get(reverse("funds:opening", args=[pk])).status_code == 404


def test_a_handover_on_pages(ningbo: Cast, counters: Counters, client: Client) -> None:
    opening = audited(ningbo, counters, {"fiscal_special_account": "5.00"})
    offices = {"giver": "甲", "receiver": "乙", "supervisor": "丙"}
    east = counters.finance_east
    send(client, east, "make_handover", kind="fund", title="基金", expect=422, **offices)
    send(client, east, "make_handover", kind="fund", title="基金", opening=opening.pk, **offices)
    send(client, east, "make_handover", kind="records", title="档案", **offices)
    with system_scope():
        records = Handover.objects.get(kind="records").pk
    send(client, east, "put_handover_item", records, name="参保档案", quantity="12", unit="卷")
    with system_scope():
        item = HandoverItem.objects.get(handover=records).pk
    send(client, east, "handover_found", item, found_quantity="11", expect=422)
    send(client, east, "handover_found", item, found_quantity="11", difference="缺一卷")
    send(client, east, "seal_handover", records)
    assert "移交清册待签字" in desk(ningbo.auditor_city)
    send(client, east, "sign_handover", records, part="giver")
    send(client, ningbo.approver_city, "sign_handover", records, part="receiver")
    send(client, ningbo.auditor_city, "sign_handover", records, part="giver", expect=422)
    send(
        client,
        east,
        "paper_signature",
        records,
        part="supervisor",
        name="监交人",
        signed_on="2022-01-05",
        scan=scan(),
    )
    page = read(client, ningbo.finance_city, "handover", records)
    assert "缺一卷" in page
    assert "监交人" in page
    assert "监交人" in read(client, east, "handover", records, print=1)
    read(client, east, "handovers")


def test_merging_on_pages(old: Old, client: Client) -> None:
    """Each time the desk says which step is next, and whose it is."""
    finance, approver, pk = old.counters.finance_east, old.counters.approver_east, old.merging.pk
    assert "提出旧账套合并结账" in desk(finance)
    with system_scope():
        source = old.merging.sources.get(book=old.books["380"]).pk
    arrear = {
        "kind": "other_income",
        "debtor": "县财政局",
        "of_year": "2015",
        "amount": "30.00",
        "evidence": "1",
    }
    send(client, finance, "enter_legacy_arrear", pk, source=source, **arrear)
    with system_scope():
        one = LegacyArrear.objects.get().pk
    assert "欠费尚未确认" in read(client, finance, "book_merging", pk)
    assert "旧账欠费待确认" in desk(approver)
    assert desk(finance) == {}
    send(client, finance, "propose_book_closing", pk, expect=422)
    send(client, approver, "confirm_legacy_arrear", one)
    send(client, finance, "pay_legacy_arrear", one, amount="10.00", received_on="2018-02-01", evidence="2")
    send(client, finance, "list_legacy_benefits", pk)
    send(client, finance, "propose_book_closing", pk, expect=422)
    with system_scope():
        payment = LegacyArrear.objects.get().payments.get().pk
    assert "旧账欠费缴款待入账" in desk(approver)
    send(client, approver, "decide_arrear_payment", payment)
    send(client, finance, "propose_book_closing", pk)
    assert desk(finance) == {}
    assert "旧账套待合并结账" in desk(approver)
    send(client, approver, "close_book_merging", pk)
    assert desk(approver) == {}
    with system_scope():
        assert BookMerging.objects.get().state == "closed"
    assert "1,500.03" in read(client, finance, "book_merging", pk)
    for asked in ({"print": 1}, {"export": 1}):
        read(client, finance, "book_merging", pk, **asked)
    read(client, finance, "book_mergings")
    read(client, finance, "begin_book_merging")
    send(client, approver, "drop_legacy_arrear", one, reason="x", expect=422)


def test_a_unit_that_did_not_begin_to_merge_is_told(
    cast: Cast, counters: Counters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2017, 3, 20, 4, tzinfo=dt.UTC))
    with system_scope():
        put_policy_in_force(cast, "hegang.yaml")
        assert desk(counters.finance_east) == {}
        open_book(insutype="380", unit=cast.east, first=Month(2017, 1), acting_user=counters.finance_east)
    assert desk(counters.finance_east) == {"开始合并旧制基金": FIRST}
    assert desk(counters.approver_east) == {}


def test_sheets_of_balances_and_items(
    cast: Cast, counters: Counters, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pooled(cast, monkeypatch)
    calls = iter(range(9))

    def take(kind: str, *rows: list[Any]) -> ImportRun:
        path = workbook(tmp_path / f"{next(calls)}.xlsx", list(rows), sheet=kind)
        return engine.import_file(kind=kind, path=path, acting_user=counters.finance_east, agency=cast.east)

    head = ["insutype", "paper", "held", "amount"]
    bad = take(
        "opening_balances", head, ["390", "审1号", "fiscal_special_account", "-1"], ["390", "审2号", "payable", "3"],
        ["999", "审1号", "payable", "3"], ["390", "审1号", "nothing", "3"],
    )  # fmt: skip
    assert {(row, column) for row, column, *_rest in faults(bad)} >= {(2, "amount"), (5, "held")}
    take(
        "opening_balances",
        head,
        ["390", "审1号", "fiscal_special_account", "900"],
        ["390", "审1号", "payable", "3.5"],
    )
    with system_scope():
        assert Opening.objects.get().balance == Decimal("896.50")
    assets = act_handover(cast, counters)
    head = ["title", "name", "quantity", "unit", "amount"]
    assert faults(take("handover_items", head, ["没有", "服务器", "2", "台", "80000"]))
    take("handover_items", head, ["资产", "服务器", "2", "台", "80000"])
    with system_scope():
        item = HandoverItem.objects.get(handover=assets)
        assert (item.quantity, item.amount) == (2, 80000)
    assert faults(take("handover_items", head, ["资产", "服务器", "3", "台", "80000"]))


def act_handover(cast: Cast, counters: Counters) -> Handover:
    found: Handover = act(
        make_handover, counters.finance_east, county=cast.east, kind="assets", title="资产", giver="甲",
        receiver="乙", supervisor="丙",
    )  # fmt: skip
    return found
