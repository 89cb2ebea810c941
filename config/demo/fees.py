"""What the invented visits cost: a total and its fee classes, or for some bills the four national parts."""

from __future__ import annotations

from random import Random

from config.demo.care import STAYS, Visit

# Median total of a stay in yuan by hospital level, and how far the bills spread (sigma of the logarithm).
_MEDIAN = {"1": 1_900, "2": 4_800, "3": 10_500}
_OUTSIDE_MEDIAN, _SPREAD = 17_000, 0.65
_CHRONIC_COST = {"M07801": 4_200, "M08300": 3_500, "M00500": 2_400}


def total_fen(random: Random, visit: Visit) -> int:
    """The bill's total in fen."""
    if visit.med_type in STAYS:
        median = _OUTSIDE_MEDIAN if visit.place == "outside" else _MEDIAN.get(visit.hospital.level, 1_900)
        if visit.med_type == "52":
            median = 3_600
        return max(20_000, int(random.lognormvariate(0, _SPREAD) * median * 100))
    if visit.med_type == "14":
        return int(_CHRONIC_COST.get(visit.person.disease, 260) * random.uniform(0.5, 1.5) * 100)
    return int(random.uniform(12, 160) * 100)


def fee_classes(random: Random, visit: Visit, total: int) -> dict[str, int]:
    """Fen by fee class, together the total; the standard of an imported material stands beside them."""
    fees = {"class_c_amt": _part(random, total, 2, 9), "class_b_amt": _part(random, total, 15, 35)}
    operates = visit.med_type in STAYS and visit.hospital.level in ("2", "3")
    if visit.med_type in STAYS and random.random() < 0.25:
        fees["over_price_amt"] = _part(random, total, 1, 3)
    if operates and random.random() < 0.35:
        fees["domestic_material_amt"] = _part(random, total, 4, 14)
    if operates and visit.hospital.level == "3" and random.random() < 0.18:
        imported = _part(random, total, 5, 18)
        if random.random() < 0.3:
            fees["imported_no_equal_amt"] = imported
        else:
            fees["imported_material_amt"] = imported
            fees["imported_standard_amt"] = _part(random, imported, 40, 90)
    spent = sum(amount for name, amount in fees.items() if name != "imported_standard_amt")
    fees["class_a_amt"] = total - spent
    return fees


def four_parts(random: Random, total: int) -> dict[str, int]:
    """Fen by national part: own expense, over ceiling price, first share, in scope; together the total."""
    own, over, first = _part(random, total, 2, 9), _part(random, total, 0, 2), _part(random, total, 3, 8)
    return {
        "fulamt_ownpay_amt": own,
        "overlmt_selfpay": over,
        "preselfpay_amt": first,
        "inscp_scp_amt": total - own - over - first,
    }


def _part(random: Random, amount: int, low: int, high: int) -> int:
    """Between ``low`` and ``high`` per cent of ``amount``."""
    return amount * random.randint(low * 100, high * 100) // 10_000
