"""The clearing's town where institutions elsewhere are paid by the province."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from config.models import ImportRun
from institutions.models import Duty, User
from tests.cast import Cast, make_user
from tests.claims.spreadsheets.sheets import bring
from tests.funds.clearing.conftest import Town, build_town

DESIGNATION = """
  designation:
    agreement.model_by: {values: [{from: 2019-07-01, value: city, clause: 四}]}
    agreement.signed_by: {values: [{from: 2019-07-01, value: county, clause: 四}]}
    assessment.by: {values: [{from: 2019-07-01, value: city, clause: 四}]}
    assessment.months: {unit: months, values: [{from: 2019-07-01, value: 12, clause: 四}]}
    out_of_area.paid_to: {values: [{from: 2019-07-01, value: province, clause: 四}]}
    out_of_area.advance: {unit: months, values: [{from: 2019-07-01, value: 2, clause: 四}]}
"""

Take = Callable[..., ImportRun]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are compared by their English words, whatever the language of the house."""
    with translation.override("en"):
        yield


@pytest.fixture(params=["unified", "graded"])
def town(cast: Cast, request: Any) -> Town:
    """Both ways of keeping books."""
    return build_town(cast, mode=request.param, sections=DESIGNATION)


@pytest.fixture
def handler(cast: Cast) -> User:
    return make_user("handle.city", "市级经办", cast.city, Duty.HANDLE)


@pytest.fixture
def take(cast: Cast, handler: User, tmp_path: Path, settings: Any) -> Take:
    """Bring the province's list of March 2020 in."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(*rows: dict[str, Any], user: User | None = None, **given: Any) -> ImportRun:
        head = {"insutype": "390", "trt_year": "2020", "trt_month": "3", "mdtrtarea": "970100"}
        of_place = {"medins_no": "H97010000001", "mdtrt_setl_time": "2020-03-31 12:00:00"}
        sheet = [{**head, **of_place, "seqno": str(n), **given, **row} for n, row in enumerate(rows, start=1)]
        return bring(tmp_path, "out_of_area_list", sheet, user or handler, cast.city)

    return run
