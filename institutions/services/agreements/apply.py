"""An institution applies: for the first time, for renewal, for a change (JJ-09 三(九); ZY-13 四(五)1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from config.workdays import add_workdays
from institutions.models import Agency, Agreement, AgreementPaper, Duty, EntryCondition, Institution, User
from institutions.policy.agreements import AgreementPolicy
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_duty

from .spans import leave_list
from .states import AgreementRefused, locked, note, policy_in, require_handler, signing_agency, state_after

OPEN = ("returned", "applied", "accepted", "failed", "evaluated", "noticed", "negotiating", "proposed")


@transaction.atomic
def apply(
    *,
    institution: Institution,
    services: Sequence[str],
    applied_on: dt.date,
    reason: str = "",
    acting_user: User,
) -> Agreement:
    """A first application, with the papers and entry conditions the policy asks on ``applied_on``.

    Needs the duty to register or to handle at the agency that signs. Refused while the institution has an agreement
    in force or an application under way, and for institutions outside the area. From ``applied_on`` on nothing but an
    agreement designates the institution: one that treats already is taken in instead (``take_in``).
    """
    institution, county = _held(institution)
    running = Agreement.objects.filter(institution=institution, state__in=("in_force", "suspended")).first()
    if running is not None:
        raise AgreementRefused(
            _("%(institution)s has agreement %(agreement)s; apply for its renewal or change."),
            institution=institution,
            agreement=running,
        )
    agency = signing_agency(area=institution.area, county=county, day=applied_on)
    _require_counter(acting_user, agency)
    leave_list(institution, applied_on)
    return _open(
        Agreement(kind=Agreement.Kind.NEW, institution=institution, county=county, agency=agency),
        services=services, applied_on=applied_on, reason=reason, acting_user=acting_user, act="apply",
    )  # fmt: skip


@transaction.atomic
def renew(*, agreement: Agreement, applied_on: dt.date, acting_user: User) -> Agreement:
    """An application that follows ``agreement`` when its term is over; asked within the policy's days before that."""
    former = _followed(agreement, "renew", acting_user)
    days = policy_in(former.area, applied_on).needed("renewal.days")
    if former.period.upper - applied_on > dt.timedelta(days):
        raise AgreementRefused(
            _("Agreement %(agreement)s runs until %(last)s: its renewal is asked in the last %(days)s days."),
            agreement=former,
            last=former.last_day,
            days=days,
        )
    return _follow(
        former,
        Agreement.Kind.RENEWAL,
        services=former.services,
        applied_on=applied_on,
        reason="",
        acting_user=acting_user,
    )


@transaction.atomic
def change(
    *, agreement: Agreement, services: Sequence[str], reason: str, applied_on: dt.date, acting_user: User
) -> Agreement:
    """An application for other terms (services, place, owner); the former agreement runs on until it is signed."""
    former = _followed(agreement, "change", acting_user)
    return _follow(
        former,
        Agreement.Kind.CHANGE,
        services=services,
        applied_on=applied_on,
        reason=reason,
        acting_user=acting_user,
    )


def _held(institution: Institution) -> tuple[Institution, Agency]:
    """The institution, locked so that two counters do not open two applications, and its county."""
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
    return held, held.county


def refuse_second(institution: Institution) -> None:
    """One application at a time."""
    under_way = Agreement.objects.filter(institution=institution, state__in=OPEN).first()
    if under_way is not None:
        raise AgreementRefused(
            _("%(institution)s has application %(agreement)s under way."),
            institution=institution,
            agreement=under_way,
        )


def _require_counter(acting_user: User, agency: Agency) -> None:
    duty = Duty.HANDLE if Duty.HANDLE in acting_user.duties_at(agency) else Duty.REGISTER
    require_duty(user=acting_user, duty=duty, agency=agency)


def _followed(agreement: Agreement, act: str, acting_user: User) -> Agreement:
    former = locked(agreement)
    require_handler(former, acting_user, Duty.HANDLE, Duty.REGISTER)
    state_after(former, act)
    refuse_second(former.institution)
    if former.followers.exclude(state__in=("refused", "withdrawn")).exists():
        raise AgreementRefused(_("Agreement %(agreement)s is followed by another already."), agreement=former)
    return former


def _follow(
    former: Agreement,
    kind: str,
    *,
    services: Sequence[str],
    applied_on: dt.date,
    reason: str,
    acting_user: User,
) -> Agreement:
    following = Agreement(
        kind=kind, institution=former.institution, county=former.county, agency=former.agency, former=former
    )
    act = "renew" if kind == Agreement.Kind.RENEWAL else "change"
    opened = _open(
        following,
        services=services,
        applied_on=applied_on,
        reason=reason,
        acting_user=acting_user,
        act="apply",
    )
    note(former, act, acting_user, day=applied_on, text=opened.number)
    return opened


def _open(
    agreement: Agreement,
    *,
    services: Sequence[str],
    applied_on: dt.date,
    reason: str,
    acting_user: User,
    act: str,
) -> Agreement:
    institution = agreement.institution
    agreement.area = institution.area
    policy = policy_in(institution.area, applied_on)
    agreement.number = next_number(agreement.county, applied_on)
    agreement.services, agreement.reason = list(services), reason
    agreement.applied_on, agreement.opened_by = applied_on, acting_user
    agreement.due_on = add_workdays(applied_on, policy.needed("accept.days"))
    try:
        agreement.steps = policy.stages(agreement.kind)
        agreement.full_clean()
        agreement.save()
        list_papers(agreement, policy)
        list_conditions(agreement, policy)
    except PolicyGap as gap:
        raise AgreementRefused(
            _("The policy of %(area)s is not whole: %(gap)s"),
            area=institution.area,
            gap=describe_gap(str(gap)),
        ) from gap
    note(agreement, act, acting_user, day=applied_on, text=reason)
    return agreement


def list_papers(agreement: Agreement, policy: AgreementPolicy) -> None:
    """The papers to be handed in, none received yet."""
    AgreementPaper.unscoped.bulk_create(
        AgreementPaper(agreement=agreement, key=one.key, title=one.title[:200])
        for one in policy.papers(agreement.institution.kind)
    )


def list_conditions(agreement: Agreement, policy: AgreementPolicy) -> None:
    """The entry conditions with their clause; those a former agreement knew as met, or due on a day, stay so."""
    known: dict[str, EntryCondition] = {}
    if agreement.former is not None:
        known = {one.key: one for one in agreement.former.conditions.all()}
    EntryCondition.unscoped.bulk_create(
        EntryCondition(
            agreement=agreement, key=one.key, title=one.title, clause=one.clause[:60], assumed=one.assumed[:300],
            **_as_known(known.get(one.key)),
        )
        for one in policy.conditions(agreement.institution.kind)
    )  # fmt: skip


def _as_known(known: EntryCondition | None) -> dict[str, object]:
    if known is None:
        return {}
    return {
        "due_on": known.due_on,
        "met_on": known.met_on,
        "evidence": known.evidence,
        "checked_by": known.checked_by,
    }


def next_number(county: Agency, day: dt.date) -> str:
    """County, year and a running number: unique without a lock, not without gaps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('institutions_agreement_number')")
        [serial] = cursor.fetchone()
    return f"XY{county.code}{day:%Y}{serial:06d}"
