"""The ``agreements`` section: how an institution comes to an agreement, keeps it and loses it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from institutions.rules.agreements import STAGES, Item
from institutions.rules.policy_package import Given, PolicyAt, Section, SectionAt
from institutions.rules.policy_schema import Finding, ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import PolicyGap

from .wording import word

_LEVELS = choice("city", "county")
_STAGES = choice(*STAGES)
# Kind of institution → how the package names it.
CLASSES = {"1": "medical", "2": "pharmacy"}
_LISTS = tuple(f"{name}.{what}" for name in CLASSES.values() for what in ("papers", "conditions", "items"))
LONGEST_TEXT = 300


def _check(section: Section) -> Iterable[Finding]:
    """Every item that is evaluated says how many points it has, and no more is asked than can be had."""
    given = section.parameters
    points = dict(section.names("points"))
    for name in CLASSES.values():
        listed = given.get(f"{name}.items")
        for dated in listed.values if listed else ():
            for item in dated.value if isinstance(dated.value, tuple) else ():
                if item not in points:
                    yield f"{name}.items", "Item “%(item)s” has no points.", {"item": item}
    for item, one in section.names("lowest"):
        most = points.get(item)
        if most is not None and any(
            isinstance(low.value, int) and isinstance(high.value, int) and low.value > high.value
            for low in one.values
            for high in most.values
        ):
            yield f"{item}.lowest", "More points are asked for “%(item)s” than can be had.", {"item": item}


SECTION = SectionSchema(
    "agreements",
    "Agreements of designated institutions",
    (
        ParameterSpec("required_from", "date", "From when every bill needs an agreement in force"),
        ParameterSpec(
            "stopped_by", "name", "Who decides suspension, resumption and termination",
            choices=_LEVELS, required=True,
        ),
        ParameterSpec("accept.days", "days", "Working days to accept or return an application", required=True),
        ParameterSpec("evaluation.days", "days", "Days from acceptance to the result of the evaluation", required=True),
        ParameterSpec("evaluation.evaluators", "count", "Evaluators at least", required=True),
        ParameterSpec("evaluation.total", "count", "Mean of the total points needed", required=True),
        ParameterSpec("evaluation.again_days", "days", "Days until an evaluation may be repeated"),
        ParameterSpec("notice.days", "days", "Days of the public notice", required=True),
        ParameterSpec("negotiation.days", "days", "Days from the end of the notice to the signature"),
        ParameterSpec("term.months", "months", "Longest term of an agreement", required=True),
        ParameterSpec("renewal.days", "days", "Days before its end in which a renewal is asked", required=True),
        ParameterSpec("suspension.days", "days", "Longest suspension"),
        ParameterSpec("legacy.months", "months", "Months in which a taken-in institution is brought to standard"),
        ParameterSpec("entry.stages", "names", "Stages of a first application", choices=_STAGES, required=True),
        ParameterSpec("renewal.stages", "names", "Stages of a renewal", choices=_STAGES, required=True),
        ParameterSpec("change.stages", "names", "Stages of a change", choices=_STAGES, required=True),
        ParameterSpec("medical.papers", "names", "Papers of a medical institution", required=True),
        ParameterSpec("medical.conditions", "names", "Entry conditions of a medical institution", required=True),
        ParameterSpec("medical.items", "names", "What is evaluated at a medical institution", required=True),
        ParameterSpec("pharmacy.papers", "names", "Papers of a retail pharmacy", required=True),
        ParameterSpec("pharmacy.conditions", "names", "Entry conditions of a retail pharmacy", required=True),
        ParameterSpec("pharmacy.items", "names", "What is evaluated at a retail pharmacy", required=True),
        ParameterSpec("*.points", "count", "Points of the item"),
        ParameterSpec("*.lowest", "count", "Mean points the item needs"),
        ParameterSpec("*.wording", "text", "How the package words it"),
    ),
    check=_check,
)  # fmt: skip

# Kind of application → what the package calls its stages.
_STAGES_OF = {"new": "entry.stages", "renewal": "renewal.stages", "change": "change.stages"}


class Listed(NamedTuple):
    """A paper, condition or item by name, in words, with where it comes from."""

    key: str
    title: str
    clause: str
    assumed: str


@dataclass(frozen=True)
class AgreementPolicy:
    """How agreements come about in an area on a day (NB-26, JJ-09, HG-06, ZY-13)."""

    section: SectionAt

    @property
    def given(self) -> Mapping[str, Given]:
        return self.section.given

    def days(self, parameter: str) -> int | None:
        """A number of days (or months); None where the policy names none."""
        found = self.section.get(parameter)
        return None if found is None else int(found.value)

    def needed(self, parameter: str) -> int:
        """The same of one that every package has."""
        return int(self.section.require(parameter).value)

    @property
    def stopped_by(self) -> str:
        return str(self.section.require("stopped_by").value)

    @property
    def required_from(self) -> dt.date | None:
        found = self.section.get("required_from")
        return None if found is None else found.value

    def stages(self, kind: str) -> list[str]:
        """The stages an application of ``kind`` passes, in their order; none for what is taken in as it stood."""
        name = _STAGES_OF.get(kind)
        asked = self.section.require(name).value if name else ("negotiation",)
        return [stage for stage in STAGES if stage in asked]

    def papers(self, kind: str) -> list[Listed]:
        return self._listed(kind, "papers")

    def conditions(self, kind: str) -> list[Listed]:
        return self._listed(kind, "conditions")

    def items(self, kind: str) -> list[Item]:
        """What is evaluated at an institution of ``kind``, with its points."""
        return [
            Item(one.key, self.needed(f"{one.key}.points"), self.days(f"{one.key}.lowest") or 0)
            for one in self._listed(kind, "items")
        ]

    def titles(self, kind: str) -> dict[str, str]:
        """The items in words."""
        return {one.key: one.title for one in self._listed(kind, "items")}

    def _listed(self, kind: str, what: str) -> list[Listed]:
        found = self.section.require(f"{CLASSES[kind]}.{what}")
        return [Listed(key, self._title(key), found.clause, found.assumed) for key in found.value]

    def _title(self, key: str) -> str:
        own = self.section.get(f"{key}.wording")
        return (word(key) if own is None else str(own.value))[:LONGEST_TEXT]


def agreement_policy(policy: PolicyAt) -> AgreementPolicy:
    """Raises ``PolicyGap`` where the area's documents say nothing of agreements."""
    return AgreementPolicy(policy.section(SECTION.name))


def agreement_policy_or_none(policy: PolicyAt) -> AgreementPolicy | None:
    """For pages that show what there is."""
    try:
        return agreement_policy(policy)
    except PolicyGap:
        return None
