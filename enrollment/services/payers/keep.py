"""A payer is registered, and changed while it is."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.scoping import system_scope
from enrollment.models import Payer
from enrollment.rules.credit_code import is_valid
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_city_duty, require_duty


class PayerRefused(DomainError):
    """What was given makes no payer."""


@transaction.atomic
def register_payer(
    *,
    emp_no: str,
    kind: str,
    name: str,
    county: Agency,
    start: dt.date,
    acting_user: User,
    end: dt.date | None = None,
    counter: Agency | None = None,
    uscc: str = "",
    conts: str = "",
    tel: str = "",
    addr: str = "",
) -> Payer:
    """The new payer, registered from ``start`` up to, not including, ``end``.

    Duty register at its county or the city. Raises ``PayerRefused``, ``ValidationError``, ``DutyMissing``.
    """
    require_register(acting_user, county)
    _check(uscc, counter, county)
    # Numbers are unique in the country: one of another county is taken as well, whoever may see it.
    with system_scope():
        if Payer.objects.filter(emp_no=emp_no).exists():
            raise PayerRefused(_("The payer number %(number)s is taken."), number=emp_no)
    payer = Payer(
        emp_no=emp_no, kind=kind, name=name, uscc=uscc, county=county, counter=counter, conts=conts, tel=tel,
        addr=addr, period=_period(start, end),
    )  # fmt: skip
    payer.full_clean()
    payer.save()
    return payer


@transaction.atomic
def change_payer(
    *,
    payer: Payer,
    name: str,
    start: dt.date,
    acting_user: User,
    end: dt.date | None = None,
    counter: Agency | None = None,
    uscc: str = "",
    conts: str = "",
    tel: str = "",
    addr: str = "",
) -> Payer:
    """The payer as it is now. Its number, kind and county stay: ties, declarations and receipts name them.

    Raises ``PayerRefused``, ``ValidationError``, ``DutyMissing``.
    """
    require_register(acting_user, payer.county)
    _check(uscc, counter, payer.county)
    locked: Payer = Payer.objects.select_for_update(of=("self",)).get(pk=payer.pk)
    locked.name, locked.uscc, locked.counter = name, uscc, counter
    locked.conts, locked.tel, locked.addr = conts, tel, addr
    locked.period = _period(start, end)
    locked.full_clean()
    locked.save()
    return locked


def require_register(user: User, county: Agency) -> None:
    if Duty.REGISTER in user.duties_at(county):
        return
    if county.parent is not None and Duty.REGISTER in user.duties_at(county.parent):
        require_city_duty(user=user, duty=Duty.REGISTER, area=county.area)
        return
    require_duty(user=user, duty=Duty.REGISTER, agency=county)


def _period(start: dt.date, end: dt.date | None) -> DateRange:
    if end is not None and end <= start:
        raise PayerRefused(_("The payer would end before it begins."))
    return DateRange(start, end)


def _check(uscc: str, counter: Agency | None, county: Agency) -> None:
    if uscc and not is_valid(uscc):
        raise PayerRefused(
            _("The credit code %(code)s is wrong: its check character does not fit."), code=uscc
        )
    if counter is not None and counter.pk != county.pk and not _below(counter, county):
        raise PayerRefused(_("%(counter)s is no counter of %(county)s."), counter=counter, county=county)


def _below(counter: Agency, county: Agency) -> bool:
    """Is it a township's or village's counter of the county (four levels, JJ-14)?"""
    above = counter.parent
    while above is not None and above.pk != county.pk:
        above = above.parent
    return above is not None
