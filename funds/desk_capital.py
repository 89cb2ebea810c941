"""What working capital puts on desks: to propose, to agree, to approve, to pay, to check, to settle, to ask back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Heap, Standing
from funds.models import CapitalLoan, CapitalRepayment, StatementLine
from funds.reads.capital import open_loans
from funds.services.capital.faults import NothingLent
from funds.services.capital.plan import CLEARED_STATES
from funds.services.capital.propose import lenders_of
from funds.services.capital.terms import capital_terms
from institutions.models import Duty
from institutions.services.designated_on import DesignationReader

State = CapitalLoan.State
SETTLING_BEGINS = 12


def capital_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: what this assignment has to do about working capital."""
    if Duty.FINANCE in assignment.duties:
        yield from _to_propose(assignment)
        yield _listed(_("Have loan agreements signed"), State.PROPOSED)
        yield Heap(_("Pay working capital"), _in_state(State.APPROVED), reverse("funds:pay_capital"))
    if Duty.APPROVE in assignment.duties:
        yield _listed(_("Approve working capital"), State.AGREED)
    if Duty.REVIEW in assignment.duties:
        yield from _to_check()
    if Duty.FINANCE in assignment.duties or Duty.HANDLE in assignment.duties:
        yield _to_settle()
        yield from _left()


def _to_propose(assignment: Any) -> Iterator[DeskItem]:
    """From January on, late after the day of lending, while last year was paid and nothing is proposed."""
    today = timezone.localdate()
    lenders = [lender.pk for lender in lenders_of(assignment.agency)]
    if not lenders or CapitalLoan.objects.filter(year=today.year, lender__in=lenders).exists():
        return
    try:
        terms = capital_terms(assignment.agency.area, today.year)
    except NothingLent:
        return
    paid = StatementLine.objects.filter(
        statement__payer__in=lenders,
        statement__clearing__month__year=today.year - 1,
        statement__clearing__state__in=CLEARED_STATES,
    )
    if paid.exists():
        yield DeskItem(
            _("Propose working capital for %(year)s") % {"year": today.year},
            f"{reverse('funds:propose_capital')}?year={today.year}",
            Standing.LATE if today > terms.lent_by else Standing.DUE,
            due=terms.lent_by,
        )


def _to_check() -> Iterator[DeskItem]:
    waiting = CapitalRepayment.objects.filter(state=CapitalRepayment.State.ENTERED)
    loans = list(waiting.order_by("pk").values_list("loan", flat=True))
    if loans:
        yield DeskItem(
            _("Check repayments of working capital"),
            reverse("funds:capital_loan", args=[loans[0]]),
            count=len(loans),
        )


def _to_settle() -> Heap:
    """In the last month of the term, and late after its last day."""
    ending = open_loans().filter(settle_by__lt=_first_of_next_month(timezone.localdate()))
    return Heap(_("Settle working capital"), ending, f"{reverse('funds:capital')}?open=yes", due="settle_by")


def _first_of_next_month(day: Any) -> Any:
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1, day=1)


def _left() -> Iterator[DeskItem]:
    """Institutions that are not designated any more return what they have at once."""
    today = timezone.localdate()
    loans = list(open_loans().select_related("institution"))
    reader = DesignationReader({loan.institution_id for loan in loans}) if loans else None
    for loan in loans:
        place = loan.institution
        if reader is not None and reader.refuses(place.pk, today, area=place.area_id, county=place.county_id):
            yield DeskItem(
                _("%(institution)s left: have its working capital returned") % {"institution": place},
                reverse("funds:capital_loan", args=[loan.pk]),
                Standing.LATE,
                due=today,
                detail=loan.number,
            )


def _in_state(state: str) -> QuerySet[CapitalLoan]:
    return CapitalLoan.objects.filter(state=state)


def _listed(title: str, state: str) -> Heap:
    return Heap(title, _in_state(state), f"{reverse('funds:capital')}?state={state}")
