"""The bench's own database: a clone of the tests' template, laid out like the demonstration's city."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

RESIDENTS, EMPLOYEES = ("620700", "390"), ("330200", "310")
NAME = f"test_{os.getpid()}_bench"


@dataclass(frozen=True)
class Stage:
    """What the bench plays with: an area, and the scheme whose bills it has."""

    area: str
    insutype: str
    layout: object
    cast: object
    world: object


def prepare() -> None:
    """Set Django up on the bench's database; every process started from here inherits it."""
    os.environ["TONGCHOU_DB_NAME"] = NAME
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    from config import embedded

    embedded.start_missing()
    import django

    django.setup()


@contextmanager
def bench_database() -> Iterator[None]:
    """Clone the migrated template under the bench's name; dropped at the end."""
    from django.db import connections
    from psycopg import sql

    from tests.support.databases import drop_database, ensure_template, owner_connection

    template = ensure_template()
    with owner_connection("postgres") as owner:
        drop_database(owner, NAME)
        owner.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(NAME), sql.Identifier(template))
        )
        try:
            yield
        finally:
            connections.close_all()
            drop_database(owner, NAME)


def lay_out(area: str, insutype: str) -> Stage:
    """Agencies, staff, policy in force, institutions of an area; books where months are netted."""
    from config.demo.books import heads_of, open_books
    from config.demo.policy import put_policy_in_force, region_of
    from config.demo.staff import hire, place_name
    from config.demo.world import Place, Scale, make_world
    from config.scoping import system_scope
    from institutions.models import Institution
    from institutions.services.lay_out_area import lay_out_area

    layout = lay_out_area(area_code=area, region_code=region_of(area))
    cast = hire(layout)
    put_policy_in_force(layout, cast)
    units = {unit.code: unit for unit in layout.units}
    world = make_world(
        area, [Place(code, place_name(unit)) for code, unit in units.items()], Scale().smaller(600, 600)
    )
    if insutype == RESIDENTS[1]:
        open_books(layout, cast, lambda: heads_of(world))
    with system_scope():
        Institution.unscoped.bulk_create(
            Institution(
                fixmedins_code=one.code,
                name=one.name,
                kind=one.kind,
                hosp_lv=one.hosp_lv,
                dedc_hosp_lv=one.level,
                area=layout.area,
                county=units.get(one.county),
                admdvs=one.admdvs,
            )
            for one in world.hospitals
        )
    return Stage(area, insutype, layout, cast, world)
