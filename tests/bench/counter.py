"""One bill at the counter: settled and explained, against the 50 milliseconds a clerk does not notice."""

from __future__ import annotations

import statistics

from .measuring import Result, seconds
from .stage import Stage

LIMIT = 0.050
ROUNDS = 30
# The latest stays once more, a day later: people who have a year of bills before them.
_FURTHER = """
    insert into claims_bill select (jsonb_populate_record(null::claims_bill, to_jsonb(b) || jsonb_build_object(
        'id', nextval(pg_get_serial_sequence('claims_bill', 'id')), 'setl_id', 'C' || b.id,
        'setl_time', b.setl_time + interval '1 day'))).*
    from (select * from claims_bill where med_type = '21' order by id desc limit %s) b
"""


def measure(stage: Stage) -> Result:
    """The middle of some further bills of people whose year is settled already."""
    from claims.models import Bill
    from claims.services.explain_settlement import explain_settlement
    from claims.services.settle_bill import settle_bill
    from config.scoping import acting_as
    from institutions.models import Duty
    from tests.support.databases import owner_connection

    from .stage import NAME

    clerk = stage.cast.at(stage.layout.city, Duty.HANDLE)  # type: ignore[attr-defined]
    with owner_connection(NAME) as owner:
        owner.execute(_FURTHER, [ROUNDS + 1])
    with acting_as(clerk):
        bills = list(Bill.objects.filter(setl_id__startswith="C").order_by("pk"))

    def settle_and_explain(bill: Bill) -> None:
        settlement = settle_bill(bill=bill, acting_user=clerk)
        assert settlement is not None
        with acting_as(clerk):
            assert explain_settlement(settlement)

    settle_and_explain(bills[0])  # what a running process has looked up already
    taken = statistics.median(seconds(lambda bill=bill: settle_and_explain(bill)) for bill in bills[1:])
    return Result(f"one bill of {stage.insutype} at the counter, limit 50 ms", 1, taken, LIMIT, 1.0)
