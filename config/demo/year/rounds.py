"""The month's round: plans up, the application, money down, reports up; with what goes wrong on purpose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from config.demo.topics.stage import act
from config.demo.year.mishaps import LATE, RETURNED, SHORT
from config.demo.year.town import Town
from config.money import from_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Appropriation, RoundStep
from funds.rules import rounds as rules
from funds.services.rounds import money, open_round, papers, transfers
from institutions.models import Agency, Duty

# Yuan every unit plans for each scheme of a month.
PLANNED = Decimal(30_000)
KIND = "benefit_expense"
# What goes wrong in which month; in a year of two months all of it does.
MISHAPS = {1: (LATE, RETURNED), 2: (SHORT,), 5: (LATE,), 8: (RETURNED,), 9: (SHORT,)}


@dataclass
class Rounds:
    """Plays the rounds; ``planned`` counts what it let go wrong, by kind.

    ``of_a_plan``: yuan of every plan and scheme; None leaves what the books suggest.
    """

    town: Town
    mishaps: Mapping[int, Sequence[str]] = field(default_factory=lambda: MISHAPS)
    of_a_plan: Decimal | None = PLANNED
    planned: dict[str, int] = field(default_factory=lambda: dict.fromkeys((LATE, RETURNED, SHORT), 0))

    def goes_wrong(self, month: Month, mishap: str) -> bool:
        return mishap in self.mishaps.get(month.number, ())

    def note(self, mishap: str) -> None:
        self.planned[mishap] += 1

    def step(self, kind: str, unit: Agency, month: Month) -> RoundStep:
        with system_scope():
            found: RoundStep = RoundStep.objects.select_related(
                "round__area", "unit__area", "unit__parent"
            ).get(round__area=self.town.area, round__month=month.first, step=kind, unit=unit)
        return found

    # --- plans ---

    def begin(self, month: Month) -> None:
        """The city opens the round; the plans come in."""
        self.open(month)
        self.plan(month)

    def open(self, month: Month) -> None:
        act(self.town.at(Duty.FINANCE), open_round.open_round, area=self.town.area, month=month)

    def plan(self, month: Month) -> None:
        """Everybody plans but the county that is late; one plan comes back."""
        town = self.town
        for unit in town.units:
            if self.goes_wrong(month, LATE) and unit == town.counties[0]:
                continue
            self.hand_in_plan(month, unit)
            if self.goes_wrong(month, RETURNED) and unit == town.counties[1]:
                step = self.step(rules.COUNTY_PLAN, unit, month)
                act(town.at(Duty.REVIEW), papers.send_back, step=step, reason="偏高，请说明")
                self.note(RETURNED)
            else:
                self.accept(rules.COUNTY_PLAN, unit, month)

    def plan_again(self, month: Month) -> None:
        """The plan sent back is handed in again, in time."""
        if self.goes_wrong(month, RETURNED):
            self.hand_in_plan(month, self.town.counties[1])
            self.accept(rules.COUNTY_PLAN, self.town.counties[1], month)

    def apply(self, month: Month) -> None:
        """The late plan comes after its day; the city applies to finance."""
        if self.goes_wrong(month, LATE):
            self.hand_in_plan(month, self.town.counties[0])
            self.accept(rules.COUNTY_PLAN, self.town.counties[0], month)
            self.note(LATE)
        self._hand_in(rules.CITY_PLAN, self.town.city, month, f"用款〔{month}〕号")
        self.accept(rules.CITY_PLAN, self.town.city, month)

    def hand_in_plan(self, month: Month, unit: Agency) -> None:
        amount = self.of_a_plan
        lines = {(one, KIND): papers.Written(amount) for one in self.town.schemes if amount is not None}
        user = self.town.at(Duty.FINANCE, unit)
        act(user, papers.save_lines, step=self.step(rules.COUNTY_PLAN, unit, month), lines=lines)
        self._hand_in(rules.COUNTY_PLAN, unit, month)

    def _hand_in(self, kind: str, unit: Agency, month: Month, reference: str = "") -> None:
        user = self.town.at(Duty.FINANCE, unit)
        act(user, papers.submit, step=self.step(kind, unit, month), reference=reference)

    def accept(self, kind: str, unit: Agency, month: Month) -> None:
        duty = Duty.APPROVE if unit == self.town.city else Duty.REVIEW
        act(self.town.at(duty), papers.accept, step=self.step(kind, unit, month))

    # --- money ---

    def appropriate(self, month: Month, day: dt.date) -> None:
        """Finance pays what was applied for; in a short month the half of it."""
        short = self.goes_wrong(month, SHORT)
        for insutype in self.town.schemes:
            self.bring_down(month, day, insutype, "A", half=short)
        if short:
            self.note(SHORT)

    def appropriate_rest(self, month: Month, day: dt.date) -> None:
        """What a short month lacked."""
        if self.goes_wrong(month, SHORT):
            for insutype in self.town.schemes:
                self.bring_down(month, day, insutype, "B")

    def bring_down(
        self, month: Month, day: dt.date, insutype: str, slip: str, *, half: bool = False, waits: bool = False
    ) -> None:
        """What is open of the application comes, or the half of it, and goes on; ``waits``: prepared, not booked."""
        town = self.town
        step = self.step(rules.APPROPRIATION, town.city, month)
        with acting_as(town.at(Duty.FINANCE)):
            open_ = money.applied_for(step.round_id).get(insutype, 0) - money.arrived(step.round_id).get(
                insutype, 0
            )
        amount = from_fen(open_ // 2 if half else open_)
        held: Appropriation = act(
            town.at(Duty.FINANCE), money.enter_appropriation, step=step, insutype=insutype, amount=amount,
            arrived_on=day, evidence=f"{slip}{insutype}{month}",
        )  # fmt: skip
        held = act(town.at(Duty.APPROVE), money.book_appropriation, appropriation=held)
        self._pass_on(held, day, waits=waits)

    def _pass_on(self, held: Appropriation, day: dt.date, *, waits: bool) -> None:
        """To every county what is open of its plan; the city's own part stays."""
        finance = self.town.at(Duty.FINANCE)
        with acting_as(finance):
            shares = transfers.shares_of(held)
        amounts = {unit: from_fen(fen) for unit, fen in shares.items() if unit != self.town.city.pk and fen}
        act(
            finance, transfers.prepare_transfers, appropriation=held, amounts=amounts, transferred_on=day,
            evidence=f"T{held.evidence}",
        )  # fmt: skip
        if not waits:
            act(self.town.at(Duty.APPROVE), transfers.book_transfers, appropriation=held)

    # --- reports ---

    def report(self, month: Month) -> None:
        """Every unit's report as its books show."""
        for unit in self.town.units:
            step = self.step(rules.COUNTY_REPORT, unit, month)
            act(self.town.at(Duty.FINANCE, unit), papers.save_lines, step=step, lines={})
            self._hand_in(rules.COUNTY_REPORT, unit, month)
            self.accept(rules.COUNTY_REPORT, unit, month)

    def file(self, month: Month) -> None:
        self._hand_in(rules.CITY_REPORT, self.town.city, month, f"收支〔{month}〕号")
        self.accept(rules.CITY_REPORT, self.town.city, month)
