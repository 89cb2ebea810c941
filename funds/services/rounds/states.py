"""Hold a step and ask whether an act is open; locks: round, then step, then the papers of its money, then the books."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.periods import Month
from funds.models import MonthlyRound, RoundStep
from funds.rules import rounds as rules
from institutions.models import Agency, User
from institutions.services.duties import require_at_or_above, require_city_duty

from .faults import RoundRefused

RELATED = ("round__area", "unit__area", "unit__parent", "submitted_by", "decided_by")
ACTS: dict[str, Any] = {
    rules.SUBMIT: _("be handed in"),
    rules.ACCEPT: _("pass the review"),
    rules.SEND_BACK: _("be sent back"),
    rules.ENTER: _("take another payment"),
    rules.BOOK: _("be booked"),
    rules.REFUSE: _("be rejected"),
}


def locked(step: RoundStep) -> RoundStep:
    """The step as it stands now, its round held with it until the transaction ends."""
    MonthlyRound.objects.select_for_update(of=("self",)).get(pk=step.round_id)
    found: RoundStep = (
        RoundStep.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=step.pk)
    )
    return found


def state_after(step: RoundStep, act: str) -> str:
    """Raises :class:`RoundRefused` naming the state, or what has to be finished first."""
    found = rules.after(step.step, act, step.state)
    if found is None:
        raise RoundRefused(
            _("“%(step)s” is “%(state)s”: it cannot %(act)s."),
            step=step,
            state=step.get_state_display(),
            act=ACTS[act],
        )
    if act in (rules.SUBMIT, rules.ENTER):
        _require_before(step)
    if act == rules.SEND_BACK:
        _require_not_built_on(step)
    return found


def _require_before(step: RoundStep) -> None:
    if step.step == rules.COUNTY_REPORT and timezone.localdate() <= _last_day(step):
        raise RoundRefused(_("%(month)s is not over: its spending is not known."), month=_month(step))
    before = rules.NEEDS.get(step.step)
    unfinished = RoundStep.objects.filter(round=step.round_id, step=before).exclude(state=rules.DONE)
    waiting = unfinished.select_related("unit").order_by("unit__code").first() if before else None
    if waiting is not None:
        raise RoundRefused(
            _("“%(before)s” of %(unit)s is not finished."),
            before=waiting.get_step_display(),
            unit=waiting.unit,
        )


def _require_not_built_on(step: RoundStep) -> None:
    following = rules.FOLLOWED_BY.get(step.step)
    begun = RoundStep.objects.filter(
        round=step.round_id, step=following, state__in=(rules.SUBMITTED, rules.SHORT, rules.DONE)
    ).first()
    if step.state == rules.DONE and begun is not None:
        raise RoundRefused(
            _("“%(following)s” builds on it already: have that sent back first."),
            following=begun.get_step_display(),
        )


def _last_day(step: RoundStep) -> Any:

    return Month.of(step.round.month).last


def _month(step: RoundStep) -> str:
    return f"{step.round.month:%Y-%m}"


def require_preparer(user: User, step: RoundStep) -> None:
    """Finance of the unit, or of its city. Raises ``DutyMissing``."""
    require_at_or_above(user=user, duties=("finance",), agency=step.unit)


def require_decider(user: User, step: RoundStep) -> None:
    """Papers of counties the city reviews; what the city hands in itself, and money, it approves."""
    own = step.step in (rules.CITY_PLAN, rules.CITY_REPORT) or step.unit.level == Agency.Level.CITY
    if own:
        require_at_or_above(user=user, duties=("approve", "review"), agency=city_of_step(step))
    else:
        require_city_duty(user=user, duty="review", area=step.round.area)


def city_of_step(step: RoundStep) -> Agency:
    found: Agency = Agency.objects.select_related("parent").get(area=step.round.area, level=Agency.Level.CITY)
    return found
