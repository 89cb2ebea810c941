"""Hypothetical contributions: the rows of a file worked out, first each alone, then those that add up others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from config.money import from_fen
from config.spreadsheets.faults import RowFault
from institutions.rules.policy_tables import PolicyGap

from . import employees
from .kinds import EMPLOYEES, KINDS, RESIDENTS, Asked, Values, resident_of
from .outcome import FactMissing, Worked
from .residents import TooMuchAid
from .subsidies import Group, subsidy_bill
from .terms import PolicyOn

# What a kind must fill; those below add up rows of the same file.
SUMMED_NEEDS = {"employer": ("month",), "subsidy_bill": ("year",)}
NEEDS = {name: kind.needs for name, kind in KINDS.items()} | SUMMED_NEEDS
_MORE_THAN_ZERO = ("wage", "payroll", "amount", "people", "year", "months")
_MOST_MONTHS = 600


@dataclass
class Case:
    """One row of the file and what it comes to; with faults it has no ``worked``."""

    row: int
    name: str
    kind: str
    values: Values
    faults: list[RowFault] = field(default_factory=list)
    worked: Worked | None = None

    @property
    def scheme(self) -> str:
        stated = self.values.get("insutype")
        own = KINDS[self.kind].scheme if self.kind in KINDS else _SUMMED_SCHEMES.get(self.kind, EMPLOYEES)
        return stated or own

    def fault(self, column: str, code: str, **params: Any) -> None:
        self.faults.append(RowFault(self.row, column, code, params=params))


def case_of(row: int, values: Values, faults: Iterable[RowFault] = ()) -> Case:
    """One row into a case; ``faults`` are those its cells already have."""
    case = Case(row, values.get("case") or "", values.get("kind") or "", values, list(faults))
    at_fault = {fault.column for fault in case.faults}
    for column in NEEDS.get(case.kind, ()):
        if values.get(column) in (None, "") and column not in at_fault and not _stands_in(column, values):
            case.fault(column, "required")
    for column in _MORE_THAN_ZERO:
        if values.get(column) == 0 and column not in at_fault:
            case.fault(column, "not_above_zero")
    year = values.get("year")
    if year and not 1950 <= year <= 2200:
        case.fault("year", "date_range")
    if (values.get("months") or 0) > _MOST_MONTHS:
        case.fault("months", "too_many_months", limit=_MOST_MONTHS)
    return case


def _stands_in(column: str, values: Values) -> bool:
    """A day says the year it falls in."""
    return column == "year" and values.get("kind") == "resident" and values.get("date") is not None


def work_out(cases: Sequence[Case], policy_on: PolicyOn) -> None:
    """Work out the sound cases; what the policy is silent about becomes a fault of the row."""
    for case in cases:
        if case.kind in KINDS:
            _attempt(case, policy_on, KINDS[case.kind].work)
    for case in cases:
        if case.kind == "employer":
            _attempt(case, policy_on, lambda asked, case=case: _employer(asked, case, cases))  # type: ignore[misc]
        elif case.kind == "subsidy_bill":
            _attempt(case, policy_on, lambda asked, case=case: _subsidy_bill(asked, case, cases))  # type: ignore[misc]


def _attempt(case: Case, policy_on: PolicyOn, work: Callable[[Asked], Worked]) -> None:
    if case.faults:
        return
    try:
        case.worked = work(Asked(case.values, policy_on, case.scheme))
    except FactMissing as missing:
        case.fault(missing.name, "required")
    except TooMuchAid as aid:
        case.fault("collective_amt", "collective_too_much", left=f"{from_fen(aid.left):.2f}")
    except _OtherRow as other:
        case.fault(other.column, other.code, row=other.row)
    except PolicyGap as gap:
        case.fault("kind", "contribution_gap", problem=str(gap))


# --- cases that add up others ------------------------------------------------------------------------------------


class _OtherRow(LookupError):
    """Another row keeps this one from being worked out."""

    def __init__(self, column: str, code: str, row: int = 0) -> None:
        super().__init__(code)
        self.column, self.code, self.row = column, code, row


_SUMMED_SCHEMES = {"employer": EMPLOYEES, "subsidy_bill": RESIDENTS}


def _employer(asked: Asked, case: Case, cases: Sequence[Case]) -> Worked:
    """By the bases of the file's employees of the same employer and month, or by the payroll."""
    key, month = asked.get("employer"), asked.need("month")
    bases: list[int] | None = None
    if key is not None:
        staff = _sound(
            "employer",
            "employee_row_at_fault",
            [
                one
                for one in cases
                if (one.kind, one.scheme) == ("employee", case.scheme)
                and (one.values.get("employer"), one.values.get("month")) == (key, month)
            ],
        )
        bases = [worked.due("employee").base or 0 for worked in staff] or None
        if bases is None and asked.get("payroll") is None:
            raise _OtherRow("employer", "no_employees")
    return employees.employer(terms=asked.of_month(), bases=bases, payroll=asked.get("payroll"))


def _subsidy_bill(asked: Asked, case: Case, cases: Sequence[Case]) -> Worked:
    """The file's residents of the same year, those of one county where the row names one."""
    county = asked.get("county")
    groups = [
        one
        for one in cases
        if (one.kind, one.scheme) == ("resident", case.scheme)
        and _year_of(one) == asked.need("year")
        and county in (None, one.values.get("county"))
    ]
    if not groups:
        raise _OtherRow("year", "no_residents")
    found = _sound("year", "resident_row_at_fault", groups)
    told = [resident_of(Asked(one.values, asked.policy_on, one.scheme)) for one in groups]
    return subsidy_bill(
        Group(person.county or "", person.count, worked) for person, worked in zip(told, found, strict=True)
    )


def _year_of(case: Case) -> int | None:
    day = case.values.get("date")
    return case.values.get("year") if day is None else day.year


def _sound(column: str, code: str, cases: Sequence[Case]) -> list[Worked]:
    """What the rows come to; a sum over a faulty row would be wrong without a word."""
    for case in cases:
        if case.worked is None:
            raise _OtherRow(column, code, case.row)
    return [case.worked for case in cases if case.worked is not None]
