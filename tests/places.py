"""The two places of :func:`tests.world.build_world`: a county of the cast and one of another city."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from institutions.models import Agency, Institution, User
from tests.cast import Cast, make_institution, make_user

JANUARY = dt.date(2020, 1, 1)
"""Where nothing asks for another day, records are of this one."""


@dataclass(frozen=True)
class Place:
    """A county, its city, and people with every duty there."""

    county: Agency
    city: Agency
    worker: User
    checker: User
    hospital: Institution


def places(cast: Cast) -> tuple[Place, Place]:
    """East of the cast, and the county of the neighbour city."""
    elsewhere_city = cast.elsewhere.parent
    assert elsewhere_city is not None
    hospital = make_institution(
        "H98010100001",
        "北岭县医院",
        area=cast.elsewhere.area,
        county=cast.elsewhere,
        level="2",
        admdvs="980101",
    )
    every = ("finance", "review", "approve", "handle", "register", "administer", "unmask")
    made = [
        (make_user(f"{name}.{at.code}", name, at, *every))
        for at in (cast.city, elsewhere_city)
        for name in ("worker", "checker")
    ]
    return (
        Place(cast.east, cast.city, made[0], made[1], cast.hospital_east),
        Place(cast.elsewhere, elsewhere_city, made[2], made[3], hospital),
    )
