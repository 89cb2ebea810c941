"""Whether somebody may keep the benefits at retirement without paying on, and how many months are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

from .outcome import FactMissing, Finding, Worked
from .terms import Terms

SOURCES = ("actual", "recognised", "veteran_service", "transferred")
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Career:
    """What a retirement is judged by; ``months`` are contribution months by source.

    ``joined_on`` is the day of the latest joining: who left the scheme and came back joined anew.
    ``pension_since`` is the first day of a pension drawn here.
    """

    retired_on: dt.date
    joined_on: dt.date | None = None
    gend: str | None = None
    county: str | None = None
    pension_since: dt.date | None = None
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Eligibility:
    """Months needed, counted and missing; ``missing`` 0 means no further contributions (NB-05)."""

    needed: int
    counted: int
    missing: int
    former: bool
    given: Given
    steps: tuple[Step, ...]

    def worked(self) -> Worked:
        """As findings, the first with every step."""
        return Worked(
            (
                Finding("eligible", self.missing == 0, self.given, self.steps),
                Finding("months_needed", self.needed, self.given),
                Finding("months_counted", self.counted, self.given),
                Finding("months_missing", self.missing, self.given),
            )
        )


def eligibility(*, career: Career, terms: Terms) -> Eligibility:
    """By the rule in force, or for those with rights under it by their county's former one."""
    steps: list[Step] = []
    former = _keeps_former(career, terms, steps)
    facts = {"gend": career.gend, "county": career.county}
    years = terms.retirement("former.years" if former else "years", **facts)
    sources = terms.maybe("retirement", "former.years.counted", **facts) if former else None
    sources = sources or terms.retirement("years.counted")
    needed = int(years.value) * MONTHS_A_YEAR
    steps.append(step("years_needed", years, None, years=years.value))
    counted = sum(career.months.get(source, 0) for source in sources.value)
    steps.append(step("years_counted", sources, None, months=counted, sources=sources.value))
    missing = max(0, needed - counted)
    own = terms.maybe("retirement", "years.actual", **facts)
    if own is not None:
        lacking = max(0, int(own.value) * MONTHS_A_YEAR - career.months.get("actual", 0))
        steps.append(step("years_actual", own, None, years=own.value, months=lacking))
        missing = max(missing, lacking)
    steps.append(step("missing" if missing else "complete", years, None, months=missing))
    return Eligibility(needed, counted, missing, former, years, tuple(steps))


def _keeps_former(career: Career, terms: Terms, steps: list[Step]) -> bool:
    """Insured, or drawing a pension here, before the day from which the new rule binds new members."""
    since = terms.maybe("retirement", "joined_from")
    if since is None:
        return False
    pension = career.pension_since is not None and career.pension_since < since.value
    if not pension and career.joined_on is None:
        raise FactMissing("joined")
    former = pension or (career.joined_on is not None and career.joined_on < since.value)
    steps.append(step("former_rule" if former else "new_rule", since, None, day=since.value))
    return former
