from __future__ import annotations

from collections.abc import Iterator

import pytest

from config.scoping import acting_as
from tests.cast import Cast
from tests.institutions.agreements.making import Stage, make_stage


@pytest.fixture
def stage(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return make_stage(cast, monkeypatch)


@pytest.fixture
def at_east(stage: Stage) -> Iterator[Stage]:
    """The same under the eyes of an East clerk: row-level security and scoping hold."""
    with acting_as(stage.cast.clerk_east):
        yield stage
