"""The invented area the demonstration plays in: its units, institutions and people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import NamedTuple

from config.demo.certificates import certificate_number
from config.demo.policy import year_of
from config.demo.words import words
from institutions.services.districts import district, districts

SCHEME = "390"
_PATTERN = ("county_hospital", "township", "township", "pharmacy", "township", "pharmacy")


@dataclass(frozen=True)
class Scale:
    """How much is invented."""

    people: int = 60_000
    bills: int = 150_000
    institutions: int = 40
    outside: int = 4
    deductions: int = 60
    legacy_balances: int = 20_000
    reported: int = 600

    def smaller(self, people: int, bills: int) -> Scale:
        """The same mix with fewer people and bills; never fewer institutions."""
        return Scale(people, bills, self.institutions, self.outside, max(6, bills // 2_500),
                     people // 3, max(10, bills // 250))  # fmt: skip


class Place(NamedTuple):
    """An accounting unit: its code and name."""

    code: str
    name: str


class Hospital(NamedTuple):
    """A designated institution; ``county`` is empty outside the area, ``level`` empty for a pharmacy."""

    code: str
    name: str
    kind: str
    hosp_lv: str
    level: str
    county: str
    admdvs: str
    account_no: str
    bank_name: str


class Insured(NamedTuple):
    """An invented resident with one coverage ``[begins, ends)``; ``disease`` if certified as chronic."""

    psn_no: str
    certno: str
    name: str
    gend: str
    born: dt.date
    county: str
    psn_type: str
    begins: dt.date
    ends: dt.date
    disease: str
    legacy_fen: int
    insutype: str = SCHEME


@dataclass(frozen=True)
class World:
    area: Place
    units: tuple[Place, ...]
    hospitals: tuple[Hospital, ...]
    people: tuple[Insured, ...]
    scale: Scale
    year: int

    def random(self, purpose: str) -> Random:
        """A generator that depends only on the area, its year and on what it is for."""
        return _random(self.area.code, self.year, purpose)


def make_world(area_code: str, units: list[Place], scale: Scale) -> World:
    """The same world for the same area and scale, everywhere and always."""
    area, year = Place(area_code, district(area_code).name), year_of(area_code)
    hospitals, people = _hospitals(area, units, scale), _people(area, units, scale, year)
    return World(area, tuple(units), tuple(hospitals), tuple(people), scale, year)


def _random(area_code: str, year: int, purpose: str) -> Random:
    return Random(f"{area_code}/{year}/{purpose}")  # noqa: S311 - invented data must be the same every time


def _hospitals(area: Place, units: list[Place], scale: Scale) -> list[Hospital]:
    names = words()["institutions"]
    made: list[Hospital] = []
    counts: dict[tuple[str, str], int] = {}
    cities = sorted(one for one in districts().values() if one.level == "city")
    # Every area has institutions elsewhere of its own: demonstrations of several stand in one database.
    begin = 1_000 + sum(one.code < area.code for one in cities)

    def add(place: Place, sort: str, hosp_lv: str, level: str, admdvs: str = "") -> None:
        number = counts[place.code, sort] = counts.get((place.code, sort), 0) + 1
        templates = names[sort]
        name = templates[(number - 1) % len(templates)].format(
            city=area.name if admdvs == "" else place.name,
            county=place.name,
            number=words()["numbers"][(number - 1) % 10],
        )
        kind, letter = ("2", "P") if sort == "pharmacy" else ("1", "H")
        serial = begin + number if admdvs else len(made) + 1
        # Sequences from 90,001 up: no designated institution's register reaches there.
        code = f"{letter}{admdvs or place.code}{90_000 + serial:05d}"
        made.append(
            Hospital(code, name, kind, hosp_lv, level, "" if admdvs else place.code, admdvs or place.code,
                     f"9{admdvs or place.code}{serial:09d}", words()["bank"].format(place=place.name))
        )  # fmt: skip

    for _ in names["city_hospital"]:
        add(units[0], "city_hospital", "02", "3")
    # However many units: each has its hospital, its townships' and a pharmacy.
    wanted = max(scale.institutions - len(made), len(units) * (_PATTERN.index("pharmacy") + 1))
    for place, sort in _round(units, wanted):
        if sort == "county_hospital":
            add(place, sort, "05", "2")
        elif sort == "township":
            add(place, sort, "08", "1")
        else:
            add(place, sort, "", "")
    for one in [city for city in cities if city.code != area.code][: scale.outside]:
        add(Place(one.code, one.name), "outside", "02", "3", admdvs=one.code)
    return made


def _round(units: list[Place], wanted: int) -> list[tuple[Place, str]]:
    """The pattern over all units, round after round, until enough."""
    rounds = ((place, sort) for sort in cycle(_PATTERN) for place in units)
    return [next(rounds) for _ in range(wanted)]


def _people(area: Place, units: list[Place], scale: Scale, year: int) -> list[Insured]:
    random = _random(area.code, year, "people")
    weights = [random.randint(8, 20) * (3 if i == 0 else 1) for i in range(len(units))]
    homes = random.choices(units, weights, k=scale.people)
    surnames, given = words()["surnames"], words()["given"]
    chronic = words()["chronic"]
    with_legacy = set(random.sample(range(scale.people), scale.legacy_balances))
    taken: dict[tuple[str, dt.date, str], int] = {}
    made = []
    for number, home in enumerate(homes):
        gend = random.choice("12")
        born, order = _birth(random, year, home.code, gend, taken)
        name = random.choice(surnames) + "".join(random.sample(given, random.choice((1, 2, 2))))
        age = year - born.year
        begins, ends = _covered(random, year, born)
        disease = ""
        if random.random() < (0.3 if age >= 55 else 0.12 if age >= 40 else 0.01):
            disease = random.choices(list(chronic), list(chronic.values()))[0]
        made.append(
            Insured(
                psn_no=f"{area.code}{year}{number + 1:010d}",
                certno=certificate_number(home.code, born, order),
                name=name,
                gend=gend,
                born=born,
                county=home.code,
                psn_type="14" if age < 18 else "15" if age < 60 else "16",
                begins=begins,
                ends=ends,
                disease=disease,
                legacy_fen=random.randint(300, 30_000) if number in with_legacy else 0,
            )
        )
    return made


def _birth(
    random: Random, year: int, home: str, gend: str, taken: dict[tuple[str, dt.date, str], int]
) -> tuple[dt.date, int]:
    """A birthday and a sequence of the certificate: odd for men, from 980 up, where no office numbers."""
    while True:
        first, last = random.choices(((0, 17), (18, 59), (60, 92)), (22, 52, 26))[0]
        born = dt.date(year - random.randint(first, last), 1, 1) + dt.timedelta(days=random.randrange(365))
        count = taken.get((home, born, gend), 0)
        if count < 10 and born.year <= year:
            taken[home, born, gend] = count + 1
            return born, 980 + 2 * count + (gend == "1")


def _covered(random: Random, year: int, born: dt.date) -> tuple[dt.date, dt.date]:
    """The calendar year; a few join in its course, a few leave."""
    end = dt.date(year + 1, 1, 1)
    begins, ends = max(dt.date(year, 1, 1), born), end
    chance = random.random()
    if chance < 0.03:
        begins = max(begins, dt.date(year, random.randint(2, 9), 1))
    elif chance < 0.05:
        ends = dt.date(year, random.randint(6, 12), 1)
    return (begins, ends) if begins < ends else (begins, end)
