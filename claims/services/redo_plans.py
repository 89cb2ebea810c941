"""People's years reckoned anew, in order and from zero, beside what stands: computed, nothing stored.

The same plan is shown before a redo and booked by it. Whoever books holds the people's locks; whoever only looks may
do without.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from claims.models import ENGINE_VERSION
from claims.rules.outcome import AMOUNTS
from claims.rules.redo import BillAnew, Reckoned, RedoPlan, TakenBack

from .account_credits import AccountReader
from .adjudicate import Adjudicator, accounts_for
from .bill_facts import BillRow, FeeLines, read_bills, read_fee_lines
from .decisions import Counters, PersonYear, Problem, Settled, counters_of

_STANDING = """
    SELECT s.id, s.bill_id, b.setl_id, s.person_id, s.insutype, extract(year FROM s.policy_date)::int,
           CASE WHEN s.replaces_id IS NULL THEN s.id ELSE (
               SELECT min(f.id) FROM claims_settlement f
               WHERE f.person_id = s.person_id AND f.policy_date = s.policy_date AND f.bill_id = s.bill_id
                 AND NOT f.refd_setl_flag) END,
           s.insu_county_id, s.benefit, (s.pool_prop_selfpay * 10000)::int, s.policy_version_id, s.engine_version,
           s.circumstances::text, s.counters_before::text, s.counters_used::text, {amounts}
    FROM claims_settlement s JOIN claims_bill b ON b.id = s.bill_id
    WHERE s.is_current AND NOT s.refd_setl_flag AND NOT s.negated AND {where}
    ORDER BY s.person_id, b.setl_time, b.setl_id COLLATE "C"
"""
_TAKEN_BACK = """
    SELECT c.person_id, c.insutype, extract(year FROM s.policy_date)::int, b.setl_id, min(s.id), max(c.id)
    FROM claims_settlement s JOIN claims_settlement c ON c.negates_id = s.id JOIN claims_bill b ON b.id = s.bill_id
    WHERE s.negated AND {where} AND NOT EXISTS (
        SELECT 1 FROM claims_settlement o WHERE o.bill_id = s.bill_id AND o.is_current
           AND NOT o.refd_setl_flag AND NOT o.negated)
    GROUP BY c.person_id, c.insutype, 3, b.id, b.setl_id ORDER BY min(s.id)
"""


@dataclass(frozen=True)
class People:
    """Whose bills: a half-open range of person ids, perhaps of one scheme and year only."""

    first: int
    end: int
    insutype: str = ""
    year: int | None = None

    @classmethod
    def one(cls, person_id: int, insutype: str, year: int) -> People:
        return cls(person_id, person_id + 1, insutype, year)

    def condition(self) -> tuple[str, list[Any]]:
        """SQL over ``s`` and its parameters."""
        parts, params = ["s.person_id >= %s AND s.person_id < %s"], [self.first, self.end]
        if self.insutype:
            parts.append("s.insutype = %s")
            params.append(self.insutype)  # type: ignore[arg-type]
        if self.year is not None:
            parts.append("s.policy_date >= make_date(%s, 1, 1) AND s.policy_date < make_date(%s, 1, 1)")
            params += [self.year, self.year + 1]
        return " AND ".join(parts), params


class Planned(NamedTuple):
    """A plan and, by bill, the decisions that booking it stores."""

    plan: RedoPlan
    decided: dict[int, Settled]


class _Standing(NamedTuple):
    settlement_id: int
    bill_id: int
    number: str
    year: PersonYear
    first_settled: int
    reckoned: Reckoned


def plan_redo(
    *,
    person_id: int,
    insutype: str,
    year: int,
    without: Collection[int] = (),
    adjudicator: Adjudicator | None = None,
) -> Planned:
    """One person's year anew; ``without`` are bills (ids) that are thought away, as if they were cancelled."""
    people = People.one(person_id, insutype, year)
    found = plan_redos(people, adjudicator or Adjudicator(), without=without)
    nothing = Planned(RedoPlan(person_id, insutype, year, ()), {})
    return found.get((person_id, insutype, year), nothing)


def plan_redos(
    people: People, adjudicator: Adjudicator, *, without: Collection[int] = ()
) -> dict[PersonYear, Planned]:
    """The years of ``people`` that have standing bills, each reckoned anew."""
    standing = _read_standing(people)
    taken_back = _read_taken_back(people)
    for one in standing:
        if one.bill_id in without:
            gone = TakenBack(one.number, one.first_settled, sys.maxsize)
            taken_back[one.year].append(gone)
    standing = [one for one in standing if one.bill_id not in without]
    decisions = _reckon(standing, adjudicator)
    years: dict[PersonYear, list[_Standing]] = defaultdict(list)
    for one in standing:
        years[one.year].append(one)
    return {
        year: Planned(
            RedoPlan(*year, tuple(_beside(one, decisions) for one in ones), tuple(taken_back[year])),
            {
                one.bill_id: decided
                for one in ones
                if isinstance(decided := decisions.get(one.bill_id), Settled)
            },
        )
        for year, ones in years.items()
    }


def _reckon(standing: list[_Standing], adjudicator: Adjudicator) -> dict[int, Settled | Problem]:
    """Every bill's decision in order, from zero; a bill without one lets what it had used count on."""
    ids = [one.bill_id for one in standing]
    rows = {row.bill_id: row for row in read_bills("b.id = ANY(%s)", [ids])}
    lines = read_fee_lines("b.id = ANY(%s)", [ids])
    adjudicator.open_registers(rows.values())
    counters = _other_years(rows.values(), {one.year for one in standing})
    accounts = accounts_for(rows.values(), counters)
    decisions: dict[int, Settled | Problem] = {}
    for one in standing:
        decided = _decide(adjudicator, rows[one.bill_id], counters, lines, accounts)
        decisions[one.bill_id] = decided
        if isinstance(decided, Problem):
            own = counters.setdefault(one.year, {})
            for name, fen in one.reckoned.used.items():
                own[name] = own.get(name, 0) + fen
    return decisions


def _other_years(rows: Iterable[BillRow], anew: Collection[PersonYear]) -> Counters:
    """What those who pay from a personal account used in years that are not reckoned anew: all years share it."""
    people = sorted({row.person_id for row in rows if row.acct_used})
    if not people:
        return {}
    stored = counters_of("a.person_id = ANY(%s)", [people])
    return {year: used for year, used in stored.items() if year not in anew}


def _decide(
    adjudicator: Adjudicator, row: BillRow, counters: Counters, lines: FeeLines, accounts: AccountReader
) -> Settled | Problem:
    decisions = adjudicator.decide([row], counters, lines, accounts)
    return decisions.settled[0] if decisions.settled else decisions.problems[0]


def _beside(one: _Standing, decisions: dict[int, Settled | Problem]) -> BillAnew:
    decided = decisions[one.bill_id]
    anew, problem = None, ("", "")
    if isinstance(decided, Settled):
        anew = reckoned_of(decided)
    else:
        problem = decided.code, decided.params
    return BillAnew(
        one.bill_id, one.number, one.settlement_id, one.first_settled, one.reckoned, anew, problem
    )


def reckoned_of(decided: Settled) -> Reckoned:
    """A decision as plans compare it."""
    circumstances = json.loads(decided.circumstances)
    return Reckoned(
        amounts=tuple(getattr(decided.outcome, name) for name in AMOUNTS),
        benefit=decided.outcome.benefit,
        ratio=decided.outcome.pool_prop_selfpay,
        insu_county=decided.insu_county,
        versions=_versions(circumstances, decided.policy_version),
        engine=ENGINE_VERSION,
        circumstances=circumstances,
        before=_counters(decided.counters_before),
        used=_counters(decided.counters_used),
    )


def _read_standing(people: People) -> list[_Standing]:
    where, params = people.condition()
    amounts = ", ".join(f"s.{name}" for name in AMOUNTS)
    return [_standing(row) for row in _fetch(_STANDING.format(where=where, amounts=amounts), params)]


def _standing(row: tuple[Any, ...]) -> _Standing:
    settlement, bill, number, person, insutype, year, first, county, benefit, ratio, version, engine = row[
        :12
    ]
    circumstances, before, used, *amounts = row[12:]
    told = json.loads(circumstances)
    reckoned = Reckoned(
        tuple(amounts), benefit, ratio, county, _versions(told, version), engine, told,
        _counters(before), _counters(used),
    )  # fmt: skip
    return _Standing(settlement, bill, number, (person, insutype, year), first, reckoned)


def _read_taken_back(people: People) -> defaultdict[PersonYear, list[TakenBack]]:
    where, params = people.condition()
    found: defaultdict[PersonYear, list[TakenBack]] = defaultdict(list)
    for person, insutype, year, *gone in _fetch(_TAKEN_BACK.format(where=where), params):
        found[person, insutype, year].append(TakenBack(*gone))
    return found


def _versions(circumstances: dict[str, Any], version: int) -> tuple[int, ...]:
    return tuple(circumstances.get("policy_versions", [version]))


def _counters(stored: str) -> dict[str, int]:
    return {name: fen for name, fen in json.loads(stored).items() if fen}


def _fetch(query: str, params: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(params))
        return list(cursor.fetchall())
