"""The ``benefits`` sections of the policy language and the ready-to-settle policies made from them."""

from __future__ import annotations

from functools import lru_cache

from claims.rules import account_policy, allowances, counter_policy, screening
from claims.rules.benefit_policy import BenefitPolicy, compile_benefits
from claims.rules.benefit_schema import SECTION
from claims.rules.budgets import section as budget_section
from claims.rules.dimensions import DIMENSIONS
from claims.rules.payment import section as payment_section
from institutions.policy.registry import register_dimension, register_section
from institutions.rules.policy_package import PolicyAt


def register() -> None:
    """Called once from ``ClaimsConfig.ready()``."""
    for dimension in DIMENSIONS:
        register_dimension(dimension)
    register_section(SECTION)
    register_section(account_policy.SECTION)
    register_section(counter_policy.SECTION)
    register_section(screening.SECTION)
    register_dimension(allowances.DIMENSION)
    register_section(allowances.SECTION)
    for dimension in payment_section.DIMENSIONS:
        register_dimension(dimension)
    register_section(payment_section.SECTION)
    register_section(budget_section.SECTION)


def benefit_policy(policy: PolicyAt, insutype: str) -> BenefitPolicy:
    """The benefits of a scheme as in force; raises ``PolicyGap`` when the area has none for it.

    Asked again for the same versions and segment it returns the same object, with everything it has
    already looked up.
    """
    return _compiled(_Same(policy), insutype)


class _Same:
    """A policy as a cache key: what it is resolved from, not the object."""

    def __init__(self, policy: PolicyAt) -> None:
        self.policy = policy
        self.key = (policy.area, policy.versions, policy.start) if policy.versions else id(policy)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.key == other.key


@lru_cache(maxsize=256)
def _compiled(same: _Same, insutype: str) -> BenefitPolicy:
    policy = same.policy
    wages = policy.sections.get("wages")
    monthly = None if wages is None else wages.get("provincial_mean")
    return compile_benefits(policy.section(f"benefits.{insutype}"), insutype, policy.versions, monthly)
