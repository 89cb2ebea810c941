"""Why a bill was paid what it was paid: the steps, worked out again from what the settlement pins."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, NamedTuple

from claims.explaining import Explained, explain
from claims.models import AMOUNTS, ENGINE_VERSION, Settlement
from claims.policy import benefit_policy
from claims.rules.benefit import settle
from claims.rules.benefit_policy import BenefitPolicy
from claims.rules.facts import BillFacts
from claims.rules.pricing import PricedBill
from claims.rules.steps import Step
from config.money import to_fen
from config.scoping import system_scope
from institutions.models import PolicyVersion
from institutions.policy.in_force import package_of
from institutions.rules.policy_package import Applicable, Package, PolicyAt, resolve

from .bill_facts import counted_lines, facts_of, read_bills, read_fee_lines, unpinned
from .priced_lines import priced_as_settled


class ExplanationDiffers(RuntimeError):
    """The settlement cannot be derived again from what it pins: never to be passed over, money was paid on it."""

    def __init__(self, settlement: Settlement, what: str, repair: str) -> None:
        super().__init__(f"settlement {settlement.setl_id}: {what}. Repair: {repair}")


def explain_settlement(settlement: Settlement) -> list[Explained]:
    """The steps in the reader's language, each with its amount, clause and assumption.

    A cancel is explained by the settlement it negates. Raises :class:`ExplanationDiffers` when bill, policy or
    rules no longer give the amounts that were stored.
    """
    return explain(steps_of(settlement))


def steps_of(settlement: Settlement) -> list[Step]:
    """The steps as codes and numbers; raises :class:`ExplanationDiffers`."""
    if settlement.engine_version != ENGINE_VERSION:
        raise ExplanationDiffers(
            settlement,
            f"was made by version {settlement.engine_version} of the rules, these are {ENGINE_VERSION}",
            "explain it with the release that settled it, as CHANGELOG.md names it",
        )
    derived = facts_as_settled(settlement)
    trace: list[Step] = []
    outcome = settle(derived.facts, settlement.counters_before, derived.policy, trace)
    stored = _stored(settlement)
    amounts = {name: getattr(outcome, name) for name in stored if name != "counters_used"}
    amounts["counters_used"] = dict(outcome.counters)
    differing = sorted(name for name, value in stored.items() if amounts[name] != value)
    if differing:
        raise ExplanationDiffers(
            settlement,
            ", ".join(f"{name} stored {stored[name]}, derived {amounts[name]}" for name in differing),
            "raise ENGINE_VERSION with every change of the rules' results; settle the bill anew to correct it",
        )
    return trace


class AsSettled(NamedTuple):
    """What a settlement was made from: the facts, the fee lines as they were priced, the policy."""

    facts: BillFacts
    priced: PricedBill
    policy: BenefitPolicy


def facts_as_settled(settlement: Settlement) -> AsSettled:
    """Everything the rules were told, out of what the settlement pins; raises :class:`ExplanationDiffers`."""
    # The facts of a bill include the person's row, which a county that only treated them does not see.
    with system_scope():
        [row] = read_bills("b.id = %s", [settlement.bill_id])
        lines = read_fee_lines("b.id = %s", [settlement.bill_id])
        policy = pinned_policy(settlement)
    if row.input_hash != settlement.input_hash:
        raise ExplanationDiffers(
            settlement,
            f"bill {row.bill_id} is no longer what was settled",
            "restore the bill's row from the backup of the day before its change",
        )
    priced = priced_as_settled(settlement, counted_lines(row, lines))
    facts = facts_of(row, settlement.insu_county_id, unpinned(settlement.circumstances), priced.items)
    return AsSettled(facts, priced, benefit_policy(policy, settlement.insutype))


def _stored(settlement: Settlement) -> dict[str, Any]:
    """What was stored, in fen and with the signs of the settlement, not of its cancel."""
    sign = -1 if settlement.refd_setl_flag else 1
    stored: dict[str, Any] = {name: sign * to_fen(getattr(settlement, name)) for name in AMOUNTS}
    stored["benefit"] = settlement.benefit
    stored["pool_prop_selfpay"] = int(settlement.pool_prop_selfpay.scaleb(4))
    stored["counters_used"] = {name: sign * fen for name, fen in settlement.counters_used.items()}
    return stored


def pinned_policy(settlement: Settlement) -> PolicyAt:
    """The policy of the settlement's day out of exactly the versions it was settled by."""
    versions = tuple(settlement.circumstances.get("policy_versions", [settlement.policy_version_id]))
    return policy_of_versions(settlement.insu_county.area.code, versions, settlement.policy_date)


@lru_cache(maxsize=512)
def policy_of_versions(area: str, versions: tuple[int, ...], day: dt.date) -> PolicyAt:
    """The policy of ``day`` out of exactly these versions."""
    return resolve(area, [Applicable(_package(pk), dt.date.min, None, pk) for pk in versions], day)


@lru_cache(maxsize=64)
def _package(version: int) -> Package:
    found = PolicyVersion.objects.select_related("document").get(pk=version)
    return package_of(found)
