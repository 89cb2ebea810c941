"""Payers' months not paid in time, as of a day: what is left, the late fee, when benefits stop (by the policy)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import ExpressionWrapper, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from config.money import MoneyField, from_fen, to_fen
from config.periods import Month
from enrollment.models import ContributionMonth
from enrollment.rules.contributions.arrears import benefits_in_arrears, due_day, late_fee
from enrollment.rules.contributions.terms import Terms, terms_of_month
from institutions.models import PoolingArea
from institutions.policy.gaps import describe_gap
from institutions.policy.what_if import PolicyOn, policy_in_area
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap


@dataclass(frozen=True)
class InArrears:
    """Of one unpaid month; a value is empty where the policy is silent, ``gap`` says about what."""

    due: dt.date | None = None
    days_late: int | None = None
    fee: Decimal | None = None
    stops: dt.date | None = None
    clause: str = ""
    assumed: str = ""
    gap: str = ""


@dataclass
class Arrears:
    """Unpaid months as they stand at the end of ``day``; policies are read once for each area."""

    day: dt.date
    _policies: dict[int, PolicyOn] = field(default_factory=dict)

    def months(self) -> QuerySet[ContributionMonth]:
        """In the reader's scope: due before or on ``day``, with something left in ``left_then`` (yuan).

        A month whose policy names no due day counts as due once it is over: nothing is dropped.
        """
        received = Q(shares__receipt__received_on__lte=self.day)
        paid = {
            f"{part}_paid": Coalesce(
                Sum(f"shares__{part}", filter=received), Value(0), output_field=MoneyField()
            )
            for part in ("employer", "personal")
        }
        owed = ExpressionWrapper(F("employer") + F("personal"), output_field=MoneyField())
        had = ExpressionWrapper(F("employer_paid") + F("personal_paid"), output_field=MoneyField())
        left = ExpressionWrapper(owed - had, output_field=MoneyField())
        rows: QuerySet[ContributionMonth] = (
            ContributionMonth.objects.filter(self._due())
            .annotate(**paid)
            .annotate(left_then=left)
            .filter(left_then__gt=0)
        )
        return rows

    def _due(self) -> Q:
        names = ("payer__county__area", "insutype", "month")
        found: dict[tuple[int, str], list[dt.date]] = defaultdict(list)
        # A year of residents is paid ahead of its cover: what of it is still to come is on the window's page.
        declared = ContributionMonth.objects.filter(month__lt=self.day, whole_year=False).order_by()
        for area, insutype, month in declared.values_list(*names).distinct():
            if self._is_due(area, insutype, Month.of(month)):
                found[area, insutype].append(month)
        condition = Q(pk__in=())
        for (area, insutype), months in found.items():
            condition |= Q(payer__county__area=area, insutype=insutype, month__in=months)
        return condition

    def _is_due(self, area: int, insutype: str, month: Month) -> bool:
        try:
            return due_day(month, self._terms(area, insutype, month))[0] < self.day
        except PolicyGap:
            return month.next_first <= self.day

    def of(self, row: ContributionMonth) -> InArrears:
        """What follows from the policy of the month; worked out once for a row."""
        known: InArrears | None = getattr(row, "_in_arrears", None)
        if known is None:
            known = self._told(row)
            row._in_arrears = known  # type: ignore[attr-defined]
        return known

    def _told(self, row: ContributionMonth) -> InArrears:
        month = Month.of(row.month)
        try:
            terms = self._terms(row.payer.county.area_id, row.insutype, month)
            due, _given = due_day(month, terms)
        except PolicyGap as gap:
            return InArrears(gap=describe_gap(str(gap)))
        gaps: list[str] = []
        days, fee, given = self._fee(row, due, terms, gaps)
        stops = None
        try:
            stops = self.stops(row)
        except PolicyGap as gap:
            gaps.append(describe_gap(str(gap)))
        clause, assumed = (given.clause, given.assumed) if given is not None else ("", "")
        return InArrears(due, days, fee, stops, clause, assumed, "；".join(gaps))

    def stops(self, row: ContributionMonth) -> dt.date:
        """The day benefits stop while the month is not paid. Raises ``PolicyGap``."""
        worked = benefits_in_arrears(first_unpaid=Month.of(row.month), paid=None, terms=self.terms(row))
        day: dt.date = worked.found("benefits_stop")
        return day

    def terms(self, row: ContributionMonth) -> Terms:
        """The policy of the month in its payer's area."""
        return self._terms(row.payer.county.area_id, row.insutype, Month.of(row.month))

    def _fee(
        self, row: ContributionMonth, due: dt.date, terms: Terms, gaps: list[str]
    ) -> tuple[int | None, Decimal | None, Given | None]:
        owed = to_fen(row.left_then)  # type: ignore[attr-defined]
        try:
            worked = late_fee(owed=owed, due=due, paid=self.day, terms=terms)
        except PolicyGap as gap:
            gaps.append(describe_gap(str(gap)))
            return (self.day - due).days, None, None
        fee = worked.due("late_fee")
        return worked.found("days_late"), from_fen(fee.amount), fee.given

    def _terms(self, area: int, insutype: str, month: Month) -> Terms:
        if area not in self._policies:
            found = PoolingArea.objects.select_related("parent").get(pk=area)
            self._policies[area] = policy_in_area(found)
        return terms_of_month(self._policies[area], month, insutype)
