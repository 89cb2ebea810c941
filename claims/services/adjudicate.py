"""Bills in, decisions out: the rules applied to rows in their order, accumulators carried along.

Shared by the counter and the bulk run, so that the two cannot differ. Nothing is stored here; what a decision
needs from the database (policies, areas) is read once and kept for the run.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from claims.policy import benefit_policy
from claims.policy_registers import RegisterPolicy, register_policy
from claims.rules.benefit import settle
from claims.rules.benefit_policy import BenefitPolicy
from claims.rules.benefit_schema import REGISTERED, REPORTED
from claims.rules.facts import BillFacts
from claims.rules.pricing import NO_LINES, PricedBill
from config.periods import Month
from institutions.models import Agency, PolicyVersion
from institutions.policy.in_force import PolicyCalendar, calendar_of
from institutions.rules.policy_package import PolicyAt
from institutions.rules.policy_tables import PolicyGap
from institutions.services.designated_on import DesignationReader

from .account_credits import AccountReader, read_accounts
from .bill_facts import BillRow, Circumstances, FeeLines, circumstances_of, counted_lines, facts_of, pinned
from .catalogue_lookup import CatalogueReader
from .clearing_months import open_month
from .decisions import Counters, Decisions, Problem, Settled, add, as_json, settled_of
from .on_register import Differs, OnRegister
from .person_facts import Cover
from .unsettled import entitlement, problem, unsound


class InForce(NamedTuple):
    """A scheme's benefits on a day in an area; ``gap`` says why there are none."""

    policy: BenefitPolicy | None
    version: int
    gap: str
    registers: RegisterPolicy


class Adjudicator:
    """Settles rows; keeps the policies, areas and clearing months it has looked up. Use one for one transaction
    of the counter, or for one range after another of a bulk run."""

    def __init__(self) -> None:
        areas = Agency.objects.filter(level=Agency.Level.COUNTY).values_list(
            "pk", "area_id", "area__code", "area__name"
        )
        self._areas = {county: (area, code, name) for county, area, code, name in areas}
        self._calendars: dict[str, PolicyCalendar] = {}
        self._policies: dict[tuple[str, str, dt.date], InForce] = {}
        self._months: dict[tuple[int, str, dt.date], dt.date] = {}
        self._accounts = AccountReader({}, ())
        self._pinned: dict[tuple[Circumstances, tuple[int, ...]], str] = {}
        self._registers = OnRegister(())
        self._catalogue: CatalogueReader | None = None
        self._designated: DesignationReader | None = None

    def new_transaction(self) -> None:
        """Forget which months collect, what is on register and who is designated: that may have changed since, and
        is only certain within a transaction, under the locks of the people."""
        self._months.clear()
        self._designated = None
        self._registers = OnRegister(())

    def open_registers(self, rows: Iterable[BillRow]) -> None:
        """Read the registers of everybody the bills are about, at once; who decides bill by bill calls it first."""
        self._registers = OnRegister(rows)

    def decide(
        self,
        rows: Iterable[BillRow],
        counters: Counters,
        lines: FeeLines,
        accounts: AccountReader | None = None,
    ) -> Decisions:
        """Settle ``rows`` in the order given; ``counters`` holds what was used before and is carried forward.

        ``accounts`` are the personal accounts of their people, read here when a caller has not.
        """
        settled: list[Settled] = []
        moved: list[Settled] = []
        problems: list[Problem] = []
        used: Counters = {}
        rows = list(rows)
        if self._designated is None:
            self._designated = DesignationReader()
        if not self._registers.covers(rows):
            self.open_registers(rows)
        if lines:
            self._open_catalogue(lines)
        self._accounts = accounts_for(rows, counters) if accounts is None else accounts
        for row in rows:
            decision = self._decide(row, counters, used, lines)
            if isinstance(decision, Settled):
                settled.append(decision)
                if row.insu_county != decision.insu_county:
                    moved.append(decision)
            else:
                problems.append(decision)
        return Decisions(settled, moved, problems, used)

    def _decide(self, row: BillRow, counters: Counters, used: Counters, lines: FeeLines) -> Settled | Problem:
        cover = self._entitlement(row)
        if isinstance(cover, Problem):
            return cover
        county, day = cover.county, row.day
        area_id, area_code, area_name = self._areas[county]
        in_force = self._in_force(area_code, row.insutype, day)
        if in_force.policy is None:
            return problem(
                row, "no_policy", insutype=row.insutype, area=area_name, day=str(day), gap=in_force.gap
            )
        beside = self._registers.beside(
            row, county, in_force.registers, in_force.policy.asks_chosen, circumstances_of(row)
        )
        if isinstance(beside, Differs):
            return problem(row, beside.code, **beside.params)
        if row.acct_used:
            own, family = self._accounts.credited(
                counters, person_id=row.person_id, insutype=row.insutype, day=day
            )
            beside = beside._replace(account_credited=own, family_credited=family)
        priced = self._priced(area_id, row, beside.level, lines) if lines else NO_LINES
        if priced.mapped:
            beside = beside._replace(mapped=priced.mapped)
        facts = facts_of(row, county, beside, priced.items)
        fault = unsound(row, priced, facts)
        if fault is not None:
            return fault
        year = (row.person_id, row.insutype, day.year)
        before = counters.get(year) or {}
        try:
            if in_force.policy.asks_certificates:
                standing = self._standing(row, facts, in_force.policy)
                if isinstance(standing, Differs):
                    return problem(row, standing.code, **standing.params)
                if standing != facts.certificate:
                    beside = beside._replace(certificate=standing)
                    facts = facts._replace(certificate=standing)
            outcome = settle(facts, before, in_force.policy)
        except PolicyGap as gap:
            return problem(row, "policy_gap", gap=str(gap))
        counters_before = as_json(before)
        if outcome.counters:
            add(counters.setdefault(year, {}), outcome.counters)
            add(used.setdefault(year, {}), outcome.counters)
        return settled_of((
            row.bill_id, county, day, self._clr_month(area_id, row.insutype, row.month), in_force.version,
            self._pin(beside, in_force.policy.versions), counters_before, as_json(outcome.counters),
            row.input_hash, priced.version, outcome,
        ))  # fmt: skip

    def _entitlement(self, row: BillRow) -> Cover | Problem:
        """The coverage that entitles the person, at an institution that was designated when the care began.

        Whoever was admitted before an agreement was suspended or ended is treated to the end on its terms.
        """
        cover = entitlement(row)
        if isinstance(cover, Problem) or self._designated is None:
            return cover
        area, _code, _name = self._areas[cover.county]
        if self._designated.refuses(row.institution_id, row.begndate, area=area, county=row.care_county):
            return problem(row, "not_designated", day=str(row.begndate))
        return cover

    def _standing(self, row: BillRow, facts: BillFacts, policy: BenefitPolicy) -> str | Differs:
        """What counts about the bill's disease; a bill that is refused anyway waits for no certificate."""
        terms = policy.terms(facts)
        if terms.certificate == REPORTED:
            return facts.certificate
        standing = self._registers.standing(row)
        if terms.certificate == REGISTERED and standing != "valid":
            return self._registers.lacking(row, standing)
        return standing

    def _open_catalogue(self, lines: FeeLines) -> None:
        """The catalogue as it stands now, with everything these lines ask."""
        if self._catalogue is None:
            self._catalogue = CatalogueReader()
        else:
            self._catalogue.refresh()
        self._catalogue.load_lines(lines.values())

    def _priced(self, area_id: int, row: BillRow, level: str, lines: FeeLines) -> PricedBill:
        sent = counted_lines(row, lines)
        if not sent or self._catalogue is None:
            return NO_LINES
        return self._catalogue.price(area_id, row.insutype, row.day, level, sent)

    def _in_force(self, area: str, insutype: str, day: dt.date) -> InForce:
        key = (area, insutype, day)
        found = self._policies.get(key)
        if found is None:
            if area not in self._calendars:
                self._calendars[area] = calendar_of(area)
            found = self._policies[key] = _benefits(self._calendars[area].at(day), insutype)
        return found

    def _clr_month(self, area_id: int, insutype: str, first: dt.date) -> dt.date:
        key = (area_id, insutype, first)
        found = self._months.get(key)
        if found is None:
            month = open_month(area_id=area_id, insutype=insutype, month=Month.of(first))
            found = self._months[key] = month.first
        return found

    def _pin(self, beside: Circumstances, versions: tuple[int, ...]) -> str:
        key = (beside, versions)
        found = self._pinned.get(key)
        if found is None:
            if len(self._pinned) > 100_000:
                self._pinned.clear()
            found = self._pinned[key] = json.dumps(pinned(beside, versions))
        return found


def accounts_for(rows: Iterable[BillRow], counters: Counters) -> AccountReader:
    """The personal accounts of those who pay from them: one query for the whole block, none when nobody does."""
    paying = [row for row in rows if row.acct_used]
    people = sorted({row.person_id for row in paying})
    return read_accounts(
        "a.person_id = ANY(%s)", [people], days={row.day for row in paying}, counters=counters
    )


def _benefits(policy: PolicyAt, insutype: str) -> InForce:
    registers = register_policy(policy)
    try:
        benefits = benefit_policy(policy, insutype)
        source = benefits.section.require("benefit").document
    except PolicyGap as gap:
        return InForce(None, 0, str(gap), registers)
    return InForce(benefits, _version_of(benefits.versions, source), "", registers)


@lru_cache(maxsize=256)
def _version_of(versions: tuple[int, ...], document: str) -> int:
    """The one version a settlement names: that of the document which says what a bill falls under."""
    if len(versions) == 1:
        return versions[0]
    return PolicyVersion.objects.values_list("pk", flat=True).get(pk__in=versions, document__key=document)
