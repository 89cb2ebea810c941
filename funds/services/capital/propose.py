"""Propose a year's loans: one per institution, scheme and kind; what is only proposed yet is worked out anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.payment_words import in_words
from claims.services.case_numbers import next_number
from config.money import from_fen
from funds.models import CapitalLoan
from institutions.models import Agency, Duty, User

from .duties import require_at_lender
from .faults import CapitalRefused
from .plan import PlannedLoan, plan_capital
from .terms import capital_terms


@dataclass(frozen=True)
class Proposed:
    """How many proposals are new, worked out anew, or stand as they were agreed."""

    made: int
    renewed: int
    kept: int


def lenders_of(agency: Agency) -> list[Agency]:
    """The counties whose institutions ``agency`` proposes for: its own, the city's all."""
    if agency.level == Agency.Level.CITY:
        counties = Agency.objects.filter(area=agency.area, level=Agency.Level.COUNTY)
        return list(counties.select_related("area").order_by("code"))
    return [agency] if agency.level == Agency.Level.COUNTY else []


@transaction.atomic
def propose_capital(*, lenders: Sequence[Agency], year: int, acting_user: User) -> Proposed:
    """Store what :func:`plan_capital` gives for ``lenders``.

    Duty finance at each of them or at the city. Raises ``NothingLent``, ``DutyMissing``, and :class:`CapitalRefused`
    when nothing was cleared in the year before.
    """
    for lender in lenders:
        require_at_lender(user=acting_user, duty=Duty.FINANCE, lender=lender)
    planned = plan_capital(lenders, year)
    if not planned:
        raise CapitalRefused(
            _("No month of %(year)s is cleared with a payment to a designated institution here: nothing to lend."),
            year=year - 1,
        )  # fmt: skip
    settle_by = capital_terms(lenders[0].area, year).settle_by
    standing = {
        (loan.institution_id, loan.insutype, loan.kind): loan
        for loan in CapitalLoan.objects.select_for_update(of=("self",))
        .filter(year=year, institution__in={one.institution.pk for one in planned})
        .exclude(state=CapitalLoan.State.DROPPED)
    }
    made = renewed = kept = 0
    for one in planned:
        loan = standing.get((one.institution.pk, one.insutype, one.kind))
        if loan is None:
            loan = CapitalLoan(number=next_number("ZZ"), year=year, insutype=one.insutype, kind=one.kind)
            made += 1
        elif loan.state != CapitalLoan.State.PROPOSED:
            kept += 1
            continue
        else:
            renewed += 1
        _fill(loan, one)
        loan.settle_by, loan.prepared_by = settle_by, acting_user
        loan.save()
    return Proposed(made, renewed, kept)


def _fill(loan: CapitalLoan, one: PlannedLoan) -> None:
    loan.institution, loan.lender = one.institution, one.lender
    loan.last_year, loan.months_cleared = one.last_year_yuan, one.months_cleared
    loan.amount, loan.steps = from_fen(one.amount), in_words(one.steps)
