"""A warning's course: cause and measures, the city's decision, talk, report, closing by two people (JJ-18, ZY-19).

The warning's row is the lock of its course.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.periods import Month
from config.workdays import add_workdays
from funds.models import FundWarning, WarningStep
from funds.reads.corridors import watched_by
from funds.rules import watch as rules
from institutions.models import Duty, User
from institutions.services.attach import attach
from institutions.services.duties import require_another, require_city_duty, require_duty

from .faults import WatchRefused

Act = WarningStep.Act


@transaction.atomic
def answer_warning(*, warning: FundWarning, cause: str, measures: str, acting_user: User) -> FundWarning:
    """Cause and measures by the unit itself. Duty finance there; raises :class:`WatchRefused`, ``DutyMissing``."""
    held = _held(warning, rules.ANSWER)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=held.unit)
    if not (cause.strip() and measures.strip()):
        raise WatchRefused(_("Say the cause and what is done about it."))
    held.cause, held.measures, held.answered_by = cause.strip(), measures.strip(), acting_user
    _moved(held, rules.ANSWER, "decide_within")
    _step(held, Act.ANSWERED, acting_user, text=f"{held.cause}\n\n{held.measures}")
    return held


@transaction.atomic
def accept_answer(*, warning: FundWarning, reply: str, acting_user: User) -> FundWarning:
    """The city agrees to the measures. Duty finance at the city; whoever answered does not decide."""
    return _decided(warning, rules.ACCEPT, Act.ACCEPTED, reply, acting_user)


@transaction.atomic
def return_answer(*, warning: FundWarning, reply: str, acting_user: User) -> FundWarning:
    """Back to the unit, with what is missing in it. Duty finance at the city."""
    if not reply.strip():
        raise WatchRefused(_("Say why it was returned."))
    return _decided(warning, rules.SEND_BACK, Act.RETURNED, reply, acting_user)


@transaction.atomic
def record_talk(
    *,
    warning: FundWarning,
    day: dt.date,
    people: str,
    agreed: str,
    minutes: UploadedFile[Any],
    acting_user: User,
) -> FundWarning:
    """The talk with those responsible (约谈): day, who took part, what was agreed, minutes. Finance at the city."""
    held = _held(warning, rules.HOLD_TALK)
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.area)
    _past(day)
    if not people.strip():
        raise WatchRefused(_("Say who took part."))
    kept = attach(
        subject=held, title=str(_("Minutes of the talk")), upload=minutes, agency=city, whose=held.unit,
        acting_user=acting_user, duty=Duty.FINANCE,
    )  # fmt: skip
    held.talked = True
    held.save(update_fields=["talked"])
    _step(held, Act.TALK, acting_user, text=agreed.strip(), day=day, people=people.strip(), minutes=kept)
    return held


@transaction.atomic
def note_report(
    *, warning: FundWarning, day: dt.date, document: str, text: str, acting_user: User
) -> FundWarning:
    """The report to the government, with the measures (ZY-19). Duty finance at the city."""
    held = _held(warning, rules.REPORT)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.area)
    _past(day)
    if not document.strip():
        raise WatchRefused(_("Give the number of the document."))
    if not held.measures:
        raise WatchRefused(_("The report tells of measures: cause and measures come first."))
    held.reported = True
    held.save(update_fields=["reported"])
    _step(held, Act.REPORTED, acting_user, text=text.strip(), day=day, document=document.strip()[:60])
    return held


@transaction.atomic
def ask_closing(*, warning: FundWarning, reason: str, acting_user: User) -> FundWarning:
    """Duty finance at the city; refused while a talk or a report is still to come."""
    held = _held(warning, rules.ASK_CLOSING)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.area)
    if held.needs_talk:
        raise WatchRefused(_("The talk is still to be held."))
    if held.needs_report:
        raise WatchRefused(_("The report to the government is still to be made."))
    if not reason.strip():
        raise WatchRefused(_("Say why."))
    held.reason, held.closing_by = reason.strip()[:300], acting_user
    _moved(held, rules.ASK_CLOSING, "decide_within")
    _step(held, Act.CLOSING, acting_user, text=held.reason)
    return held


@transaction.atomic
def close_warning(*, warning: FundWarning, acting_user: User) -> FundWarning:
    """By a second person with the duty to review at the city (``SamePerson``). It stays as it is then."""
    held = _held(warning, rules.CLOSE)
    require_city_duty(user=acting_user, duty=Duty.REVIEW, area=held.area)
    require_another(user=acting_user, previous=held.closing_by, act=_("Closing of a warning"))
    _step(held, Act.CLOSED, acting_user, text=held.reason)
    held.closed_by, held.closed_at, held.due_on = acting_user, timezone.now(), None
    held.state = rules.CLOSED
    held.save()
    return held


@transaction.atomic
def keep_open(*, warning: FundWarning, reply: str, acting_user: User) -> FundWarning:
    """The second person does not agree. Duty to review at the city."""
    held = _held(warning, rules.KEEP_OPEN)
    require_city_duty(user=acting_user, duty=Duty.REVIEW, area=held.area)
    if not reply.strip():
        raise WatchRefused(_("Say why."))
    held.reason, held.closing_by = reply.strip()[:300], None
    _moved(held, rules.KEEP_OPEN, "")
    _step(held, Act.KEPT_OPEN, acting_user, text=held.reason)
    return held


def _decided(warning: FundWarning, act: str, step: str, reply: str, acting_user: User) -> FundWarning:
    held = _held(warning, act)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.area)
    require_another(user=acting_user, previous=held.answered_by, act=_("Decision on an answer"))
    held.reason = reply.strip()[:300]
    _moved(held, act, "answer_within" if act == rules.SEND_BACK else "")
    _step(held, step, acting_user, text=held.reason)
    return held


def _held(warning: FundWarning, act: str) -> FundWarning:
    """The warning, locked, in a state the act is open in."""
    held: FundWarning = (
        FundWarning.objects.select_for_update(of=("self",))
        .select_related("area", "unit", "answered_by", "closing_by")
        .get(pk=warning.pk)
    )
    if rules.after(act, held.state) is None:
        raise WatchRefused(_("“%(state)s”: that cannot be done now."), state=held.get_state_display())
    return held


def _moved(held: FundWarning, act: str, within: str) -> None:
    """On to the next state; ``within`` names the working days the next turn has."""
    policy = watched_by(held.area, Month.of(held.seen_month))
    days = getattr(policy, within, None) if policy is not None and within else None
    held.state = str(rules.after(act, held.state))
    held.due_on = None if days is None else add_workdays(timezone.localdate(), days)
    held.save()


def _past(day: dt.date) -> None:
    if day > timezone.localdate():
        raise WatchRefused(_("The day is still to come."))


def _step(held: FundWarning, act: str, user: User, **what: Any) -> None:
    WarningStep.objects.create(warning=held, act=act, by=user, value=held.value, level=held.level, **what)
