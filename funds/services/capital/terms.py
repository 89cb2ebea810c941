"""What the policy says about lending in a year: how many months, by when, until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from claims.rules.payment.terms import Terms, terms_of
from funds.policy import institution_payment_policy
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap

from .faults import NothingLent


@dataclass(frozen=True)
class CapitalTerms:
    """The policy of the day by which it is lent."""

    methods: Terms
    lent_by: dt.date
    settle_by: dt.date


def capital_terms(area: PoolingArea, year: int) -> CapitalTerms:
    """Raises :class:`NothingLent` where the policy lends nothing in ``year``, or says nothing about payment."""
    day = dt.date(year, 1, 31)
    try:
        policy = policy_for(area, day)
        payment, methods = institution_payment_policy(policy), terms_of(policy)
    except (PolicyGap, LookupError) as gap:
        raise NothingLent(
            _("The policy of %(area)s does not say how institutions are paid in %(year)s."),
            area=area,
            year=year,
        ) from gap
    months = [given.value for given in (methods.working_capital, methods.prepayment) if given is not None]
    if not any(months):
        raise NothingLent(
            _("The policy of %(area)s lends institutions nothing in %(year)s."), area=area, year=year
        )
    return CapitalTerms(methods, _day(year, payment.lent_on), _day(year, payment.settled_on))


def lends(area: PoolingArea, year: int) -> bool:
    """Whether there is anything to propose."""
    try:
        capital_terms(area, year)
    except NothingLent:
        return False
    return True


def _day(year: int, month_day: str) -> dt.date:
    month, day = (int(part) for part in month_day.split("-"))
    return dt.date(year, month, day)
