"""Papers come in; the application is returned, accepted, refused or withdrawn; conditions are noted as met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.workdays import add_workdays
from institutions.models import Agreement, Duty, EntryCondition, User

from .spans import rejoin_list
from .states import AgreementRefused, locked, note, policy_of, require_handler, state_after


@transaction.atomic
def hand_in(*, agreement: Agreement, papers: Collection[str], day: dt.date, acting_user: User) -> Agreement:
    """Note the ``papers`` (keys) as received on ``day``; those not named are missing. A returned application is back.

    Needs the duty to register or to handle.
    """
    agreement = locked(agreement)
    require_handler(agreement, acting_user, Duty.HANDLE, Duty.REGISTER)
    agreement.state = state_after(agreement, "hand_in")
    known = {paper.key: paper for paper in agreement.papers.all()}
    for unknown in set(papers) - known.keys():
        raise AgreementRefused(_("The application needs no paper “%(paper)s”."), paper=unknown)
    for key, paper in known.items():
        received = paper.received_on or day if key in papers else None
        if paper.received_on != received:
            paper.received_on = received
            paper.save(update_fields=["received_on"])
    days = policy_of(agreement).needed("accept.days")
    agreement.due_on = add_workdays(day, days)
    agreement.save(update_fields=["state", "due_on"])
    note(agreement, "hand_in", acting_user, day=day, text=_listed(agreement, received=True))
    return agreement


@transaction.atomic
def return_application(*, agreement: Agreement, reason: str, acting_user: User) -> Agreement:
    """Ask for everything that is missing at once; the application waits for the institution."""
    agreement = locked(agreement)
    require_handler(agreement, acting_user)
    agreement.state = state_after(agreement, "return")
    agreement.due_on = None
    agreement.save(update_fields=["state", "due_on"])
    missing = _listed(agreement, received=False)
    note(agreement, "return", acting_user, text="；".join(part for part in (reason, missing) if part))
    return agreement


@transaction.atomic
def accept(*, agreement: Agreement, acting_user: User) -> Agreement:
    """Accept an application with whole papers; the time for the evaluation (or what comes next) runs."""
    agreement = locked(agreement)
    require_handler(agreement, acting_user)
    state = state_after(agreement, "accept")
    missing = agreement.papers.filter(received_on=None)
    if missing:
        raise AgreementRefused(
            _("Papers are missing: %(papers)s."), papers="、".join(paper.title for paper in missing)
        )
    agreement.state = state
    today = timezone.localdate()
    agreement.due_on = due_in(agreement, state, today)
    agreement.save(update_fields=["state", "due_on"])
    note(agreement, "accept", acting_user, day=today)
    return agreement


@transaction.atomic
def refuse(*, agreement: Agreement, reason: str, acting_user: User) -> Agreement:
    """Refuse an application, with the reason the institution is told."""
    return _end(agreement, "refuse", reason, acting_user)


@transaction.atomic
def withdraw(*, agreement: Agreement, reason: str, acting_user: User) -> Agreement:
    """The institution takes its application back; after a first application it is designated as it was before."""
    agreement = _end(agreement, "withdraw", reason, acting_user, Duty.HANDLE, Duty.REGISTER)
    if agreement.kind == Agreement.Kind.NEW:
        rejoin_list(agreement.institution, agreement.applied_on)
    return agreement


def _end(agreement: Agreement, act: str, reason: str, acting_user: User, *duties: str) -> Agreement:
    agreement = locked(agreement)
    require_handler(agreement, acting_user, *duties)
    agreement.state = state_after(agreement, act)
    agreement.due_on, agreement.ended_on = None, timezone.localdate()
    agreement.save(update_fields=["state", "due_on", "ended_on"])
    note(agreement, act, acting_user, text=reason)
    return agreement


@transaction.atomic
def meet_condition(
    *, condition: EntryCondition, met_on: dt.date, evidence: str, acting_user: User
) -> EntryCondition:
    """Note that an entry condition is met since ``met_on``, with what proves it (HG-06: brought to standard)."""
    agreement = locked(condition.agreement)
    require_handler(agreement, acting_user)
    state_after(agreement, "meet")
    condition = EntryCondition.objects.select_for_update(of=("self",)).get(pk=condition.pk)
    if met_on > timezone.localdate():
        raise AgreementRefused(_("A condition cannot be met on a day to come."))
    condition.met_on, condition.evidence, condition.checked_by = met_on, evidence, acting_user
    condition.full_clean(exclude=["agreement"])
    condition.save(update_fields=["met_on", "evidence", "checked_by"])
    note(agreement, "meet", acting_user, day=met_on, text=condition.title)
    return condition


def due_in(agreement: Agreement, state: str, day: dt.date) -> dt.date | None:
    """By when the step that waits in ``state`` is due, counted from ``day``; None where the policy names no time."""
    policy = policy_of(agreement)
    name = {"accepted": "evaluation.days", "negotiating": "negotiation.days"}.get(state)
    days = policy.days(name) if name else None
    return None if days is None else day + dt.timedelta(days)


def _listed(agreement: Agreement, *, received: bool) -> str:
    return "、".join(
        paper.title for paper in agreement.papers.all() if (paper.received_on is not None) is received
    )
