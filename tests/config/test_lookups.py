"""A text's beginning found by an index, for a reader whom row-level security lets see some rows only."""

from __future__ import annotations

from django.db import connection

from config.scoping import acting_as, system_scope
from enrollment.models import Person
from tests.cast import Cast, make_person


def test_it_finds_what_begins_so_and_nothing_else(cast: Cast) -> None:
    with system_scope():
        for name in ("王", "王芳", "王芳芳", "汪芳", "芳王", "王%"):
            make_person(cast.east, name=name)
    with acting_as(cast.clerk_east):
        assert set(Person.objects.filter(psn_name__begins="王芳").values_list("psn_name", flat=True)) == {
            "王芳",
            "王芳芳",
        }
        assert Person.objects.filter(psn_name__begins="王").count() == 4
        assert Person.objects.filter(psn_name__begins="王%").count() == 1


def test_a_scoped_reader_is_helped_by_the_index(cast: Cast) -> None:
    with acting_as(cast.clerk_east), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Person.unscoped.filter(psn_name__begins="王芳").order_by().explain()
        assert "person_by_name" in plan
        assert "psn_name)::text ~>=~" in plan.split("Index Cond")[1]
        without = Person.unscoped.filter(psn_name__startswith="王芳").order_by().explain()
        assert "psn_name)::text ~~" not in without.partition("Index Cond")[2].partition("\n")[0]
