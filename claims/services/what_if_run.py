"""A city's year settled again in memory, block of people by block of people, in as many processes as asked for.

Every bill that stands settled is settled by the rules again, with the facts that its settlement pinned, in the
order in which bills count, each person from zero. Blocks are read-only transactions: PostgreSQL itself refuses
whatever would be stored.
"""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection, connections

from claims.rules.facts import BillFacts
from claims.rules.outcome import Outcome
from claims.rules.what_if import (
    MEASURES,
    Amounts,
    Compared,
    Gap,
    Tally,
    age_band,
    amounts_of,
    benefit_key,
)
from claims.rules.what_if_reckoner import Reckoner
from config.processes import begin_child
from config.scoping import system_scope
from institutions.models import Agency, PolicyVersion, PoolingArea

from .bill_facts import (
    BillRow,
    Circumstances,
    FeeLines,
    counted_lines,
    facts_of,
    read_bills,
    read_fee_lines,
    unpinned,
)
from .person_locks import BLOCK_BITS, people_in
from .priced_lines import PastCatalogues, PricedBy
from .what_if_policy import Tried, policy_with, tried_text, tried_version

Report = Callable[[int, int], None]

# As ``claims.models.STANDING``: one row for each bill that is settled and not cancelled, redone or not.
STANDING = """
    s.is_current AND NOT s.refd_setl_flag AND NOT s.negated AND s.insu_county_id = ANY(%s)
    AND s.policy_date >= %s AND s.policy_date < %s AND (%s = '' OR s.insutype = %s)
"""
SELECT = f"""
    SELECT s.bill_id, s.insu_county_id, s.catalogue_version, s.circumstances::text, s.benefit,
           {", ".join(f"s.{n}" for n in MEASURES)}
    FROM claims_settlement s WHERE s.person_id >= %s AND s.person_id < %s AND {STANDING}
"""  # noqa: S608 - our own column names


@dataclass(frozen=True)
class Question:
    """What is asked, in what a process or a stored job can be told."""

    area_id: int
    year: int
    insutype: str = ""
    draft_version: int | None = None
    draft_text: str = ""
    base_version: int | None = None
    as_at: dt.date | None = None

    def params(self) -> list[Any]:
        """Of :data:`STANDING`."""
        counties = Agency.objects.filter(area_id=self.area_id, level=Agency.Level.COUNTY)
        first, end = dt.date(self.year, 1, 1), dt.date(self.year + 1, 1, 1)
        return [list(counties.values_list("pk", flat=True)), first, end, self.insutype, self.insutype]

    def draft(self) -> Tried:
        if self.draft_version is None:
            return tried_text(self.draft_text)
        return _loaded(self.draft_version)

    def base(self) -> Tried | None:
        """None: what was really settled."""
        return None if self.base_version is None else _loaded(self.base_version)


def _loaded(version_id: int) -> Tried:
    return tried_version(PolicyVersion.objects.select_related("document").get(pk=version_id))


class Standing(NamedTuple):
    """What was really settled about one bill."""

    insu_county: int
    catalogue_version: int
    circumstances: str
    benefit: str
    amounts: Amounts


class Scenario:
    """Both sides ready to settle; kept by a process from block to block."""

    def __init__(self, question: Question) -> None:
        area = PoolingArea.objects.select_related("parent").get(pk=question.area_id)
        self.question = question
        self.catalogues = PastCatalogues()
        self.params = question.params()
        base = question.base()
        self._draft = Reckoner(policy_with(area, question.draft().package, as_at=question.as_at))
        self._base = None if base is None else Reckoner(policy_with(area, base.package, as_at=question.as_at))

    def begin_person(self) -> None:
        self._draft.begin_person()
        if self._base is not None:
            self._base.begin_person()

    def before(self, facts: BillFacts, row: BillRow, standing: Standing) -> tuple[str, Amounts] | Gap:
        """(benefit, amounts) as settled, or as the base policy settles."""
        if self._base is None:
            return standing.benefit, standing.amounts
        outcome = self._base.settle(facts, row.day)
        return _told(outcome, "base")

    def after(self, facts: BillFacts, row: BillRow) -> tuple[str, Amounts] | Gap:
        return _told(self._draft.settle(facts, row.day), "draft")


def _told(outcome: Outcome | Exception, side: str) -> tuple[str, Amounts] | Gap:
    if isinstance(outcome, Outcome):
        return outcome.benefit, amounts_of(outcome)
    return Gap(side, str(outcome))


def count_bills(question: Question) -> tuple[int, int]:
    """(bills, people) that would be settled again."""
    with system_scope(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), count(DISTINCT s.person_id) FROM claims_settlement s WHERE {STANDING}",  # noqa: S608
            question.params(),
        )
        bills, people = cursor.fetchone()
        return bills, people


def blocks_of(question: Question) -> dict[int, int]:
    """Blocks of people with standing bills, each with their number, in order."""
    # The city's question, not one person's view: bills of every county of the area.
    with system_scope(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.person_id >> {BLOCK_BITS}, count(*) FROM claims_settlement s"  # noqa: S608
            f" WHERE {STANDING} GROUP BY 1 ORDER BY 1",
            question.params(),
        )
        return dict(cursor.fetchall())


def settle_again(*, question: Question, processes: int = 1, report: Report | None = None) -> Tally:
    """All standing bills of the year both ways. ``report(done, total)`` hears of every block, in bills; what it
    raises ends the run. Inside an open transaction this process does everything: another would not see its rows."""
    blocks = blocks_of(question)
    total, tally = sum(blocks.values()), Tally()
    if processes > 1 and len(blocks) > 1 and not connection.in_atomic_block:
        done = _in_processes(question, list(blocks), processes)
    else:
        scenario = _new_scenario(question)
        done = (compare_block(scenario, block) for block in blocks)
    for one in done:
        tally.add(one)
        if report is not None:
            report(tally.met, max(total, tally.met))
    return tally


def compare_block(scenario: Scenario, block: int) -> Tally:
    """The bills of one block of people: one transaction that can only read."""
    first, end = people_in(block)
    alone = not connection.in_atomic_block
    with system_scope():
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
        standing = _standing([first, end, *scenario.params])
        condition = "b.person_id >= %s AND b.person_id < %s AND b.id = ANY(%s)"
        params = [first, end, list(standing)]
        rows, lines = read_bills(condition, params), read_fee_lines(condition, params)
        scenario.catalogues.load(
            (one.catalogue_version, sent, _unpinned(one.circumstances))
            for bill_id, sent in lines.items()
            for one in (standing[bill_id],)
        )
    tally = Tally(met=len(rows))
    for _person, bills in groupby(rows, key=lambda row: row.person_id):
        scenario.begin_person()
        compared = [_compare(scenario, row, standing[row.bill_id], lines) for row in bills]
        tally.add_person(one for one in compared if isinstance(one, Compared))
        for one in compared:
            if not isinstance(one, Compared):
                tally.add_gap(*one)
    return tally


def _standing(params: Sequence[Any]) -> dict[int, Standing]:
    with connection.cursor() as cursor:
        cursor.execute(SELECT, params)
        return {
            bill_id: Standing(county, catalogue, circumstances, benefit, tuple(amounts))
            for bill_id, county, catalogue, circumstances, benefit, *amounts in cursor
        }


def _compare(
    scenario: Scenario, row: BillRow, standing: Standing, lines: FeeLines
) -> Compared | tuple[Gap, int, Amounts | None]:
    beside = _unpinned(standing.circumstances)
    # Another policy, the same catalogue: what the lines are is not what is tried.
    by = PricedBy(standing.catalogue_version, scenario.question.area_id, row.insutype, row.day, beside)
    priced = scenario.catalogues.price(by, counted_lines(row, lines))
    facts = facts_of(row, standing.insu_county, beside, priced.items)
    before, after = scenario.before(facts, row, standing), scenario.after(facts, row)
    if isinstance(before, Gap):
        return before, row.bill_id, None
    if isinstance(after, Gap):
        return after, row.bill_id, before[1]
    keys = (
        ("insutype", row.insutype),
        ("insu_county", str(standing.insu_county)),
        ("care_county", str(row.care_county or "")),
        ("psn_type", row.psn_type),
        ("aid_category", row.aid_category),
        ("age", age_band(beside.age)),
        ("level", beside.level if row.care_county is not None else "outside"),
        ("benefit", benefit_key(before[0], after[0])),
    )
    return Compared(row.person_id, keys, row.medfee_sumamt, before[1], after[1])


@lru_cache(maxsize=100_000)
def _unpinned(circumstances: str) -> Circumstances:
    return unpinned(json.loads(circumstances))


def _new_scenario(question: Question) -> Scenario:
    with system_scope():
        return Scenario(question)


_kept_scenario = lru_cache(maxsize=1)(_new_scenario)


def _compare_in_child(question: Question, block: int) -> Tally:
    return compare_block(_kept_scenario(question), block)


def _in_processes(question: Question, blocks: Sequence[int], processes: int) -> Iterator[Tally]:
    # A child must not share our connection: closed here, each opens its own when it first asks.
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(
        min(processes, len(blocks)), fork, initializer=begin_child, initargs=(os.getpid(),)
    )
    try:
        for future in [pool.submit(_compare_in_child, question, block) for block in blocks]:
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)
