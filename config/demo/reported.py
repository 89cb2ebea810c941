"""Bills that arrive already settled: reckoned by the rules as a sender would, some of them wrongly on purpose."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from claims.policy import benefit_policy
from claims.rules.benefit import settle
from claims.rules.outcome import AMOUNTS, Outcome
from claims.rules.quoting import CLASSES, OUTSIDE, SPLITS, facts_of
from config.demo.bills import Row
from config.demo.care import Visit
from config.demo.policy import packages_of, year_of
from config.demo.world import World
from config.money import from_fen, to_fen
from institutions.policy.registry import read_package
from institutions.rules.policy_package import Applicable, PolicyAt, resolve

# So many senders reckoned ten yuan too much for the fund.
DIFFERENCES = 5
_TOO_MUCH = 1_000
AMOUNTS_IN = (*SPLITS, *CLASSES, "imported_standard_amt", "medfee_sumamt")

Billed = tuple[Visit, Row]


def split_off_reported(world: World, billed: Sequence[Billed]) -> tuple[list[Billed], list[Billed]]:
    """(bills to be settled, bills settled already). The latter are their person's only bill of the year, so that
    whoever settled them needed to know nothing of others, and come split the national way."""
    count = Counter(visit.person.psn_no for visit, _row in billed)
    single = [one for one in billed if count[one[0].person.psn_no] == 1 and "inscp_scp_amt" in one[1]]
    chosen = {row["setl_id"] for _visit, row in single[: world.scale.reported]}
    unsettled = [one for one in billed if one[1]["setl_id"] not in chosen]
    reported = [one for one in billed if one[1]["setl_id"] in chosen]
    return unsettled, [
        (visit, _settled(visit, row)) for visit, row in _with_differences(world.area.code, reported)
    ]


def _with_differences(area_code: str, reported: Sequence[Billed]) -> list[Billed]:
    """Mark the rows whose sender errs: stays, evenly spread."""
    stays = [row["setl_id"] for visit, row in reported if visit.med_type == "21"]
    wrong = set(stays[:: max(1, len(stays) // DIFFERENCES)][:DIFFERENCES])
    marked = []
    for visit, row in reported:
        outcome = _outcome(area_code, visit, row)
        if row["setl_id"] in wrong and outcome.psn_cash_pay >= _TOO_MUCH:
            outcome = _erring(outcome)
        marked.append((visit, {**row, "outcome": outcome}))
    return marked


def settled(world: World, billed: Sequence[Billed]) -> Iterator[tuple[Visit, Outcome]]:
    """Each bill as if it were its person's first of the year."""
    for visit, row in billed:
        yield visit, _outcome(world.area.code, visit, row)


def _outcome(area_code: str, visit: Visit, row: Row) -> Outcome:
    return settle(_facts(visit, row), {}, benefit_policy(_policy(area_code), row["insutype"]))


def _erring(outcome: Outcome) -> Outcome:
    """Ten yuan more from the fund, less from the person: every identity still holds."""
    return outcome._replace(
        hifp_pay=outcome.hifp_pay + _TOO_MUCH,
        fund_pay_sumamt=outcome.fund_pay_sumamt + _TOO_MUCH,
        psn_part_amt=outcome.psn_part_amt - _TOO_MUCH,
        psn_cash_pay=outcome.psn_cash_pay - _TOO_MUCH,
    )


def _settled(visit: Visit, row: Row) -> Row:
    """The row with the sender's amounts."""
    outcome: Outcome = row["outcome"]
    settled = {name: value for name, value in row.items() if name != "outcome"}
    settled |= {name: from_fen(getattr(outcome, name)) for name in AMOUNTS}
    settled["pool_prop_selfpay"] = from_fen(outcome.pool_prop_selfpay).scaleb(-2)
    settled["clr_way"] = "1"
    settled["clr_type"] = "21" if visit.ends > visit.begins else "11"
    return settled


def _facts(visit: Visit, row: Row) -> Any:
    values = {
        **row,
        **{name: to_fen(row[name]) for name in AMOUNTS_IN if name in row},
        "hosp_lv": visit.hospital.hosp_lv,
        "insu_county": visit.person.county,
        "care_county": visit.hospital.county or OUTSIDE,
        "legacy_balance": visit.person.legacy_fen,
    }
    return facts_of(values)


@cache
def _policy(area_code: str) -> PolicyAt:
    """The shipped packages themselves: a sender does not ask our database."""
    packages = [
        read_package(path.read_text(encoding="utf-8"), file=path.name) for path in packages_of(area_code)
    ]
    applicable = [Applicable(package, package.document.effective) for package in packages]
    return resolve(area_code, applicable, dt.date(year_of(area_code), 7, 1))
