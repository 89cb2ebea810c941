"""The sheet of designated institutions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from institutions.models import Assignment, Consortium, Duty, Institution, PayeeAccount
from tests.cast import ALWAYS, Cast
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults

HEADER = [
    "fixmedins_code", "fixmedins_name", "fixmedins_type", "hosp_lv", "dedc_hosp_lv", "fix_blng_admdvs",
    "consortium", "account_name", "account_no", "bank_name", "bank_code", "account_from",
]  # fmt: skip
EAST = [
    "H99010100009",
    "东山县中医院",
    "1",
    "05",
    "2",
    "990101",
    "东山医共体",
    "东山县中医院",
    "620000099",
    "示例银行",
    "",
    "2020-01-01",
]
PHARMACY = ["P99010100008", "东山药房", "2", "", "", "990101", "", "", "", "", "", ""]
OUTSIDE = ["H97010000002", "外市第二医院", "1", "02", "3", "970100", "", "", "", "", "", ""]


@pytest.fixture
def bring(cast: Cast, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    Assignment.objects.create(
        user=cast.reviewer_city, agency=cast.city, duties=[Duty.REGISTER], period=ALWAYS
    )
    calls = iter(range(100))

    def run(*rows: list[Any], by_city: bool = True) -> ImportRun:
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *rows], sheet="institutions")
        user, agency = (cast.reviewer_city, cast.city) if by_city else (cast.clerk_east, cast.east)
        return engine.import_file(kind="institutions", path=path, acting_user=user, agency=agency)

    return run


def test_institutions_with_consortium_and_account(bring: Any, cast: Cast) -> None:
    run = bring(EAST, PHARMACY, OUTSIDE)
    assert (run.state, run.new_count, run.bad_count) == ("done", 3, 0)
    with system_scope():
        hospital = Institution.objects.get(fixmedins_code="H99010100009")
        outside = Institution.objects.get(fixmedins_code="H97010000002")
        account = PayeeAccount.objects.get(institution=hospital)
        assert hospital.consortium.name == "东山医共体"
        assert (hospital.county, hospital.area, hospital.tier) == (cast.east, cast.area, "level_2")
        assert (outside.county, outside.tier) == (None, "outside")
        # Whoever imports prepares; the account is not in force before a second person approves it.
        assert (account.prepared_by, account.approved_by) == (cast.reviewer_city, None)
        assert str(account.period.lower) == "2020-01-01"


def test_again_with_another_name(bring: Any) -> None:
    bring(EAST)
    run = bring([EAST[0], "东山县中西医结合医院", *EAST[2:]])
    assert (run.new_count, run.changed_count) == (0, 1)
    with system_scope():
        assert Consortium.objects.count() == 1
        assert PayeeAccount.objects.filter(account_no="620000099").count() == 1


@pytest.mark.parametrize(
    ("row", "by_city", "fault"),
    [
        ([*OUTSIDE], False, ("fix_blng_admdvs", "institution_outside")),
        ([*PHARMACY[:5], "990102", *PHARMACY[6:]], False, ("fix_blng_admdvs", "out_of_scope")),
        ([*PHARMACY[:5], "990177", *PHARMACY[6:]], True, ("fix_blng_admdvs", "institution_county")),
        (["X99010100008", *PHARMACY[1:]], True, ("fixmedins_code", "bad_pattern")),
        ([*PHARMACY[:2], "1", *PHARMACY[3:]], True, ("fixmedins_code", "institution_kind")),
        ([*EAST[:3], "", "", *EAST[5:]], True, ("dedc_hosp_lv", "institution_level")),
        ([*EAST[:9], "", *EAST[10:]], True, ("account_no", "account_incomplete")),
        (["H99010200001", *EAST[1:]], False, ("fixmedins_code", "out_of_scope")),
    ],
)
def test_faults(bring: Any, row: list[Any], by_city: bool, fault: tuple[str, str]) -> None:
    assert (2, *fault) in faults(bring(row, by_city=by_city))
