"""Register a birth for its allowance, and put the facts right until it is reckoned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import MaternityAllowance
from claims.rules.allowances import AllowancePolicy, allowance_policy
from claims.services.case_numbers import next_number
from claims.services.counters import counter_for, coverage_on, find_person, unit_of
from config.periods import months_later
from config.scoping import system_scope
from config.workdays import add_workdays
from institutions.models import Agency, Duty, User
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_duty

from .states import AllowanceRefused, locked, state_after

# The person may stand in another county's register, out of the counter's sight.
_OUT_OF_SIGHT = ["person"]


@transaction.atomic
def register_allowance(
    *,
    number: str,
    name: str,
    insutype: str,
    received_on: dt.date,
    facts: Mapping[str, Any],
    agency: Agency,
    acting_user: User,
) -> MaternityAllowance:
    """A new case of the insured woman with this ``number`` and ``name``; ``facts`` are columns of the birth.

    She must be covered by the scheme on the day of the birth. Duty to register or to handle at ``agency``, any
    counter of her area. Raises ``PersonUnknown``, :class:`AllowanceRefused`, ``ValidationError``.
    """
    duty = Duty.HANDLE if Duty.HANDLE in acting_user.duties_at(agency) else Duty.REGISTER
    require_duty(user=acting_user, duty=duty, agency=agency)
    person = find_person(number=number, name=name, agency=agency)
    coverage = coverage_on(person, insutype, facts["born_on"])
    case = MaternityAllowance(
        number=next_number("JT"),
        person=person,
        psn_no=person.psn_no,
        psn_name=person.psn_name,
        certno=person.certno,
        insutype=insutype,
        insu_county=coverage.county,
        handling_county=unit_of(agency),
        received_on=received_on,
        registered_by=acting_user,
        **facts,
    )
    deadlines = policy_of(case)
    if deadlines.submit_months is not None:
        last = months_later(case.born_on, deadlines.submit_months)
        if received_on > last:
            raise AllowanceRefused(
                _("The allowance for %(day)s can be applied for until %(last)s."), day=case.born_on, last=last
            )
    if deadlines.days_finish is not None:
        case.due_on = add_workdays(received_on, deadlines.days_finish)
    case.full_clean(exclude=_OUT_OF_SIGHT)
    _refuse_twice(case)
    case.save()
    return case


@transaction.atomic
def change_allowance(
    *, case: MaternityAllowance, facts: Mapping[str, Any], acting_user: User
) -> MaternityAllowance:
    """Put the facts of a birth right before it is reckoned. Duty to register or to handle."""
    case = locked(case)
    counter_for(case, acting_user, Duty.HANDLE, Duty.REGISTER)
    state_after(case, "change")
    for name, value in facts.items():
        setattr(case, name, value)
    case.insu_county = coverage_on(case.person_id, case.insutype, case.born_on).county
    case.full_clean(exclude=_OUT_OF_SIGHT)
    _refuse_twice(case)
    case.save()
    return case


def _refuse_twice(case: MaternityAllowance) -> None:
    """Another counter may have the birth already, out of this one's sight; the database has the last word."""
    with system_scope():
        others = MaternityAllowance.objects.filter(person_id=case.person_id, born_on=case.born_on)
        known = others.exclude(pk=case.pk).exclude(state=MaternityAllowance.State.WITHDRAWN).first()
    if known is not None:
        raise AllowanceRefused(_("There is already a case for this birth: %(case)s."), case=known)


def policy_of(case: MaternityAllowance) -> AllowancePolicy:
    """The allowance as in force on the day of the birth; raises :class:`AllowanceRefused` where there is none."""
    try:
        return allowance_policy(policy_for(case.insu_county.area, case.born_on), case.insutype)
    except PolicyGap as gap:
        raise AllowanceRefused(
            _("The policy of %(area)s pays no allowance for a birth on %(day)s: %(gap)s"),
            area=case.insu_county.area,
            day=case.born_on,
            gap=describe_gap(str(gap)),
        ) from gap
