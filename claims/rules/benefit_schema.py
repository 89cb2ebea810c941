"""The language of ``benefits.<scheme>`` sections: its parameters and the facts of a bill its tables may ask.

Any table may use any dimension. A benefit is whatever name the package gives; ``benefit`` says which
benefit a bill falls under, ``<name>.…`` what it pays, ``limit.<name>.…`` up to how much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from institutions.rules.policy_package import Parameter, Section
from institutions.rules.policy_schema import ANY, Dimension, Finding, ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import Table

from .facts import ACCIDENTS, COVERS, FEE_KINDS, FILINGS, LEVELS, PLACES, BillFacts, policy_day

BAND = "band"
NO_BENEFIT = "none"
COVERED = "yes"
REFUSALS = (
    "third_party",
    "place",
    "no_disease",
    "not_listed",
    "not_a_birth",
    "inpatient_only",
    "not_eligible",
)
RESERVED = ("benefit", "tier", "limit", "fees", NO_BENEFIT)

# Beside these, the dimensions of the person (psn_type, aid_category) come from enrollment.
DIMENSIONS = (
    Dimension(
        "tier",
        "Tier of the institution as the package defines it",
        values=("level_1", "level_2", "level_3", "outside"),
    ),
    Dimension("level", "Deductible level of the institution", values=LEVELS),
    Dimension("hosp_lv", "National hospital grade", pattern=r"\d{2}|none"),
    Dimension("place", "Where care was given", values=PLACES),
    Dimension("filing", "Filing for care elsewhere", values=FILINGS),
    Dimension("accident", "Accident facts", values=ACCIDENTS),
    Dimension("cover", "What the coverage grants", values=COVERS),
    Dimension("med_type", "National kind of care", pattern=r"\d{2,6}"),
    Dimension("disease", "Disease code of a chronic benefit", pattern=r"[A-Za-z0-9._]{1,20}"),
    Dimension("matn_type", "National kind of delivery", pattern=r"\d{1,2}|none"),
    Dimension("complication", "Complication of a delivery", values=("yes", "no")),
    Dimension("fee_kind", "Catalogue class or kind of material", values=FEE_KINDS),
    Dimension("age", "Age in full years", range_unit="years"),
    Dimension(BAND, "Band of the in-scope amount", range_unit="yuan"),
)

# How each dimension is read off a bill; a missing code is the cell "none".
READ: dict[str, Callable[[BillFacts], Any]] = {
    "level": lambda facts: facts.level,
    "hosp_lv": lambda facts: facts.hosp_lv or "none",
    "place": lambda facts: facts.place,
    "filing": lambda facts: facts.filing,
    "accident": lambda facts: facts.accident,
    "cover": lambda facts: facts.cover,
    "med_type": lambda facts: facts.med_type,
    "psn_type": lambda facts: facts.psn_type or "none",
    "aid_category": lambda facts: facts.aid_category or "none",
    "disease": lambda facts: facts.dise_code or "none",
    "matn_type": lambda facts: facts.matn_type or "none",
    "complication": lambda facts: "yes" if facts.complication else "no",
    "age": lambda facts: facts.age,
    "quarter": lambda facts: (policy_day(facts.med_type, facts.begndate, facts.enddate).month + 2) // 3,
    "month": lambda facts: policy_day(facts.med_type, facts.begndate, facts.enddate).month,
}

# The fields of a bill that each dimension depends on: they form the key under which terms are remembered.
FIELDS: dict[str, tuple[str, ...]] = {
    "tier": ("level", "place", "hosp_lv"),
    "disease": ("dise_code",),
    "quarter": ("med_type", "begndate", "enddate"),
    "month": ("med_type", "begndate", "enddate"),
    "fee_kind": (),
    BAND: (),
}

_PERIODS = choice("year", "quarter", "month", "bill")

PARAMETERS = (
    ParameterSpec(
        "tier",
        "name",
        "Tier of the institution",
        by=("level", "hosp_lv", "place"),
        choices=choice("level_1", "level_2", "level_3", "outside"),
        required=True,
    ),
    ParameterSpec("benefit", "name", "Which benefit a bill falls under", by=ANY, required=True),
    ParameterSpec("*.title", "text", "What the benefit is called in explanations"),
    ParameterSpec("*.account.until", "date", "First day without the benefit's former personal accounts"),
    ParameterSpec("*.like", "name", "Takes over whatever it does not write itself"),
    ParameterSpec(
        "*.covered", "name", "Whether the fund pays, else why not", by=ANY, choices=choice(COVERED, *REFUSALS)
    ),
    ParameterSpec("*.deductible", "yuan", "Deductible", by=ANY),
    ParameterSpec(
        "*.deductible.per", "name", "What the deductible is counted over", choices=choice("bill", "year")
    ),
    ParameterSpec("*.ratio", "ratio", "Payment ratio of the fund", by=ANY),
    ParameterSpec(
        "*.band.measures",
        "name",
        "What the bands of the ratio are measured on",
        choices=choice("bill_in_scope", "after_deductible", "year_in_scope"),
    ),
    ParameterSpec("*.adjust.*", "points", "Percentage points added to the ratio", by=ANY),
    ParameterSpec("*.cumulates_with", "name", "Shares the yearly deductible and bands of another benefit"),
    ParameterSpec("*.fixed", "yuan", "Fixed amount, paid up to the bill", by=ANY),
    ParameterSpec("*.fixed.further_child", "yuan", "Added for each further child", by=ANY),
    ParameterSpec("limit.*.amount", "yuan", "Ceiling", by=ANY),
    ParameterSpec("limit.*.benefits", "names", "Benefits that draw on the ceiling"),
    ParameterSpec("limit.*.per", "name", "Period of the ceiling", choices=_PERIODS),
    ParameterSpec(
        "limit.*.each", "names", "Facts that each have a ceiling of their own", choices=choice("disease")
    ),
    ParameterSpec(
        "limit.*.measures",
        "name",
        "What the ceiling caps: the amount paid or the amount in scope",
        choices=choice("paid", "in_scope"),
    ),
    ParameterSpec("limit.*.legacy.first_year", "year", "First year a legacy balance raises the ceiling"),
    ParameterSpec("limit.*.legacy.last_year", "year", "Last year a legacy balance raises the ceiling"),
    ParameterSpec(
        "fees.first_share",
        "ratio",
        "First share borne by the person",
        by=("fee_kind", "psn_type", "tier", "place"),
    ),
    ParameterSpec(
        "fees.imported.settled_as",
        "name",
        "Fee kind an imported material is settled as",
        choices=frozenset(FEE_KINDS),
    ),
    ParameterSpec(
        "fees.imported.purchase_share",
        "ratio",
        "Share of the purchase price borne first without a domestic equal",
        highest=Decimal(1),
    ),
)


def check(section: Section) -> Iterable[Finding]:
    """Names that point nowhere, bands in the wrong place, ceilings without benefits."""
    parameters = section.parameters
    benefits = {name.partition(".")[0] for name in parameters} - set(RESERVED)
    yield from _pointers(section, benefits)
    for name, parameter in parameters.items():
        if name.startswith(f"{NO_BENEFIT}."):
            yield name, "“%(name)s” cannot be the name of a benefit.", {"name": NO_BENEFIT}
        if BAND in parameter.by and (not name.endswith(".ratio") or parameter.by[-1] != BAND):
            yield name, "“band” may only stand last in the “by” of a ratio.", {}
    for benefit in sorted(benefits):
        own = {name.partition(".")[2] for name in parameters if name.startswith(f"{benefit}.")}
        if not own & {"ratio", "fixed", "like"}:
            yield (
                f"{benefit}.covered",
                "The benefit “%(name)s” has neither a ratio nor a fixed amount.",
                {"name": benefit},
            )
    for limit in sorted({name.split(".")[1] for name in parameters if name.startswith("limit.")}):
        for needed in ("amount", "benefits"):
            if f"limit.{limit}.{needed}" not in parameters:
                yield (
                    f"limit.{limit}.amount",
                    "The ceiling “%(name)s” lacks “%(part)s”.",
                    {"name": limit, "part": needed},
                )


def _pointers(section: Section, benefits: set[str]) -> Iterable[Finding]:
    for name, parameter in section.parameters.items():
        tail = name.rpartition(".")[2]
        points = name == "benefit" or tail in ("like", "cumulates_with")
        if points or (name.startswith("limit.") and tail == "benefits"):
            allowed = benefits | ({NO_BENEFIT} if name == "benefit" else set())
            for target in sorted(_targets(parameter) - allowed):
                yield name, "There is no benefit “%(name)s” in this section.", {"name": target}


def _targets(parameter: Parameter) -> set[str]:
    found: set[str] = set()
    for dated in parameter.values:
        leaves = dated.value.leaves() if isinstance(dated.value, Table) else (dated.value,)
        for leaf in leaves:
            found |= set(leaf) if isinstance(leaf, tuple) else {str(leaf)}
    return found


SECTION = SectionSchema("benefits", "Benefits of a scheme", PARAMETERS, per_scheme=True, check=check)
