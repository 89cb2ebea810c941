"""The policy as an act meets it: the sections of one scheme on one day, and the mean wage in use on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from config.periods import Month
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_tables import PolicyGap, Table

from .outcome import FactMissing

PolicyOn = Callable[[dt.date], PolicyAt]


@dataclass(frozen=True)
class Terms:
    """Questions to the policy of ``day``; where it is silent, ``PolicyGap`` names section and parameter."""

    policy: PolicyAt
    scheme: str
    day: dt.date

    def contributions(self, name: str, **facts: Any) -> Given:
        return self._require("contributions", name, facts)

    def enrolment(self, name: str, **facts: Any) -> Given:
        return self._require("enrolment", name, facts)

    def retirement(self, name: str, **facts: Any) -> Given:
        return self._require("retirement", name, facts)

    def maybe(self, section: str, name: str, **facts: Any) -> Given | None:
        """The value where the policy has one."""
        found = self.policy.sections.get(f"{section}.{self.scheme}")
        if found is None or found.get(name) is None:
            return None
        return self._require(section, name, facts)

    def named(self, section: str, prefix: str) -> dict[str, Given]:
        """Values whose names the package chose: ``employer.part.*`` by what stands for the star."""
        found = self.policy.section(f"{section}.{self.scheme}").given
        return {name.removeprefix(prefix): given for name, given in found.items() if name.startswith(prefix)}

    @property
    def mean_wage(self) -> Given:
        """The provincial mean put into use last: until a new one is, the one before applies (NB-04)."""
        return self.policy.section("wages").require("provincial_mean")

    def _require(self, section: str, name: str, facts: Mapping[str, Any]) -> Given:
        full_name = f"{section}.{self.scheme}"
        given = self.policy.section(full_name).require(name)
        if isinstance(given.value, Table):
            for dimension in given.value.by:
                if facts.get(dimension, "") is None:
                    raise FactMissing(dimension)
            try:
                return given.cell(facts.get)
            except PolicyGap as gap:
                raise PolicyGap(f"{full_name}.{name}: {gap}") from gap
        return given


def terms_on(policy_on: PolicyOn, day: dt.date, scheme: str) -> Terms:
    return Terms(policy_on(day), scheme, day)


def terms_of_month(policy_on: PolicyOn, month: Month, scheme: str) -> Terms:
    """What applies to a month: as its first day stands, or its last where the policy says so."""
    terms = terms_on(policy_on, month.first, scheme)
    counts = terms.maybe("contributions", "month.values_on")
    if counts is not None and counts.value == "last_day":
        return terms_on(policy_on, month.last, scheme)
    return terms
