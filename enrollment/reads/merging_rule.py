"""What the policy says of merging former schemes into one: which, from when, and which cover goes on."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from enrollment.rules.merging.surviving import Rule
from institutions.models import PoolingArea
from institutions.policy.what_if import PolicyOn, policy_in_area
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_tables import PolicyGap

SECTION = "enrolment"
# The policy's words for the national codes of the two schemes there were.
FORMER = {"rural_cooperative": "380", "urban_residents": "391"}


class MergingRule(NamedTuple):
    """The rule, and where each of its parts stands."""

    rule: Rule
    given: tuple[Given, ...]

    @property
    def assumed(self) -> str:
        return "；".join(one.assumed for one in self.given if one.assumed)

    @property
    def clause(self) -> str:
        return "，".join(dict.fromkeys(one.clause for one in self.given if one.clause))


def rule_of(policy: PolicyAt, insutype: str) -> MergingRule:
    """Of the scheme that former ones are merged into; raises ``PolicyGap`` where the policy does not say."""
    section = policy.section(f"{SECTION}.{insutype}")
    schemes, begins, survives = (
        section.require(f"merges.{name}") for name in ("schemes", "begins", "survives")
    )
    rule = Rule(insutype, begins.value, tuple(survives.value), tuple(FORMER[name] for name in schemes.value))
    return MergingRule(rule, (schemes, begins, survives))


def merges_of(policy: PolicyAt) -> dict[str, MergingRule]:
    """The rule under each former scheme that the policy merges."""
    found: dict[str, MergingRule] = {}
    for name in sorted(policy.sections):
        section, _dot, insutype = name.partition(".")
        if section != SECTION or policy.sections[name].get("merges.schemes") is None:
            continue
        merged = rule_of(policy, insutype)
        found |= dict.fromkeys(merged.rule.benefits, merged)
    return found


def rule_in_area(area: PoolingArea, insutype: str, begins: dt.date) -> MergingRule:
    """As it stood when the merged scheme began; else as the year before knew it. Raises ``PolicyGap``."""
    policy_on: PolicyOn = policy_in_area(area)
    return rule_of(policy_on(begins), insutype)


__all__ = ["MergingRule", "PolicyGap", "merges_of", "rule_in_area", "rule_of"]
