"""The ``credit`` section: which events cost institutions and physicians points, how they are rated, what repairs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from config.periods import months_later
from institutions.models import PoolingArea
from institutions.rules.policy_package import Given, Section, SectionAt
from institutions.rules.policy_schema import Finding, ParameterSpec, SectionSchema
from institutions.rules.policy_tables import PolicyGap

from .agreements import LONGEST_TEXT
from .assessment import SCORE
from .in_force import policy_for
from .wording import word

SUBJECTS = ("institution", "physician")
# Rated in an area of its own accord: not every document knows of suppliers (JJ-19).
SUPPLIER = "supplier"
# Likewise insured persons (JJ-11): some documents rate institutions or physicians alone.
PERSON = "insured"


def _check(section: Section) -> Iterable[Finding]:
    points = dict(section.names("points"))
    for subject in (*SUBJECTS, SUPPLIER, PERSON):
        listed = section.parameters.get(f"{subject}.events")
        for dated in listed.values if listed else ():
            for name in dated.value if isinstance(dated.value, tuple) else ():
                if name not in points:
                    yield f"{subject}.events", "Event “%(name)s” has no points.", {"name": name}


SECTION = SectionSchema(
    "credit",
    "Credit points of institutions and physicians",
    (
        ParameterSpec("institution.start", "count", "Points of an institution at the start of the year", required=True),
        ParameterSpec("physician.start", "count", "Points of a physician at the start of the year", required=True),
        ParameterSpec("institution.events", "names", "What costs an institution points", required=True),
        ParameterSpec("physician.events", "names", "What costs a physician points", required=True),
        ParameterSpec("institution.rating", "name", "Rating of an institution", by=(SCORE,), required=True),
        ParameterSpec("physician.rating", "name", "Rating of a physician", by=(SCORE,), required=True),
        ParameterSpec("supplier.start", "count", "Points of a supplier at the start of the year"),
        ParameterSpec("supplier.events", "names", "What costs a supplier points"),
        ParameterSpec("supplier.rating", "name", "Rating of a supplier", by=(SCORE,)),
        ParameterSpec("insured.start", "count", "Points of an insured person at the start of the year"),
        ParameterSpec("insured.events", "names", "What costs an insured person points"),
        ParameterSpec("insured.rating", "name", "Rating of an insured person", by=(SCORE,)),
        ParameterSpec("*.points", "count", "Points the event costs"),
        ParameterSpec("*.repair_after", "months", "Months after which it may be repaired"),
        ParameterSpec("*.wording", "text", "How the package words it"),
    ),
    check=_check,
)  # fmt: skip


class CreditEventKind(NamedTuple):
    """An event of the catalogue; ``repair_after`` is None where it cannot be repaired."""

    key: str
    title: str
    points: int
    repair_after: int | None
    clause: str
    assumed: str

    @property
    def choice(self) -> tuple[str, str]:
        """As a form offers it."""
        return self.key, f"{self.title} (−{self.points})"


@dataclass(frozen=True)
class CreditPolicy:
    """The credit points of an area on a day."""

    section: SectionAt

    def start(self, subject: str) -> int:
        return int(self.section.require(f"{subject}.start").value)

    def rates(self, subject: str) -> bool:
        """Whether the documents say how ``subject`` is rated."""
        return all(self.section.get(f"{subject}.{part}") for part in ("start", "events", "rating"))

    def events(self, subject: str) -> list[CreditEventKind]:
        return [self._kind(key) for key in self._listed(subject)]

    def rating(self, subject: str, points: int) -> Given:
        return self.section.require(f"{subject}.rating").cell({SCORE: points}.get)

    def repair_from(self, key: str, day: dt.date) -> dt.date | None:
        """The first day on which an event of ``day`` may be repaired; None when never."""
        found = self.section.get(f"{key}.repair_after")
        return None if found is None else months_later(day, int(found.value))

    def _listed(self, subject: str) -> tuple[str, ...]:
        listed = self.section.get(f"{subject}.events")
        return () if listed is None else tuple(listed.value)

    def _kind(self, key: str) -> CreditEventKind:
        points, own = self.section.require(f"{key}.points"), self.section.get(f"{key}.wording")
        repair = self.section.get(f"{key}.repair_after")
        title = (word(key) if own is None else str(own.value))[:LONGEST_TEXT]
        return CreditEventKind(
            key, title, int(points.value), None if repair is None else int(repair.value), points.clause, points.assumed
        )  # fmt: skip


def credit_policy_or_none(area: PoolingArea, day: dt.date) -> CreditPolicy | None:
    """None where the area's documents say nothing of credit points."""
    try:
        return CreditPolicy(policy_for(area, day).section(SECTION.name))
    except PolicyGap:
        return None
