"""Cases for bills that a sheet brought as paid by the person (pay_loc 1): settled in bulk, owed at a counter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from claims.models import STANDING, PayLoc, Reimbursement, ReimbursementBill, Settlement
from claims.services.case_numbers import next_number
from claims.services.counters import unit_of
from claims.services.person_locks import lock_people
from config.models import ImportRun
from config.scoping import system_scope
from config.workdays import add_workdays
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_duty_in_area

from .register import deadlines_of

# Person, scheme, import, insured county: what one case holds.
Key = tuple[int, str, int, int]


def open_imported_cases(*, area_id: int, acting_user: User) -> int:
    """Open a settled case per person, scheme, import and insured county; how many were opened. Repeatable.

    Whoever brings the sheet says with it that the papers lie at their counter and are whole: the cases stand where a
    second person reviews them (and sends back what is not so), and an account is asked for. ``acting_user``
    handles for an agency of the area. Raises ``DutyMissing``.
    """
    require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=PoolingArea.objects.get(pk=area_id))
    with system_scope():
        without = _without_case(area_id)
        people = sorted(set(without.values_list("person_id", flat=True)))
        opened = 0
        for person_id in people:
            with transaction.atomic():
                lock_people([person_id])
                opened += _open_of(person_id, area_id, acting_user)
    return opened


def _without_case(area_id: int) -> QuerySet[Settlement]:
    counties = Agency.objects.filter(area_id=area_id, level=Agency.Level.COUNTY)
    found: QuerySet[Settlement] = Settlement.objects.filter(
        STANDING, pay_loc=PayLoc.COUNTER, bill__import_run_id__isnull=False, bill__case__isnull=True,
        insu_county__in=counties,
    )  # fmt: skip
    return found


def _key(settlement: Settlement) -> Key:
    return (
        settlement.person_id, settlement.insutype, settlement.bill.import_run_id or 0, settlement.insu_county_id,
    )  # fmt: skip


def _open_of(person_id: int, area_id: int, acting_user: User) -> int:
    settlements = sorted(
        _without_case(area_id)
        .filter(person_id=person_id)
        .select_related("bill", "person", "insu_county__area")
        .order_by("bill__setl_time", "bill__setl_id"),
        key=_key,
    )
    opened = 0
    for _same, some in groupby(settlements, key=_key):
        _open(list(some), acting_user)
        opened += 1
    return opened


def _open(settlements: Sequence[Settlement], acting_user: User) -> Reimbursement:
    first = settlements[0]
    person, run = (
        first.person,
        ImportRun.objects.select_related("agency__county").get(pk=first.bill.import_run_id),
    )
    handler = run.confirmed_by or acting_user
    received = timezone.localtime(run.confirmed_at).date() if run.confirmed_at else timezone.localdate()
    case = Reimbursement(
        number=next_number("BX"),
        person=person,
        psn_no=person.psn_no,
        psn_name=person.psn_name,
        certno=person.certno,
        insutype=first.insutype,
        insu_county=first.insu_county,
        handling_county=unit_of(run.agency) if run.agency else first.insu_county,
        manl_reim_rea=Reimbursement.Reason.BATCH,
        reim_stas=Reimbursement.State.SETTLED,
        import_run_id=run.pk,
        received_on=received,
        complete_on=received,
        registered_by=handler,
        handled_by=handler,
        settled_at=timezone.now(),
    )
    case.due_on = _due_on(case, received)
    case.full_clean(exclude=["person"])
    case.save()
    ReimbursementBill.objects.bulk_create(
        ReimbursementBill(reimbursement=case, bill=one.bill, n=n) for n, one in enumerate(settlements, 1)
    )
    return case


def _due_on(case: Reimbursement, received: dt.date) -> dt.date | None:
    """The sheet may come on a day no policy speaks of yet: then no day is set."""
    try:
        days = deadlines_of(case, received).days_finish
    except PolicyGap:
        return None
    return None if days is None else add_workdays(received, days)
