"""An insurer with an approved account; the payer's list of a month brought in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone, translation

from config.models import ImportRun
from config.scoping import system_scope
from funds.models import Insurer
from funds.services.insurer.accounts import approve_insurer_account, prepare_insurer_account
from institutions.models import Agency, Duty, User
from tests.cast import Cast, make_user
from tests.claims.spreadsheets.sheets import bring

Take = Callable[..., ImportRun]


@pytest.fixture(autouse=True)
def in_june(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is 15 June 2020; refusals are compared by their English words."""
    now = dt.datetime(2020, 6, 15, 4, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with translation.override("en"):
        yield


@pytest.fixture
def handler(cast: Cast) -> User:
    return make_user("handle.city", "市级经办", cast.city, Duty.HANDLE)


@pytest.fixture
def take(cast: Cast, handler: User, tmp_path: Path, settings: Any) -> Take:
    """Bring the insurer's list of March 2020 in."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(*rows: dict[str, Any], user: User | None = None, **given: Any) -> ImportRun:
        head = {"insutype": "390", "trt_year": "2020", "trt_month": "3", "fund_pay_type": "390200"}
        sheet = [{**head, "seqno": str(n), **given, **row} for n, row in enumerate(rows, start=1)]
        return bring(tmp_path, "payer_bill_list", sheet, user or handler, cast.city)

    return run


def insurer_of(cast: Cast, unit: Agency | None = None, account_no: str = "6200123") -> Insurer:
    """With an account that two people of the city put in force."""
    with system_scope():
        account = prepare_insurer_account(
            unit=unit or cast.city, name="某保险公司", account_name="某保险公司", account_no=account_no,
            bank_name="示例银行", bank_code="", valid_from=dt.date(2020, 1, 1), acting_user=cast.finance_city,
        )  # fmt: skip
        approve_insurer_account(account=account, acting_user=cast.approver_city)
        found: Insurer = account.insurer
        return found
