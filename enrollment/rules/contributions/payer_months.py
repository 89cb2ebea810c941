"""A payer's month: what its people's declared wages come to. Integer fen; the payer's kind says by which act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from . import employees
from .outcome import Due
from .terms import Terms

EMPLOYER, FLEXIBLE, UNEMPLOYED = "employer", "flexible", "unemployed"
DECLARING = (EMPLOYER, FLEXIBLE, UNEMPLOYED)
"""Kinds of payers that declare by the month."""


@dataclass(frozen=True)
class PayerMonth:
    """``people``: by person (base, own contribution), fen; ``employer``: the payer's own part, where it has one."""

    people: Mapping[int, tuple[int, int]]
    own: Due | None
    employer: Due | None

    @property
    def base(self) -> int:
        return sum(base for base, _amount in self.people.values())

    @property
    def personal(self) -> int:
        return sum(amount for _base, amount in self.people.values())

    @property
    def clause(self) -> str:
        """Where the rates stand."""
        named = [
            due.given.clause for due in (self.employer, self.own) if due is not None and due.given.clause
        ]
        return "；".join(dict.fromkeys(named))


def payer_month(kind: str, wages: Mapping[int, int], terms: Terms) -> PayerMonth:
    """``wages`` in fen by person; ``terms`` those of the month (NB-03, NB-04).

    Who has a policy by which the payroll is the employer's base: the declared wages together are the payroll.
    Raises ``PolicyGap`` where the policy is silent, ``ValueError`` for a kind of payer that declares nothing.
    """
    if kind not in DECLARING:
        raise ValueError(f"a {kind} declares no wages")

    @cache
    def of(wage: int) -> Due:
        if kind == EMPLOYER:
            return employees.employee(wage=wage, terms=terms).dues[0]
        if kind == FLEXIBLE:
            return employees.flexible(wage=wage, terms=terms).dues[0]
        return employees.unemployed(terms=terms).dues[0]

    people = {person: (of(wage).base or 0, of(wage).amount) for person, wage in wages.items()}
    own = of(next(iter(wages.values()))) if wages else None
    if kind != EMPLOYER:
        return PayerMonth(people, own, None)
    whole = employees.employer(
        terms=terms, bases=[base for base, _amount in people.values()], payroll=sum(wages.values())
    ).dues[0]
    return PayerMonth(people, own, whole)
