"""Who may see which rows: agency scoping that fails closed, with the database as the backstop.

A scope is the set of counties (accounting units) whose rows may be seen, plus the pooling areas
whose city-level rows may be seen. It is opened by :func:`acting_as` (a person) or
:func:`system_scope` (maintenance that says why), both of which start a transaction, because the
same scope is told to PostgreSQL with ``SET LOCAL`` and row-level security on people and money
tables checks it again. Without an open scope a scoped manager raises: a forgotten filter is an
error, not a leak.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self, TypeVar

from django.db import connection, migrations, models, transaction
from django.http import HttpRequest, HttpResponse


class ScopeMissing(RuntimeError):
    """A scoped table was read outside ``acting_as`` or ``system_scope``."""


@dataclass(frozen=True)
class Scope:
    """What may be seen: accounting units (counties, and for its own people the city), areas, or everything.

    ``areas`` are those whose city or region the person works for; ``member_areas`` those in which they
    work at any level, whose common facts (where the month stands, the policy in force) all may read;
    ``areas_above`` the regions above the areas whose city they work for: what a region tells all its cities.
    """

    counties: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    member_areas: frozenset[int] = frozenset()
    areas_above: frozenset[int] = frozenset()
    everything: bool = False

    def database_settings(self) -> dict[str, str]:
        """The same scope as the PostgreSQL settings that the row-level policies read."""
        return {
            "tongchou.everything": "on" if self.everything else "off",
            "tongchou.counties": _id_list(self.counties),
            "tongchou.areas": _id_list(self.areas),
            "tongchou.member_areas": _id_list(self.member_areas),
            "tongchou.areas_above": _id_list(self.areas_above),
        }

    def includes(self, *, county_id: int | None = None, area_id: int | None = None) -> bool:
        return self.everything or county_id in self.counties or area_id in self.areas


NOTHING = Scope()
EVERYTHING = Scope(everything=True)

_current: ContextVar[Scope | None] = ContextVar("tongchou_scope", default=None)


class HasScope(Protocol):
    """A person: anonymous users have no ``scope`` and see nothing."""

    def scope(self) -> Scope: ...


def _id_list(ids: Iterable[int]) -> str:
    return ",".join(str(i) for i in sorted(ids))


def scope_of(user: Any) -> Scope:
    """The scope of a person today; nothing for an anonymous visitor."""
    return user.scope() if user is not None and getattr(user, "is_authenticated", False) else NOTHING


def current_scope() -> Scope:
    """The open scope; raises :class:`ScopeMissing` when there is none."""
    scope = _current.get()
    if scope is None:
        raise ScopeMissing("open a scope with config.scoping.acting_as(user) before reading scoped tables")
    return scope


def current_scope_or_none() -> Scope | None:
    """The open scope, where there is one."""
    return _current.get()


def tell_database(scope: Scope, cursor: Any, also: Mapping[str, str] | None = None) -> None:
    """Set the scope, and what ``also`` holds, for the current transaction of ``cursor``'s connection."""
    settings = scope.database_settings() | dict(also or {})
    cursor.execute(
        "SELECT " + ", ".join(["set_config(%s, %s, true)"] * len(settings)),
        [part for pair in settings.items() for part in pair],
    )


@contextmanager
def scoped(scope: Scope, also: Mapping[str, str] | None = None) -> Iterator[Scope]:
    """Open ``scope`` in a transaction; the enclosing scope, if any, is in force again afterwards.

    ``also``: further settings of the transaction, told in the same statement.
    """
    outer = _current.get()
    # A transaction's settings end with it: only within one is there a scope to go back to.
    within = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            tell_database(scope, cursor, also)
        token = _current.set(scope)
        try:
            yield scope
        finally:
            _current.reset(token)
        # Reached only on success: a failure rolls the savepoint, and with it the setting, back.
        if within and not connection.needs_rollback:
            with connection.cursor() as cursor:
                tell_database(outer or NOTHING, cursor)


@contextmanager
def acting_as(user: Any) -> Iterator[Scope]:
    """Everything inside sees and writes what ``user`` may; one transaction."""
    with scoped(scope_of(user)) as scope:
        yield scope


@contextmanager
def system_scope() -> Iterator[Scope]:
    """Maintenance over all agencies (migrations, sweepers, the demo); callers say why."""
    with scoped(EVERYTHING) as scope:
        yield scope


def scoped_stream(user: Any, produce: Callable[[], Iterable[Any]]) -> Iterator[Any]:
    """Run ``produce`` lazily under ``user``'s scope: a streamed response outlives its request's transaction."""
    with acting_as(user):
        yield from produce()


M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset that knows which of its model's columns name a county or an area."""

    def visible_to(self, user: Any) -> Self:
        return self.within(scope_of(user))

    def within(self, scope: Scope) -> Self:
        if scope.everything:
            return self.all()
        model: Any = self.model
        condition = models.Q(pk__in=[])
        for field in model.scope_fields:
            condition |= models.Q(**{f"{field}__in": scope.counties})
        for field in model.scope_area_fields:
            condition |= models.Q(**{f"{field}__in": scope.areas})
        for field in model.scope_member_area_fields:
            condition |= models.Q(**{f"{field}__in": scope.member_areas})
        for field in model.scope_areas_above_fields:
            condition |= models.Q(**{f"{field}__in": scope.areas_above})
        return self.filter(condition)


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Default manager of everything that belongs to an agency; raises outside an open scope."""

    def get_queryset(self) -> ScopedQuerySet[Any]:
        return super().get_queryset().within(current_scope())  # type: ignore[no-any-return]


class ScopedModel(models.Model):
    """Rows that belong to agencies.

    ``scope_fields`` name columns (or joins) holding a county-level agency, ``scope_area_fields``
    those holding a pooling area, ``scope_member_area_fields`` those holding an area whose every agency
    may read the row, ``scope_areas_above_fields`` those holding a region whose every city may read it; a row is
    seen by whoever's scope holds any of them.
    """

    scope_fields: ClassVar[tuple[str, ...]] = ("county",)
    scope_area_fields: ClassVar[tuple[str, ...]] = ()
    scope_member_area_fields: ClassVar[tuple[str, ...]] = ()
    scope_areas_above_fields: ClassVar[tuple[str, ...]] = ()

    objects = ScopedManager()
    unscoped = models.Manager()  # noqa: DJ012 - a manager, taken for a field

    class Meta:
        abstract = True


def _any_of(column: str, setting: str) -> str:
    # A sub-select is evaluated once per query, so that the policy costs as little as a plain WHERE.
    # The cast outside it tells PostgreSQL that it is one array, not a set of rows.
    ids = f"(select string_to_array(nullif(current_setting('{setting}', true), ''), ','))"
    return f"{column} = any({ids}::bigint[])"


@dataclass(frozen=True)
class Whereabouts:
    """A small, open table that says where a row belongs: ``column`` points to it, the rest are its columns."""

    column: str
    table: str
    counties: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    member_areas: tuple[str, ...] = ()

    def condition(self) -> str:
        places = [_any_of(column, "tongchou.counties") for column in self.counties]
        places += [_any_of(column, "tongchou.areas") for column in self.areas]
        places += [_any_of(column, "tongchou.member_areas") for column in self.member_areas]
        # Not correlated: PostgreSQL reads the small table once per query and hashes it.
        return f"{self.column} in (select id from {self.table} where {' or '.join(places)})"  # noqa: S608


def row_level_security(
    table: str,
    *,
    counties: Iterable[str] = (),
    areas: Iterable[str] = (),
    through: Iterable[tuple[str, str]] = (),
    whereabouts: Iterable[Whereabouts] = (),
) -> migrations.RunSQL:
    """Migration step: the application role sees only rows of ``table`` that fall in its scope.

    ``counties`` and ``areas`` are columns holding agency and area ids; ``through`` names (column, table)
    pairs: the row is seen by whoever sees the row it points to, under that table's own policy;
    ``whereabouts`` are small tables without a policy that know the place of the row.
    """
    conditions = ["(select current_setting('tongchou.everything', true)) = 'on'"]
    conditions += [_any_of(column, "tongchou.counties") for column in counties]
    conditions += [_any_of(column, "tongchou.areas") for column in areas]
    conditions += [place.condition() for place in whereabouts]
    conditions += [
        f"exists (select 1 from {other} where {other}.id = {table}.{column})"  # noqa: S608 - names of migrations
        for column, other in through
    ]
    seen = " or ".join(conditions)
    return migrations.RunSQL(
        f"alter table {table} enable row level security;"
        f" create policy agency_scope on {table} using ({seen}) with check ({seen});",
        f"drop policy agency_scope on {table}; alter table {table} disable row level security;",
    )


def also_read_by(table: str, column: str, setting: str) -> migrations.RunSQL:
    """Migration step: whoever's scope names ``column`` in ``setting``, such as ``areas_above``, may read the row too.

    Reading only: nobody writes by it.
    """
    name = f"also_read_by_{setting}"
    seen = _any_of(column, f"tongchou.{setting}")
    return migrations.RunSQL(
        f"create policy {name} on {table} for select using ({seen});", f"drop policy {name} on {table};"
    )


# Two hundred people share the cores: a page whose query takes two of them makes others wait for less than it gains.
OF_A_PAGE = {"max_parallel_workers_per_gather": "0"}


class ScopeMiddleware:
    """One transaction per request, under the scope of the person who asks; an error answer changes nothing.

    But for an answer that says so (``keeps_changes``): a failed sign-in is kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with scoped(scope_of(request.user), OF_A_PAGE):
            response = self.get_response(request)
            if response.status_code >= 400 and not getattr(response, "keeps_changes", False):
                transaction.set_rollback(True)
        return response
