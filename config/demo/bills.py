"""The bills of the invented year, as rows in national field names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from config.demo.care import Visit, visits
from config.demo.fees import fee_classes, four_parts, total_fen
from config.demo.world import World
from config.money import from_fen

Row = dict[str, Any]


def bills(world: World) -> list[tuple[Visit, Row]]:
    """Every visit with its row, in the order in which the bills were settled at the counters."""
    random = world.random("fees")
    billed = []
    for visit in visits(world):
        at = dt.datetime.combine(visit.ends, dt.time(8)) + dt.timedelta(seconds=random.randrange(10 * 3600))
        total = total_fen(random, visit)
        # One bill in eight comes from a hospital that already splits it the national way.
        amounts = four_parts(random, total) if random.random() < 0.125 else fee_classes(random, visit, total)
        billed.append((at, visit, total, amounts))
    billed.sort(key=lambda bill: bill[0])
    return [(bill[1], _row(number, *bill)) for number, bill in enumerate(billed, 1)]


def _row(number: int, at: dt.datetime, visit: Visit, total: int, amounts: dict[str, int]) -> Row:
    person = visit.person
    return {
        "setl_id": f"{visit.hospital.code}{at:%Y%m%d}{number:08d}",
        "mdtrt_id": f"M{visit.begins:%Y%m%d}{number:08d}",
        "psn_no": person.psn_no,
        "certno": person.certno,
        "psn_name": person.name,
        "fixmedins_code": visit.hospital.code,
        "insutype": person.insutype,
        "psn_type": person.psn_type,
        "med_type": visit.med_type,
        "begndate": visit.begins,
        "enddate": visit.ends,
        "setl_time": at,
        "filing": visit.filing,
        "accident": visit.accident,
        "matn_type": visit.matn_type,
        "fetus_cnt": visit.fetus_cnt or None,
        "complication": visit.complication,
        "dise_code": person.disease if visit.med_type == "14" else "",
        "medfee_sumamt": from_fen(total),
        **{name: from_fen(fen) for name, fen in amounts.items()},
    }


def rows(world: World) -> Iterator[Row]:
    """Only the rows."""
    return (row for _visit, row in bills(world))
