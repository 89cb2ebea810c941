"""Family doctors: what the townships' health centres hand in on one sheet."""

from __future__ import annotations

from claims.models import SignUp
from config.demo.topics.stage import Stage, bring, said
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Agency, Duty

OF_A_COUNTY = 12


def fill(stage: Stage) -> int:
    """So many of each county, from the beginning of the year on; how many."""
    if not stage.says("registers"):
        return 0
    return sum(
        _county(stage, unit) for unit in stage.units() if stage.cast.people.get((unit.pk, Duty.HANDLE))
    )


def _county(stage: Stage, unit: Agency) -> int:
    with system_scope():
        known = SignUp.objects.filter(county=unit)
        if known.exclude(doctor="").exists():
            return 0
        people = list(
            Person.objects.filter(county=unit).exclude(pk__in=known.values("person")).order_by("-pk")
        )[:OF_A_COUNTY]
    hospitals, doctors = stage.institutions(unit, "1"), said()["physicians"]
    if not hospitals:
        return 0
    rows = [
        {
            "psn_no": person.psn_no,
            "fixmedins_code": hospitals[-1 - number % min(2, len(hospitals))].fixmedins_code,
            "doctor": doctors[number % len(doctors)],
            "applied_on": stage.day(3, 2),
            "begndate": stage.day(4, 1),
            "enddate": stage.day(3, 31, years_on=1),
        }
        for number, person in enumerate(people)
    ]
    if rows:
        bring(stage, "sign_ups", f"sign-ups-{unit.code}.xlsx", rows, at=unit)
    return len(rows)
