"""The rules along one person's bills under a policy that need not be in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from institutions.rules.policy_tables import PolicyGap

from .benefit import settle
from .benefit_policy import BenefitPolicy
from .facts import BillFacts
from .outcome import Outcome

PolicyOf = Callable[[dt.date, str], BenefitPolicy]
"""The policy of a day and scheme; raises ``PolicyGap`` where there is none."""


class Reckoner:
    """Settles one person's bills in their order, from zero in each scheme and year; keeps nothing else."""

    def __init__(self, policy_of: PolicyOf) -> None:
        self._policy_of = policy_of
        self._counters: dict[tuple[str, int], dict[str, int]] = {}

    def begin_person(self) -> None:
        """Whatever the person before used is forgotten."""
        self._counters.clear()

    def settle(self, facts: BillFacts, day: dt.date) -> Outcome | PolicyGap:
        """The outcome of the next bill, or why the policy has none; then the bill uses nothing up."""
        used = self._counters.setdefault((facts.insutype, day.year), {})
        try:
            outcome = settle(facts, used, self._policy_of(day, facts.insutype))
        except PolicyGap as gap:
            return gap
        for counter, amount in outcome.counters.items():
            used[counter] = used.get(counter, 0) + amount
        return outcome
