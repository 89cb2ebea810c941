"""Agreements of the cast's city, and files taken in under them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from config.models import ImportRun
from config.periods import Month
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from enrollment.models import ExchangeAgreement
from enrollment.services.exchange.agreements import make_agreement
from enrollment.services.exchange.take_in import take_in
from enrollment.spreadsheets.exchange.layouts import layout_of
from institutions.models import Agency, Duty, User
from tests.cast import Cast, certificate_number, make_user
from tests.config.spreadsheets.files import workbook

OFFICES = {
    "population": ("public_security", "青河市公安局"),
    "deaths": ("civil_affairs", "青河市民政局"),
    "school_roll": ("education", "青河市教育局"),
    "aided": ("rural_revitalisation", "青河市乡村振兴局"),
    "taxpayers": ("tax", "青河市税务局"),
    "enrolled_elsewhere": ("other_area", "白石市医保中心"),
    "covered": ("education", "青河市教育局"),
    "dues": ("tax", "青河市税务局"),
    "asked": ("other_area", "白石市医保中心"),
    "answer": ("public_security", "青河市公安局"),
}
SINCE = dt.date(2020, 1, 1)
MARCH = Month(2020, 3)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def handler_city(cast: Cast) -> User:
    with system_scope():
        return make_user("handler.city", "城办", cast.city, Duty.HANDLE)


@pytest.fixture
def agree(cast: Cast) -> Callable[..., ExchangeAgreement]:
    def make(layout: str, **given: Any) -> ExchangeAgreement:
        counterpart, name = OFFICES[layout]
        with acting_as(cast.approver_city):
            return make_agreement(
                **{
                    "area": cast.area, "counterpart": counterpart, "counterpart_name": name, "layout": layout,
                    "purpose": "核对参保", "agreed_by": "青医保协〔2020〕1号", "begins": SINCE,
                    "acting_user": cast.approver_city, **given,
                }
            )  # fmt: skip

    return make


def certno(serial: int, born: dt.date = dt.date(1980, 1, 1)) -> str:
    return certificate_number(district="620702", born=born, serial=serial)


def row(layout: str, serial: int, **given: Any) -> list[Any]:
    """A right row of the layout, cells replaced by name."""
    values: dict[str, Any] = {
        **layout_of(layout).example, "certno": certno(serial), "psn_name": "测试乙", "gend": None, "brdy": None,
        "admdvs": "990101",
    }  # fmt: skip
    return [{**values, **given}.get(name) for name in layout_of(layout).names]


@pytest.fixture
def take(handler_city: User, cast: Cast, tmp_path: Path) -> Callable[..., ImportRun]:
    """Write the rows as a sheet and take it in, all the way."""
    calls = iter(range(100))

    def run(
        agreement: ExchangeAgreement,
        *rows: list[Any],
        month: Month = MARCH,
        user: User | None = None,
        agency: Agency | None = None,
        header: tuple[str, ...] | None = None,
        path: Path | None = None,
        confirm: bool = True,
    ) -> ImportRun:
        layout = layout_of(agreement.layout)
        path = path or workbook(
            tmp_path / f"{next(calls)}.xlsx", [list(header or layout.names), *rows], sheet=agreement.layout
        )
        user = user or handler_city
        with acting_as(user), path.open("rb") as file:
            run = take_in(
                agreement=agreement, month=month, purpose="核对三月参保", file=file, filename=path.name,
                acting_user=user, agency=agency or cast.city,
            )  # fmt: skip
        if run.state == ImportRun.State.RECEIVED:
            engine.check_run(run=run)
        if confirm and run.state == ImportRun.State.CHECKED and run.good_count:
            engine.confirm_run(run=run, acting_user=user)
            engine.apply_run(run=run)
        return run

    return run


def today() -> dt.date:
    return timezone.localdate()
