"""Legacy institutions are taken in first, then brought to standard; public and private alike (HG-06 四(五))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.periods import months_later
from institutions.models import Agency, Agreement, AgreementText, Duty, EntryCondition, Institution, User
from institutions.policy.agreements import AgreementPolicy
from institutions.services.duties import require_duty

from .apply import next_number, refuse_second
from .sign import sign
from .states import AgreementRefused, note, policy_in, signing_agency
from .texts import text_for

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def take_in(
    *,
    institution: Institution,
    services: Sequence[str],
    first_day: dt.date,
    last_day: dt.date,
    open_conditions: Mapping[str, dt.date | None],
    evidence: str,
    acting_user: User,
    import_run_id: int | None = None,
) -> Agreement:
    """An agreement for an institution that was designated before, waiting for the signature of a second person.

    ``open_conditions`` are those not met yet with the day by which they must be (empty: the policy's months from
    ``first_day``); the others are met on the ``evidence`` given. Needs the duty to handle at the agency that signs.
    """
    held: Institution = (
        Institution.objects.select_for_update(of=("self",))
        .select_related("area", "county")
        .get(pk=institution.pk)
    )
    if held.county is None:
        raise AgreementRefused(
            _("%(institution)s lies outside the area: its own area makes the agreement with it."),
            institution=held,
        )
    refuse_second(held)
    if last_day < first_day:
        raise AgreementRefused(_("The term ends before it begins."))
    policy = policy_in(held.area, first_day)
    agency = signing_agency(area=held.area, county=held.county, day=first_day)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=agency)
    agreement = Agreement(
        number=next_number(held.county, first_day), kind=Agreement.Kind.LEGACY, state=Agreement.State.PROPOSED,
        institution=held, area=held.area, county=held.county, agency=agency, services=list(services),
        steps=policy.stages(Agreement.Kind.LEGACY), applied_on=first_day, opened_by=acting_user,
        prepared_by=acting_user, period=DateRange(first_day, last_day + ONE_DAY),
        text=_text_or_none(held, first_day), import_run_id=import_run_id,
    )  # fmt: skip
    agreement.full_clean()
    agreement.save()
    _list_conditions(agreement, policy, open_conditions, evidence, acting_user)
    note(agreement, "take_in", acting_user, day=first_day)
    return agreement


def _list_conditions(
    agreement: Agreement,
    policy: AgreementPolicy,
    still_open: Mapping[str, dt.date | None],
    evidence: str,
    acting_user: User,
) -> None:
    first = agreement.applied_on
    months = policy.days("legacy.months")
    by_default = None if months is None else months_later(first, months)
    known = policy.conditions(agreement.institution.kind)
    for unknown in still_open.keys() - {one.key for one in known}:
        raise AgreementRefused(
            _("There is no entry condition “%(condition)s”. Known: %(known)s."),
            condition=unknown,
            known="、".join(one.key for one in known),
        )
    rows = []
    for one in known:
        row = EntryCondition(
            agreement=agreement,
            key=one.key,
            title=one.title,
            clause=one.clause[:60],
            assumed=one.assumed[:300],
        )
        if one.key in still_open:
            row.due_on = still_open[one.key] or by_default
            if row.due_on is None:
                raise AgreementRefused(_("Say by when “%(condition)s” must be met."), condition=one.title)
        else:
            row.met_on, row.evidence, row.checked_by = first, evidence, acting_user
        rows.append(row)
    EntryCondition.unscoped.bulk_create(rows)


@transaction.atomic
def sign_taken_in(*, agreements: Iterable[Agreement], agency: Agency, acting_user: User) -> int:
    """Sign everything that was taken in and waits at ``agency``; all or none. Returns how many."""
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=agency)
    signed = 0
    for agreement in agreements:
        if agreement.kind != Agreement.Kind.LEGACY or agreement.agency_id != agency.pk:
            raise AgreementRefused(_("%(agreement)s is not taken in here."), agreement=agreement)
        sign(agreement=agreement, acting_user=acting_user)
        signed += 1
    return signed


def waiting_at(agency: Agency) -> Iterable[Agreement]:
    """What was taken in at ``agency`` and is not signed yet."""
    found: Iterable[Agreement] = Agreement.objects.filter(
        agency=agency, kind=Agreement.Kind.LEGACY, state=Agreement.State.PROPOSED
    ).order_by("pk")
    return found


def _text_or_none(institution: Institution, day: dt.date) -> AgreementText | None:
    """The agreement they have may be older than the city's first text."""
    try:
        return text_for(area=institution.area, kind=institution.kind, day=day)
    except AgreementRefused:
        return None
