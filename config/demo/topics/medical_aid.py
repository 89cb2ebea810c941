"""Who is aided: the lists civil affairs hands each county, so that medical aid bears a part of their bills.

Each county's first patients in hospital are on them, one of three with no means at all, the others with a low income.
"""

from __future__ import annotations

from claims.models import Bill
from config.demo.topics.stage import Stage, bring, said
from config.scoping import system_scope
from enrollment.models import Person, Standing
from institutions.models import Agency, Duty

OF_A_COUNTY = 6
STAY = "21"
CATEGORIES = ("destitute", "low_income", "low_income")


def fill(stage: Stage) -> int:
    """How many people; before their bills are settled."""
    with system_scope():
        if Standing.objects.filter(person__county__area=stage.area).exists():
            return 0
    return sum(
        _county(stage, unit) for unit in stage.layout.units if stage.cast.people.get((unit.pk, Duty.REGISTER))
    )


def _county(stage: Stage, unit: Agency) -> int:
    with system_scope():
        # What was settled before it came was settled without their aid.
        stays = Bill.objects.filter(
            insu_county=unit, care_county__area=stage.area, med_type=STAY, settlements__isnull=True,
            reported__isnull=True,
        ).order_by("enddate", "setl_id")  # fmt: skip
        people = list(dict.fromkeys(stays.values_list("person", flat=True)))[:OF_A_COUNTY]
        numbers = dict(Person.objects.filter(pk__in=people).values_list("pk", "psn_no"))
    rows = [
        {
            "psn_no": numbers[person], "kind": Standing.Kind.AID.value, "code": CATEGORIES[turn % len(CATEGORIES)],
            "begins_on": stage.day(1, 1), "source": said()["aided"],
        }
        for turn, person in enumerate(people)
    ]  # fmt: skip
    if rows:
        bring(stage, "standings", f"aided-{unit.code}.xlsx", rows, at=unit)
    return len(rows)
