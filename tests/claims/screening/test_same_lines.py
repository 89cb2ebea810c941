"""Rules over a bill's lines together find what a search among all lines finds, whatever is passed over beforehand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from claims.models import BillFinding, FeeLine
from config.scoping import system_scope
from tests.cast import Cast
from tests.support.policies import put_policy_in_force

from .staging import Stage, march, screen

# As the rule once asked: every line of every outpatient bill against the others, nothing passed over.
EVERY_LINE = """
    SELECT d.id, sum(d.amount)::bigint, min(d.item_name), sum(d.n)::int
    FROM (SELECT l.bill_id AS id, min(l.item_name) AS item_name, count(*) AS n,
                 sum(l.det_item_fee_sumamt) - max(l.det_item_fee_sumamt) AS amount
          FROM claims_feeline l JOIN claims_bill b ON b.id = l.bill_id AND left(b.med_type, 2) <> '21'
          GROUP BY l.bill_id, l.med_list_codg, l.pric, l.cnt HAVING count(*) > 1) d
    GROUP BY d.id
"""
PLACE = "SELECT hashtext(%s) & 63"


def _sharing_a_place(wanted: int) -> Iterator[str]:
    """Different codes that the first look cannot tell apart."""
    with connection.cursor() as cursor:
        for number in range(64 * wanted * 4):
            cursor.execute(PLACE, [f"S{number}"])
            if cursor.fetchone()[0] == 5:
                wanted -= 1
                yield f"S{number}"
            if not wanted:
                return


@pytest.mark.django_db
def test_the_same_line_twice_is_found_as_by_looking_at_every_line(cast: Cast) -> None:
    chance = random.Random(7)
    with system_scope():
        put_policy_in_force(cast)
        stage = Stage(cast)
        alike = list(_sharing_a_place(3))
        assert len(alike) == 3
        _bills_of_chance(stage, chance, [*alike, *(f"C{n}" for n in range(30))])
        with connection.cursor() as cursor:
            cursor.execute(EVERY_LINE)
            expected = {row[0]: row[1:] for row in cursor.fetchall()}
    screen(cast)
    with system_scope():
        found = {
            one.bill_id: (round(one.amount * 100), one.params["item"], int(one.params["count"]))
            for one in BillFinding.objects.filter(check_key="line_twice", gone_at__isnull=True)
        }
    assert found == expected
    assert 5 < len(found) < 35


@pytest.mark.django_db
def test_what_is_given_back_of_one_drug_hides_nothing_of_another(stage: Stage) -> None:
    with system_scope():
        bill = stage.bill(day=march(5))
        for code, count in (("A1", 61), ("B2", -40)):
            stage.line(bill, med_list_codg=code, list_type="101", cnt=count)
    found = screen(stage.cast).found
    assert (found["drug_too_much"], found["service_too_often"]) == (1, 0)


def _bills_of_chance(stage: Stage, chance: random.Random, codes: list[str]) -> None:
    lines = []
    for number in range(40):
        given: dict[str, Any] = {} if number % 8 == 0 else {"day": march(1 + number % 28)}
        bill = stage.bill(stage.somebody(), **given)
        for line in range(chance.randint(1, 12)):
            code = chance.choice(codes[:6] if number % 3 == 0 else codes)
            price, count = chance.choice((10, 12)), chance.choice((1, 2))
            lines.append(
                FeeLine(bill=bill, feedetl_sn=str(line), med_list_codg=code, item_name=f"项目{code}",
                        chrgitm_lv="01", list_type="101", cnt=count, pric=price,
                        det_item_fee_sumamt=price * count)
            )  # fmt: skip
    FeeLine.objects.bulk_create(lines)
