"""Years of every policy simulated on month totals: two counties, every invariant after every year."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from config.demo.terminal import Progress
from config.demo.years import play
from tests.support.databases import cloned_database

# The scheme of which the policy says most, in the money of two counties.
AREAS = {"330200": "310", "620700": "390", "150100": "390", "360400": "390", "230400": "390"}


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_five_years_keep_every_invariant(
    area: str, template_database: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path),
        cloned_database(template_database),
        translation.override("en"),
    ):
        simulated = play.simulate(area, years=5, progress=Progress(print), schemes=(AREAS[area],), counties=2)
        told = "\n".join(simulated.lines())
    print(told)
    assert simulated.faults == []
