"""A few of the harness's runs; ``make faults`` does them all, and stops the whole database as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from .__main__ import harness, strike
from .machine import VICTIMS_BESIDE_OTHERS


@pytest.mark.slow
def test_a_step_struck_at_any_instant_ends_like_an_undisturbed_one(
    template_database: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    told: list[str] = []
    with django_db_blocker.unblock(), harness(template_database, tmp_path, VICTIMS_BESIDE_OTHERS) as running:
        wrong = strike(running, ["import", "year-settlement"], range(1, 3), told.append)
    assert not wrong, "\n".join(told)
