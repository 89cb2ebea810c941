"""A ``benefits`` section made ready for settling: the terms of a bill, found once per kind of bill.

The tables are asked only for combinations of facts not met before; a city's year has a few hundred of
them, so settling a bill costs one dictionary look-up and integer arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_tables import Table

from .benefit_schema import REPORTED
from .dimensions import FIELDS, NTH_STAY, READ, STAYS_TOLD
from .facts import BillFacts
from .reading_terms import TermsReader
from .terms import Terms

_REMEMBERED = 200_000
STAYS = "stays"
"""The counter of a person's stays of the year; the only one that counts stays, not fen."""


@dataclass(frozen=True)
class BenefitPolicy:
    """The benefits of one scheme, unchanging over a segment of days. Made by :func:`compile_benefits`.

    ``versions`` are the database versions behind it, for settlements to pin; the area's own comes last.
    ``counts_stays`` says whether anything depends on which stay of the year a bill is, ``asks_certificates`` whether
    some benefit asks the register about the disease, ``asks_chosen`` whether something depends on the institutions a
    certificate names.
    """

    scheme: str
    section: SectionAt
    key_of: Callable[[BillFacts], Any]
    versions: tuple[int, ...] = ()
    monthly_wage: Given | None = None
    counts_stays: bool = False
    asks_certificates: bool = False
    asks_chosen: bool = False
    remembered: dict[Any, Terms] = field(default_factory=dict, repr=False, compare=False)

    def terms(self, facts: BillFacts, stays_before: int = 0) -> Terms:
        """What the policy says about this kind of bill; raises ``PolicyGap`` where it says nothing."""
        key = self.key_of(facts)
        if self.counts_stays:
            stays_before = min(stays_before, len(STAYS_TOLD) - 1)
            key = (key, stays_before)
        terms = self.remembered.get(key)
        if terms is None:
            if len(self.remembered) >= _REMEMBERED:
                self.remembered.clear()
            terms = TermsReader(self.section, facts, stays_before, self.monthly_wage).terms()
            self.remembered[key] = terms
        return terms


def compile_benefits(
    section: SectionAt, scheme: str, versions: tuple[int, ...] = (), monthly_wage: Given | None = None
) -> BenefitPolicy:
    """The section ready for ``settle``; nothing is looked up until a bill asks."""
    used = {"med_type"}
    for name, given in section.given.items():
        if isinstance(given.value, Table):
            used |= set(given.value.by)
        if name.endswith(".each"):
            used |= set(given.value)
        if name.endswith(".per") and given.value in READ:
            used.add(given.value)
        if name.endswith(".above_age"):
            used.add("age")
    fields = sorted({one for name in used for one in FIELDS.get(name, (name,))})
    return BenefitPolicy(
        scheme,
        section,
        attrgetter(*fields),
        versions,
        monthly_wage,
        counts_stays=NTH_STAY in used,
        asks_certificates=any(
            name.endswith(".certificate") and given.value != REPORTED for name, given in section.given.items()
        ),
        asks_chosen="chosen" in used,
    )


def year_share(balance: int, first: int, last: int, year: int) -> int:
    """The part of a legacy balance that belongs to ``year``: equal parts, odd fen to the earliest years."""
    if balance <= 0 or not first <= year <= last:
        return 0
    each, odd = divmod(balance, last - first + 1)
    return each + (1 if year - first < odd else 0)
