"""Netting a month (what each institution is owed, by insured county and fund part) against one sum over it."""

from __future__ import annotations

import datetime as dt
import os

from tests.support.databases import owner_connection

from .measuring import Result, best, seconds
from .stage import NAME, Stage

TARGET = 5.0
ROUNDS = 3
ROWS = int(os.environ.get("BENCH_MONTH", "500000"))
MONTH = dt.date(2021, 3, 1)

# The settled bills of the year over and over, moved into one month; the year itself stays beside it.
_MONTH = """
    insert into claims_settlement ({columns})
    select {values} from (
        select row_number() over () as n, s.* from claims_settlement s, generate_series(1, %(times)s)
        where s.clr_month < %(month)s limit %(rows)s
    ) s
"""
_SUM = """
    select sum(fund_pay_sumamt) from claims_settlement
    where clr_month = %s and insutype = %s and is_current
"""


def measure(stage: Stage) -> Result:
    """Both read the same covering index of a month that was vacuumed, as it is by the time it is cleared."""
    _fill_month()
    # Once each to warm the cache for both.
    floor = best(ROUNDS + 1, lambda: _one_sum(stage))
    ours = best(ROUNDS + 1, lambda: _net(stage))
    return Result("net a month", ROWS, ours, floor, TARGET)


def _fill_month() -> None:
    changed = {
        "setl_id": "'N' || s.n",
        "bill_id": "-s.n",
        "clr_month": "%(month)s",
        "policy_date": "%(month)s",
    }
    with owner_connection(NAME) as owner:
        have = owner.execute("select count(*) from claims_settlement").fetchone()
        assert have is not None
        columns = [
            name
            for (name,) in owner.execute(
                "select column_name from information_schema.columns"
                " where table_name = 'claims_settlement' and column_name <> 'id' order by ordinal_position"
            )
        ]
        statement = _MONTH.format(
            columns=", ".join(columns), values=", ".join(changed.get(name, f"s.{name}") for name in columns)
        )
        owner.execute(statement, {"times": ROWS // have[0] + 1, "month": MONTH, "rows": ROWS})
        owner.execute("vacuum analyze claims_settlement")


def _one_sum(stage: Stage) -> float:
    """As the owner, whom row-level security does not concern."""
    with owner_connection(NAME) as owner:
        return seconds(lambda: owner.execute(_SUM, [MONTH, stage.insutype]).fetchone())


def _net(stage: Stage) -> float:
    """Every unit's grouped read of the month, as the clearing's steps ask for it, one after the other."""
    from config.scoping import system_scope
    from funds.models import Clearing
    from funds.services.clearing.adjudicate import _claimed_by_institution
    from funds.services.clearing.units import units_of

    area = stage.layout.area  # type: ignore[attr-defined]
    clearing = Clearing(area=area, month=MONTH, insutype=stage.insutype)
    with system_scope():
        units = units_of(area)
        return seconds(lambda: [_claimed_by_institution(clearing, unit) for unit in units])
