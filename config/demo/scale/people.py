"""A million residents: invented names, numbers that pass every check and are nobody's, cover, villages, payments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from config.demo.certificates import certificate_number
from config.demo.scale.plan import Block, Plan
from config.demo.staff import place_name
from config.demo.words import words
from config.scoping import system_scope
from enrollment.models import Payer, Person
from enrollment.rules.contributions.window_amounts import WindowAmounts
from enrollment.rules.identity import pinyin_of
from institutions.models import Agency

OF_A_VILLAGE = 1_000
# Birthdays of 92 years, ten men and ten women of a county on each; orders from 980 up, where no office numbers.
DAYS, OF_A_DAY, ORDERS_FROM = 92 * 365, 20, 980
# Neighbours in number are not born on neighbouring days; prime to the number of days.
STEP_OF_DAYS = 7_919
# One in a hundred is insured no longer in December, which is not cleared: bills of that month wait for a decision.
LEAVES_EVERY = 100

_STAGE = """
    create temporary table if not exists scale_people (psn_no text, certno text, psn_name text, pinyin text, gend text,
        brdy date, county_id bigint, psn_type text, leaves boolean, emp_no text) on commit drop
"""
_PEOPLE = """
    insert into enrollment_person
        (psn_no, psn_cert_type, certno, psn_name, pinyin, gend, naty, brdy, tel, addr, county_id)
    select psn_no, '01', certno, psn_name, pinyin, gend, '01', brdy, '', '', county_id from scale_people
"""
_COVERAGE = """
    insert into enrollment_coverage (person_id, insutype, psn_type, county_id, period, effective, origin, payer_id)
    select p.id, '390', s.psn_type, s.county_id,
        daterange(%(first)s, case when leaves then %(december)s else %(end)s end), true, 'window', y.id
    from scale_people s join enrollment_person p using (psn_no) join enrollment_payer y using (emp_no)
"""
_MEMBERSHIP = """
    insert into enrollment_membership (person_id, payer_id, tie, is_head, period)
    select p.id, y.id, 'through', false, daterange(%(first)s, null)
    from scale_people s join enrollment_person p using (psn_no) join enrollment_payer y using (emp_no)
"""
_WINDOW = """
    insert into enrollment_windowenrolment (person_id, year, payer_id, coverage_id, household, aid_category,
        permit_holder, paid_on, paid, collective, aided, subsidy, handled_at_id)
    select c.person_id, %(year)s, c.payer_id, c.id, '', '', false, %(paid_on)s, %(own)s, 0, 0, %(subsidy)s,
        c.county_id
    from scale_people s join enrollment_person p using (psn_no) join enrollment_coverage c on c.person_id = p.id
"""


@dataclass(frozen=True)
class Living:
    """Where people live, as every block needs it: accounting units in order, and what a grown-up pays in each."""

    units: tuple[Agency, ...]
    amounts: WindowAmounts | None


def villages(plan: Plan, living: Living) -> int:
    """One for every thousand people of a unit; how many were missing."""
    each = plan.people // len(living.units) // OF_A_VILLAGE + 1
    template = words()["village"]
    # Maintenance before anybody works here: every unit's villages.
    with system_scope():
        if Payer.objects.exists():
            return 0
        made = Payer.unscoped.bulk_create(
            Payer(
                emp_no=_village(unit, number), kind=Payer.Kind.VILLAGE, county=unit,
                name=template.format(county=place_name(unit), number=number + 1),
                period=(dt.date(plan.year - 1, 1, 1), None),
            )
            for unit in living.units
            for number in range(each)
        )  # fmt: skip
    return len(made)


def make_block(plan: Plan, living: Living, block: Block) -> int:
    """People of ``block`` with cover, village and payment; how many, 0 when they were there."""
    with system_scope(), connection.cursor() as cursor:
        if Person.objects.filter(psn_no=plan.person(block.first)).exists():
            return 0
        cursor.execute(_STAGE)
        with connection.connection.cursor() as raw, raw.copy("copy pg_temp.scale_people from stdin") as copy:
            for row in rows_of(plan, living, block):
                copy.write_row(row)
        cursor.execute("analyze pg_temp.scale_people")
        days = {
            "first": plan.first_day,
            "december": dt.date(plan.year, 12, 1),
            "end": dt.date(plan.year + 1, 1, 1),
        }
        for statement in (_PEOPLE, _COVERAGE, _MEMBERSHIP):
            cursor.execute(statement, days)
        if living.amounts is not None:
            paid = living.amounts
            cursor.execute(
                _WINDOW, {"year": plan.year, "paid_on": paid.opens, "own": paid.own, "subsidy": paid.subsidy}
            )
        cursor.execute("drop table pg_temp.scale_people")
    return block.last - block.first + 1


def rows_of(plan: Plan, living: Living, block: Block) -> Iterator[tuple[object, ...]]:
    """Person ``number`` lives in a unit by turns and is the unit's ``own``-th: of one county nobody shares birthday,
    sex and order."""
    surnames, given = words()["surnames"], words()["given"]
    spelled = {character: pinyin_of(character) for character in {*surnames, *given}}
    earliest = dt.date(plan.year - 92, 1, 1)
    for number in range(block.first, block.last + 1):
        own, turn = divmod(number - 1, len(living.units))
        unit = living.units[turn]
        order, day = own // DAYS, own * STEP_OF_DAYS % DAYS
        if order >= OF_A_DAY:
            raise ValueError(f"no more than {DAYS * OF_A_DAY:,} people of one unit can be invented")
        born = earliest + dt.timedelta(days=day)
        age = plan.year - born.year
        mixed = number * 2_654_435_761 % 4_294_967_296
        name = (
            surnames[mixed % len(surnames)]
            + given[mixed // 64 % len(given)]
            + (given[mixed // 4_096 % len(given)] if mixed // 262_144 % 3 else "")
        )
        yield (
            plan.person(number), certificate_number(unit.code, born, ORDERS_FROM + order), name,
            " ".join(spelled[character] for character in name), "1" if order % 2 else "2", born, unit.pk,
            "14" if age < 18 else "15" if age < 60 else "16", number % LEAVES_EVERY == 0,
            _village(unit, own // OF_A_VILLAGE),
        )  # fmt: skip


def _village(unit: Agency, number: int) -> str:
    return f"V{unit.code}{number + 1:04d}"
