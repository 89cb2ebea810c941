"""The bills of a case: entered by hand with fee lines, fee classes or the four parts, changed until settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Bill, FeeLine, PayLoc, Reimbursement, ReimbursementBill
from claims.rules.facts import policy_day
from claims.services.counters import counter_for
from config.periods import months_later
from config.scoping import system_scope
from enrollment.models import Coverage
from institutions.models import Duty, Institution, User

from .register import deadlines_of
from .states import CaseRefused, locked, state_after

# What the counter cannot check: who may be out of its sight.
_OUT_OF_SIGHT = ["person", "institution", "insu_county", "care_county", "handling_county"]


@transaction.atomic
def enter_bill(
    *, case: Reimbursement, fixmedins_code: str, facts: Mapping[str, Any], acting_user: User
) -> ReimbursementBill:
    """A new bill of ``case``; ``facts`` are columns of :class:`Bill`. Duty to handle.

    Raises :class:`CaseRefused` for an unknown institution or a bill brought too late, ``ValidationError`` for
    amounts that do not add up.
    """
    case = locked(case)
    counter_for(case, acting_user, Duty.HANDLE)
    case.reim_stas = state_after(case, "enter")
    n = next_place(case)
    bill = Bill(setl_id=bill_number(case, n), pay_loc=PayLoc.COUNTER, insutype=case.insutype)
    _fill(bill, case, fixmedins_code, facts)
    bill.save()
    case.save(update_fields=["reim_stas"])
    case_bill: ReimbursementBill = ReimbursementBill.objects.create(reimbursement=case, bill=bill, n=n)
    return case_bill


@transaction.atomic
def change_bill(
    *, case_bill: ReimbursementBill, fixmedins_code: str, facts: Mapping[str, Any], acting_user: User
) -> Bill:
    """Put a bill that is not settled right."""
    case = _open_case_of(case_bill, acting_user)
    bill: Bill = case_bill.bill
    _fill(bill, case, fixmedins_code, facts)
    bill.save()
    return bill


@transaction.atomic
def remove_bill(*, case_bill: ReimbursementBill, acting_user: User) -> None:
    """Take a bill that was never settled out of its case."""
    case = _open_case_of(case_bill, acting_user)
    # The bill takes its place in the case, its lines and its problem with it.
    case_bill.bill.delete()
    if not case.case_bills.filter(live=True).exists():
        case.reim_stas = state_after(case, "empty")
        case.save(update_fields=["reim_stas"])


@transaction.atomic
def enter_line(*, case_bill: ReimbursementBill, line: Mapping[str, Any], acting_user: User) -> FeeLine:
    """A fee line of a bill; a line with the same number is replaced."""
    _open_case_of(case_bill, acting_user)
    number = line["feedetl_sn"]
    stored = FeeLine.objects.filter(bill=case_bill.bill, feedetl_sn=number).first()
    stored = stored or FeeLine(bill=case_bill.bill)
    for name, value in line.items():
        setattr(stored, name, value)
    stored.full_clean(exclude=["bill"])
    stored.save()
    return stored


@transaction.atomic
def remove_line(*, case_bill: ReimbursementBill, line: FeeLine, acting_user: User) -> None:
    _open_case_of(case_bill, acting_user)
    FeeLine.objects.filter(pk=line.pk, bill=case_bill.bill).delete()


def next_place(case: Reimbursement) -> int:
    last = case.case_bills.aggregate(last=Max("n"))["last"]
    return int(last or 0) + 1


def bill_number(case: Reimbursement, n: int) -> str:
    return f"{case.number}-{n}"


def _open_case_of(case_bill: ReimbursementBill, acting_user: User) -> Reimbursement:
    case = locked(case_bill.reimbursement)
    counter_for(case, acting_user, Duty.HANDLE)
    state_after(case, "enter")
    if not case_bill.live:
        raise CaseRefused(_("Bill %(bill)s was settled and taken back; it stays."), bill=case_bill.bill)
    return case


def _fill(bill: Bill, case: Reimbursement, fixmedins_code: str, facts: Mapping[str, Any]) -> None:
    institution = Institution.unscoped.filter(fixmedins_code=fixmedins_code).select_related("county").first()
    if institution is None:
        raise CaseRefused(
            _("No institution has the code %(code)s: have it entered first."), code=fixmedins_code
        )
    bill.person_id, bill.institution = case.person_id, institution
    for name, value in facts.items():
        setattr(bill, name, value)
    county = institution.county
    bill.care_county = county if county is not None and county.area_id == case.insu_county.area_id else None
    bill.handling_county = case.handling_county
    bill.setl_time = timezone.now()
    _insure(bill, case)
    _refuse_late(bill, case)
    bill.full_clean(exclude=_OUT_OF_SIGHT)


def _insure(bill: Bill, case: Reimbursement) -> None:
    """County and person category of the bill's day; without coverage then, those of the case: it will wait."""
    day = policy_day(bill.med_type, bill.begndate, bill.enddate)
    with system_scope():
        of_scheme = Coverage.objects.filter(person=case.person_id, insutype=case.insutype, effective=True)
        coverage = of_scheme.filter(period__contains=day).first() or of_scheme.order_by("-period").first()
    bill.insu_county_id = coverage.county_id if coverage else case.insu_county_id
    bill.psn_type = coverage.psn_type if coverage else ""


def _refuse_late(bill: Bill, case: Reimbursement) -> None:
    months = deadlines_of(case, case.received_on).submit_months
    last: dt.date | None = None if months is None else months_later(bill.enddate, months)
    if last is not None and case.received_on > last:
        raise CaseRefused(
            _("Bills of %(day)s are taken in until %(last)s; the papers came on %(received)s."),
            day=bill.enddate,
            last=last,
            received=case.received_on,
        )
