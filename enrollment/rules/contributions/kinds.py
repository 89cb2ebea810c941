"""The acts a what-if row may ask for: its values into facts, the act's function, what the act needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from config.periods import Month

from . import arrears, employees, residents, retirement, topup
from .outcome import FactMissing, Worked
from .terms import PolicyOn, Terms, terms_of_month, terms_on

Values = Mapping[str, Any]
EMPLOYEES, RESIDENTS = "310", "390"
_SOURCE_COLUMNS = {
    "actual_months": "actual",
    "recognised_months": "recognised",
    "veteran_months": "veteran_service",
    "transferred_months": "transferred",
}


@dataclass(frozen=True)
class Asked:
    """A sound row and the policy to ask."""

    values: Values
    policy_on: PolicyOn
    scheme: str

    def need(self, name: str) -> Any:
        value = self.values.get(name)
        if value in (None, ""):
            raise FactMissing(name)
        return value

    def get(self, name: str, default: Any = None) -> Any:
        value = self.values.get(name)
        return default if value in (None, "") else value

    @property
    def month(self) -> Month:
        return Month.parse(self.need("month"))

    def of_month(self, month: Month | None = None) -> Terms:
        return terms_of_month(self.policy_on, month or self.month, self.scheme)

    def on(self, day: dt.date) -> Terms:
        return terms_on(self.policy_on, day, self.scheme)


def _monthly(act: Callable[[Asked, Terms], Worked]) -> Callable[[Asked], Worked]:
    """An act for a month; with a later ``date`` it also says what a new mean changes in that month."""

    def work(asked: Asked) -> Worked:
        paid = act(asked, asked.of_month())
        looked_at = asked.get("date")
        if looked_at is None or looked_at < asked.month.next_first:
            return paid
        today = asked.on(looked_at)
        return paid + employees.after_new_mean(paid=paid, again=act(asked, today), terms=today)

    return work


def _employee(asked: Asked, terms: Terms) -> Worked:
    return employees.employee(wage=asked.need("wage"), terms=terms)


def _flexible(asked: Asked, terms: Terms) -> Worked:
    return employees.flexible(wage=asked.get("wage"), terms=terms)


def _unemployed(asked: Asked, terms: Terms) -> Worked:
    return employees.unemployed(terms=terms)


def resident_of(asked: Asked) -> residents.Resident:
    return residents.Resident(
        psn_type=asked.get("psn_type", "none"),
        aid_category=asked.get("aid_category", "none"),
        county=asked.get("county"),
        permit_holder=bool(asked.get("permit_holder")),
        collective=asked.get("collective_amt", 0),
        count=asked.get("people", 1),
    )


def _resident(asked: Asked) -> Worked:
    return residents.resident_year(person=resident_of(asked), terms=asked.on(_day_of_year(asked)))


def _day_of_year(asked: Asked) -> dt.date:
    """Values are dated by the year they cover: its first day, unless a day of it was given."""
    day = asked.get("date")
    return day if day is not None else dt.date(asked.need("year"), 1, 1)


def _late_enrolment(asked: Asked) -> Worked:
    day = asked.need("date")
    year = asked.get("year", day.year)
    terms = asked.on(day if day.year == year else dt.date(year, 1, 1))
    return residents.late_enrolment(
        person=resident_of(asked), reason=asked.need("reason"), day=day, year=year, terms=terms
    )


def _newborn(asked: Asked) -> Worked:
    born, day = asked.need("born"), asked.need("date")
    year = asked.get("year", born.year)
    terms = asked.on(day if day.year == year else dt.date(year, 1, 1))
    return residents.newborn(person=resident_of(asked), born=born, day=day, year=year, terms=terms)


def _refund(asked: Asked) -> Worked:
    day = asked.need("date")
    return residents.refund(
        paid=asked.need("amount"),
        reason=asked.need("reason"),
        day=day,
        year=asked.get("year", day.year + 1),
        terms=asked.on(day),
    )


def _late_fee(asked: Asked) -> Worked:
    due = asked.get("due")
    if due is None:
        if asked.get("month") is None:
            raise FactMissing("due")
        due, _given = arrears.due_day(asked.month, asked.of_month())
    return arrears.late_fee(
        owed=asked.need("amount"),
        due=due,
        paid=asked.need("date"),
        terms=asked.on(due + dt.timedelta(days=1)),
    )


def _arrears(asked: Asked) -> Worked:
    return arrears.benefits_in_arrears(
        first_unpaid=asked.month, paid=asked.get("date"), terms=asked.of_month()
    )


def _career(asked: Asked) -> retirement.Career:
    return retirement.Career(
        retired_on=asked.need("date"),
        joined_on=asked.get("joined"),
        gend=asked.get("gend"),
        county=asked.get("county"),
        pension_since=asked.get("pension_since"),
        months={source: asked.get(column, 0) for column, source in _SOURCE_COLUMNS.items()},
    )


def _eligibility(asked: Asked) -> retirement.Eligibility:
    career = _career(asked)
    return retirement.eligibility(career=career, terms=asked.on(career.retired_on))


def _retirement(asked: Asked) -> Worked:
    return _eligibility(asked).worked()


def _missing(asked: Asked) -> tuple[int, Worked]:
    """The months missing: as stated, or by the years contributed."""
    stated = asked.get("months")
    if stated is not None:
        return stated, Worked()
    if asked.get("date") is None or not any(asked.get(column) for column in _SOURCE_COLUMNS):
        raise FactMissing("months")
    found = _eligibility(asked)
    return found.missing, found.worked()


def _topup_once(asked: Asked) -> Worked:
    retired_on = asked.need("date")
    missing, judged = _missing(asked)
    paid = asked.get("month")
    payment = None if paid is None else asked.of_month()
    return judged + topup.topup_once(missing=missing, retirement=asked.on(retired_on), payment=payment)


def _topup_monthly(asked: Asked) -> Worked:
    missing, judged = _missing(asked)
    first, retired_on = asked.month, asked.get("date")
    return judged + topup.topup_monthly(
        months=[arrears.after(first, count) for count in range(missing)],
        terms_of=asked.of_month,
        retirement=None if retired_on is None else asked.on(retired_on),
    )


class Kind(NamedTuple):
    """``needs`` are the columns a row of the kind must fill, whatever the policy."""

    work: Callable[[Asked], Worked]
    needs: tuple[str, ...]
    scheme: str = EMPLOYEES


KINDS: dict[str, Kind] = {
    "employee": Kind(_monthly(_employee), ("month", "wage")),
    "flexible": Kind(_monthly(_flexible), ("month",)),
    "unemployed": Kind(_monthly(_unemployed), ("month",)),
    "resident": Kind(_resident, ("year",), RESIDENTS),
    "late_enrolment": Kind(_late_enrolment, ("date", "reason"), RESIDENTS),
    "newborn": Kind(_newborn, ("date", "born"), RESIDENTS),
    "refund": Kind(_refund, ("date", "reason", "amount"), RESIDENTS),
    "retirement": Kind(_retirement, ("date",)),
    "topup_once": Kind(_topup_once, ("date",)),
    "topup_monthly": Kind(_topup_monthly, ("month",)),
    "late_fee": Kind(_late_fee, ("amount", "date")),
    "arrears": Kind(_arrears, ("month",)),
}
"""Kinds a row answers alone; those that add up other rows stand in ``quoting``."""
