"""From negotiation to an agreement in force: proposed by one person, signed by another; the former one ends."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Agreement, Duty, User
from institutions.rules.agreements import longest_term
from institutions.services.duties import require_another

from .spans import end_spans, leave_list, open_span
from .states import AgreementRefused, locked, note, policy_of, require_handler, state_after
from .texts import text_for

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def propose(
    *, agreement: Agreement, first_day: dt.date, last_day: dt.date, terms: str = "", acting_user: User
) -> Agreement:
    """Lay the negotiated agreement before whoever signs: term, what was agreed beside the text, the city's text.

    Open entry conditions stand in the way; those of institutions taken in as they stood stay open, also in what
    follows, until the day by which they must be met (HG-06).
    """
    agreement = locked(agreement)
    require_handler(agreement, acting_user)
    agreement.state = state_after(agreement, "propose")
    _refuse_open_conditions(agreement, first_day)
    _refuse_term(agreement, first_day, last_day)
    agreement.text = text_for(area=agreement.area, kind=agreement.institution.kind, day=first_day)
    agreement.period = DateRange(first_day, last_day + ONE_DAY)
    agreement.terms, agreement.prepared_by, agreement.due_on = terms, acting_user, None
    agreement.save(update_fields=["state", "text", "period", "terms", "prepared_by", "due_on"])
    note(agreement, "propose", acting_user, text=f"{first_day} – {last_day}")
    return agreement


def _refuse_open_conditions(agreement: Agreement, day: dt.date) -> None:
    unmet = agreement.conditions.filter(Q(due_on=None) | Q(due_on__lt=day), met_on=None)
    if unmet:
        raise AgreementRefused(
            _("Entry conditions are not met: %(conditions)s."),
            conditions="、".join(one.title for one in unmet),
        )


def _refuse_term(agreement: Agreement, first_day: dt.date, last_day: dt.date) -> None:
    if last_day < first_day:
        raise AgreementRefused(_("The term ends before it begins."))
    months = policy_of(agreement, first_day).needed("term.months")
    if last_day >= longest_term(first_day, months):
        raise AgreementRefused(_("An agreement runs %(months)s months at most."), months=months)
    if first_day < agreement.applied_on:
        raise AgreementRefused(_("The term cannot begin before the application."))
    former = agreement.former
    if former is None or former.period is None:
        return
    if agreement.kind == Agreement.Kind.RENEWAL and first_day < former.period.upper:
        raise AgreementRefused(
            _("Agreement %(former)s runs until %(last)s; its renewal begins after that."),
            former=former,
            last=former.last_day,
        )
    if first_day <= former.period.lower:
        raise AgreementRefused(_("A change begins after the agreement it changes."))


@transaction.atomic
def send_back(*, agreement: Agreement, reason: str, acting_user: User) -> Agreement:
    """Not signed so: back to negotiation."""
    agreement = locked(agreement)
    require_handler(agreement, acting_user, Duty.APPROVE)
    agreement.state = state_after(agreement, "send_back")
    agreement.save(update_fields=["state"])
    note(agreement, "send_back", acting_user, text=reason)
    return agreement


@transaction.atomic
def sign(*, agreement: Agreement, acting_user: User) -> Agreement:
    """Put the agreement in force for its term; the person is another than the one who negotiated.

    The institution is designated on the days of the term. An agreement that this one changes ends on its first day.
    """
    agreement = locked(agreement)
    require_handler(agreement, acting_user, Duty.APPROVE)
    agreement.state = state_after(agreement, "sign")
    require_another(user=acting_user, previous=agreement.prepared_by, act=_("Agreement with an institution"))
    first = agreement.period.lower
    if agreement.former is not None:
        _give_way(locked(agreement.former), first, acting_user)
    agreement.signed_by, agreement.signed_on = acting_user, timezone.localdate()
    agreement.save(update_fields=["state", "signed_by", "signed_on"])
    open_span(agreement, first, agreement.period.upper)
    leave_list(agreement.institution, first)
    note(agreement, "sign", acting_user)
    return agreement


def _give_way(former: Agreement, first: dt.date, acting_user: User) -> None:
    """The former agreement ends when the following begins; at once, where that day has come."""
    if former.state == Agreement.State.SUSPENDED:
        raise AgreementRefused(_("Agreement %(former)s is suspended; decide on that first."), former=former)
    if not former.is_running:
        # It expired or was terminated while the following was negotiated.
        return
    if first < former.period.upper:
        end_spans(former, first)
        former.period = DateRange(former.period.lower, first)
        former.save(update_fields=["period"])
    if former.period.upper <= timezone.localdate():
        former.state, former.ended_on = state_after(former, "replace"), former.period.upper
        former.save(update_fields=["state", "ended_on"])
        note(former, "replace", acting_user, day=first)
