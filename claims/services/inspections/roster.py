"""Who stands on a roster, until when, and which institutions a member must not inspect."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from claims.models import ConflictOfInterest, RosterMember
from config.scoping import system_scope
from institutions.models import Agency, Duty, Institution, User
from institutions.services.duties import require_duty

from .states import InspectionRefused


@transaction.atomic
def enrol(
    *,
    agency: Agency,
    kind: str,
    code: str,
    name: str,
    first: dt.date,
    last: dt.date | None = None,
    organisation: str = "",
    specialty: str = "",
    stands_for: str = "",
    tel: str = "",
    works_at: Institution | None = None,
    acting_user: User,
) -> RosterMember:
    """Put somebody on a roster of ``agency`` from ``first`` up to and including ``last``. Duty to inspect there.

    Raises :class:`InspectionRefused` for a number that is taken, or a member of the supervision committee who stands
    for nobody.
    """
    require_duty(user=acting_user, duty=Duty.INSPECT, agency=agency)
    if kind == RosterMember.Kind.COMMITTEE and not stands_for:
        raise InspectionRefused(_("Say for whom a member of the supervision committee stands."))
    # Numbers are unique in the area, whose other counties one does not see.
    with system_scope():
        if RosterMember.objects.filter(area=agency.area, code=code.strip()).exists():
            raise InspectionRefused(_("Number %(code)s stands on a roster of the area already."), code=code)
    member = RosterMember(
        area=agency.area,
        county=agency,
        kind=kind,
        code=code.strip(),
        name=name.strip(),
        organisation=organisation,
        specialty=specialty,
        stands_for=stands_for,
        tel=tel,
        works_at=works_at,
        period=_days(first, last),
        entered_by=acting_user,
    )
    member.full_clean()
    member.save()
    return member


@transaction.atomic
def leave(*, member: RosterMember, last: dt.date, acting_user: User) -> RosterMember:
    """The member's last day on the roster."""
    held = _held(member, acting_user)
    held.period = _days(held.period.lower, last)
    held.save(update_fields=["period"])
    return held


@transaction.atomic
def declare_conflict(
    *, member: RosterMember, institution: Institution, reason: str, acting_user: User
) -> ConflictOfInterest:
    """``member`` is never drawn to inspect ``institution`` (回避)."""
    held = _held(member, acting_user)
    made = ConflictOfInterest(
        member=held, institution=institution, reason=reason.strip(), entered_by=acting_user
    )
    made.full_clean()
    made.save()
    return made


def _held(member: RosterMember, acting_user: User) -> RosterMember:
    held: RosterMember = (
        RosterMember.objects.select_for_update(of=("self",)).select_related("county").get(pk=member.pk)
    )
    require_duty(user=acting_user, duty=Duty.INSPECT, agency=held.county)
    return held


def _days(first: dt.date, last: dt.date | None) -> DateRange:
    if last is not None and last < first:
        raise InspectionRefused(_("The last day, %(last)s, lies before the first."), last=last)
    return DateRange(first, None if last is None else last + dt.timedelta(days=1))
