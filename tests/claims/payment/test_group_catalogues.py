"""Group catalogues by sheet: faults by row and column, two people, versions by date, out and in again unchanged."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import translation
from openpyxl import load_workbook

from claims.models import GroupCatalogue, PaymentGroup
from claims.services import group_catalogues as services
from claims.spreadsheets.payment_groups_export import factors_workbook, groups_workbook
from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from config.spreadsheets.withdrawing import DependedOn
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_user
from tests.claims.spreadsheets.sheets import bring, found


@pytest.fixture
def handler(cast: Cast) -> User:
    with system_scope():
        return make_user("handler.city", "市级经办", cast.city, Duty.HANDLE, Duty.REVIEW)


@pytest.fixture
def take(cast: Cast, handler: User, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(kind: str, *rows: dict[str, Any], user: User | None = None, agency: Any = None) -> ImportRun:
        return bring(tmp_path, kind, rows, user or handler, agency or cast.city)

    return run


def group(code: str, **given: Any) -> dict[str, Any]:
    terms = {"method": "dip", "year": 2024, "name": f"病种{code}", "diagnoses": "K35.8", "weight": 1000}
    return {"code": code, **terms, **given}


def enforced(cast: Cast, **given: Any) -> GroupCatalogue:
    with system_scope():
        draft = GroupCatalogue.objects.get(state="draft", **given)
        return services.put_in_force(catalogue=draft, acting_user=cast.reviewer_city)


@pytest.mark.duty("JJ-08", "NB-09", "HG-08", "NM-07")
def test_sheets_become_a_catalogue_that_a_second_person_puts_in_force(
    cast: Cast, handler: User, take: Any
) -> None:
    run = take(
        "payment_groups",
        group("K35.8:47.01", procedures="47.01", mean_cost="9500.00", base_disease=1),
        group("K35.8:保守", treatment="conservative", weight="412.5", mean_cost_lv3="5000"),
        group("FL", method="per_case", weight=None, quota="6200.5", quota_lv3=7000, diagnoses=None),
        group("GB1", method="drg", weight="1.2345", diagnoses=None),
        group("精神", method="bed_day", weight=None, quota_lv2=180, diagnoses="F20/F25"),
    )
    assert (run.bad_count, run.state) == (0, "done")
    code = cast.hospital_east.fixmedins_code
    take("institution_factors", {"method": "dip", "year": 2024, "fixmedins_code": code, "factor": "1.05"})
    with system_scope():
        draft = GroupCatalogue.objects.get(method="dip")
        groups = {one.code: one for one in draft.groups.all()}
        surgical, conservative = groups["K35.8:47.01"], groups["K35.8:保守"]
        assert (surgical.treatment, surgical.weight, surgical.mean_cost) == ("procedure", 1000, Decimal(9500))
        assert (conservative.weight, conservative.mean_cost_lv3) == (Decimal("412.5"), Decimal(5000))
        assert draft.factors.get().factor == Decimal("1.05")
        with pytest.raises(SamePerson):
            services.put_in_force(catalogue=draft, acting_user=handler)
        with pytest.raises(DutyMissing):
            services.put_in_force(catalogue=draft, acting_user=cast.clerk_east)
    version = enforced(cast, method="dip")
    assert (version.number, version.effective_from) == (1, dt.date(2024, 1, 1))
    with system_scope():
        # Neither the version nor its rows change any more, and its import stays.
        for change in (
            lambda: version.save(),
            lambda: surgical.delete(),
            lambda: draft.factors.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        with pytest.raises(services.GroupsRefused):
            services.describe_draft(
                catalogue=version,
                effective_from=dt.date(2024, 2, 1),
                rate=None,
                basis="",
                acting_user=handler,
            )
        with pytest.raises(DependedOn):
            engine.withdraw_run(run=run, acting_user=handler)


def test_what_is_wrong_is_said_by_row_and_column(cast: Cast, take: Any) -> None:
    run = take(
        "payment_groups",
        group("A", weight=None),
        group("B", quota=3),
        group("C", method="per_case"),
        group("D", diagnoses=None),
        group("E", treatment="procedure"),
        group("F", treatment="conservative", procedures="47.01"),
        group("G", year=1999),
        group("H"),
        group("H"),
        group("I", method="xyz"),
    )
    assert {(row, column) for row, column, _code in found(run)} == {
        (2, "weight"), (3, "quota"), (4, "quota"), (4, "weight"), (5, "diagnoses"), (6, "procedures"),
        (7, "procedures"), (8, "year"), (10, "method"), (11, "method"),
    }  # fmt: skip
    with system_scope():
        # The only sound row stands in the draft.
        assert list(PaymentGroup.objects.values_list("code", flat=True)) == ["H"]


def test_a_county_brings_no_catalogue(cast: Cast, take: Any) -> None:
    with system_scope():
        clerk = make_user("handler.east", "东山经办", cast.east, Duty.HANDLE)
    run = take("payment_groups", group("A"), user=clerk, agency=cast.east)
    assert {code for _row, _column, code in found(run)} == {"groups_of_city"}


def cells(workbook: Any) -> list[dict[str, Any]]:
    sheet = load_workbook(workbook).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    names = [str(name).rpartition("(")[2].rstrip(")") for name in head]
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.mark.duty("JJ-08")
def test_out_and_in_again_unchanged_and_a_new_version_by_date(cast: Cast, handler: User, take: Any) -> None:
    take(
        "payment_groups",
        group("A", procedures="47.01/47.09+54.11", mean_cost="9500.55"),
        group("B", weight="412.5"),
    )
    code = cast.hospital_east.fixmedins_code
    take("institution_factors", {"method": "dip", "year": 2024, "fixmedins_code": code, "factor": "1.05"})
    first = enforced(cast)
    with system_scope(), translation.override("zh-hans"):
        groups, factors = cells(groups_workbook(first)), cells(factors_workbook(first))
    assert len(groups), len(factors) == (2, 1)
    for kind, rows in (("payment_groups", groups), ("institution_factors", factors)):
        run = take(kind, *rows)
        assert (run.bad_count, run.state) == (0, "done")
    with system_scope():
        assert not GroupCatalogue.objects.filter(state="draft").exists()
    # One group changes: the draft holds all of them, and the factors.
    take("payment_groups", group("B", weight=500))
    with system_scope():
        draft = GroupCatalogue.objects.get(state="draft")
        with pytest.raises(ValidationError):
            services.describe_draft(
                catalogue=draft, effective_from=dt.date(2025, 1, 1), rate=None, basis="", acting_user=handler
            )
        services.describe_draft(
            catalogue=draft,
            effective_from=dt.date(2024, 7, 1),
            rate=Decimal("9.5"),
            basis="医保发〔2024〕9号",
            acting_user=handler,
        )
    second = enforced(cast)
    with system_scope():
        assert (second.number, second.groups.count(), second.factors.count()) == (2, 2, 1)
        weights = {
            day: PaymentGroup.objects.get(
                catalogue=services.catalogue_on(cast.area.pk, "dip", dt.date(2024, *day)), code="B"
            ).weight
            for day in ((6, 30), (7, 1))
        }
        assert weights == {(6, 30): Decimal("412.5"), (7, 1): 500}
        assert services.catalogue_on(cast.area.pk, "dip", dt.date(2023, 12, 31)) is None


def test_a_draft_is_thrown_away_once_its_import_is_withdrawn(cast: Cast, handler: User, take: Any) -> None:
    run = take("payment_groups", group("A"))
    with system_scope():
        draft = GroupCatalogue.objects.get()
        with pytest.raises(services.GroupsRefused):
            services.discard_draft(catalogue=draft, acting_user=handler)
        engine.withdraw_run(run=run, acting_user=handler)
        with pytest.raises(services.GroupsRefused):
            services.put_in_force(catalogue=draft, acting_user=cast.reviewer_city)
        services.discard_draft(catalogue=draft, acting_user=handler)
        assert not GroupCatalogue.objects.exists()
