"""Per capita by heads in a month and in a year: who is paid so, and what the decided budget lets through.

Paid by heads is who has somebody signed up, or a decided budget for the method, at a level that has a quota in force.
Members of a consortium that is paid one sum for all care are not. Without a quota the budget's sum is paid as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from claims.rules.payment.heads import Heads, heads_owed
from claims.rules.payment.month_lumps import capped
from claims.rules.payment.section import BY_HEADS, PER_CAPITA
from claims.rules.payment.terms import Terms
from claims.services.per_capita import heads_in
from config.periods import Month
from institutions.models import Institution, PoolingArea
from institutions.rules.steps import Step

from .lump_sums import Decided, Lump, members_of


class HeadTerms(NamedTuple):
    """How the period pays by heads; without ``total_control`` no budget caps what is paid."""

    methods: Terms
    total_control: bool
    period: str = "month"


def lumps_by_heads(
    *,
    area: PoolingArea,
    scheme: str,
    months: Sequence[Month],
    institutions: Iterable[Institution],
    decided: Iterable[Decided],
    terms: HeadTerms,
) -> dict[int, Lump]:
    """By institution, of ``institutions`` alone; quotas are those of the period's last day.

    ``decided`` are lump sums and budgets of the period, common ones of the method among them.
    """
    if not terms.methods.uses(PER_CAPITA) or terms.methods.per_capita_by.value != BY_HEADS:
        return {}
    places = {one.pk: one for one in institutions if one.kind == Institution.Kind.MEDICAL}
    heads = heads_in(
        area=area, scheme=scheme, months=months, quota_on=months[-1].last, institutions=places.values()
    )
    decided = list(decided)
    for one in decided:
        if one.share.consortium_id and one.share.method != PER_CAPITA:
            for member in members_of(one.share):
                heads.pop(member, None)
    counties = {one: places[one].county_id for one in heads}
    return _under_budgets(heads, counties, [one for one in decided if one.share.method == PER_CAPITA], terms)


def _under_budgets(
    heads: Mapping[int, Heads],
    counties: Mapping[int, int | None],
    budgets: Iterable[Decided],
    terms: HeadTerms,
) -> dict[int, Lump]:
    """Own budgets first, then those common to a county's institutions; whoever has none is paid without a cap."""
    worked = {one: heads_owed(its, terms.methods) for one, its in heads.items()}
    found: dict[int, Lump] = {}
    of_one: list[Decided] = []
    common: list[Decided] = []
    for one in budgets:
        (of_one if one.share.institution_id or one.share.consortium_id else common).append(one)
    for one in of_one:
        members = [member for member in members_of(one.share) if member in worked]
        found |= _capped(members, worked, one.fen, one.share.consortium_id, terms)
    left = [one for one, its in heads.items() if one not in found and any(its.monthly)]
    for one in common:
        members = [member for member in left if counties[member] == one.share.county_id]
        found |= _capped(members, worked, one.fen, None, terms)
    return found | _capped([one for one in left if one not in found], worked, None, None, terms)


def _capped(
    members: Sequence[int],
    worked: Mapping[int, tuple[int, list[Step]]],
    cap: int | None,
    consortium: int | None,
    terms: HeadTerms,
) -> dict[int, Lump]:
    paid = capped([worked[one][0] for one in members], cap if terms.total_control else None, terms.period)
    return {
        one: Lump(PER_CAPITA, its.amount, consortium=consortium, steps=[*worked[one][1], *its.steps])
        for one, its in zip(members, paid, strict=True)
    }
