"""Two months of a city's funds with few bills: late, returned and short, and true to the fen at the end."""

from __future__ import annotations

import pytest

from config.demo.terminal import Progress
from config.demo.world import Scale
from config.demo.year.play import play_year


@pytest.mark.slow
@pytest.mark.django_db
def test_two_months_come_out_to_the_fen() -> None:
    said: list[str] = []
    played = play_year("330200", months=2, scale=Scale().smaller(120, 150), progress=Progress(said.append))
    assert played.faults == []
    assert played.planned == {"late": 1, "returned": 1, "short": 1}
