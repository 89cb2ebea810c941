"""Filings for care away from home: filing it, and checking what was promised."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import CareFiling, RegistrationState
from claims.models.registrations import COUNTS_FOR_BILLS
from claims.policy_registers import Terms, register_policy_for
from claims.rules.registrations import Act, covers_place
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Duty, Institution, User

from . import deciding
from .deciding import ONE_DAY, taken_up
from .late import counted_days, draft_after
from .opening import RegistrationRefused, store, take_in, terms_for


@transaction.atomic
def file_care(
    *,
    person: Person,
    kind: str,
    place: str,
    applied_on: dt.date,
    first: dt.date,
    last: dt.date | None = None,
    place_name: str = "",
    institution: Institution | None = None,
    from_institution: Institution | None = None,
    diagnosis: str = "",
    missing_papers: str = "",
    remark: str = "",
    acting_user: User,
) -> CareFiling:
    """File care in ``place`` (a district code) from ``first`` to ``last``, or as long as the policy lets it hold.

    ``missing_papers`` are promised where the policy takes a promise for them (ZY-11), else they are brought first.
    """
    terms = terms_for(person, f"filing.{kind}", applied_on)
    _refuse_late(terms, applied_on, first)
    if institution is not None and not covers_place(place, institution.admdvs):
        raise RegistrationRefused(
            _("%(institution)s lies in district %(district)s, not in %(place)s."),
            institution=institution.name,
            district=institution.admdvs,
            place=place,
        )
    record = CareFiling(
        kind=kind,
        place=place,
        place_name=place_name,
        institution=institution,
        from_institution=from_institution,
        diagnosis=diagnosis,
        applied_on=applied_on,
        remark=remark,
    )
    if missing_papers:
        _promise(record, terms, missing_papers)
    end = _end(terms, first, last)
    record = take_in(record=record, person=person, terms=terms, first=first, end=end, acting_user=acting_user)
    if record.counts:
        join_chain(record)
    return record


def _refuse_late(terms: Terms, applied_on: dt.date, first: dt.date) -> None:
    if terms.late_days is not None and applied_on > first + dt.timedelta(days=terms.late_days):
        raise RegistrationRefused(
            _("Care that began on %(first)s had to be filed by %(last)s."),
            first=first,
            last=first + dt.timedelta(days=terms.late_days),
        )


def _promise(record: CareFiling, terms: Terms, missing: str) -> None:
    due = terms.promise_due(record.applied_on)
    if due is None:
        raise RegistrationRefused(_("“%(kind)s” takes no promise: bring all papers first."), kind=terms.title)
    record.missing_papers, record.promise_due = missing, due
    record.promise = terms.promise or str(_("The missing papers will follow in time."))


def _end(terms: Terms, first: dt.date, last: dt.date | None) -> dt.date | None:
    """The end asked for, no later than the policy lets it hold."""
    most = terms.end(first)
    asked = None if last is None else last + ONE_DAY
    if most is not None and asked is not None and asked > most:
        raise RegistrationRefused(_("It can hold until %(last)s at the latest."), last=most - ONE_DAY)
    return asked or most


@transaction.atomic
def approve_filing(
    *, filing: CareFiling, first: dt.date | None = None, end: dt.date | None = None, acting_user: User
) -> CareFiling:
    """Put a filing in force; a transfer joins the chain it continues."""
    fresh = deciding.approve(record=filing, first=first, end=end, acting_user=acting_user)
    join_chain(fresh)
    return fresh


def join_chains(run_id: int) -> None:
    """The transfers an import brought join their chains, the earlier first; called in the open scope."""
    waiting = CareFiling.objects.filter(
        COUNTS_FOR_BILLS, import_run_id=run_id, kind=CareFiling.Kind.TRANSFER, chain=""
    )
    for filing in waiting.select_related("from_institution", "county__area").order_by("period"):
        join_chain(filing)


def join_chain(filing: CareFiling) -> None:
    """A transfer from where an earlier one led to continues its chain, another begins one."""
    if filing.kind != CareFiling.Kind.TRANSFER or not filing.counts:
        return
    filing.chain = filing.number
    earlier = _led_here(filing)
    if earlier is not None:
        filing.chain = earlier.chain
    filing.save(update_fields=["chain"])
    # Stays of one chain share a deductible: what is drafted already is brought up to date.
    draft_after(person_id=filing.person_id, days=[counted_days(filing)], acting_user=filing.handled_by)


def _led_here(filing: CareFiling) -> CareFiling | None:
    source = filing.from_institution
    if source is None:
        return None
    days = register_policy_for(filing.county.area, filing.first_day).chain_days
    with system_scope():
        before = CareFiling.objects.filter(
            COUNTS_FOR_BILLS,
            Q(period__endswith__isnull=True)
            | Q(period__endswith__gte=filing.first_day - dt.timedelta(days=days)),
            person_id=filing.person_id,
            kind=CareFiling.Kind.TRANSFER,
            period__startswith__lte=filing.first_day,
        ).exclude(pk=filing.pk)
        for one in before.order_by("-period"):
            found: CareFiling = one
            if one.institution_id == source.pk or (
                one.institution_id is None and covers_place(one.place, source.admdvs)
            ):
                return found
    return None


@transaction.atomic
def check_promise(
    *, filing: CareFiling, kept: bool, day: dt.date, remark: str = "", acting_user: User
) -> CareFiling:
    """Say whether promised papers came; if not, the filing no longer holds from ``day`` on."""
    fresh = taken_up(filing, Act.CHECK_PROMISE, duty=Duty.HANDLE, acting_user=acting_user)
    if not fresh.missing_papers:
        raise RegistrationRefused(_("%(number)s promised nothing."), number=fresh.number)
    if fresh.promise_kept is not None:
        raise RegistrationRefused(_("The promise of %(number)s is checked already."), number=fresh.number)
    changed: dict[str, object] = {
        "promise_kept": kept,
        "promise_checked_on": day,
        "promise_checked_by": acting_user,
    }
    if not kept:
        changed |= {
            "state": RegistrationState.ENDED,
            "period": _cut(fresh, day),
            "reason": remark or str(_("The promised papers did not come.")),
            "ended_by": acting_user,
        }
    store(fresh, **changed)
    return fresh


def _cut(filing: CareFiling, day: dt.date) -> DateRange:
    upper = max(day, filing.first_day + ONE_DAY)
    if filing.period.upper is not None:
        upper = min(upper, filing.period.upper)
    return DateRange(filing.first_day, upper)
