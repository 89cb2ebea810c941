from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.funds.county_assessment.making import Stage, make_stage


@pytest.fixture
def stage(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return make_stage(cast, monkeypatch)
