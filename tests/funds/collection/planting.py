"""A month of collection as four tell of it, with differences planted and with what only looks like one.

Seeded: the same every time. What the comparison has to find stands in ``expected``: (kind, source, key).
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from funds.models import CollectionRecord
from institutions.models import Agency

SOURCES = ("tax", "treasury", "finance", "insurance")
MONTH = dt.date(2022, 3, 1)
Found = tuple[str, str, str]


@dataclass
class Planting:
    """Every method tells of receipts nobody else tells of; numbers, payers and amounts never repeat by chance."""

    counties: list[Agency]
    seed: int = 7
    rows: list[CollectionRecord] = field(default_factory=list)
    expected: set[Found] = field(default_factory=set)
    planted: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self._serial = 0

    def receipt(self, day: dt.date | None = None, key: str = "") -> dict[str, object]:
        """The fields that all four agree on."""
        self._serial += 1
        group = self.random.choice(("employer", "flexible", "resident"))
        at = day or MONTH.replace(day=self.random.randint(1, 24))
        county = self.counties[self._serial % len(self.counties)]
        return {
            "area_id": county.area_id, "county": county, "payer_group": group,
            "insutype": "390" if group == "resident" else "310", "key": key or f"T{self._serial:07d}",
            "payer_no": f"P{self._serial:07d}", "payer_name": "缴费人", "day": at,
            "amount": 1000 + self._serial,
        }  # fmt: skip

    def tell(self, source: str, receipt: dict[str, object], *, n: int = 1, **other: object) -> None:
        said = {**receipt, **other}
        day: dt.date = said["day"]  # type: ignore[assignment]
        # As a sheet brings it: what no sheet brought is taken for one of our own receipts.
        self.rows.append(
            CollectionRecord(source=source, n=n, month=day.replace(day=1), import_run_id=1, **said)
        )

    def told_by(self, receipt: dict[str, object], *, without: tuple[str, ...] = ()) -> None:
        """All others tell of it, each within the days allowed."""
        day: dt.date = receipt["day"]  # type: ignore[assignment]
        for source in SOURCES:
            if source not in without:
                late = dt.timedelta(days=self.random.randint(0, 4) if source != "tax" else 0)
                self.tell(source, receipt, day=day + late)

    def expect(self, *found: Found) -> None:
        self.planted += 1
        self.expected.update(found)

    # --- what is no difference ---

    def plain(self) -> None:
        self.told_by(self.receipt())

    def other_numbers(self) -> None:
        """Treasury and finance number it otherwise; the payer pays the same again some days later."""
        first = self.receipt(MONTH.replace(day=self.random.randint(1, 12)))
        second = {
            **self.receipt(),
            **{k: first[k] for k in ("payer_no", "amount", "county", "payer_group", "insutype")},
        }
        second["day"] = first["day"] + dt.timedelta(days=2)  # type: ignore[operator]
        for each in (first, second):
            for source in SOURCES:
                key = each["key"] if source in ("tax", "insurance") else f"{source[:2]}{each['key']}"
                self.tell(source, each, key=key)

    def in_parts(self) -> None:
        """Treasury tells of one number in two parts."""
        receipt = self.receipt()
        self.told_by(receipt, without=("treasury",))
        self.tell("treasury", receipt, amount=400)
        self.tell("treasury", receipt, amount=receipt["amount"] - 400, n=2)  # type: ignore[operator]

    def number_used_twice(self) -> None:
        """All four tell of two payments under one number, each in its own order."""
        receipt = self.receipt()
        for source in SOURCES:
            amounts = [70, 30]
            self.random.shuffle(amounts)
            for n, amount in enumerate(amounts, start=1):
                self.tell(source, receipt, amount=amount, n=n)

    def bundle(self) -> None:
        """Finance tells of three numbers by one summary voucher that they name."""
        key, total, receipt = f"F{self._serial}", 0, self.receipt()
        for _one in range(3):
            receipt = self.receipt(MONTH.replace(day=20))
            receipt["bundle"] = key
            self.told_by(receipt, without=("finance",))
            total += int(receipt["amount"])  # type: ignore[call-overload]
        self.tell("finance", receipt, key=key, amount=total, payer_no="", bundle="")

    def day_total(self, day: dt.date) -> None:
        """Finance tells of a county's day of flexible workers as one sum; nobody else has such on that day."""
        total, receipt = 0, self.receipt(day)
        county = self.counties[0]
        for _one in range(4):
            receipt = {**self.receipt(day), "payer_group": "flexible", "insutype": "310", "county": county}
            for source in ("tax", "treasury", "insurance"):
                self.tell(source, receipt)
            total += int(receipt["amount"])  # type: ignore[call-overload]
        self.tell("finance", receipt, key=f"D{day:%d}", amount=total, payer_no="")

    # --- what is one ---

    def missing(self, *sources: str) -> None:
        receipt = self.receipt()
        self.told_by(receipt, without=sources)
        self.expect(*(("missing", source, str(receipt["key"])) for source in sources))

    def amount(self, source: str) -> None:
        receipt = self.receipt()
        self.told_by(receipt, without=(source,))
        self.tell(source, receipt, amount=int(receipt["amount"]) - 1)  # type: ignore[call-overload]
        self.expect(("amount", source, str(receipt["key"])))

    def two_amounts(self) -> None:
        receipt = self.receipt()
        self.told_by(receipt, without=("treasury", "finance"))
        for source in ("treasury", "finance"):
            self.tell(source, receipt, amount=int(receipt["amount"]) + 5)  # type: ignore[call-overload]
        self.expect(("amount", "", str(receipt["key"])))

    def late(self, source: str) -> None:
        receipt = self.receipt(MONTH.replace(day=3))
        for each in SOURCES:
            self.tell(each, receipt, day=MONTH.replace(day=23 if each == source else 3))
        self.expect(("timing", source, str(receipt["key"])))

    def next_month(self, source: str) -> None:
        receipt = self.receipt(MONTH.replace(day=31))
        for each in SOURCES:
            day = dt.date(2022, 4, 1) if each == source else receipt["day"]
            self.tell(each, receipt, day=day)
        self.expect(("timing", source, str(receipt["key"])))

    def doubled(self, source: str) -> None:
        receipt = self.receipt()
        self.told_by(receipt)
        day = next(one.day for one in self.rows[-4:] if one.source == source)
        self.tell(source, receipt, n=2, day=day)
        self.expect(("doubled", source, str(receipt["key"])))

    def doubled_under_another_number(self, source: str) -> None:
        receipt = self.receipt()
        self.told_by(receipt)
        day = next(one.day for one in self.rows[-4:] if one.source == source)
        self.tell(source, receipt, key=f"Z{receipt['key']}", day=day)
        self.expect(("doubled", source, f"Z{receipt['key']}"))

    def elsewhere(self, source: str) -> None:
        receipt = self.receipt()
        self.told_by(receipt, without=(source,))
        other = self.counties[self.counties.index(receipt["county"]) - 1]  # type: ignore[arg-type]
        self.tell(source, receipt, county=other)
        self.expect(("place", "", str(receipt["key"])))

    def bundle_that_differs(self) -> None:
        self.bundle()
        total = self.rows[-1]
        total.amount += 1
        self.expect(("amount", "", total.key))


def plant(counties: list[Agency], *, differences: int = 1000, clean: int = 900, seed: int = 7) -> Planting:
    """``differences`` of every kind in turn among what only looks like one."""
    one = Planting(counties, seed)
    kinds = [
        *((one.missing, (source,)) for source in SOURCES),
        (one.missing, ("treasury", "finance")),
        *((one.missing, tuple(other for other in SOURCES if other != source)) for source in SOURCES),
        *((one.amount, (source,)) for source in SOURCES),
        (one.two_amounts, ()),
        *((one.late, (source,)) for source in SOURCES),
        *((one.next_month, (source,)) for source in SOURCES[1:]),
        *((one.doubled, (source,)) for source in SOURCES),
        *((one.doubled_under_another_number, (source,)) for source in SOURCES),
        *((one.elsewhere, (source,)) for source in SOURCES),
        (one.bundle_that_differs, ()),
    ]  # fmt: skip
    for number in range(differences):
        kind, given = kinds[number % len(kinds)]
        kind(*given)  # type: ignore[operator]
    looks = (one.plain, one.plain, one.other_numbers, one.in_parts, one.number_used_twice, one.bundle)
    for number in range(clean):
        looks[number % len(looks)]()
    for day in (26, 27):
        one.day_total(MONTH.replace(day=day))
    one.random.shuffle(one.rows)
    return one
