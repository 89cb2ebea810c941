"""Two rolls of the tests' city under Hegang's policy: 新农合 (380) and 城镇居民 (391), merged on 1 January 2018."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from enrollment.models import LegacyRow, SchemeMerging
from enrollment.services.merging.match import match_rolls
from enrollment.services.merging.take_over import take_over
from institutions.models import Duty, User
from tests.cast import Cast, certificate_number, make_user
from tests.config.spreadsheets.files import workbook
from tests.support.policies import put_policy_in_force

HEADER = [
    "insutype", "insuplc_admdvs", "source", "as_of", "legacy_no", "psn_name", "psn_cert_type", "certno", "brdy", "gend",
    "psn_type", "village", "hsh_no", "year", "begins_on", "ends_on", "paid",
]  # fmt: skip
BORN = dt.date(1960, 3, 4)
NAMES = "甲乙丙丁戊己庚辛壬癸"

Import = Callable[..., ImportRun]
Matched = Callable[[], SchemeMerging]


def certno(serial: int, born: dt.date = BORN) -> str:
    return certificate_number(district="230421", born=born, serial=serial)


def fifteen(whole: str) -> str:
    return whole[:6] + whole[8:17]


def row(serial: int, **given: Any) -> dict[str, Any]:
    """A villager of East, covered in 2018 by 新农合, whose cells may be replaced by name."""
    return {
        "insutype": "380", "insuplc_admdvs": "990101", "source": "新农合办", "as_of": "2017-12-01",
        "legacy_no": f"N{serial:04d}", "psn_name": f"测{NAMES[serial % 10]}", "certno": certno(serial),
        "village": "东河村", "year": 2018, "paid": 150, **given,
    }  # fmt: skip


def urban(serial: int, **given: Any) -> dict[str, Any]:
    """The same of 城镇居民."""
    return row(serial, **{"insutype": "391", "source": "人社局", "paid": 180, **given})


@pytest.fixture
def city_clerk(cast: Cast) -> User:
    with system_scope():
        return make_user("register.city", "市级登记", cast.city, Duty.REGISTER)


@pytest.fixture
def hegang(cast: Cast, city_clerk: User, settings: Any, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path / "media"
    with system_scope():
        put_policy_in_force(cast, "hegang.yaml")
    return cast


@pytest.fixture
def take(hegang: Cast, city_clerk: User, tmp_path: Path) -> Import:
    calls = iter(range(100))

    def run(*rows: dict[str, Any], user: User | None = None, agency: Any = None) -> ImportRun:
        path = tmp_path / f"{next(calls)}.xlsx"
        cells = [[one.get(name) for name in HEADER] for one in rows]
        return engine.import_file(
            kind="legacy_roll", path=workbook(path, [HEADER, *cells], sheet="legacy_roll"),
            acting_user=user or city_clerk, agency=agency or hegang.city,
        )  # fmt: skip

    return run


@pytest.fixture
def merging(take: Import) -> Callable[[], SchemeMerging]:
    def found() -> SchemeMerging:
        with system_scope():
            return SchemeMerging.objects.get()

    return found


@pytest.fixture
def matched(merging: Callable[[], SchemeMerging], city_clerk: User) -> Callable[[], SchemeMerging]:
    def run() -> SchemeMerging:
        with acting_as(city_clerk):
            match_rolls(merging=merging(), acting_user=city_clerk)
        return merging()

    return run


@pytest.fixture
def taken(matched: Callable[[], SchemeMerging], city_clerk: User) -> Callable[[], SchemeMerging]:
    def run() -> SchemeMerging:
        found = matched()
        take_over(merging=found, acting_user=city_clerk)
        return found

    return run


def one_row(legacy_no: str, insutype: str = "380") -> LegacyRow:
    with system_scope():
        return LegacyRow.objects.select_related("found", "merging", "county").get(
            legacy_no=legacy_no, insutype=insutype
        )
