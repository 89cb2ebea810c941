"""From a bill's row to the facts the rules settle: one query and one conversion for counter and bulk alike."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import psycopg
from django.conf import settings
from django.db import connection

from claims.rules.facts import (
    STAYS,
    BillFacts,
    FeeItem,
    items_of_classes,
    level_of,
    place_of,
)
from claims.rules.pricing import SentLine

from .person_facts import PersonFacts, read_people

# The columns that are the bill as received. Their hash is pinned on the settlement: an explanation is only
# given while the bill still is what was settled.
RECEIVED = (
    "setl_id", "person_id", "institution_id", "insutype", "psn_type", "aid_category", "med_type",
    "begndate", "enddate", "filing", "accident", "matn_type", "fetus_cnt", "complication", "dise_code",
    "transfer_chain", "acct_used_flag",
    "medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt",
    "class_a_amt", "class_b_amt", "class_c_amt", "over_price_amt", "domestic_material_amt",
    "imported_material_amt", "imported_standard_amt", "imported_no_equal_amt",
)  # fmt: skip

_STAYS = ", ".join(f"'{code}'" for code in sorted(STAYS))
# The same day as `rules.facts.policy_day`, tested against it.
POLICY_DAY = f"CASE WHEN left(b.med_type, 2) IN ({_STAYS}) THEN b.enddate ELSE b.begndate END"


class BillRow(NamedTuple):
    """One bill with what the rules ask beside it, in the order of ``SELECT``; amounts in fen."""

    bill_id: int
    person_id: int
    institution_id: int
    insutype: str
    psn_type: str
    med_type: str
    begndate: dt.date
    enddate: dt.date
    day: dt.date
    month: dt.date
    insu_county: int
    care_county: int | None
    filing: str
    accident: str
    matn_type: str
    fetus_cnt: int
    complication: bool
    dise_code: str
    transfer_chain: str
    acct_used: bool
    aid_category: str
    medfee_sumamt: int
    own: int | None
    over: int | None
    first: int | None
    scope: int | None
    class_a: int | None
    class_b: int | None
    class_c: int | None
    over_price: int | None
    domestic: int | None
    imported: int | None
    imported_standard: int | None
    imported_no_equal: int | None
    dedc_hosp_lv: str
    hosp_lv: str
    consortium: bool
    input_hash: str
    brdy: dt.date
    deceased_on: dt.date | None
    cover_county: int | None
    cover: str | None
    entitled_from: dt.date | None
    legacy_balance: int


# The bill's own columns and its institution's; what is known of the person is read apart. The hash is taken of the
# row's text, the same in every session because PostgreSQL writes dates as ISO for every client of ours.
SELECT = f"""
    SELECT b.id, b.person_id, b.institution_id, b.insutype, b.psn_type, b.med_type, b.begndate, b.enddate, day.day,
           date_trunc('month', b.setl_time AT TIME ZONE '{settings.TIME_ZONE}')::date,
           b.insu_county_id, b.care_county_id, b.filing, b.accident, b.matn_type, b.fetus_cnt, b.complication,
           b.dise_code, b.transfer_chain, b.acct_used_flag, b.aid_category, b.medfee_sumamt,
           b.fulamt_ownpay_amt, b.overlmt_selfpay,
           b.preselfpay_amt, b.inscp_scp_amt, b.class_a_amt, b.class_b_amt, b.class_c_amt, b.over_price_amt,
           b.domestic_material_amt, b.imported_material_amt, b.imported_standard_amt, b.imported_no_equal_amt,
           i.dedc_hosp_lv, i.hosp_lv, i.consortium_id IS NOT NULL,
           md5(ROW({", ".join(f"b.{name}" for name in RECEIVED)})::text)
    FROM claims_bill b
    CROSS JOIN LATERAL (SELECT {POLICY_DAY} AS day) day
    JOIN institutions_institution i ON i.id = b.institution_id
"""  # noqa: S608 - our own column names and time zone

LINES = """
    SELECT l.bill_id, l.feedetl_sn, l.med_list_codg, l.medins_list_codg, l.chrgitm_lv, l.list_type, l.is_imported,
           l.cnt, l.det_item_fee_sumamt, l.pric_uplmt_amt, l.selfpay_prop, l.domestic_standard_amt, b.institution_id
    FROM claims_feeline l JOIN claims_bill b ON b.id = l.bill_id
"""

# Within a person and year bills count in this order (decision 25); "C" so that no server sorts otherwise.
ORDER = 'ORDER BY b.person_id, b.setl_time, b.setl_id COLLATE "C"'

# Not settled, and not taken back by its sender before it was.
WAITING = """NOT EXISTS (SELECT 1 FROM claims_settlement s
                         WHERE s.bill_id = b.id AND s.is_current AND NOT s.refd_setl_flag)
             AND NOT EXISTS (SELECT 1 FROM claims_reportedsettlement r
                             WHERE r.bill_id = b.id AND r.refd_setl_flag)"""


class Circumstances(NamedTuple):
    """What the rules are told that is not on the bill; pinned on the settlement.

    The fields are named as those of ``BillFacts``; what is usual has a default and is not stored.
    """

    level: str
    hosp_lv: str
    age: int
    cover: str = "full"
    legacy_balance: int = 0
    consortium: bool = False
    signed_up: bool = False
    certificate: str = "reported"
    chosen: bool | None = None
    account_credited: int = 0
    family_credited: int = 0
    # What the registers say where the bill says nothing, or where their word counts; empty: as the bill says.
    filing: str = ""
    accident: str = ""
    chain: str = ""
    aid_category: str = ""
    # What institutions' own codes were said to stand for, where they had to be asked.
    mapped: tuple[tuple[str, str], ...] = ()


_USUAL = Circumstances._field_defaults


def pinned(beside: Circumstances, versions: tuple[int, ...]) -> dict[str, Any]:
    """The circumstances as stored; what is usual is left out."""
    stored = {name: value for name, value in beside._asdict().items() if _USUAL.get(name, _USUAL) != value}
    if len(versions) > 1:
        stored["policy_versions"] = list(versions)
    return stored


def unpinned(stored: dict[str, Any]) -> Circumstances:
    return Circumstances(**{name: stored[name] for name in Circumstances._fields if name in stored})


# The fee lines of bills as their senders wrote them, by bill.
FeeLines = dict[int, tuple[SentLine, ...]]


def read_bills(condition: str, params: Sequence[Any]) -> list[BillRow]:
    """The bills for which ``condition`` (over ``b``) holds, in the order in which they count."""
    rows = _fetch(f"{SELECT} WHERE {condition} {ORDER}", params)
    people = read_people({row[_PERSON] for row in rows})
    return [BillRow._make(row + _of_person(people[row[_PERSON]], row)) for row in rows]


_PERSON, _SCHEME, _DAY = (BillRow._fields.index(name) for name in ("person_id", "insutype", "day"))


def _of_person(person: PersonFacts, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The last fields of a row: who the person is, and how covered on the bill's day."""
    cover = person.cover_on(row[_SCHEME], row[_DAY])
    covered = (None, None, None) if cover is None else cover[3:]
    return (person.brdy, person.deceased_on, *covered, person.legacy_balance)


def read_fee_lines(condition: str, params: Sequence[Any]) -> FeeLines:
    """The fee lines of the same bills, by bill, in the order of their numbers."""
    lines: dict[int, list[SentLine]] = defaultdict(list)
    for bill_id, *line in _fetch(
        f'{LINES} WHERE {condition} ORDER BY l.bill_id, l.feedetl_sn COLLATE "C"', params
    ):
        lines[bill_id].append(SentLine(*line))
    return {bill_id: tuple(sent) for bill_id, sent in lines.items()}


def _fetch(query: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    # Binary rows need no parsing; Django's own cursors cannot give them.
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(query, params, binary=True)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def circumstances_of(row: BillRow) -> Circumstances:
    born, day = row.brdy, row.day
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return Circumstances(
        _level(row.dedc_hosp_lv, row.hosp_lv),
        row.hosp_lv,
        age,
        row.cover or "full",
        row.legacy_balance,
        row.consortium,
    )


_level = lru_cache(maxsize=None)(level_of)


def counted_lines(row: BillRow, lines: FeeLines) -> tuple[SentLine, ...]:
    """The fee lines that count: none when the sender gave the four parts."""
    return lines.get(row.bill_id, ()) if row.own is None else ()


def facts_of(
    row: BillRow, insu_county: int, beside: Circumstances, priced: tuple[FeeItem, ...] = ()
) -> BillFacts:
    """The facts of a bill. The four parts count when the sender gave them, else its priced fee lines, else the
    classes."""
    fees = (priced or class_items(row)) if row.own is None else ()
    return BillFacts(
        row.insutype, row.psn_type, row.med_type, row.begndate, row.enddate,
        beside.level, place_of(insu_county, row.care_county), beside.filing or row.filing,
        beside.accident or row.accident,
        row.matn_type, row.fetus_cnt, row.complication, row.dise_code, row.aid_category or beside.aid_category,
        beside.age, beside.hosp_lv, beside.cover, row.medfee_sumamt,
        row.own or 0, row.over or 0, row.first or 0, row.scope or 0, fees, beside.legacy_balance,
        str(row.institution_id), row.transfer_chain or beside.chain, beside.consortium, beside.signed_up,
        beside.certificate, beside.chosen, row.acct_used, beside.account_credited, beside.family_credited,
    )  # fmt: skip


def class_items(row: BillRow) -> tuple[FeeItem, ...]:
    """The bill's amounts by fee class as items."""
    return items_of_classes(
        class_a_amt=row.class_a or 0,
        class_b_amt=row.class_b or 0,
        class_c_amt=row.class_c or 0,
        over_price_amt=row.over_price or 0,
        domestic_material_amt=row.domestic or 0,
        imported_material_amt=row.imported or 0,
        imported_standard_amt=row.imported_standard,
        imported_no_equal_amt=row.imported_no_equal or 0,
    )
