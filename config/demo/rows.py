"""What stands in the demonstration's spreadsheets, sorted by who uploads it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from config.demo.bills import Row
from config.demo.care import Visit
from config.demo.words import words
from config.demo.world import SCHEME, World
from config.money import from_fen


def people(world: World) -> dict[str, list[Row]]:
    """Rows of the enrolment sheet by county."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for person in world.people:
        rows[person.county].append(
            {
                "psn_no": person.psn_no,
                "psn_cert_type": "01",
                "certno": person.certno,
                "psn_name": person.name,
                "gend": person.gend,
                "naty": "01",
                "brdy": person.born,
                "insuplc_admdvs": person.county,
                "insutype": person.insutype,
                "psn_type": person.psn_type,
                "psn_insu_date": person.begins,
                "paus_insu_date": person.ends - dt.timedelta(days=1),
            }
        )
    return rows


def institutions(world: World) -> Iterator[Row]:
    """Rows of the sheet of designated institutions, each with its bank account from the year's first day."""
    for one in world.hospitals:
        yield {
            "fixmedins_code": one.code,
            "fixmedins_name": one.name,
            "fixmedins_type": one.kind,
            "hosp_lv": one.hosp_lv,
            "dedc_hosp_lv": one.level,
            "fix_blng_admdvs": one.admdvs,
            "account_name": one.name,
            "account_no": one.account_no,
            "bank_name": one.bank_name,
            "account_from": dt.date(world.year, 1, 1),
        }


def bills_by_county(billed: Iterable[tuple[Visit, Row]]) -> dict[str, list[Row]]:
    """Each county brings its institutions' bills; what was settled outside the area comes to the county at home."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for visit, row in billed:
        outside = visit.place == "outside"
        county = visit.person.county if outside else visit.hospital.county
        rows[county].append({**row, "pay_loc": "3" if outside else "2"})
    return rows


def legacy_balances(world: World) -> dict[str, list[Row]]:
    """What closed outpatient accounts held, by county."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for person in world.people:
        if person.legacy_fen:
            rows[person.county].append({"psn_no": person.psn_no, "amount": from_fen(person.legacy_fen)})
    return rows


def deductions(world: World) -> Iterator[Row]:
    """Some deductions a month, from hospitals that bill enough to bear them."""
    random = world.random("deductions")
    hospitals = [one for one in world.hospitals if one.county and one.level in ("2", "3")]
    for number in range(world.scale.deductions):
        month = number % 12 + 1
        yield {
            "reference": f"D{world.area.code}{world.year}{month:02d}{number + 1:04d}",
            "fixmedins_code": random.choice(hospitals).code,
            "insutype": SCHEME,
            "clr_month": f"{world.year}-{month:02d}",
            "det_type": random.choices(("10", "20", "99"), (70, 25, 5))[0],
            "amount": from_fen(random.randint(2_000, 60_000)),
            "reason": random.choice(words()["deduction_reasons"]),
        }
