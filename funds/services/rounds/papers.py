"""Papers of the round: filled in, handed in, accepted or sent back with a reason.

A county's plan and report are its finance's, the city reviews them. The application to finance and the summary are
the city's own and need a second person there.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.money import from_fen, to_fen
from config.periods import Month
from funds.models import RoundLine, RoundStep
from funds.reads import rounds as reads
from funds.rules import rounds as rules
from institutions.models import User
from institutions.services.duties import require_another

from .budget import require_application_within_budget
from .faults import RoundRefused
from .states import locked, require_decider, require_preparer, state_after

WITH_LINES = (rules.COUNTY_PLAN, rules.COUNTY_REPORT)


class Written(NamedTuple):
    """What stands in a line: yuan, and why it differs from the books."""

    amount: Decimal
    note: str = ""


def figures_of(step: RoundStep) -> dict[reads.Key, reads.Prefilled]:
    """What the lines of a plan or report are filled in with, as the books stand now."""
    month = Month.of(step.round.month)
    if step.step == rules.COUNTY_PLAN:
        return reads.plan_figures(step.unit, month)
    return reads.report_figures(step.unit, month)


@transaction.atomic
def save_lines(*, step: RoundStep, lines: Mapping[reads.Key, Written], acting_user: User) -> RoundStep:
    """Write ``lines`` (yuan by scheme and kind) into a paper that is not handed in; rows left out stay as they are.

    Finance of the unit or the city. Raises :class:`RoundRefused` for a row the paper does not have or a plan below
    zero; ``DutyMissing``.
    """
    step = locked(step)
    require_preparer(acting_user, step)
    _require_paper_with_lines(step)
    if rules.after(step.step, rules.SUBMIT, step.state) is None:
        state_after(step, rules.SUBMIT)
    figures = figures_of(step)
    for key, written in lines.items():
        if key not in figures:
            raise RoundRefused(
                _("There is no row %(kind)s for %(scheme)s."), kind=key[1], scheme=name_of("insutype", key[0])
            )
        if step.step == rules.COUNTY_PLAN and written.amount < 0:
            raise RoundRefused(_("A plan has no amount below zero."))
    standing = {(one.insutype, one.kind): one for one in step.lines(manager="objects").all()}
    for key, one in figures.items():
        line = standing.get(key) or RoundLine(step=step, insutype=key[0], kind=key[1])
        new = lines.get(key)
        if new is not None:
            line.amount, line.note = new.amount, new.note.strip()[:200]
        elif line.pk is None:
            line.amount = from_fen(one.suggested)
        line.from_ledger = from_fen(one.suggested)
        line.last_three, line.last_year = from_fen(one.last_three), from_fen(one.last_year)
        line.save()
    return step


def _require_paper_with_lines(step: RoundStep) -> None:
    if step.step not in WITH_LINES:
        raise RoundRefused(_("“%(step)s” is added up from what the units handed in."), step=step)


@transaction.atomic
def submit(*, step: RoundStep, reference: str = "", acting_user: User) -> RoundStep:
    """Hand the paper in; a plan or report with its lines, the city's with the number of the paper.

    Raises :class:`RoundRefused`: a report that differs from the books without a note, nothing filled in, what it
    waits for; ``BeyondBudget``: the city applies for more than is left of the approved budget; ``DutyMissing``.
    """
    step = locked(step)
    require_preparer(acting_user, step)
    state = state_after(step, rules.SUBMIT)
    if step.step in WITH_LINES:
        _require_whole(step)
    elif not reference.strip():
        raise RoundRefused(_("The number of the paper is missing."))
    if step.step == rules.CITY_PLAN:
        require_application_within_budget(step)
    step.state, step.submitted_by, step.submitted_at = state, acting_user, timezone.now()
    step.happened_on, step.decided_by, step.decided_at = timezone.localdate(), None, None
    step.reference = reference.strip()[:80]
    step.save()
    return step


def _require_whole(step: RoundStep) -> None:
    lines = list(step.lines(manager="objects").all())
    if not lines:
        raise RoundRefused(_("Nothing is filled in yet."))
    if step.step == rules.COUNTY_REPORT:
        figures = figures_of(step)
        for line in lines:
            shown = figures.get((line.insutype, line.kind))
            if to_fen(line.amount) != (shown.suggested if shown else 0) and not line.note:
                raise RoundRefused(
                    _("%(scheme)s, %(kind)s differs from the books: say why in the note."),
                    scheme=line.scheme,
                    kind=reads.kind_names().get(line.kind, line.kind),
                )


@transaction.atomic
def accept(*, step: RoundStep, acting_user: User) -> RoundStep:
    """A second person takes the paper: a county's the city's reviewer, the city's own whoever approves there.

    Raises :class:`RoundRefused`, ``DutyMissing``, ``SamePerson``.
    """
    step = locked(step)
    require_decider(acting_user, step)
    state = state_after(step, rules.ACCEPT)
    require_another(user=acting_user, previous=step.submitted_by, act=step.get_step_display())
    step.state, step.returned_reason = state, ""
    return _decided(step, acting_user)


@transaction.atomic
def send_back(*, step: RoundStep, reason: str, acting_user: User) -> RoundStep:
    """The paper goes back with a reason; an accepted one too, while nothing builds on it."""
    step = locked(step)
    require_decider(acting_user, step)
    state = state_after(step, rules.SEND_BACK)
    require_another(user=acting_user, previous=step.submitted_by, act=step.get_step_display())
    if not reason.strip():
        raise RoundRefused(_("Say why it is sent back."))
    step.state, step.returned_reason = state, reason.strip()[:300]
    step.times_returned += 1
    return _decided(step, acting_user)


def _decided(step: RoundStep, user: User) -> RoundStep:
    step.decided_by, step.decided_at = user, timezone.now()
    step.save()
    return step
