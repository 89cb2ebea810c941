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


class BillFacts(NamedTuple):
    """One bill. Either ``fees`` or the four national splits are given; amounts in fen.

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


def items_of_classes(
    *,
    class_a_amt: int = 0,
    class_b_amt: int = 0,
    class_c_amt: int = 0,
    over_price_amt: int = 0,
    domestic_material_amt: int = 0,
    imported_material_amt: int = 0,
    imported_standard_amt: int | None = None,
    imported_no_equal_amt: int = 0,
) -> tuple[FeeItem, ...]:
    """Fee lines of a bill that states its fees by class, fen.

    ``imported_standard_amt`` is not an amount of the bill: it is the domestic standard that belongs to
    ``imported_material_amt`` (all of it when None). What is over the price limits stands apart.
    """
    # Only what is there is made: this runs for every bill of a city.
    items: list[FeeItem] = []
    if class_a_amt:
        items.append(FeeItem("A", class_a_amt))
    if class_b_amt:
        items.append(FeeItem("B", class_b_amt))
    if class_c_amt:
        items.append(FeeItem("C", class_c_amt))
    if over_price_amt:
        items.append(FeeItem("A", over_price_amt, 0))
    if domestic_material_amt:
        items.append(FeeItem("domestic_material", domestic_material_amt))
    if imported_material_amt:
        standard = imported_material_amt if imported_standard_amt is None else imported_standard_amt
        items.append(FeeItem("imported_material", imported_material_amt, None, standard))
    if imported_no_equal_amt:
        items.append(FeeItem("imported_material", imported_no_equal_amt))
    return tuple(items)


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
    if facts.fees:
        total = sum(item.amount for item in facts.fees)
        if any(item.amount < 0 for item in facts.fees):
            yield "fees", "negative", {}
        if total != facts.medfee_sumamt:
            yield "medfee_sumamt", "fees_differ", {"total": facts.medfee_sumamt, "sum": total}
    elif sum(splits_of(facts)) != facts.medfee_sumamt:
        yield "medfee_sumamt", "splits_differ", {"total": facts.medfee_sumamt, "sum": sum(splits_of(facts))}
