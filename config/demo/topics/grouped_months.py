"""Payment groups of the year, what the stays' settlement lists say, and the months grouped before they are cleared.

Groups, weights and quotas follow from the year's own stays, rounded, so that every method owes about what was billed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import exp, log
from random import Random
from typing import Any, NamedTuple

from claims.models import CaseRecord, GroupCatalogue, GroupedCase, Settlement
from claims.models.payment_groups import GroupMethod
from claims.rules.facts import STAYS
from claims.services.group_cases import group_month
from claims.services.group_catalogues import describe_draft, put_in_force
from config.demo.topics.stage import Stage, act, bring, said
from config.scoping import system_scope
from institutions.models import Duty
from institutions.policy.in_force import policy_for

BY_POINTS = (GroupMethod.DIP, GroupMethod.DRG)
# Of so many stays one comes without a main diagnosis: somebody has to ask for it.
WITHOUT = 400
POINTS = 1_000
TEN = Decimal(10)


class Stay(NamedTuple):
    setl_id: str
    med_type: str
    cost: Decimal


def fill(stage: Stage) -> int:
    """Records, catalogues, grouped months of those that are missing; how many were made."""
    methods = _methods(stage)
    if not methods:
        return 0
    with system_scope():
        known = GroupedCase.objects.filter(area=stage.area, year=stage.year)
        grouped = set(known.values_list("month", flat=True).distinct())
    months = [number for number in range(1, 13) if number not in grouped]
    if not months:
        return 0
    stays = _with_diseases(list(_stays(stage)))
    made = _records(stage, stays) + _catalogues(stage, methods, stays)
    for number in months:
        act(stage.at(Duty.HANDLE), group_month, area=stage.area, month=stage.month(number))
    return made + len(months)


def _methods(stage: Stage) -> list[str]:
    with system_scope():
        section = policy_for(stage.area, stage.day(12, 31)).sections.get("institution_payment")
    known = () if section is None or section.get("methods") is None else section.value("methods")
    return [method for method in GroupMethod.values if method in known]


def _stays(stage: Stage) -> Iterator[Stay]:
    """Settled stays in institutions of the area."""
    with system_scope():
        found = Settlement.objects.filter(
            is_current=True, institution__area=stage.area, institution__county__isnull=False,
            med_type__in=sorted(STAYS),
        )  # fmt: skip
        rows = found.order_by("bill__setl_id").values_list("bill__setl_id", "med_type", "medfee_sumamt")
        yield from (Stay(*row) for row in rows)


def _with_diseases(stays: Sequence[Stay]) -> list[tuple[Stay, dict[str, Any]]]:
    mean = float(sum(stay.cost for stay in stays)) / max(len(stays), 1)
    return [(stay, _disease_of(stay, mean)) for stay in stays]


def _disease_of(stay: Stay, mean: float) -> dict[str, Any]:
    """Dearer stays have graver diseases; the same stay always has the same."""
    delivery = stay.med_type == "52"
    choices = [one for one in said()["diseases"] if one.get("delivery", False) == delivery]
    distance = [log(max(float(stay.cost), 1.0) / mean) - log(one["weight"]) for one in choices]
    weights = [one["share"] * exp(-3 * far * far) + 1e-9 for one, far in zip(choices, distance, strict=True)]
    found: dict[str, Any] = Random(stay.setl_id).choices(choices, weights)[0]  # noqa: S311
    return found


def _records(stage: Stage, stays: Iterable[tuple[Stay, dict[str, Any]]]) -> int:
    with system_scope():
        if CaseRecord.objects.filter(bill__institution__area=stage.area).exists():
            return 0
    rows = [
        {
            "setl_id": stay.setl_id,
            "diag_code": disease["code"] if number % WITHOUT else None,
            "oprn_oprt_code": disease.get("procedure") or None,
            "drg_code": disease["drg"],
        }
        for number, (stay, disease) in enumerate(stays, 1)
    ]
    if rows:
        bring(stage, "case_records", f"case-records-{stage.area.code}.csv", rows)
    return len(rows)


def _catalogues(stage: Stage, methods: list[str], stays: Iterable[tuple[Stay, dict[str, Any]]]) -> int:
    costs: dict[str, list[Decimal]] = defaultdict(list)
    for stay, disease in stays:
        costs[disease["code"]].append(stay.cost)
    every = [cost for several in costs.values() for cost in several]
    if not every:
        return 0
    mean = sum(every, Decimal(0)) / len(every)
    made = 0
    for method in methods:
        with system_scope():
            of = {"area": stage.area, "method": method, "year": stage.year}
            if GroupCatalogue.objects.filter(**of).exists():
                continue
        groups = list(_groups(method, stage.year, costs, mean))
        if groups:
            bring(stage, "payment_groups", f"groups-{method}-{stage.area.code}.xlsx", groups)
            _put_in_force(stage, of, mean)
            made += len(groups)
    return made


def _put_in_force(stage: Stage, of: dict[str, Any], mean: Decimal) -> None:
    with system_scope():
        draft = GroupCatalogue.objects.get(state=GroupCatalogue.State.DRAFT, **of)
    # Yuan of one point: a group of mean cost has a thousand points under DIP, a weight of one under DRG.
    rates = {GroupMethod.DIP: mean / POINTS, GroupMethod.DRG: mean}
    rate = rates.get(of["method"])
    draft = act(
        stage.at(Duty.HANDLE), describe_draft, catalogue=draft, effective_from=stage.day(1, 1),
        rate=None if rate is None else rate.quantize(Decimal("0.01")),
        basis=said()["groups"]["basis"].format(year=stage.year),
    )  # fmt: skip
    act(stage.at(Duty.REVIEW), put_in_force, catalogue=draft)


def _groups(
    method: str, year: int, costs: dict[str, list[Decimal]], mean: Decimal
) -> Iterator[dict[str, Any]]:
    for disease in said()["diseases"]:
        own = costs.get(disease["code"])
        if not own or (method not in BY_POINTS and method not in disease.get("methods", ())):
            continue
        cost = (sum(own, Decimal(0)) / len(own) / TEN).quantize(Decimal(1)) * TEN
        row = {"method": method, "year": year, "code": disease["drg"], "name": disease["name"]}
        if method != GroupMethod.DRG:
            row["code"] = ":".join(filter(None, (disease["code"], disease.get("procedure"))))
            row |= {"diagnoses": disease["code"], "procedures": disease.get("procedure") or None}
        if method in BY_POINTS:
            weight = cost / mean * (POINTS if method == GroupMethod.DIP else 1)
            row |= {"weight": weight.quantize(Decimal("0.0001")), "mean_cost": cost}
        elif method == GroupMethod.BED_DAY:
            row["quota"] = said()["groups"]["bed_day"]
        else:
            row["quota"] = cost
        yield row
