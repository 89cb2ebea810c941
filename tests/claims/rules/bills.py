"""Bills for Hypothesis under every shipped package and the worked city: any scheme, day, person, care and amounts."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from hypothesis import strategies as st

from claims.rules.benefit import settle
from claims.rules.benefit_policy import BenefitPolicy
from claims.rules.facts import (
    ACCIDENTS,
    CERTIFICATES,
    COVERS,
    FEE_KINDS,
    FILINGS,
    FINER_FILINGS,
    LEVELS,
    PLACES,
    BillFacts,
    FeeItem,
    policy_day,
)
from claims.rules.quoting import SPLITS
from tests.claims.golden import policy_at


class Rules(NamedTuple):
    """A scheme of a package and the years of days to draw from."""

    package: str
    scheme: str
    years: tuple[int, ...]


RULES = (
    Rules("zhangye.yaml", "390", (2020, 2025, 2027)),
    Rules("ningbo.yaml", "310", (2022, 2024)),
    Rules("ningbo.yaml", "390", (2022, 2024)),
    Rules("jiujiang.yaml", "310", (2024,)),
    Rules("jiujiang.yaml", "390", (2024,)),
    Rules("hegang.yaml", "380", (2017,)),
    Rules("hegang.yaml", "391", (2017,)),
    Rules("hegang.yaml", "390", (2018, 2019)),
    Rules("neimenggu.yaml", "310", (2024,)),
    Rules("neimenggu.yaml", "390", (2024,)),
    Rules("yunxi.yaml", "390", (2020, 2021)),
    Rules("yunxi.yaml", "310", (2020, 2021)),
)

FEN = st.integers(0, 30_000_000)
MED_TYPES = (
    "11",
    "12",
    "13",
    "14",
    "21",
    "22",
    "23",
    "24",
    "26",
    "27",
    "28",
    "41",
    "51",
    "52",
    "53",
    "140104",
)
PSN_TYPES = ("11", "1102", "12", "1201", "1202", "14", "1403", "1404", "15", "1501", "16")
AID_CATEGORIES = ("", "", "destitute", "low_income", "near_poor", "at_risk", "ill_poor", "orphan")
DISEASES = ("", "M03900", "M01600", "M07801", "F20")


class Case(NamedTuple):
    """A bill and the rules it falls under."""

    rules: Rules
    facts: BillFacts

    @property
    def policy(self) -> BenefitPolicy:
        day = policy_day(self.facts.med_type, self.facts.begndate, self.facts.enddate)
        return policy_at(self.rules.package, day, self.rules.scheme)


@st.composite
def items(draw: st.DrawFn) -> FeeItem:
    kind = draw(st.sampled_from(FEE_KINDS))
    imported = kind == "imported_material"
    return FeeItem(
        kind,
        draw(FEN),
        ceiling=draw(st.none() | FEN),
        domestic_standard=draw(st.none() | FEN) if imported else None,
        purchase_price=draw(st.none() | FEN) if imported else None,
        selfpay=draw(st.none() | st.integers(0, 10_000)),
        essential=draw(st.booleans()),
        procured=draw(st.booleans()),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rules = draw(st.sampled_from(RULES))
    # One day a quarter: packages change on first days, and resolving each day anew is slow.
    day = dt.date(draw(st.sampled_from(rules.years)), draw(st.sampled_from((2, 5, 8, 11))), 5)
    splits = draw(st.tuples(FEN, FEN, FEN, FEN))
    fees = tuple(draw(st.lists(items(), max_size=4)))
    total = sum(item.amount for item in fees) if fees else sum(splits)
    return Case(rules, BillFacts(
        rules.scheme, draw(st.sampled_from(PSN_TYPES)), draw(st.sampled_from(MED_TYPES)),
        day - dt.timedelta(days=draw(st.sampled_from((0, 4)))), day,
        draw(st.sampled_from(LEVELS)), draw(st.sampled_from(PLACES)),
        filing=draw(st.sampled_from((*FILINGS, *FINER_FILINGS))), accident=draw(st.sampled_from(ACCIDENTS)),
        matn_type=draw(st.sampled_from(("", "1", "2", "3", "4", "5"))), fetus_cnt=draw(st.integers(0, 4)),
        complication=draw(st.booleans()), dise_code=draw(st.sampled_from(DISEASES)),
        aid_category=draw(st.sampled_from(AID_CATEGORIES)), age=draw(st.integers(0, 105)),
        cover=draw(st.sampled_from(COVERS)), medfee_sumamt=total,
        **({} if fees else dict(zip(SPLITS, splits, strict=True))),
        fees=fees, legacy_balance=draw(st.integers(0, 100_000)),
        institution=draw(st.sampled_from(("H1", "H2"))), chain=draw(st.sampled_from(("", "", "K1"))),
        consortium=draw(st.booleans()), signed_up=draw(st.booleans()),
        certificate=draw(st.sampled_from(CERTIFICATES)), chosen=draw(st.sampled_from((None, True, False))),
        acct_used=draw(st.booleans()), account_credited=draw(st.integers(0, 200_000)),
        family_credited=draw(st.integers(0, 100_000)),
    ))  # fmt: skip


@st.composite
def cases_in_a_year(draw: st.DrawFn) -> tuple[Case, dict[str, int]]:
    """A case and what its person had used before: any value of every counter the bill itself touches."""
    case = draw(cases())
    touched = sorted(settle(case.facts, {}, case.policy).counters)
    values = {
        name: draw(st.integers(0, 5) if name == "stays" else st.integers(0, 6_000_000) | st.just(0))
        for name in touched
    }
    return case, values
