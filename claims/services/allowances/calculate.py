"""Reckon an allowance, and say again how it was reckoned."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.allowance_words import WORDING
from claims.models import MaternityAllowance
from claims.rules.allowances import Allowance, AllowancePolicy, Birth, allowance, allowance_policy
from claims.rules.steps import Step
from claims.services.counters import counter_for
from claims.services.explain_settlement import policy_of_versions
from config.money import from_fen, to_fen
from institutions.explaining import Explained
from institutions.models import Duty, User
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap

from .register import policy_of
from .states import AllowanceRefused, locked, state_after


@transaction.atomic
def calculate_allowance(*, case: MaternityAllowance, acting_user: User) -> MaternityAllowance:
    """Days and amount by the policy of the day of the birth; a second person reviews them. Duty to handle."""
    case = locked(case)
    counter_for(case, acting_user, Duty.HANDLE)
    case.state = state_after(case, "calculate")
    found = _reckoned(case, policy_of(case), [])
    case.days, case.amount = found.days, from_fen(found.amount)
    case.policy_versions = list(policy_for(case.insu_county.area, case.born_on).versions)
    case.handled_by, case.returned_reason = acting_user, ""
    case.save(update_fields=["state", "days", "amount", "policy_versions", "handled_by", "returned_reason"])
    return case


def preview(case: MaternityAllowance) -> tuple[int, int, list[Explained]]:
    """(days, fen, steps) as they would be reckoned now; raises :class:`AllowanceRefused`."""
    steps: list[Step] = []
    found = _reckoned(case, policy_of(case), steps)
    return found.days, found.amount, WORDING.explain(steps)


class AllowanceDiffers(RuntimeError):
    """The allowance cannot be derived again from what it pins: never to be passed over, money is paid on it."""


def explain_allowance(case: MaternityAllowance) -> list[Explained]:
    """The steps of a reckoned allowance in the reader's language, each with its clause and assumption.

    Raises :class:`AllowanceDiffers` when facts or rules no longer give what was stored.
    """
    policy = policy_of_versions(case.insu_county.area.code, tuple(case.policy_versions), case.born_on)
    steps: list[Step] = []
    found = _reckoned(case, allowance_policy(policy, case.insutype), steps)
    if (found.days, from_fen(found.amount)) != (case.days, case.amount):
        raise AllowanceDiffers(
            f"allowance {case.number}: stored {case.days} days, {case.amount}; derived {found.days},"
            f" {from_fen(found.amount)}. Repair: send it back and reckon it anew"
        )
    return WORDING.explain(steps)


def _reckoned(case: MaternityAllowance, policy: AllowancePolicy, steps: list[Step]) -> Allowance:
    birth = Birth(case.matn_type, case.fetus_cnt, case.pregnancy_weeks, to_fen(case.monthly_base))
    try:
        return allowance(birth, policy, steps)
    except PolicyGap as gap:
        raise AllowanceRefused(
            _("The policy does not foresee this birth: %(gap)s"), gap=describe_gap(str(gap))
        ) from gap
