"""What the rules must know about a bill, in national terms, amounts in fen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

# Inpatient kinds of the national code med_type; a longer local code begins with one of these.
STAYS = frozenset({"21", "22", "23", "24", "25", "26", "27", "28", "52"})

PLACES = ("own_county", "other_county", "outside")
FILINGS = ("none", "filed", "promise", "emergency")
# A filing whose kind is known; where a table does not tell them apart, the cell "filed" holds for both.
FINER_FILINGS = ("filed_transfer", "filed_residence")
CERTIFICATES = ("reported", "valid", "expired", "none")
ACCIDENTS = ("none", "no_third_party", "third_party")
COVERS = ("full", "inpatient_only")
LEVELS = ("1", "2", "3", "none")
FEE_KINDS = ("A", "B", "C", "domestic_material", "imported_material")
CATALOGUE_CLASS = {"01": "A", "02": "B", "03": "C"}


class FeeItem(NamedTuple):
    """One fee line, or one class of fees of a bill.

    ``ceiling`` is the highest amount the insurance recognises for the line (price ceiling times
    quantity); ``domestic_standard`` the payment standard of the ordinary domestic equal of an imported
    material, None when there is none; ``purchase_price`` what the institution paid for it; ``selfpay``
    the item's own first share in ten-thousandths where the catalogue gives one; ``essential`` and
    ``procured`` say whether it is an essential drug or was bought centrally.
    """

    kind: str
    amount: int
    ceiling: int | None = None
    domestic_standard: int | None = None
    purchase_price: int | None = None
    selfpay: int | None = None
    essential: bool = False
    procured: bool = False


class FeeClasses(NamedTuple):
    """The fees of a bill that states them by class, fen.

    ``imported_standard_amt`` is not an amount of the bill: it is the domestic standard that belongs to
    ``imported_material_amt`` (all of it when None). What is over the price limits stands apart.
    """

    class_a_amt: int = 0
    class_b_amt: int = 0
    class_c_amt: int = 0
    over_price_amt: int = 0
    domestic_material_amt: int = 0
    imported_material_amt: int = 0
    imported_no_equal_amt: int = 0
    imported_standard_amt: int | None = None

    @property
    def amounts(self) -> tuple[int, ...]:
        """What adds up to the bill: all but the standard."""
        return self[:-1]

    @property
    def items(self) -> tuple[FeeItem, ...]:
        """One fee line for each class that occurs."""
        class_a, class_b, class_c, over, domestic, imported, no_equal, standard = self
        lines = (
            FeeItem("A", class_a),
            FeeItem("B", class_b),
            FeeItem("C", class_c),
            FeeItem("A", over, ceiling=0),
            FeeItem("domestic_material", domestic),
            FeeItem(
                "imported_material", imported, domestic_standard=imported if standard is None else standard
            ),
            FeeItem("imported_material", no_equal),
        )
        return tuple(line for line in lines if line.amount)


class BillFacts(NamedTuple):
    """One bill. Its fees are given as lines, by class, or as the four national splits; amounts in fen.

    ``level`` is the deductible level of the institution (:func:`level_of`), ``place`` where care was
    given seen from the insured person's county (:func:`place_of`), ``age`` in full years on the policy
    date, ``cover`` what the person's coverage grants on that day. ``institution`` and ``chain`` only tell
    institutions and chains of transfers apart; ``consortium`` says whether the institution belongs to a county
    consortium, ``signed_up`` whether the person has a family doctor there.

    ``certificate`` is "reported" where the sender's word counts for the disease, else what the register says;
    ``chosen`` whether the certificate names this institution, None where it names none. ``account_credited``
    and ``family_credited`` are what the personal account and the family's part of it received up to the day,
    the year's spending on bills being counters.
    """

    insutype: str
    psn_type: str
    med_type: str
    begndate: dt.date
    enddate: dt.date
    level: str
    place: str
    filing: str = "none"
    accident: str = "none"
    matn_type: str = ""
    fetus_cnt: int = 1
    complication: bool = False
    dise_code: str = ""
    aid_category: str = ""
    age: int | None = None
    hosp_lv: str = ""
    cover: str = "full"
    medfee_sumamt: int = 0
    fulamt_ownpay_amt: int = 0
    overlmt_selfpay: int = 0
    preselfpay_amt: int = 0
    inscp_scp_amt: int = 0
    fees: tuple[FeeItem, ...] = ()
    classes: FeeClasses | None = None
    legacy_balance: int = 0
    institution: str = ""
    chain: str = ""
    consortium: bool = False
    signed_up: bool = False
    certificate: str = "reported"
    chosen: bool | None = None
    acct_used: bool = False
    account_credited: int = 0
    family_credited: int = 0

    @property
    def items(self) -> tuple[FeeItem, ...]:
        """The fee lines, or one for each class; none where only the splits are known."""
        return self.classes.items if self.classes is not None else self.fees


def is_stay(med_type: str) -> bool:
    return med_type[:2] in STAYS


def policy_day(med_type: str, begndate: dt.date, enddate: dt.date) -> dt.date:
    """The day whose policy and year govern a bill: discharge for stays, the day of service otherwise."""
    return enddate if med_type[:2] in STAYS else begndate


def days_of(facts: BillFacts) -> int:
    """Days of a stay, the day of discharge not counted; at least one."""
    return max(1, (facts.enddate - facts.begndate).days)


def level_of(dedc_hosp_lv: str | int | None, hosp_lv: str | None) -> str:
    """Deductible level "1", "2", "3" or "none": the agreed level, else the grade of the hospital."""
    agreed = str(dedc_hosp_lv or "").lstrip("0")
    if agreed in ("1", "2", "3"):
        return agreed
    grade = (hosp_lv or "").zfill(2)
    if "01" <= grade <= "04":
        return "3"
    if "05" <= grade <= "07":
        return "2"
    return "1" if "08" <= grade <= "10" else "none"


def place_of(insu_county: str | int, care_county: str | int | None) -> str:
    """own_county, other_county of the same area, or outside (``care_county`` None)."""
    if care_county is None:
        return "outside"
    return "own_county" if care_county == insu_county else "other_county"


def splits_of(facts: BillFacts) -> tuple[int, int, int, int]:
    """(own expense, over ceiling price, first share, in scope) as the bill states them."""
    return facts.fulamt_ownpay_amt, facts.overlmt_selfpay, facts.preselfpay_amt, facts.inscp_scp_amt


def faults_of(facts: BillFacts) -> Iterator[tuple[str, str, dict[str, int]]]:
    """(field, code, params) of everything that keeps a bill from being settled; empty for a sound bill."""
    if facts.enddate < facts.begndate:
        yield "enddate", "dates_reversed", {}
    for field in ("medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"):
        if getattr(facts, field) < 0:
            yield field, "negative", {}
    items = facts.items
    if items:
        total = sum(item.amount for item in items)
        if any(item.amount < 0 for item in items):
            yield "fees", "negative", {}
        if total != facts.medfee_sumamt:
            yield "medfee_sumamt", "fees_differ", {"total": facts.medfee_sumamt, "sum": total}
    elif sum(splits_of(facts)) != facts.medfee_sumamt:
        yield "medfee_sumamt", "splits_differ", {"total": facts.medfee_sumamt, "sum": sum(splits_of(facts))}
