"""A what-if report's sums as tables: before, after, difference, and who gains or loses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.explaining import benefit_name
from claims.models import AMOUNT_LABELS, WhatIfReport
from claims.rules.what_if import AGE_EDGES, BURDEN_EDGES, CHANGE_EDGES, COUNTS, FUND_PARTS, MEASURES
from config.codes import name_of
from config.money import TEN_THOUSAND, from_fen, half_up
from institutions.models import Agency
from institutions.policy.gaps import describe_gap
from institutions.policy.wording import word

Name = Callable[[str], str]
PATIENTS = ("psn_part_amt", "acct_pay", "psn_cash_pay", "hosp_part_amt", "inscp_scp_amt", "act_pay_dedc")


@dataclass(frozen=True)
class Change:
    """One amount both ways, in yuan; ``ratio`` is the change in ten-thousandths, None from nothing."""

    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    @property
    def ratio(self) -> int | None:
        if not self.before:
            return None
        return half_up(int(self.difference * 100) * TEN_THOUSAND, int(self.before * 100))


@dataclass(frozen=True)
class Line:
    """One line of a table; ``fund`` is what all funds pay, ``person`` what people bear."""

    name: str
    counts: Mapping[str, int]
    amounts: Mapping[str, Change]

    @property
    def fund(self) -> Change:
        return self.amounts["fund_pay_sumamt"]

    @property
    def person(self) -> Change:
        return self.amounts["psn_part_amt"]


@dataclass(frozen=True)
class Group:
    """The lines of one dimension; ``key`` names it in addresses and on charts."""

    key: str
    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Band:
    """People whose year lies in one band of what they bear."""

    name: str
    people_before: int
    before: Decimal
    people_after: int
    after: Decimal


@dataclass(frozen=True)
class ChangeBand:
    """People whose year becomes cheaper or dearer by so much."""

    name: str
    people: int
    amount: Decimal


@dataclass(frozen=True)
class Unforeseen:
    """Bills that a policy does not foresee; ``fund`` is what was paid for them before, where that is known."""

    side: str
    reason: str
    bills: int
    fund: Decimal
    examples: Sequence[int]


def whole(report: WhatIfReport) -> Line:
    """The year altogether; nothing but zeros when no bill could be compared."""
    cells = report.result["cells"].get("all", {})
    return _line(_("Altogether"), cells.get("", [0] * (len(COUNTS) + 2 * len(MEASURES))))


def _line(name: str, cell: Sequence[int]) -> Line:
    start = len(COUNTS)
    before, after = cell[start : start + len(MEASURES)], cell[start + len(MEASURES) :]
    return Line(
        name,
        dict(zip(COUNTS, cell, strict=False)),
        {
            measure: Change(from_fen(one), from_fen(two))
            for measure, one, two in zip(MEASURES, before, after, strict=True)
        },
    )


def fund_parts(report: WhatIfReport) -> list[tuple[str, Change]]:
    """Every part of the funds that pays on either side."""
    amounts = whole(report).amounts
    parts = [(str(AMOUNT_LABELS[part]), amounts[part]) for part in FUND_PARTS]
    return [(name, change) for name, change in parts if change.before or change.after]


def who_bears(report: WhatIfReport) -> list[tuple[str, Change]]:
    """What is left to people, of which account and cash, and the sums it comes from."""
    amounts = whole(report).amounts
    return [(str(AMOUNT_LABELS[name]), amounts[name]) for name in PATIENTS]


def groups(report: WhatIfReport) -> list[Group]:
    """One table per dimension, in the order in which a reader asks."""
    counties = {str(pk): name for pk, name in Agency.objects.values_list("pk", "name")}
    dimensions: list[tuple[str, str, Name]] = [
        ("insu_county", _("By insured county"), lambda key: counties.get(key, key)),
        ("insutype", _("By scheme"), lambda key: name_of("insutype", key)),
        ("benefit", _("By benefit"), _benefit),
        ("level", _("By level of the institution"), _level),
        ("care_county", _("By county of care"), lambda key: counties.get(key, key) or _("Outside the area")),
        ("psn_type", _("By person category"), lambda key: name_of("psn_type", key) or _("Not given")),
        ("aid_category", _("By aid category"), lambda key: word(key) if key else _("None")),
        ("age", _("By age"), _age),
    ]
    cells = report.result["cells"]
    return [
        Group(key, title, [_line(name(one), cell) for one, cell in _sorted(key, cells[key])])
        for key, title, name in dimensions
        if key in cells
    ]


def _sorted(dimension: str, cells: Mapping[str, Sequence[int]]) -> list[tuple[str, Sequence[int]]]:
    """Ages and levels in their order, everything else by what the funds pay."""
    if dimension in ("age", "level"):
        return sorted(cells.items(), key=lambda item: (item[0] in ("none", "outside", ""), item[0]))
    fund = len(COUNTS) + MEASURES.index("fund_pay_sumamt")
    return sorted(cells.items(), key=lambda item: (-item[1][fund], item[0]))


def _benefit(key: str) -> str:
    return " → ".join(benefit_name(name) for name in key.split(">"))


def _level(key: str) -> str:
    names = {"1": _("level 1"), "2": _("level 2"), "3": _("level 3"), "outside": _("Outside the area")}
    return names.get(key) or _("No level")


def _age(key: str) -> str:
    if not key:
        return _("Not given")
    edges = [0, *AGE_EDGES]
    low = edges[int(key)]
    if int(key) == len(AGE_EDGES):
        return _("%(low)s years and older") % {"low": low}
    return _("%(low)s–%(high)s years") % {"low": low, "high": edges[int(key) + 1] - 1}


def burden(report: WhatIfReport) -> list[Band]:
    """How many people bear how much in the year, before and after."""
    found = report.result["burden"]
    return [
        Band(
            _burden_name(band),
            sums[0],
            from_fen(sums[1]),
            sums[2],
            from_fen(sums[3]),
        )
        for band in range(len(BURDEN_EDGES) + 1)
        if (sums := found.get(str(band))) is not None
    ]


def _burden_name(band: int) -> str:
    if band == 0:
        return _("nothing")
    if band == 1:
        return _("under %(high)s") % {"high": _yuan(BURDEN_EDGES[1])}
    if band == len(BURDEN_EDGES):
        return _("%(low)s and more") % {"low": _yuan(BURDEN_EDGES[-1])}
    return _("%(low)s to under %(high)s") % {
        "low": _yuan(BURDEN_EDGES[band - 1]),
        "high": _yuan(BURDEN_EDGES[band]),
    }


def _yuan(fen: int) -> str:
    return _("%(number)s yuan") % {"number": f"{fen // 100:,}"}


def changes(report: WhatIfReport) -> list[ChangeBand]:
    """How many people's year becomes cheaper or dearer, by how much."""
    found = report.result["changes"]
    return [
        ChangeBand(_change_name(band), sums[0], from_fen(sums[1]))
        for band in range(len(CHANGE_EDGES) + 1)
        if (sums := found.get(str(band))) is not None
    ]


def _change_name(band: int) -> str:
    """The edges mirror each other around nothing: cheaper below, dearer above."""
    middle = CHANGE_EDGES.index(0) + 1
    if band == middle:
        return _("the same")
    steps = [edge for edge in CHANGE_EDGES if edge > 1]
    distance = abs(band - middle)
    text = _("cheaper by %(amount)s") if band < middle else _("dearer by %(amount)s")
    if distance == 1:
        amount = _("under %(high)s") % {"high": _yuan(steps[0])}
    elif distance == len(steps) + 1:
        amount = _("%(low)s and more") % {"low": _yuan(steps[-1])}
    else:
        amount = _("%(low)s to under %(high)s") % {
            "low": _yuan(steps[distance - 2]),
            "high": _yuan(steps[distance - 1]),
        }
    return text % {"amount": amount}


def unforeseen(report: WhatIfReport) -> Iterator[Unforeseen]:
    """Every reason for which bills could not be compared, the commonest first."""
    sides = {"draft": _("policy tried"), "base": _("policy compared with")}
    for side, reason, bills, fund, examples in sorted(report.result["gaps"], key=lambda gap: -gap[2]):
        yield Unforeseen(sides[side], describe_gap(reason), bills, from_fen(fund), examples)
