"""From a bill's row to the facts the rules settle: one query and one conversion for counter and bulk alike."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import psycopg
from django.conf import settings
from django.db import connection

from claims.rules.facts import (
    STAYS,
    BillFacts,
    FeeClasses,
    FeeItem,
    level_of,
    place_of,
)
from claims.rules.pricing import SentLine

from .person_facts import Cover, PersonFacts, read_people

_STAYS = ", ".join(f"'{code}'" for code in sorted(STAYS))
# The same day as `rules.facts.policy_day`, tested against it.
POLICY_DAY = f"CASE WHEN left(b.med_type, 2) IN ({_STAYS}) THEN b.enddate ELSE b.begndate END"


class BillRow(NamedTuple):
    """One bill with what the rules ask beside it, in the order of ``SELECT``; amounts in fen. ``cover`` is the
    person's coverage by the bill's scheme on its day."""

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
    class_a: int
    class_b: int
    class_c: int
    over_price: int
    domestic: int
    imported: int
    imported_no_equal: int
    imported_standard: int | None
    dedc_hosp_lv: str
    hosp_lv: str
    consortium: bool
    input_hash: str
    person: PersonFacts
    cover: Cover | None


# The bill's own columns and its institution's; what is known of the person is read apart. The hash is pinned on the
# settlement: an explanation is only given while the bill still is what was settled.
SELECT = f"""
    SELECT b.id, b.person_id, b.institution_id, b.insutype, b.psn_type, b.med_type, b.begndate, b.enddate, day.day,
           date_trunc('month', b.setl_time AT TIME ZONE '{settings.TIME_ZONE}')::date,
           b.insu_county_id, b.care_county_id, b.filing, b.accident, b.matn_type, b.fetus_cnt, b.complication,
           b.dise_code, b.transfer_chain, b.acct_used_flag, b.aid_category, b.medfee_sumamt,
           b.fulamt_ownpay_amt, b.overlmt_selfpay,
           b.preselfpay_amt, b.inscp_scp_amt,
           {", ".join(f"coalesce(b.{name}, 0)" for name in FeeClasses._fields[:-1])}, b.imported_standard_amt,
           i.dedc_hosp_lv, i.hosp_lv, i.consortium_id IS NOT NULL,
           b.received_hash
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


def waiting(among: str = "") -> str:
    """Not settled, and not taken back by its sender before it was. ``among`` narrows the settlements asked (``s``)."""
    return f"""NOT EXISTS (SELECT 1 FROM claims_settlement s
                           WHERE s.bill_id = b.id AND s.is_current AND NOT s.refd_setl_flag{among})
               AND NOT EXISTS (SELECT 1 FROM claims_reportedsettlement r
                               WHERE r.bill_id = b.id AND r.refd_setl_flag)"""  # noqa: S608 - our own text


WAITING = waiting()


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
    return [
        _bill_row((*row, person, person.cover_on(row[_SCHEME], row[_DAY])))
        for row in rows
        for person in (people[row[_PERSON]],)
    ]


# From values in order, past the constructors' naming of each: a bulk run makes one of each a bill.
_bill_row: Callable[[tuple[Any, ...]], BillRow] = partial(tuple.__new__, BillRow)
_bill_facts: Callable[[tuple[Any, ...]], BillFacts] = partial(tuple.__new__, BillFacts)
_fee_classes: Callable[[tuple[Any, ...]], FeeClasses] = partial(tuple.__new__, FeeClasses)

_PERSON, _SCHEME, _DAY = (BillRow._fields.index(name) for name in ("person_id", "insutype", "day"))


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
    person, cover, day = row.person, row.cover, row.day
    born = person.brdy
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    grants = "full" if cover is None else cover.cover
    return _circumstances(row.dedc_hosp_lv, row.hosp_lv, age, grants, person.legacy_balance, row.consortium)


@lru_cache(maxsize=100_000)
def _circumstances(
    dedc_hosp_lv: str, hosp_lv: str, age: int, cover: str, legacy_balance: int, consortium: bool
) -> Circumstances:
    """The same for many bills of a city: made once."""
    return Circumstances(level_of(dedc_hosp_lv, hosp_lv), hosp_lv, age, cover, legacy_balance, consortium)


def counted_lines(row: BillRow, lines: FeeLines) -> tuple[SentLine, ...]:
    """The fee lines that count: none when the sender gave the four parts."""
    return lines.get(row.bill_id, ()) if row.own is None else ()


def facts_of(
    row: BillRow, insu_county: int, beside: Circumstances, priced: tuple[FeeItem, ...] = ()
) -> BillFacts:
    """The facts of a bill. The four parts count when the sender gave them, else its priced fee lines, else the
    classes."""
    by_class = row.own is None and not priced
    # By position, in the order of the fields: this runs for every bill of a city.
    values: tuple[Any, ...] = row
    return _bill_facts((
        *values[_WHAT], beside.level, place_of(insu_county, row.care_county), beside.filing or row.filing,
        beside.accident or row.accident, *values[_HOW], row.aid_category or beside.aid_category,
        beside.age, beside.hosp_lv, beside.cover, row.medfee_sumamt,
        row.own or 0, row.over or 0, row.first or 0, row.scope or 0, priced if row.own is None else (),
        _fee_classes(values[_CLASSES]) if by_class else None, beside.legacy_balance,
        str(row.institution_id), row.transfer_chain or beside.chain, beside.consortium, beside.signed_up,
        beside.certificate, beside.chosen, row.acct_used, beside.account_credited, beside.family_credited,
    ))  # fmt: skip


def _columns(first: str, last: str) -> slice:
    return slice(BillRow._fields.index(first), BillRow._fields.index(last) + 1)


# Neighbours in a row that are neighbours in the facts.
_WHAT = _columns("insutype", "enddate")
_HOW = _columns("matn_type", "dise_code")
_CLASSES = _columns("class_a", "imported_standard")
