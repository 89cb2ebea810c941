"""Sheets of the catalogue, of own codes and of drugs in stock."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from claims.models import CatalogueItem, CatalogueVersion, DrugStock, InstitutionCode
from claims.services.catalogue_versions import CatalogueRefused, discard_draft, put_in_force
from claims.spreadsheets.catalogue_export import catalogue_workbook
from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from config.spreadsheets.withdrawing import DependedOn
from institutions.models import Duty, User
from tests.cast import Cast, make_user
from tests.claims.catalogue.making import days, item
from tests.claims.catalogue.making import put_in_force as straight_in_force
from tests.claims.spreadsheets.sheets import bring, found


@pytest.fixture
def handler(cast: Cast) -> User:
    with system_scope():
        return make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)


@pytest.fixture
def take(cast: Cast, handler: User, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(kind: str, *rows: dict[str, Any], user: User | None = None, agency: Any = None) -> ImportRun:
        return bring(tmp_path, kind, rows, user or handler, agency or cast.city)

    return run


def row(code: str, **given: Any) -> dict[str, Any]:
    terms = {"item_name": f"药品{code}", "list_type": "101", "chrgitm_lv": "01"}
    return {"med_list_codg": code, "begndate": "2020-01-01", **terms, **given}


def draft() -> CatalogueVersion:
    return CatalogueVersion.objects.get(state="draft")


def test_a_sheet_becomes_a_draft_that_a_second_person_puts_in_force(
    cast: Cast, handler: User, take: Any
) -> None:
    run = take(
        "catalogue",
        row(
            "X1", chrgitm_lv="02", selfpay_prop=0.1, enddate="2020-12-31", pay_standard=1.123456, negotiated=1
        ),
        row("X1", begndate="2021-01-01", chrgitm_lv="02"),
        row("X2", enddate="2021-12-31"),
        row("X2", change="exit", begndate="2022-01-01", reason="撤市"),
    )
    assert (run.bad_count, run.state) == (0, "done")
    with system_scope():
        told = [
            (one.med_list_codg, one.change, str(one.period.lower), one.period.upper and str(one.period.upper))
            for one in draft().items.order_by("med_list_codg", "period")
        ]
        assert told == [
            ("X1", "entry", "2020-01-01", "2021-01-01"),
            ("X1", "change", "2021-01-01", None),
            ("X2", "entry", "2020-01-01", "2022-01-01"),
            ("X2", "exit", "2022-01-01", None),
        ]
        first = draft().items.get(med_list_codg="X1", change="entry")
        assert (first.selfpay_prop, first.pay_standard, first.negotiated) == (
            Decimal("0.1"),
            Decimal("1.123456"),
            True,
        )
        assert CatalogueItem.objects.get(change="exit").chrgitm_lv == ""
        version = put_in_force(version=draft(), acting_user=cast.reviewer_city)
        assert (version.number, version.handled_by, version.reviewed_by) == (1, handler, cast.reviewer_city)
    with pytest.raises(DependedOn):
        engine.withdraw_run(run=run, acting_user=handler)


def test_the_same_sheet_twice_changes_nothing(cast: Cast, take: Any) -> None:
    rows = [row("X1"), row("X2", chrgitm_lv="02", pric_uplmt_amt=3.5)]
    first = take("catalogue", *rows)
    again = take("catalogue", *rows, row("X3"))
    assert (first.new_count, again.new_count, again.changed_count, again.same_count) == (2, 1, 0, 2)
    with system_scope():
        put_in_force(version=draft(), acting_user=cast.reviewer_city)
    third = take("catalogue", row("X3"), *rows)
    assert (third.new_count, third.changed_count, third.same_count) == (0, 0, 3)
    with system_scope():
        assert not CatalogueVersion.objects.filter(state="draft").exists()
    changed = take("catalogue", row("X1", chrgitm_lv="02"), row("X2", chrgitm_lv="02", pric_uplmt_amt=3.5))
    assert (changed.new_count, changed.same_count) == (1, 1)
    with system_scope():
        assert [(one.med_list_codg, one.change) for one in draft().items.all()] == [("X1", "change")]


def test_a_withdrawn_sheet_leaves_the_draft_as_it_was(cast: Cast, handler: User, take: Any) -> None:
    take("catalogue", row("X1"))
    later = take("catalogue", row("X1", chrgitm_lv="03"), row("X2"))
    engine.withdraw_run(run=later, acting_user=handler)
    with system_scope():
        assert list(draft().items.values_list("med_list_codg", "chrgitm_lv")) == [("X1", "01")]


def test_a_draft_of_an_import_goes_with_its_import(cast: Cast, handler: User, take: Any) -> None:
    """Else the same file could not be brought in again."""
    run = take("catalogue", row("X1"))
    with system_scope(), pytest.raises(CatalogueRefused, match=str(run.pk)):
        discard_draft(version=draft(), acting_user=handler)
    engine.withdraw_run(run=run, acting_user=handler)
    with system_scope():
        discard_draft(version=draft(), acting_user=handler)
    assert take("catalogue", row("X1")).new_count == 1


def test_the_same_file_is_another_areas_own_catalogue(
    cast: Cast, handler: User, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    with system_scope():
        neighbour = cast.elsewhere.parent
        assert neighbour is not None
        other = make_user("handler.elsewhere", "北岭经办", neighbour, Duty.HANDLE)
    path = tmp_path / "national.csv"
    path.write_text(
        "med_list_codg,begndate,item_name,list_type,chrgitm_lv\nX1,2020-01-01,药品,101,01\n", "utf-8"
    )
    told = [
        engine.import_file(kind="catalogue", path=path, acting_user=user, agency=agency)
        for user, agency in ((handler, cast.city), (other, neighbour), (handler, cast.city))
    ]
    assert [(run.new_count, run.is_repeat) for run in told] == [(1, False), (1, False), (0, True)]
    with system_scope():
        assert CatalogueVersion.objects.filter(items__med_list_codg="X1").count() == 2


def test_wrong_rows_come_back_with_their_row(cast: Cast, take: Any) -> None:
    run = take(
        "catalogue",
        row("X1", item_name=None),
        row("X2", change="exit"),
        row("X3", change="exit", reason="退出"),
        row("X4", change="overlay", chrgitm_lv="02"),
        row("X5", change="change"),
        row("X6", enddate="2019-12-31"),
        row("X7", selfpay_prop=1.5),
        row("X8", chrgitm_lv="04"),
        row("X 9"),
        row("Y1", insutype="390"),
        row("Y1"),
        row("Y2"),
        row("Y2", begndate="2020-06-01"),
    )
    assert found(run) == [
        (2, "item_name", "item_needs"),
        (3, "reason", "exit_needs_reason"),
        (4, "med_list_codg", "item_not_in_catalogue"),
        (5, "med_list_codg", "item_not_in_catalogue"),
        (6, "med_list_codg", "item_not_in_catalogue"),
        (7, "enddate", "end_before_begin"),
        (8, "selfpay_prop", "share_too_large"),
        (9, "chrgitm_lv", "not_a_code"),
        (10, "med_list_codg", "bad_pattern"),
        (14, "begndate", "rows_overlap"),
    ]


def test_a_county_makes_no_catalogue(cast: Cast, take: Any) -> None:
    run = take("catalogue", row("X1"), user=cast.clerk_east, agency=cast.east)
    assert found(run) == [(2, "med_list_codg", "catalogue_of_city")]


def test_each_scheme_has_its_own_draft(cast: Cast, take: Any) -> None:
    take("catalogue", row("X1", insutype="380"), row("X1", insutype="391", chrgitm_lv="02"), row("X1"))
    with system_scope():
        told = CatalogueVersion.objects.order_by("insutype").values_list("insutype", "items__chrgitm_lv")
        assert list(told) == [("", "01"), ("380", "01"), ("391", "02")]


def code(own: str, means: str | None, **given: Any) -> dict[str, Any]:
    return {
        "fixmedins_code": "H99010100001",
        "medins_list_codg": own,
        "med_list_codg": means,
        "begndate": "2020-01-01",
        **given,
    }


def test_own_codes(cast: Cast, take: Any) -> None:
    with system_scope():
        straight_in_force(cast.area, [item("X1")], by=cast.clerk_east, reviewed_by=cast.reviewer_city)
    by_east = {"user": cast.clerk_east, "agency": cast.east}
    run = take(
        "institution_codes",
        code("a", "X1"),
        code("b", None, enddate="2020-06-30"),
        code("c", "Z9"),
        **by_east,
    )
    assert (run.new_count, run.bad_count) == (3, 0)
    assert found(run, "warning") == [(4, "med_list_codg", "national_code_unknown")]
    wrong = take(
        "institution_codes",
        code("a", "X1", begndate="2021-01-01"),
        code("b", "X1", begndate="2020-07-01"),
        code("d", "X1", fixmedins_code="H99010200001"),
        code("e", "X1", enddate="2019-01-01"),
        **by_east,
    )
    assert found(wrong) == [
        (2, "begndate", "meaning_overlaps"),
        (4, "fixmedins_code", "out_of_scope"),
        (5, "enddate", "end_before_begin"),
    ]
    with system_scope():
        assert InstitutionCode.objects.filter(medins_list_codg="b").count() == 2


def test_drugs_in_stock_are_negotiated_ones(cast: Cast, take: Any) -> None:
    with system_scope():
        straight_in_force(
            cast.area,
            [item("N1", negotiated=True, period=days("2020-01-01", "2022-01-01")), item("X1")],
            by=cast.clerk_east,
            reviewed_by=cast.reviewer_city,
        )
    kept = {"fixmedins_code": "H99010100001", "med_list_codg": "N1", "begndate": "2020-03-01"}
    run = take("drug_stock", kept, {**kept, "med_list_codg": "X1"}, user=cast.clerk_east, agency=cast.east)
    assert found(run) == [(3, "med_list_codg", "not_negotiated")]
    again = take("drug_stock", {**kept, "begndate": "2020-05-01"}, user=cast.clerk_east, agency=cast.east)
    assert found(again) == [(2, "begndate", "stock_overlaps")]
    with system_scope():
        assert DrugStock.objects.get().institution == cast.hospital_east


@pytest.mark.parametrize("scheme", ["", "390"])
def test_the_exported_catalogue_brought_again_changes_nothing(
    cast: Cast, handler: User, take: Any, client: Client, tmp_path: Path, scheme: str
) -> None:
    take(
        "catalogue",
        row(
            "X1",
            insutype=scheme,
            chrgitm_lv="02",
            selfpay_prop=0.1,
            pay_standard=1.123456,
            negotiated=1,
            spec="片",
        ),
        row("X2", insutype=scheme, enddate="2020-12-31", pric_uplmt_amt=999999, restriction="限住院"),
        row("X3", insutype=scheme, enddate="2019-12-31", begndate="2019-01-01"),
        row("X3", insutype=scheme, change="exit", begndate="2020-01-01", reason="撤市"),
    )
    with system_scope():
        put_in_force(version=draft(), acting_user=cast.reviewer_city)
    client.force_login(handler)
    reply = client.get(reverse("claims:catalogue_xlsx"), {"day": "2020-06-01"})
    path = tmp_path / "again.xlsx"
    path.write_bytes(b"".join(reply.streaming_content))  # type: ignore[attr-defined]
    again = engine.import_file(kind="catalogue", path=path, acting_user=handler, agency=cast.city)
    assert (again.total_count, again.bad_count, again.new_count, again.changed_count) == (3, 0, 0, 0)
    with system_scope():
        assert not CatalogueVersion.objects.filter(state="draft").exists()
        assert CatalogueItem.objects.count() == 4


def test_a_changed_row_of_the_export_is_one_change(
    cast: Cast, handler: User, take: Any, tmp_path: Path
) -> None:
    take("catalogue", row("X1"), row("X2"))
    with system_scope():
        put_in_force(version=draft(), acting_user=cast.reviewer_city)
        book = load_workbook(catalogue_workbook(area=cast.area, day=dt.date(2020, 6, 1)))
    sheet = book.active
    assert sheet is not None
    names = [str(cell.value) for cell in sheet[1]]
    sheet.cell(row=2, column=next(n for n, name in enumerate(names, 1) if "chrgitm_lv" in name), value="02")
    book.save(tmp_path / "changed.xlsx")
    run = engine.import_file(
        kind="catalogue", path=tmp_path / "changed.xlsx", acting_user=handler, agency=cast.city
    )
    assert (run.bad_count, run.new_count) == (0, 1)
    with system_scope():
        assert [one.med_list_codg for one in draft().items.all()] == ["X1"]
