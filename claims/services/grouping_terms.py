"""What grouping asks of a day: the policy's terms, the catalogues that hold, factors, means of the year before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Sum

from claims.models import GroupCatalogue, GroupedCase, PaymentGroup
from claims.rules.payment.grouping import ORDER, Grouper, GroupRow, alternatives, beginnings
from claims.rules.payment.terms import Terms, terms_of
from config.money import half_up, to_fen
from institutions.models import PoolingArea
from institutions.policy.in_force import calendar_of
from institutions.rules.policy_tables import PolicyGap

from .group_catalogues import catalogue_on

NO_LEVEL = "none"
TEN_THOUSANDTHS, MILLIONTHS = 4, 6


def scaled(value: Decimal | None, decimals: int) -> int | None:
    """A decimal as the rules count it: 1.05 with four decimals is 10,500."""
    return None if value is None else int(value.scaleb(decimals))


class Priced(NamedTuple):
    """A group as the rules reckon with it; see ``claims.rules.payment.cases.Case`` for the units."""

    pk: int
    weight: int | None
    standard: Mapping[str, int]
    mean: Mapping[str, int]


def _priced(group: PaymentGroup) -> Priced:
    by_level = {"": "", "1": "_lv1", "2": "_lv2", "3": "_lv3"}
    standard, mean = {}, {}
    for level, ending in by_level.items():
        quota = scaled(getattr(group, f"quota{ending}"), MILLIONTHS)
        cost = getattr(group, f"mean_cost{ending}")
        if quota:
            standard[level] = quota
        if cost:
            mean[level] = to_fen(cost)
    return Priced(group.pk, scaled(group.weight, TEN_THOUSANDTHS), standard, mean)


class Loaded:
    """A catalogue made ready: its grouper, groups by code, factors by institution."""

    def __init__(self, catalogue: GroupCatalogue) -> None:
        groups = list(catalogue.groups.all())
        self.catalogue = catalogue
        self.rate = scaled(catalogue.rate, MILLIONTHS)
        self.groups = {group.code: _priced(group) for group in groups}
        self.factors: dict[int, int] = {
            institution: int(factor.scaleb(TEN_THOUSANDTHS))
            for institution, factor in catalogue.factors.values_list("institution", "factor")
        }
        self.grouper = Grouper(
            GroupRow(
                group.code,
                beginnings(group.diagnoses),
                alternatives(group.procedures),
                group.treatment,
                group.tier == PaymentGroup.Tier.CORE,
            )
            for group in groups
        )

    def quota(self, code: str, level: str) -> int | None:
        """Of a group at the level, else for every level; millionths of a yuan."""
        quotas = self.groups[code].standard
        return (quotas.get(level) if level != NO_LEVEL else None) or quotas.get("")


@dataclass(frozen=True)
class DayTerms:
    """What holds for cases discharged on a day."""

    terms: Terms
    uses: tuple[str, ...]
    loaded: Mapping[str, Loaded]
    groupers: Mapping[str, Grouper]


class GroupingTerms:
    """For the days of an area's cases; each catalogue is read once."""

    def __init__(self, area: PoolingArea) -> None:
        self.area = area
        self._calendar = calendar_of(area)
        self._by_day: dict[dt.date, DayTerms | None] = {}
        self._loaded: dict[int, Loaded] = {}
        self._means: dict[int, dict[tuple[str, str, str], int]] = {}

    def on(self, day: dt.date) -> DayTerms | None:
        """None where no policy in force says how payment methods work out."""
        if day not in self._by_day:
            self._by_day[day] = self._find(day)
        return self._by_day[day]

    def _find(self, day: dt.date) -> DayTerms | None:
        try:
            terms = terms_of(self._calendar.at(day))
        except PolicyGap:
            return None
        loaded = {method: one for method in ORDER if (one := self._catalogue(method, day)) is not None}
        if terms.institution is None or terms.institution.get("methods") is None:
            uses = tuple(loaded)
        else:
            uses = tuple(method for method in ORDER if terms.uses(method))
        return DayTerms(terms, uses, loaded, {method: one.grouper for method, one in loaded.items()})

    def _catalogue(self, method: str, day: dt.date) -> Loaded | None:
        catalogue = catalogue_on(self.area.pk, method, day)
        if catalogue is None:
            return None
        if catalogue.pk not in self._loaded:
            self._loaded[catalogue.pk] = Loaded(catalogue)
        return self._loaded[catalogue.pk]

    def mean(self, loaded: Loaded, code: str, level: str) -> int | None:
        """Last year's mean cost of a group at the level in fen: the catalogue's, else that of last year's cases."""
        given = loaded.groups[code].mean
        found = given.get(level) or given.get("")
        if found is None:
            year, method = loaded.catalogue.year, loaded.catalogue.method
            found = self._means_of(year - 1).get((method, code, level))
        return found

    def _means_of(self, year: int) -> dict[tuple[str, str, str], int]:
        if year not in self._means:
            cases = GroupedCase.objects.filter(area=self.area, year=year, group__isnull=False)
            found = cases.order_by().values_list("method", "group__code", "level")
            self._means[year] = {
                (method, code, level): half_up(to_fen(cost), count)
                for method, code, level, cost, count in found.annotate(
                    cost_of_all=Sum("cost"), all=Count("pk")
                )
            }
        return self._means[year]

    @cached_property
    def catalogues(self) -> list[GroupCatalogue]:
        """Every catalogue that was read."""
        return [one.catalogue for one in self._loaded.values()]
