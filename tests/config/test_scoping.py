"""Scoping fails closed in code, and the database refuses what code forgets."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from config.scoping import NOTHING, ScopedModel, ScopeMissing, acting_as, scope_of, scoped, system_scope
from enrollment.models import Coverage, Person
from institutions.models import Institution
from tests.cast import make_coverage, make_person


@pytest.fixture
def people(cast):
    with system_scope():
        east, west = make_person(cast.east), make_person(cast.west)
        make_coverage(east)
        make_coverage(west)
    return east, west


def test_reading_without_a_scope_is_an_error_not_a_leak(db):
    with pytest.raises(ScopeMissing):
        Person.objects.count()


def test_a_county_sees_its_own_the_city_all_another_city_nothing(cast, people):
    east, west = people
    with acting_as(cast.clerk_east):
        assert set(Person.objects.all()) == {east}
        assert set(Institution.objects.all()) == {cast.hospital_east}
    with acting_as(cast.finance_city):
        assert set(Person.objects.all()) == {east, west}
        assert cast.hospital_outside in Institution.objects.all()
    with acting_as(cast.clerk_elsewhere):
        assert not Person.objects.exists()
        assert not Coverage.objects.exists()
        assert not Institution.objects.exists()


def test_an_anonymous_visitor_sees_nothing(cast, people):
    from django.contrib.auth.models import AnonymousUser

    assert scope_of(AnonymousUser()) == NOTHING
    with acting_as(AnonymousUser()):
        assert not Person.objects.exists()


def test_with_the_scoping_forgotten_the_database_still_shows_no_foreign_county(cast, people):
    east, _west = people
    with acting_as(cast.clerk_east):
        assert set(Person.unscoped.all()) == {east}
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from enrollment_person")
            assert cursor.fetchone() == (1,)
            cursor.execute("select count(*) from enrollment_coverage")
            assert cursor.fetchone() == (1,)


def test_the_database_refuses_rows_for_a_foreign_county(cast, people):
    with acting_as(cast.clerk_east), pytest.raises(DatabaseError), transaction.atomic():
        make_person(cast.west)


def test_an_inner_scope_ends_and_the_outer_one_is_in_force_again(cast, people):
    east, west = people
    with acting_as(cast.clerk_east):
        with system_scope():
            assert set(Person.unscoped.all()) == {east, west}
        assert set(Person.unscoped.all()) == {east}
        with pytest.raises(ZeroDivisionError), scoped(NOTHING):
            raise ZeroDivisionError
        assert set(Person.unscoped.all()) == {east}
    with pytest.raises(ScopeMissing):
        Person.objects.exists()


def test_a_page_takes_one_core(cast, client):
    """Asked of the database before each of a page's queries; the test's transaction begins with two."""
    asked = []

    def ask(execute, sql, params, many, context):
        with connection.connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('max_parallel_workers_per_gather')")
            asked.append(cursor.fetchone()[0])
        return execute(sql, params, many, context)

    client.force_login(cast.clerk_east)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 2")
    with connection.execute_wrapper(ask):
        assert client.get("/jobs/").status_code == 200
    assert (asked[0], asked[-1]) == ("2", "0")


@pytest.mark.parametrize(
    "model", [m for m in apps.get_models() if issubclass(m, ScopedModel)], ids=lambda m: m.__name__
)
def test_every_scoped_model_names_columns_it_has(cast, model):
    with acting_as(cast.clerk_east):
        assert not model.objects.filter(pk=-1).exists()
