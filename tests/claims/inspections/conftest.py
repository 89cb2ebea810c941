from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.claims.inspections.making import TODAY, Office


@pytest.fixture
def office(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: TODAY)
    return Office(cast)
