"""Two months of a city's funds with few bills: late, returned and short, and true to the fen at the end."""

from __future__ import annotations

import pytest

from config.demo.terminal import Progress
from config.demo.world import Scale
from config.demo.year.play import play_year
from config.scoping import system_scope
from funds.models import (
    CollectionDifference,
    CollectionSignOff,
    Entry,
    FundBudget,
    Payment,
    PeriodChange,
    TreasuryTransfer,
)


@pytest.mark.slow
@pytest.mark.django_db
def test_two_months_come_out_to_the_fen() -> None:
    said: list[str] = []
    played = play_year("330200", months=2, scale=Scale().smaller(120, 150), progress=Progress(said.append))
    assert played.faults == []
    assert played.planned == {"late": 1, "returned": 1, "short": 1}
    with system_scope():
        assert {one.state for one in CollectionDifference.objects.all()} == {"closed"}
        assert {one.payer_group for one in CollectionSignOff.objects.all()} == {"employer", "resident"}
        assert {one.insutype for one in TreasuryTransfer.objects.all()} == {"310", "390"}
        assert {one.state for one in FundBudget.objects.filter(kind="adjustment")} == {"approved"}
        assert Payment.objects.filter(state="paid").exists()
        assert PeriodChange.objects.filter(act=PeriodChange.Act.REOPENED).count() == 2
        assert Entry.objects.filter(kind=Entry.Kind.RECEIPT).exists()
