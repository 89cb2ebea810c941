"""Statements go to the institutions, and what comes back: confirmed, or objected to and answered.

Who pays a statement sends it, or the city. Locked are the statements, by id; then what was sent of them is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import Clearing, Statement, StatementSending
from funds.reads.sendings import SENDABLE, standing
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_at_or_above, require_city_duty

from .clearing.faults import MOST_ROWS_NAMED
from .clearing.units import city_of

State = StatementSending.State


class SendingRefused(DomainError):
    """The statement, or what was said of its sending before, forbids the act."""


@transaction.atomic
def send_statements(
    *,
    statements: Collection[int],
    sent_on: dt.date,
    way: str,
    acting_user: User,
    receiver: str = "",
    note: str = "",
) -> list[StatementSending]:
    """Enter that these statements, by id, were sent: all of them or none. Duty finance at each one's payer or the city.

    Raises :class:`SendingRefused` where one was sent before, the month is not posted, or the day does not fit.
    """
    held = _locked(statements)
    if not held:
        raise SendingRefused(_("There is no statement to be sent."))
    sent = standing().filter(statement__in=statements)
    if names := [str(one.statement.institution) for one in sent.select_related("statement__institution")]:
        raise SendingRefused(
            _("%(count)s of these statements were sent already: %(names)s. Nothing is entered."),
            count=len(names),
            names="、".join(names[:MOST_ROWS_NAMED]),
        )
    return _send(held, sent_on, way, receiver, note, acting_user)


@transaction.atomic
def send_again(
    *, statement: Statement, sent_on: dt.date, way: str, acting_user: User, receiver: str = "", note: str = ""
) -> StatementSending:
    """Enter a further sending of a statement that was sent before. Duty finance at its payer or the city.

    Refused once the institution confirmed it, and while an objection waits for its answer.
    """
    held = _locked([statement.pk])
    before = _latest(statement)
    _require(before, State.SENT, State.ANSWERED)
    if sent_on < before.sent_on:
        raise SendingRefused(
            _("It was sent on %(day)s before: a further sending is not earlier."), day=before.sent_on
        )
    return _send(held, sent_on, way, receiver, note, acting_user)[0]


@transaction.atomic
def confirm_statement(*, statement: Statement, confirmed_on: dt.date, acting_user: User) -> StatementSending:
    """The institution confirmed what it was sent last. Duty finance at the payer or the city."""
    sending = _sent_and_held(statement, acting_user)
    _require(sending, State.SENT, State.ANSWERED)
    _require_between(sending.answered_on or sending.sent_on, confirmed_on)
    sending.state, sending.confirmed_on, sending.confirmed_by = State.CONFIRMED, confirmed_on, acting_user
    sending.save(update_fields=["state", "confirmed_on", "confirmed_by"])
    return sending


@transaction.atomic
def object_to_statement(
    *, statement: Statement, objected_on: dt.date, objection: str, acting_user: User
) -> StatementSending:
    """The institution objects, in its words; the city answers. Duty finance at the payer or the city."""
    sending = _sent_and_held(statement, acting_user)
    _require(sending, State.SENT)
    if not objection.strip():
        raise SendingRefused(_("Enter what the institution objects to."))
    _require_between(sending.sent_on, objected_on)
    sending.state, sending.objected_on = State.OBJECTED, objected_on
    sending.objection, sending.objection_by = objection.strip()[:500], acting_user
    sending.save(update_fields=["state", "objected_on", "objection", "objection_by"])
    return sending


@transaction.atomic
def answer_statement_objection(
    *, statement: Statement, answered_on: dt.date, answer: str, acting_user: User
) -> StatementSending:
    """What the city told the institution. Duty finance or review at the city, and not who entered the objection."""
    (held,) = _locked([statement.pk])
    if Duty.REVIEW not in acting_user.duties_at(city_of(held.clearing.area)):
        require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.clearing.area)
    sending = _latest(held)
    _require(sending, State.OBJECTED)
    require_another(user=acting_user, previous=sending.objection_by, act=_("Answer to an objection"))
    if not answer.strip():
        raise SendingRefused(_("Enter the answer to the institution."))
    _require_between(sending.objected_on or sending.sent_on, answered_on)
    sending.state, sending.answered_on = State.ANSWERED, answered_on
    sending.answer, sending.answered_by = answer.strip()[:500], acting_user
    sending.save(update_fields=["state", "answered_on", "answer", "answered_by"])
    return sending


@transaction.atomic
def withdraw_sending(*, sending: StatementSending, reason: str, acting_user: User) -> StatementSending:
    """It was entered by mistake: it is kept, with why. An objection is answered, never withdrawn. Duty finance at the
    payer or the city."""
    (held,) = _locked([sending.statement_id])
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=held.payer)
    found: StatementSending = StatementSending.objects.get(pk=sending.pk)
    if found.objected_on is not None:
        raise SendingRefused(_("The institution objected to it: answer the objection."))
    _require(found, State.SENT, State.CONFIRMED)
    if not reason.strip():
        raise SendingRefused(_("Say why."))
    found.state, found.withdrawn_reason, found.withdrawn_by = (
        State.WITHDRAWN,
        reason.strip()[:200],
        acting_user,
    )
    found.save(update_fields=["state", "withdrawn_reason", "withdrawn_by"])
    return found


def _locked(statements: Collection[int]) -> list[Statement]:
    """The statements, locked in one order; refused where one of them is not there for whoever asks."""
    found = Statement.objects.filter(pk__in=statements).order_by("pk").select_for_update(of=("self",))
    held = list(found.select_related("clearing__area", "payer__parent", "institution"))
    if len(held) != len(set(statements)):
        raise SendingRefused(_("One of these statements is not there any more. Open the list anew."))
    return held


def _send(
    held: list[Statement], sent_on: dt.date, way: str, receiver: str, note: str, acting_user: User
) -> list[StatementSending]:
    for payer in {one.payer for one in held}:
        require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=payer)
    for clearing in {one.clearing for one in held}:
        _require_posted(clearing)
        # A month reviewed before that was kept has no day.
        _require_between(
            timezone.localdate(clearing.reviewed_at) if clearing.reviewed_at else dt.date.min, sent_on
        )
    if way not in StatementSending.Way.values:
        raise SendingRefused(_("Say by which way it was sent."))
    made: list[StatementSending] = StatementSending.objects.bulk_create(
        StatementSending(
            statement=one, sent_on=sent_on, way=way, receiver=receiver.strip()[:60], note=note.strip()[:200],
            entered_by=acting_user,
        )
        for one in held
    )  # fmt: skip
    return made


def _require_posted(clearing: Clearing) -> None:
    clearing.refresh_from_db(from_queryset=Clearing.unscoped.all(), fields=["state"])
    if clearing.state not in SENDABLE:
        raise SendingRefused(
            _("The clearing of %(month)s is not posted: it may still be sent back, and its statements made anew."),
            month=f"{clearing.month:%Y-%m}",
        )  # fmt: skip


def _sent_and_held(statement: Statement, acting_user: User) -> StatementSending:
    (held,) = _locked([statement.pk])
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=held.payer)
    return _latest(held)


def _latest(statement: Statement) -> StatementSending:
    found = standing().filter(statement=statement).first()
    if found is None:
        raise SendingRefused(_("This statement was not sent yet."))
    return found


def _require(sending: StatementSending, *states: str) -> None:
    if sending.state not in states:
        raise SendingRefused(
            _("This is not possible: the sending of %(day)s stands at “%(state)s”."),
            day=sending.sent_on,
            state=sending.get_state_display(),
        )


def _require_between(first: dt.date, day: dt.date) -> None:
    if day > timezone.localdate():
        raise SendingRefused(_("The day lies in the future."))
    if day < first:
        raise SendingRefused(_("It cannot be before %(first)s."), first=first)
