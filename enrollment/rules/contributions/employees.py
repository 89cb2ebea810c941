"""Monthly contributions to the employee scheme: employees, their employers, flexible workers, the unemployed."""

from __future__ import annotations

from collections.abc import Sequence

from institutions.rules.steps import Step, step

from .bases import chosen, clamped, of_mean
from .outcome import Due, FactMissing, Finding, Worked, parts_of, rated
from .terms import Terms


def employee(*, wage: int, terms: Terms) -> Worked:
    """An employee's own contribution for a month; ``wage`` is what the policy's base measures (NB-03, NB-04)."""
    steps: list[Step] = []
    measured = terms.maybe("contributions", "base.measures")
    if measured is not None:
        steps.append(step("base_measures", measured, wage, measures=measured.value))
    base = clamped(wage, terms, steps)
    return _with_parts(rated("employee", "person", base, terms.contributions("employee.rate"), *steps), terms)


def employer(*, terms: Terms, bases: Sequence[int] | None = None, payroll: int | None = None) -> Worked:
    """An employer's contribution for a month, with its parts (major-illness aid, maternity …).

    ``bases`` are those of its insured employees, ``payroll`` its payroll as a monthly mean; the policy says
    which one counts, and ``FactMissing`` when that one was not given.
    """
    measured = terms.contributions("employer.base")
    if measured.value == "sum_of_employees":
        if bases is None:
            raise FactMissing("employer")
        base = sum(bases)
        found = step("base_sum", measured, base, employees=len(bases))
    else:
        if payroll is None:
            raise FactMissing("payroll")
        base = payroll
        found = step("base_payroll", measured, base)
    return _with_parts(
        rated("employer", "employer", base, terms.contributions("employer.rate"), found), terms
    )


def flexible(*, terms: Terms, wage: int | None = None) -> Worked:
    """A flexible worker's contribution for a month; ``wage`` is the base chosen, where the policy lets choose."""
    steps: list[Step] = []
    base = chosen(wage, terms, steps)
    return _with_parts(rated("flexible", "person", base, terms.contributions("flexible.rate"), *steps), terms)


def unemployed(*, terms: Terms) -> Worked:
    """The contribution for a month of somebody without work."""
    steps: list[Step] = []
    own = terms.maybe("contributions", "unemployed.base")
    base = of_mean(own or terms.contributions("flexible.base"), terms, steps)
    paid_by = terms.maybe("contributions", "unemployed.paid_by")
    payer = "person" if paid_by is None else str(paid_by.value)
    if paid_by is not None:
        steps.append(step("paid_by", paid_by, None, payer=payer))
    return _with_parts(
        rated("unemployed", payer, base, terms.contributions("unemployed.rate"), *steps), terms
    )


def after_new_mean(*, paid: Worked, again: Worked, terms: Terms) -> Worked:
    """What a month already paid still owes now that another mean is in use: nothing, unless the policy settles
    backwards (NB-04). ``again`` is the same month worked out by ``terms``, those of today."""
    backwards = terms.contributions("base.settled_backwards")
    if not backwards.value:
        told = step("not_backwards", backwards, paid.total)
        return Worked((Finding("settled_backwards", False, backwards, (told,)),))
    difference = again.total - paid.total
    told = step("backwards", backwards, difference, before=paid.total, now=again.total)
    payer = again.dues[0].payer
    return Worked((Due("difference", payer, difference, given=backwards, steps=(told,)),))


def _with_parts(whole: Due, terms: Terms) -> Worked:
    shares = terms.named("contributions", f"{whole.item}.part.")
    return Worked((whole, *parts_of(whole, shares, rest="basic")))
