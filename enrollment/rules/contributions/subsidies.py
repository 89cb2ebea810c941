"""Who bears the government subsidy of the resident scheme, for one person and for a year's bill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from config.money import split_by_weights
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.steps import step

from .outcome import TEN_THOUSAND, Due, Worked
from .terms import Terms

GOVERNMENTS = ("central", "province", "city", "county")


def borne_by_governments(whole: Due, county: str | None, terms: Terms) -> list[Due]:
    """The subsidy by level of government; none where the policy does not say who bears it.

    A county's share may be borne by the city (HG-11): then the part stays the county's, its payer is the city.
    """
    shares = [terms.maybe("contributions", "subsidy.share", government=one) for one in GOVERNMENTS]
    known = [one for one in shares if one is not None]
    if not known:
        return []
    if sum(one.value for one in known) != TEN_THOUSAND:
        raise PolicyGap(f"contributions.{terms.scheme}.subsidy.share: the shares do not add up to 1")
    amounts = split_by_weights(whole.amount, [one.value for one in known])
    return [
        _borne(whole, level, amount, given, county, terms)
        for level, amount, given in zip(GOVERNMENTS, amounts, known, strict=True)
        if given.value
    ]


def _borne(whole: Due, level: str, amount: int, given: Given, county: str | None, terms: Terms) -> Due:
    payer = level
    steps = [step("government_share", given, amount, base=whole.amount, share=given.value, payer=level)]
    taken_over = (
        terms.maybe("contributions", "subsidy.county_share_paid_by", county=county)
        if level == "county"
        else None
    )
    if taken_over is not None and taken_over.value != level:
        payer = str(taken_over.value)
        steps.append(step("taken_over", taken_over, amount, payer=payer))
    return Due(
        f"subsidy.{level}",
        payer,
        amount,
        whole.amount,
        given.value,
        given,
        part_of="subsidy",
        steps=tuple(steps),
    )


@dataclass(frozen=True)
class Group:
    """People of one county and group, worked out together: ``count`` of them come to ``worked``."""

    county: str
    count: int
    worked: Worked


def subsidy_bill(groups: Iterable[Group]) -> Worked:
    """What each level of government owes for a year: the groups' parts by level and payer, summed.

    The contributions paid for aided people stand beside it: they are billed to whoever pays them.
    """
    billed: dict[tuple[str, str], Due] = {}
    for group in groups:
        for due in group.worked.dues:
            if due.item == "subsidy" or due.part_of == "subsidy" or due.item == "contribution.aided":
                _add(billed, due, group)
    return Worked(tuple(billed[key] for key in sorted(billed)))


def _add(billed: dict[tuple[str, str], Due], due: Due, group: Group) -> None:
    counted = step(
        "group", None, due.amount, county=group.county, people=group.count, base=due.base or 0, item=due.item
    )
    payer = "" if due.item == "subsidy" else due.payer
    before = billed.get((due.item, payer))
    if before is None:
        part_of = "" if due.item == "contribution.aided" else due.part_of
        # What each person is subsidised with differs between groups: the whole has no base of its own.
        base = due.base if due.rate is not None else None
        billed[due.item, payer] = replace(due, payer=payer, part_of=part_of, base=base, steps=(counted,))
        return
    same = before.rate == due.rate
    billed[due.item, payer] = replace(
        before,
        amount=before.amount + due.amount,
        base=None if before.base is None or due.base is None else before.base + due.base,
        rate=before.rate if same else None,
        steps=(*before.steps, counted),
    )
