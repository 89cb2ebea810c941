"""What a table of a ``benefits`` section may depend on, and how each is read off a bill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from institutions.rules.policy_schema import Dimension

from .facts import (
    ACCIDENTS,
    CERTIFICATES,
    COVERS,
    FEE_KINDS,
    FILINGS,
    FINER_FILINGS,
    LEVELS,
    PLACES,
    BillFacts,
    days_of,
    policy_day,
)

BAND = "band"
NTH_STAY = "nth_stay"
STAYS_TOLD = ("first", "second", "third", "fourth", "fifth", "later")
YES_NO = ("yes", "no")
# What tells fee lines, not bills, apart: only in ``fees.…`` and ``*.item_adjust.*``.
OF_ITEMS = ("fee_kind", "essential", "procured")

# Beside these, the dimensions of the person (psn_type, aid_category) come from enrollment.
DIMENSIONS = (
    Dimension(
        "tier",
        "Tier of the institution as the package defines it",
        values=("level_1", "level_2", "level_3", "outside"),
    ),
    Dimension("level", "Deductible level of the institution", values=LEVELS),
    Dimension("hosp_lv", "National hospital grade", pattern=r"\d{2}|none"),
    Dimension("consortium", "Whether the institution belongs to a county consortium", values=YES_NO),
    Dimension("place", "Where care was given", values=PLACES),
    Dimension("filing", "Filing for care elsewhere", values=FILINGS, finer=FINER_FILINGS),
    Dimension("accident", "Accident facts", values=ACCIDENTS),
    Dimension("cover", "What the coverage grants", values=COVERS),
    Dimension("med_type", "National kind of care", pattern=r"\d{2,6}"),
    Dimension("disease", "Disease code of a chronic benefit", pattern=r"[A-Za-z0-9._]{1,20}"),
    Dimension("certificate", "What the register says about the disease", values=CERTIFICATES),
    Dimension("chosen", "Whether the certificate names the institution", values=("yes", "no", "open")),
    Dimension("signed_up", "Whether the person has a family doctor there", values=YES_NO),
    Dimension("student", "Whether the person is a pupil or student", values=YES_NO),
    Dimension("matn_type", "National kind of delivery", pattern=r"\d{1,2}|none"),
    Dimension("complication", "Complication of a delivery", values=YES_NO),
    Dimension(NTH_STAY, "Which stay of the year it is", values=STAYS_TOLD),
    Dimension("fee_kind", "Catalogue class or kind of material", values=FEE_KINDS),
    Dimension("essential", "Whether the item is an essential drug", values=YES_NO),
    Dimension("procured", "Whether the item was bought centrally", values=YES_NO),
    Dimension("age", "Age in full years", range_unit="years"),
    Dimension("stay_days", "Days of the stay", range_unit="days"),
    Dimension(BAND, "Band of the in-scope amount", range_unit="yuan"),
)

_STUDENTS = ("1403", "1404")
_CHOSEN = {True: "yes", False: "no", None: "open"}


def yes_no(flag: bool) -> str:
    return "yes" if flag else "no"


def _day(facts: BillFacts) -> Any:
    return policy_day(facts.med_type, facts.begndate, facts.enddate)


# How each dimension is read off a bill; a missing code is the cell "none".
READ: dict[str, Callable[[BillFacts], Any]] = {
    "level": lambda facts: facts.level,
    "hosp_lv": lambda facts: facts.hosp_lv or "none",
    "consortium": lambda facts: yes_no(facts.consortium),
    "place": lambda facts: facts.place,
    "filing": lambda facts: facts.filing,
    "accident": lambda facts: facts.accident,
    "cover": lambda facts: facts.cover,
    "med_type": lambda facts: facts.med_type,
    "psn_type": lambda facts: facts.psn_type or "none",
    "aid_category": lambda facts: facts.aid_category or "none",
    "disease": lambda facts: facts.dise_code or "none",
    "certificate": lambda facts: facts.certificate,
    "chosen": lambda facts: _CHOSEN[facts.chosen],
    "signed_up": lambda facts: yes_no(facts.signed_up),
    "student": lambda facts: yes_no(facts.psn_type.startswith(_STUDENTS)),
    "matn_type": lambda facts: facts.matn_type or "none",
    "complication": lambda facts: yes_no(facts.complication),
    "age": lambda facts: facts.age,
    "stay_days": days_of,
    "quarter": lambda facts: (_day(facts).month + 2) // 3,
    "month": lambda facts: _day(facts).month,
}

# The fields of a bill that each dimension depends on: they form the key under which terms are remembered.
FIELDS: dict[str, tuple[str, ...]] = {
    "tier": ("level", "place", "hosp_lv", "consortium"),
    "disease": ("dise_code",),
    "student": ("psn_type",),
    "stay_days": ("begndate", "enddate"),
    "quarter": ("med_type", "begndate", "enddate"),
    "month": ("med_type", "begndate", "enddate"),
    BAND: (),
    NTH_STAY: (),
    **dict.fromkeys(OF_ITEMS, ()),
}

READABLE = frozenset(READ) | {"tier", BAND, NTH_STAY, *OF_ITEMS}
"""What a benefits table may ask; other apps register dimensions that a bill does not tell."""
