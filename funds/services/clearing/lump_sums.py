"""Lump sums decided in the budget: who has one, what of whose bills it stands for, what is paid case by case beside it.

What a sum stands for is what its budget was reckoned from (``payment_budget``): all care of a consortium; stays or
other care of an institution; where the policy does not say, whatever no other method pays. Months and year ask here.
Per capita pays heads times quota where the policy says so and a quota is in force (``heads``); the budget caps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Sum
from django.db.models.functions import Left

from claims.models import CLEARED, BudgetShare, Settlement
from claims.reads.grouped_cases import CaseTotals
from claims.rules.budgets.section import Care
from claims.rules.facts import STAYS
from claims.rules.payment.month_lumps import divided
from claims.rules.payment.section import BY_ITEM, LUMPS, PER_CAPITA
from claims.rules.payment.terms import Terms
from config.money import to_fen
from config.periods import Month
from institutions.models import Institution, PoolingArea
from institutions.rules.steps import Step, step

from .units import counties_of

Totals = Mapping[tuple[int, str], CaseTotals]


@dataclass(frozen=True)
class Decided:
    """A decided share of the budget and the part of it that is asked about: a month's or the year's, fen."""

    share: BudgetShare
    fen: int


@dataclass(frozen=True)
class Rest:
    """What an institution's bills drew beside what is paid case by case: stays, and other care; fen."""

    stays: int
    others: int


class Lump(NamedTuple):
    """An institution's part of a sum, how it follows, and what of its bills it is paid instead of; fen."""

    method: str
    amount: int
    billed: int = 0
    consortium: int | None = None
    steps: Sequence[Step] = ()


def lumps_in(decided: Iterable[Decided], terms: Terms) -> list[Decided]:
    """What was adjusted to nothing for the whole year is no sum any more."""
    return [
        one
        for one in decided
        if one.share.method in LUMPS and terms.uses(one.share.method) and one.share.current
    ]


def case_by_case(totals: Totals, lumps: Iterable[Decided], terms: Terms) -> dict[tuple[int, str], CaseTotals]:
    """Grouped stays by a method in use; those of a consortium that is paid one sum are paid with it."""
    joint = {member for one in lumps if one.share.consortium_id for member in members_of(one.share)}
    return {
        (institution, method): cases
        for (institution, method), cases in sorted(totals.items())
        if method != BY_ITEM and terms.uses(method) and institution not in joint
    }


def rests_of(
    billed: Mapping[int, int], stays: Mapping[int, int], cases: Mapping[tuple[int, str], CaseTotals]
) -> dict[int, Rest]:
    """By institution: ``billed`` and, of it, ``stays``, less what ``cases`` drew."""
    grouped: dict[int, int] = defaultdict(int)
    for (institution, _method), one in cases.items():
        grouped[institution] += one.pooled
    return {
        one: Rest(stays.get(one, 0) - grouped[one], fen - stays.get(one, 0)) for one, fen in billed.items()
    }


def divide_lumps(
    lumps: Iterable[Decided],
    rests: Mapping[int, Rest],
    care: Care,
    known: Collection[int] | None = None,
    heads: Mapping[int, Lump] | None = None,
) -> dict[int, list[Lump]]:
    """Each institution's parts: a consortium's sum by what its members billed; ``known`` leaves out all others.

    Whoever is paid by ``heads`` is so in place of the sum decided for the method.
    """
    parts: dict[int, list[Lump]] = defaultdict(list)
    for member, by_heads in (heads or {}).items():
        parts[member].append(by_heads)
    for one in lumps:
        for member, lump in _divided(one, rests, care, known):
            if not (lump.method == PER_CAPITA and member in (heads or {})):
                parts[member].append(lump)
    found = {}
    for member, own in parts.items():
        billed = divided(_covered(rests.get(member), own, care), [one.amount for one in own])
        found[member] = [one._replace(billed=fen) for one, fen in zip(own, billed, strict=True)]
    return found


def doubled(lumps: Mapping[int, Iterable[Lump]]) -> list[int]:
    """Institutions with a sum of their own beside their consortium's: they joined it after both were decided."""
    return [one for one, own in lumps.items() if len({lump.consortium for lump in own}) > 1]


def _divided(
    one: Decided, rests: Mapping[int, Rest], care: Care, known: Collection[int] | None
) -> Iterable[tuple[int, Lump]]:
    method, consortium = str(one.share.method), one.share.consortium_id
    members = [member for member in members_of(one.share) if known is None or member in known]
    weights = [
        _covered(rests.get(member), [Lump(method, 0, consortium=consortium)], care) for member in members
    ]
    for member, part in zip(members, divided(one.fen, weights), strict=True):
        told = step("month_lump", amount=part, whole=one.fen)
        yield member, Lump(method, part, consortium=consortium, steps=[told])


def _covered(rest: Rest | None, lumps: Iterable[Lump], care: Care) -> int:
    """What of the rest the sums stand for, all together."""
    if rest is None:
        return 0
    kinds = [(True, True) if one.consortium else care.of(one.method) for one in lumps]
    stays = rest.stays if any(stays for stays, _others in kinds) else 0
    return stays + (rest.others if any(others for _stays, others in kinds) else 0)


def members_of(share: BudgetShare) -> list[int]:
    """Whose share it is: one institution, or those of a consortium by code."""
    if share.institution_id is not None:
        return [share.institution_id]
    members: Collection[int] = (
        Institution.unscoped.filter(consortium=share.consortium_id, kind=Institution.Kind.MEDICAL)
        .order_by("fixmedins_code")
        .values_list("pk", flat=True)
        if share.consortium_id is not None
        else ()
    )
    return list(members)


def stays_billed(
    *, area: PoolingArea, insutype: str, institutions: Collection[int], first: Month, last: Month
) -> dict[int, int]:
    """Fen the pooled part of stays comes to in clearing months ``first`` to ``last``, by institution."""
    settled = Settlement.unscoped.filter(
        CLEARED,
        insutype=insutype,
        institution__in=institutions,
        insu_county__in=counties_of(area),
        care_county=F("institution__county"),
        clr_month__gte=first.first,
        clr_month__lt=last.next_first,
    )
    stays = settled.annotate(kind=Left("med_type", 2)).filter(kind__in=sorted(STAYS)).order_by()
    return {one: to_fen(fen) for one, fen in stays.values_list("institution").annotate(Sum("hifp_pay"))}
