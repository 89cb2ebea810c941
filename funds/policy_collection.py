"""How receipts are collected and reconciled, out of the section ``monthly_round`` (NB-12, NB-13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from institutions.policy.typed import origins, parameter, read_into
from institutions.rules.policy_package import Given, PolicyAt

SECTION = "monthly_round"
TREASURY, INCOME_ACCOUNT = "treasury", "income_account"
ALL_FOUR = ("tax", "treasury", "finance", "insurance")
CITY, COUNTY = "city", "county"


@dataclass(frozen=True)
class CollectionPolicy:
    """Areas without the section collect into the counties' income accounts, as the books always had it.

    ``days_apart``: how many days the same money may lie apart between two records.
    """

    paid_into: str = parameter("collection.paid_into", default=INCOME_ACCOUNT)
    moved_every: str = parameter("collection.moved_every", default="month")
    among: tuple[str, ...] = parameter("reconciliation.among", default=ALL_FOUR)
    days_apart: int = parameter("reconciliation.days_apart", default=5)
    employer_signed_by: str = parameter("reconciliation.employer.signed_by", default=CITY)
    flexible_signed_by: str = parameter("reconciliation.flexible.signed_by", default=COUNTY)
    resident_signed_by: str = parameter("reconciliation.resident.signed_by", default=COUNTY)
    given: Mapping[str, Given] = origins()

    def signed_by(self, payer_group: str) -> str:
        """``city`` or ``county``."""
        signs: str = getattr(self, f"{payer_group}_signed_by")
        return signs


def collection_policy(policy: PolicyAt) -> CollectionPolicy:
    return read_into(CollectionPolicy, policy.section(SECTION)) if policy.has(SECTION) else CollectionPolicy()
