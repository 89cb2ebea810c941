"""What acts share that ask the policy: a silence or a no told as a refusal, and all steps together."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from enrollment.explaining import explain
from enrollment.rules.contributions.outcome import FactMissing, Worked
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.steps import Step


def asked(work: Callable[[], Worked], refused: type[DomainError]) -> Worked:
    """What ``work`` comes to; raises ``refused`` where the policy is silent, needs another fact, or says no."""
    try:
        worked = work()
    except PolicyGap as gap:
        raise refused(_("The policy does not say: %(problem)s"), problem=describe_gap(str(gap))) from gap
    except FactMissing as missing:
        raise refused(_("The rule needs to know: %(fact)s."), fact=missing.name) from missing
    if worked.found("accepted") is False:
        (said,) = explain(worked.findings[0].steps)
        raise refused(_("%(why)s (%(clause)s)"), why=said.text, clause=said.clause or said.assumed or "—")
    return worked


def steps_of(worked: Worked) -> list[Step]:
    """Every step, amounts and findings in the order they are told."""
    return [one for line in worked.lines for one in line.steps]
