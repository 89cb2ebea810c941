"""The language of ``benefits.<scheme>`` sections: its parameters and how they hang together.

Any table may use any dimension (:mod:`.dimensions`). A benefit is whatever name the package gives; ``benefit`` says
which benefit a bill falls under, ``<name>.…`` what it pays, ``limit.<name>.…`` up to how much, ``layer.<name>.…``
what the payers after the basic fund add, ``account.…`` what the personal account may pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from institutions.rules.policy_package import Parameter, Section
from institutions.rules.policy_schema import ANY, Finding, ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import Table

from .dimensions import BAND, OF_ITEMS, READABLE
from .facts import FEE_KINDS

NO_BENEFIT = "none"
COVERED = "yes"
# Whose word counts about the certificate a benefit needs: the sender's; the register's, as the tables then say; the
# register's, and what it does not know waits.
REPORTED, ASKED, REGISTERED = "reported", "asked", "registered"
REFUSALS = (
    "third_party",
    "place",
    "no_disease",
    "not_listed",
    "not_a_birth",
    "inpatient_only",
    "not_eligible",
    "no_certificate",
    "not_chosen",
)
RESERVED = ("benefit", "tier", "limit", "fees", "layer", "account", NO_BENEFIT)
# The national amounts a layer may pay into, beside the basic fund's ``hifp_pay``.
PAYS = ("hifmi_pay", "hifob_pay", "cvlserv_pay", "hifes_pay", "maf_pay", "oth_pay")
MEASURES = ("in_scope_left", "with_first_share", "all_left", "above_ceiling")
ACCOUNT_USES = ("none", "in_scope", "with_first_share", "all")

_PERIODS = choice("year", "quarter", "month", "bill")

PARAMETERS = (
    ParameterSpec(
        "tier",
        "name",
        "Tier of the institution",
        by=("level", "hosp_lv", "place", "consortium"),
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
    ParameterSpec(
        "*.certificate",
        "name",
        "Whether the sender's word is enough about a disease, the register is asked, or must know it",
        choices=choice(REPORTED, ASKED, REGISTERED),
    ),
    ParameterSpec("*.deductible", "yuan", "Deductible", by=ANY),
    ParameterSpec(
        "*.deductible.of_wage", "ratio", "Deductible as a share of the yearly provincial mean wage", by=ANY
    ),
    ParameterSpec("*.deductible.factor", "ratio", "Share of the deductible that is borne", by=ANY),
    ParameterSpec(
        "*.deductible.per",
        "name",
        "What the deductible is counted over",
        choices=choice("bill", "year", "institution_year", "transfer_chain"),
    ),
    ParameterSpec("*.ratio", "ratio", "Payment ratio of the fund", by=ANY),
    ParameterSpec(
        "*.band.measures",
        "name",
        "What the bands of the ratio are measured on",
        choices=choice("bill_in_scope", "after_deductible", "year_in_scope"),
    ),
    ParameterSpec("*.adjust.*", "points", "Percentage points added to the ratio", by=ANY),
    ParameterSpec(
        "*.adjust.*.above_age", "years", "The points are added for each full year of age above this"
    ),
    ParameterSpec("*.adjust.*.at_most", "points", "The points by age add up to at most this"),
    ParameterSpec(
        "*.item_adjust.*", "points", "Percentage points added for what is in scope of such items", by=ANY
    ),
    ParameterSpec("*.cumulates_with", "name", "Shares the yearly deductible and bands of another benefit"),
    ParameterSpec("*.fixed", "yuan", "Fixed amount, paid up to the bill", by=ANY),
    ParameterSpec("*.fixed.per", "name", "What the fixed amount is paid for", choices=choice("bill", "day")),
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
        by=(*OF_ITEMS, "psn_type", "tier", "place"),
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
    ParameterSpec("layer.*.title", "text", "What the payer is called in explanations"),
    ParameterSpec(
        "layer.*.pays", "name", "National amount the payer's part goes into", choices=choice(*PAYS)
    ),
    ParameterSpec("layer.*.order", "count", "Place in the order of payers after the basic fund"),
    ParameterSpec("layer.*.benefits", "names", "Benefits whose bills the payer takes part in"),
    ParameterSpec(
        "layer.*.covered",
        "name",
        "Whether the payer takes part, else why not",
        by=ANY,
        choices=choice(COVERED, *REFUSALS),
    ),
    ParameterSpec("layer.*.measures", "name", "What the payer looks at", choices=choice(*MEASURES)),
    ParameterSpec("layer.*.line", "yuan", "What stays with the person before the payer begins", by=ANY),
    ParameterSpec(
        "layer.*.line.per", "name", "What the line is counted over", choices=choice("bill", "year")
    ),
    ParameterSpec("layer.*.ratio", "ratio", "Payment ratio of the payer", by=ANY),
    ParameterSpec(
        "layer.*.band.measures",
        "name",
        "Where the bands of the payer begin",
        choices=choice("from_zero", "above_line"),
    ),
    ParameterSpec("layer.*.adjust.*", "points", "Percentage points added to the payer's ratio", by=ANY),
    ParameterSpec("layer.*.ceiling", "yuan", "Ceiling of the payer", by=ANY),
    ParameterSpec(
        "layer.*.ceiling.per", "name", "Period of the payer's ceiling", choices=choice("bill", "year")
    ),
    ParameterSpec(
        "account.pays",
        "name",
        "What is left to the person that the personal account may pay",
        by=ANY,
        choices=choice(*ACCOUNT_USES),
    ),
)


def check(section: Section) -> Iterable[Finding]:
    """Names that point nowhere, dimensions in the wrong place, benefits, ceilings and layers without their parts."""
    parameters = section.parameters
    benefits = {name.partition(".")[0] for name in parameters} - set(RESERVED)
    yield from _pointers(section, benefits)
    yield from _dimensions(section)
    for benefit in sorted(benefits):
        own = {name.partition(".")[2] for name in parameters if name.startswith(f"{benefit}.")}
        if not own & {"ratio", "fixed", "like"}:
            yield (
                f"{benefit}.covered",
                "The benefit “%(name)s” has neither a ratio nor a fixed amount.",
                {"name": benefit},
            )
        if {"deductible", "deductible.of_wage"} <= own:
            yield (
                f"{benefit}.deductible",
                "The benefit “%(name)s” has a deductible in yuan and one of the wage.",
                {"name": benefit},
            )
    yield from _parts(parameters, "limit", ("amount", "benefits"), "The ceiling “%(name)s” lacks “%(part)s”.")
    yield from _parts(
        parameters,
        "layer",
        ("pays", "order", "benefits", "measures", "ratio"),
        "The payer “%(name)s” lacks “%(part)s”.",
    )


def _parts(parameters: Iterable[str], kind: str, needed: tuple[str, ...], message: str) -> Iterator[Finding]:
    """What ceilings and payers lack, said at the first part they must have."""
    names = sorted({name.split(".")[1] for name in parameters if name.startswith(f"{kind}.")})
    for name in names:
        for part in needed:
            if f"{kind}.{name}.{part}" not in parameters:
                yield f"{kind}.{name}.{needed[0]}", message, {"name": name, "part": part}


def _dimensions(section: Section) -> Iterator[Finding]:
    for name, parameter in section.parameters.items():
        if name.startswith(f"{NO_BENEFIT}."):
            yield name, "“%(name)s” cannot be the name of a benefit.", {"name": NO_BENEFIT}
        if BAND in parameter.by and (not name.endswith(".ratio") or parameter.by[-1] != BAND):
            yield name, "“band” may only stand last in the “by” of a ratio.", {}
        for dimension in sorted(set(parameter.by) - READABLE):
            yield name, "A bill does not tell “%(name)s”.", {"name": dimension}
        of_items = name.startswith("fees.") or ".item_adjust." in name
        if not of_items and set(parameter.by) & set(OF_ITEMS):
            yield name, "Items are told apart only in “fees” and “item_adjust”.", {}


def _pointers(section: Section, benefits: set[str]) -> Iterable[Finding]:
    for name, parameter in section.parameters.items():
        tail = name.rpartition(".")[2]
        points = name == "benefit" or tail in ("like", "cumulates_with")
        if points or (name.startswith(("limit.", "layer.")) and tail == "benefits"):
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
