"""What a case recovers is withheld by the next clearing and stands in the ledger (JJ-12 四(十二))."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from claims.models import CaseRecovery, InspectionCase
from claims.services.cases.decide import decide_case
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Statement
from funds.reads.trial_balance import trial_balance
from funds.services.clearing.close import obligations_left

from .conftest import SCHEME, Town


@pytest.mark.duty("JJ-12")
def test_what_a_case_recovers_is_withheld_in_the_clearing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 100_000)
    day = dt.date(2020, 3, 10)
    with system_scope():
        case = InspectionCase.unscoped.create(
            number="AJ1", area=cast.area, county=cast.east, institution=cast.hospital_east, source="other",
            title="重复收费", facts="重复收费", opened_on=day, due_on=day, opened_by=cast.clerk_east, state="proposed",
            statement_due=day, proposed_by=cast.clerk_east, reason="事实清楚",
        )  # fmt: skip
        CaseRecovery.unscoped.create(case=case, insutype=SCHEME, amount=140)
    with monkeypatch.context() as march, acting_as(cast.reviewer_east):
        march.setattr(timezone, "localdate", lambda *_args, **_options: day)
        decide_case(case=case, acting_user=cast.reviewer_east)
    clearing = town.cleared()
    with system_scope():
        east = Statement.objects.get(clearing=clearing, payer=cast.east)
        # 1,000 approved, 140 recovered, 5 % of 860 held back.
        assert (east.fund_appy_sum, east.det_sumamt, east.dpst_sumamt) == (1000, 140, 43)
        assert east.act_dfr_amt == Decimal("817.00")
    town.pay_everything(clearing)
    with system_scope():
        assert obligations_left(clearing, town.books) == 0
        lines = trial_balance(books=town.books, month=Month(2020, 6)).lines
        assert {line.code: line.closing for line in lines}["5001"] == 860_00
