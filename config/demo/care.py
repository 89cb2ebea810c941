"""Who is treated where: the invented year's visits and stays, before any fee."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from config.demo.world import Hospital, Insured, World

# Kinds of care per thousand bills, by national code: general and pharmacy outpatient, chronic, stays
# (in the own hospital, referred), injuries, deliveries.
MIX = (("11", 470), ("41", 130), ("14", 160), ("21", 180), ("23", 25), ("22", 20), ("52", 15))
STAYS = {"21", "22", "23", "52"}


class Visit(NamedTuple):
    """One bill's facts but its amounts. ``place`` (own, other, outside) is seen from the insured county."""

    person: Insured
    hospital: Hospital
    place: str
    med_type: str
    begins: dt.date
    ends: dt.date
    filing: str
    accident: str = "none"
    matn_type: str = ""
    fetus_cnt: int = 0
    complication: bool = False


@dataclass
class _Choices:
    """The world sorted for drawing: hospitals by place and sort of care, people by what may befall them."""

    world: World
    random: Random
    hospitals: dict[tuple[str, str], list[Hospital]] = field(default_factory=lambda: defaultdict(list))
    outside: list[Hospital] = field(default_factory=list)
    chronic: list[Insured] = field(default_factory=list)
    mothers: list[Insured] = field(default_factory=list)
    frail: list[Insured] = field(default_factory=list)
    stays: dict[str, list[tuple[dt.date, dt.date]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for one in self.world.hospitals:
            if one.county:
                self.hospitals[one.county, one.level or "pharmacy"].append(one)
                self.hospitals["", one.level or "pharmacy"].append(one)
            else:
                self.outside.append(one)
        for person in self.world.people:
            if person.disease:
                self.chronic.append(person)
            age = self.world.year - person.born.year
            if person.gend == "2" and 20 <= age <= 40:
                self.mothers.append(person)
            # The old and the chronically ill fill the beds.
            self.frail += [person] * (4 if person.disease else 3 if age >= 60 else 1)


def visits(world: World) -> Iterator[Visit]:
    """``world.scale.bills`` visits of the year, in no particular order."""
    random = world.random("care")
    choices = _Choices(world, random)
    kinds = random.choices([kind for kind, _n in MIX], [n for _kind, n in MIX], k=world.scale.bills)
    for med_type in kinds:
        visit = None
        while visit is None:
            visit = _stay(choices, med_type) if med_type in STAYS else _outpatient(choices, med_type)
        yield visit


def _outpatient(choices: _Choices, med_type: str) -> Visit | None:
    random, world = choices.random, choices.world
    person = random.choice(choices.chronic if med_type == "14" else world.people)
    day = _day(random, person)
    # General outpatient care belongs to the own county; who lives elsewhere has filed.
    away = random.random() < (0.10 if med_type == "14" else 0.03)
    other = _other_county(choices, person) if away else ""
    county = other or person.county
    sort = "pharmacy" if med_type == "41" else random.choices("12", (7, 3))[0]
    hospital = _hospital(choices, county, sort)
    return Visit(
        person, hospital, "other" if other else "own", med_type, day, day, "filed" if other else "none"
    )


def _stay(choices: _Choices, med_type: str) -> Visit | None:
    """A stay that touches no other stay of the same person; None when this draw would."""
    random = choices.random
    person = random.choice(choices.mothers if med_type == "52" else choices.frail)
    begins = _day(random, person)
    ends = begins + dt.timedelta(days=min(40, 1 + int(random.expovariate(1 / 7))))
    if ends >= min(person.ends, dt.date(choices.world.year + 1, 1, 1)):
        return None
    if any(begins <= last and first <= ends for first, last in choices.stays[person.psn_no]):
        return None
    choices.stays[person.psn_no].append((begins, ends))
    hospital, place = _bed(choices, person, med_type)
    filing = "none"
    if place != "own":
        filing = random.choices(("filed", "promise", "emergency", "none"), (60, 12, 10, 18))[0]
    return Visit(person, hospital, place, med_type, begins, ends, filing, **_circumstances(random, med_type))


def _bed(choices: _Choices, person: Insured, med_type: str) -> tuple[Hospital, str]:
    random = choices.random
    chance = random.random()
    if choices.outside and chance < (0.30 if med_type == "23" else 0.02):
        return random.choice(choices.outside), "outside"
    level = random.choices("123", (1, 4, 5) if med_type == "23" else (35, 48, 17))[0]
    if med_type == "52":
        level = "2"
    other = _other_county(choices, person) if med_type == "23" or random.random() < 0.08 else ""
    hospital = _hospital(choices, other or person.county, level)
    return hospital, "own" if hospital.county == person.county else "other"


def _circumstances(random: Random, med_type: str) -> dict[str, Any]:
    if med_type == "22":
        return {"accident": random.choices(("no_third_party", "third_party"), (85, 15))[0]}
    if med_type == "52":
        return {
            "matn_type": random.choices("123", (60, 8, 32))[0],
            "fetus_cnt": random.choices((1, 2), (97, 3))[0],
            "complication": random.random() < 0.05,
        }
    return {}


def _day(random: Random, person: Insured) -> dt.date:
    return person.begins + dt.timedelta(days=random.randrange((person.ends - person.begins).days))


def _other_county(choices: _Choices, person: Insured) -> str:
    others = [unit.code for unit in choices.world.units if unit.code != person.county]
    return choices.random.choice(others) if others else ""


def _hospital(choices: _Choices, county: str, sort: str) -> Hospital:
    """One of that sort in the county; where it has none, anywhere in the area."""
    return choices.random.choice(choices.hospitals.get((county, sort)) or choices.hospitals["", sort])
