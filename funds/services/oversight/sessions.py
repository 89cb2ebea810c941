"""Prepare a session of the committee, lay the fund's figures before it, record how it went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import RosterMember
from claims.services.case_numbers import next_number
from config.periods import Month
from funds.models import CommitteeSession, SessionMember
from funds.policy_oversight import oversight_policy
from funds.reads.committee_papers import papers_of
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_duty

from .states import OversightRefused, opened, said, second_duty


@transaction.atomic
def prepare_session(
    *,
    agency: Agency,
    insutype: str,
    title: str,
    month: Month,
    held_on: dt.date,
    place: str = "",
    acting_user: User,
) -> CommitteeSession:
    """A session to be held, to which everybody on the committee's roster that day is called. Duty to inspect there.

    Raises :class:`OversightRefused` for a scheme the committee does not supervise or a month that is not over then,
    ``OversightUnsettled``.
    """
    require_duty(user=acting_user, duty=Duty.INSPECT, agency=agency)
    policy = oversight_policy(agency.area, held_on)
    if not policy.supervises(insutype):
        raise OversightRefused(_("The committee does not supervise the fund of this scheme."))
    if held_on < month.next_first:
        raise OversightRefused(_("%(month)s is not over on the day of the session."), month=month)
    made = CommitteeSession(
        number=next_number("HY"), area=agency.area, county=agency, insutype=insutype, title=title.strip(),
        month=month.first, held_on=held_on, place=place.strip(), prepared_by=acting_user,
    )  # fmt: skip
    made.full_clean(exclude=["papers"])
    made.save()
    for member in committee_on(agency, held_on):
        SessionMember.objects.create(session=made, member=member)
    return made


def committee_on(agency: Agency, day: dt.date) -> list[RosterMember]:
    """Who is on the committee's roster of ``agency`` on ``day``."""
    return list(
        RosterMember.objects.filter(
            county=agency, kind=RosterMember.Kind.COMMITTEE, period__contains=day
        ).order_by("code")
    )


@transaction.atomic
def call_member(*, session: CommitteeSession, member: RosterMember, acting_user: User) -> SessionMember:
    """Call somebody who came onto the roster after the session was prepared. Duty to inspect there."""
    held = opened(session, "invite", acting_user)
    if member not in committee_on(held.county, held.held_on):
        raise OversightRefused(_("%(member)s is not on the committee on that day."), member=member)
    if held.members.filter(member=member).exists():
        raise OversightRefused(_("%(member)s is called already."), member=member)
    called: SessionMember = SessionMember.objects.create(session=held, member=member)
    return called


def missing_groups(session: CommitteeSession) -> list[str]:
    """The groups the policy names of which nobody is called."""
    called = set(session.members.values_list("member__stands_for", flat=True))
    groups = oversight_policy(session.area, session.held_on).names("committee.groups")
    return [str(RosterMember.StandsFor(group).label) for group in groups if group not in called]


@transaction.atomic
def lay_papers(*, session: CommitteeSession, acting_user: User) -> CommitteeSession:
    """Freeze the fund's figures as they are now and lay them before the committee. Another person than who prepared
    it, with the duty to review or approve there.

    Raises :class:`OversightRefused` while a group the policy names has no member called.
    """
    held = opened(session, "lay", acting_user, second_duty(acting_user, session.county))
    require_another(user=acting_user, previous=held.prepared_by, act=_("Laying papers before the committee"))
    if missing := missing_groups(held):
        raise OversightRefused(_("Nobody is called for: %(groups)s."), groups="、".join(missing))
    held.papers = papers_of(held)
    held.laid_by, held.laid_at = acting_user, timezone.now()
    held.save(update_fields=["state", "papers", "laid_by", "laid_at"])
    return held


@transaction.atomic
def record_session(
    *, session: CommitteeSession, minutes: str, came: Collection[int], acting_user: User
) -> CommitteeSession:
    """It was held: who of those called ``came`` (keys of :class:`SessionMember`), and the minutes. Duty to inspect.

    Raises :class:`OversightRefused` before its day, without minutes, or where nobody came.
    """
    held = opened(session, "hold", acting_user)
    if held.held_on > timezone.localdate():
        raise OversightRefused(_("%(day)s is not there yet."), day=held.held_on)
    held.minutes = said(minutes, _("A session has minutes."))
    called = list(held.members.all())
    if not any(one.pk in came for one in called):
        raise OversightRefused(_("Say who came: a session nobody came to was not held."))
    for one in called:
        one.came = one.pk in came
        one.save(update_fields=["came"])
    held.save(update_fields=["state", "minutes"])
    return held


@transaction.atomic
def close_session(*, session: CommitteeSession, acting_user: User) -> CommitteeSession:
    """Nothing is left to answer. Duty to inspect there. Raises :class:`OversightRefused` while an opinion is open."""
    held = opened(session, "close", acting_user)
    if left := held.opinions.exclude(state="approved").count():
        raise OversightRefused(_("%(count)s opinions are not answered yet."), count=left)
    held.save(update_fields=["state"])
    return held


@transaction.atomic
def withdraw_session(*, session: CommitteeSession, reason: str, acting_user: User) -> CommitteeSession:
    """It will not take place; the reason is kept. Duty to inspect there."""
    held = opened(session, "withdraw", acting_user)
    held.reason = said(reason, _("Say why it is withdrawn."))
    held.save(update_fields=["state", "reason"])
    return held
