"""Credit points: events of institutions, physicians, suppliers and insured persons, at every stage."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from claims.models import Settlement, Supplier
from claims.services.person_credit import enter_person_event
from claims.services.procurement.suppliers import enter_credit_event
from config.demo.topics.stage import Stage, act, said
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Agency, CreditEvent, Duty
from institutions.policy.credit import credit_policy_or_none
from institutions.services.credit import ask_repair, decide_event, enter_event


def fill(stage: Stage) -> int:
    """Entered, confirmed, refused, and one whose repair is asked for; how many events."""
    with system_scope():
        policy = credit_policy_or_none(stage.area, stage.day(12, 31))
        if policy is None or CreditEvent.objects.filter(area=stage.area).exists():
            return 0
        known = {subject: [one.key for one in policy.events(subject)] for subject in _SUBJECTS}
    made = 0
    for number, unit in enumerate(stage.units()):
        hospital, *_rest = stage.institutions(unit)
        doctor = said()["physicians"][number % len(said()["physicians"])]
        # Every other county's happened this year: ratings are asked of the present.
        day = timezone.localdate().replace(month=1, day=1) if number % 2 else stage.day(5, 12)
        of = {"institution": hospital, "day": day}
        for subject, more in (
            ("institution", {}),
            ("physician", {"physician_code": f"D{unit.code}{number:06d}", "physician_name": doctor}),
        ):
            made += _event(stage, unit, known[subject], number, made, enter_event, **of, **more)
    return made + _people(stage, known["insured"]) + _suppliers(stage, known["supplier"])


_SUBJECTS = ("institution", "physician", "insured", "supplier")


def _event(stage: Stage, agency: Agency, keys: list[str], pick: int, turn: int, enter: Any, **of: Any) -> int:
    """One event of a subject with the stage that its turn gives it."""
    if not keys:
        return 0
    event = act(
        stage.at(Duty.INSPECT, agency), enter, event=keys[pick % len(keys)],
        evidence=said()["credit"]["evidence"], **of,
    )  # fmt: skip
    if turn % 4 != 3:
        event = act(stage.at(Duty.REVIEW, agency), decide_event, event=event, confirmed=turn % 5 != 4)
    if turn % 2:
        _ask_repair(stage, agency, event)
    return 1


def _ask_repair(stage: Stage, agency: Agency, event: Any) -> None:
    """Where the event is confirmed and may be repaired by now."""
    with system_scope():
        policy = credit_policy_or_none(stage.area, event.day)
        first = None if policy is None else policy.repair_from(event.event, event.day)
    if event.state == CreditEvent.State.CONFIRMED and first is not None and first <= timezone.localdate():
        act(stage.at(Duty.HANDLE, agency), ask_repair, event=event, measures=said()["credit"]["measures"])


def _people(stage: Stage, keys: list[str]) -> int:
    made = 0
    for number, unit in enumerate(stage.units()):
        with system_scope():
            person = (
                Person.objects.filter(county=unit, pk__in=Settlement.objects.values("person"))
                .select_related("county__area")
                .order_by("pk")
                .first()
            )
        if person is not None:
            of = {"person": person, "day": stage.day(8, 20)}
            made += _event(stage, unit, keys, number + 1, number, enter_person_event, **of)
    return made


def _suppliers(stage: Stage, keys: list[str]) -> int:
    with system_scope():
        suppliers = list(Supplier.objects.filter(area=stage.area).order_by("code"))
    mild = [key for key in keys if "late" in key or "no_delivery" in key] or keys
    return sum(
        _event(
            stage, stage.city, mild, number, number * 3, enter_credit_event, supplier=one,
            day=timezone.localdate().replace(month=1, day=1) if number else stage.day(11, 3),
        )
        for number, one in enumerate(suppliers[:2])
    )  # fmt: skip
