"""Finding a person among a million: the list's whole page, asked for by certificate, by name and by payer."""

from __future__ import annotations

import statistics
from typing import Any

from tests.support.databases import owner_connection

from .measuring import Result, seconds
from .stage import NAME, Stage

LIMIT = 0.200
PEOPLE = 1_000_000
ROUNDS = 5
# Two hundred family names and as many given ones: each name is borne by some twenty-five people, as in a county.
_PEOPLE = """
    insert into enrollment_person
        (psn_no, psn_cert_type, certno, psn_name, pinyin, gend, naty, brdy, tel, addr, county_id)
    select 'S' || lpad(n::text, 12, '0'), '99', 'SEARCH' || lpad((n::bigint * 7919 %% 1000003)::text, 12, '0'),
        chr(20000 + n %% 200) || chr(22000 + n / 200 %% 200), '', '1', '',
        date '1940-01-01' + (n::bigint * 7919 %% 27000)::int, '', '',
        (%(counties)s::bigint[])[1 + n %% cardinality(%(counties)s::bigint[])]
    from generate_series(1, %(people)s) n
"""
_PAYERS = """
    insert into enrollment_payer (kind, emp_no, name, uscc, conts, tel, addr, period, county_id)
    select 'village', 'V' || lpad(n::text, 6, '0'), '第' || n || '村', '', '', '', '', daterange('2020-01-01', null),
        (%(counties)s::bigint[])[1 + n %% cardinality(%(counties)s::bigint[])]
    from generate_series(1, 1000) n
"""
_TIES = """
    insert into enrollment_membership (person_id, payer_id, tie, is_head, period)
    select p.id, y.id, 'through', false, daterange('2020-01-01', null)
    from (select id, county_id, row_number() over (partition by county_id) as n from enrollment_person) p
    join (select id, county_id, row_number() over (partition by county_id) as n,
                 count(*) over (partition by county_id) as of
          from enrollment_payer) y on y.county_id = p.county_id and y.n = 1 + p.n %% y.of
"""


def measure(stage: Stage) -> Result:
    """The slowest of five ways to ask, each the middle of some rounds."""
    from django.test import Client

    from institutions.models import Duty

    counties = [unit.pk for unit in stage.layout.units]  # type: ignore[attr-defined]
    with owner_connection(NAME) as owner:
        for statement in (_PEOPLE, _PAYERS, _TIES):
            owner.execute(statement, {"people": PEOPLE, "counties": counties})
        owner.execute("analyze enrollment_person, enrollment_payer, enrollment_membership")
        [certno, name, payer] = owner.execute(
            "select p.certno, p.psn_name, y.emp_no from enrollment_person p"
            " join enrollment_membership m on m.person_id = p.id join enrollment_payer y on y.id = m.payer_id"
            " where p.psn_no = 'S000000654321'"
        ).fetchone()  # type: ignore[misc]
    clerk = stage.cast.at(stage.layout.city, Duty.HANDLE)  # type: ignore[attr-defined]
    client = Client()
    client.force_login(clerk)

    def ask(**asked: Any) -> float:
        return seconds(lambda: _found(client, asked))

    asked: list[dict[str, str]] = [
        {"q": certno},
        {"q": name},
        {"q": name[:1]},
        {"payer": payer},
        {"payer": "第65"},
    ]
    slowest = max(statistics.median(ask(**one) for _ in range(ROUNDS)) for one in asked)
    return Result(f"find a person among {PEOPLE:,}, limit 200 ms", PEOPLE, slowest, LIMIT, 1.0)


def _found(client: Any, asked: dict[str, str]) -> None:
    answer = client.get("/enrollment/people/", asked)
    if answer.status_code != 200 or b"<tbody" not in answer.content:
        raise SystemExit(f"nobody was found by {asked}")
