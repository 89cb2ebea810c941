"""What is planned beside what is left of the year's approved budget (ZY-24, NB-11), line by line.

A unit's plan beyond its part is told to whoever hands it in and whoever decides: within the city it may be made good
elsewhere. The city's application beyond the whole is refused: a budget is changed by its own steps only. What is
left is by the books; months planned and not yet paid are not in them.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from funds.models import RoundLine, RoundStep
from funds.reads.budget_lines import lines_of, name_of_line
from funds.rules import rounds as rules
from funds.rules.fund_budgets import EXPENSE, FIRST
from funds.services.fund_budgets.binding import left_of_budget, require_within_budget
from institutions.models import Agency

PLANS = (rules.COUNTY_PLAN, rules.CITY_PLAN)


def planned_by_line(step: RoundStep) -> dict[tuple[str, str], Decimal]:
    """Yuan by scheme and budget line: of a unit's plan, or of all accepted ones for the city's application."""
    lines = RoundLine.objects.filter(step=step)
    if step.step == rules.CITY_PLAN:
        lines = RoundLine.objects.filter(
            step__round=step.round_id, step__step=rules.COUNTY_PLAN, step__state=rules.DONE
        )
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for insutype, kind, amount in lines.order_by().values_list("insutype", "kind", "amount"):
        code = _code_of(insutype, kind)
        if code is not None:
            found[insutype, code] += amount
    return dict(found)


def _code_of(insutype: str, role: str) -> str | None:
    """None for what no budget has: money lent, or laid out for others."""
    return next(
        (one.code for one in lines_of(insutype) if one.section in (FIRST, EXPENSE) and role in one.roles),
        None,
    )


def require_application_within_budget(step: RoundStep) -> None:
    """Raises ``BeyondBudget`` for the first line by which the application exceeds what is left of the year."""
    for (insutype, code), planned in sorted(planned_by_line(step).items()):
        if planned > 0:
            require_within_budget(
                agency=step.unit, insutype=insutype, day=step.round.month, planned=planned, code=code
            )


def told_of(step: RoundStep) -> list[Any]:
    """Sentences, one per line beyond the budget; none where no budget is approved. The city's own plan is told with
    its application, against the whole."""
    if step.step not in PLANS or (step.step == rules.COUNTY_PLAN and step.unit.level == Agency.Level.CITY):
        return []
    found = []
    for (insutype, code), planned in sorted(planned_by_line(step).items()):
        left = left_of_budget(agency=step.unit, insutype=insutype, year=step.round.month.year, code=code)
        if left is not None and planned > 0 and left.beyond(planned) > 0:
            found.append(
                _("%(scheme)s, %(line)s: %(planned)s yuan are planned, %(left)s are left of the approved budget, "
                  "%(beyond)s beyond it.")
                % {
                    "scheme": name_of("insutype", insutype), "line": name_of_line(insutype, code),
                    "planned": f"{planned:,.2f}", "left": f"{left.left:,.2f}",
                    "beyond": f"{left.beyond(planned):,.2f}",
                }
            )  # fmt: skip
    return found
