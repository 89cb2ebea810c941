"""Databases for tests: migrated once into a template by the owner, cloned, used as the application role.

So every test meets the grants and the row-level security that production has. The template is named after
the schema's sources and kept between runs; clones are dropped with the process that made them.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql
from pytest_django import DjangoDbBlocker

from config import embedded
from config.embedded import postgres
from config.embedded.places import BASE_DIR, VAR_DIR

TEMPLATE = "test_template_"
CLONE = re.compile(r"test_(\d+)_\d+")
KEEP_TEMPLATES_SECONDS = 6 * 60 * 60
OURS = ("config", "institutions", "enrollment", "claims", "funds")
_Kept = type(lru_cache(len))

_serial = count(1)


def owner_settings() -> dict[str, object]:
    """How the owner of the tables connects; it may create databases."""
    if embedded.uses_embedded_postgres():
        return postgres.database_settings("owner")
    import environ

    return dict(environ.Env().db("DATABASE_OWNER_URL"))


@contextlib.contextmanager
def owner_connection(database: str) -> Iterator[psycopg.Connection]:
    """An autocommit connection as the owner, for creating, dropping and attacking databases."""
    known = owner_settings()
    with psycopg.connect(
        host=known.get("HOST") or None,
        port=known.get("PORT") or None,
        user=known["USER"],
        password=known.get("PASSWORD") or None,
        dbname=database,
        autocommit=True,
    ) as link:
        yield link


def _statement(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*map(sql.Identifier, names))


def schema_fingerprint() -> str:
    """Changes when what ``migrate`` would build may have changed."""
    sources = [*BASE_DIR.glob("*/migrations/*.py"), *BASE_DIR.glob("*/models/*.py"), *_BESIDE_MIGRATIONS]
    return hashlib.sha256("".join(map(_digest, sorted(sources))).encode()).hexdigest()[:16]


_BESIDE_MIGRATIONS = (BASE_DIR / "config/database_rights.py", BASE_DIR / "requirements.txt")


def _digest(source: Path) -> str:
    return hashlib.sha256(str(source.relative_to(BASE_DIR)).encode() + source.read_bytes()).hexdigest()[:10]


def _steps() -> set[str]:
    """What a template was built by: digests of our migrations, and of what else decides what they build."""
    return set(map(_digest, [*BASE_DIR.glob("*/migrations/*.py"), *_BESIDE_MIGRATIONS]))


@contextlib.contextmanager
def connected_to(name: str, **overrides: object) -> Iterator[None]:
    """Point Django's default connection, in every thread, at the database ``name``."""
    known = connections.settings["default"]
    before = dict(known)
    connections.close_all()
    known.update(overrides, NAME=name)
    connection.settings_dict.update(known)
    try:
        yield
    finally:
        connections.close_all()
        known.update(before)
        connection.settings_dict.update(before)


def ensure_template() -> str:
    """The name of a migrated template database, built by the first process that needs it."""
    name = TEMPLATE + schema_fingerprint()
    VAR_DIR.mkdir(exist_ok=True)
    with (VAR_DIR / ".test-template.lock").open("w") as lock, owner_connection("postgres") as owner:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = {row[0] for row in owner.execute("SELECT datname FROM pg_database")}
        _drop_leftovers(owner, known)
        if name not in known:
            building = f"{name}_building"
            owner.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", building))
            if earlier := _earlier_template(owner):
                owner.execute(_statement("CREATE DATABASE {} TEMPLATE {}", building, earlier))
            else:
                owner.execute(_statement("CREATE DATABASE {}", building))
            with connected_to(building, **{key: owner_settings()[key] for key in ("USER", "HOST")}):
                connections.settings["default"]["PASSWORD"] = owner_settings().get("PASSWORD", "")
                call_command("migrate", verbosity=0, interactive=False)
            owner.execute(_statement("ALTER DATABASE {} RENAME TO {}", building, name))
        stamp_template(owner, name, built_by=_steps())
    return name


def _earlier_template(owner: psycopg.Connection) -> str | None:
    """The template that lacks the fewest of our migrations and has no other: what is new is migrated on a copy of it.

    From nothing that takes minutes.
    """
    ours = _steps()
    beside = set(map(_digest, _BESIDE_MIGRATIONS))
    found = owner.execute(
        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE datname ~ %s",
        [f"^{TEMPLATE}[0-9a-f]{{16}}$"],
    ).fetchall()
    built = {name: set((stamp or "").split()[1:]) for name, stamp in found}
    fitting = {name: steps for name, steps in built.items() if beside <= steps <= ours}
    return max(fitting, key=lambda name: len(fitting[name]), default=None)


def stamp_template(owner: psycopg.Connection, name: str, built_by: Iterable[str] = ()) -> None:
    """Note that the template was asked for now, it is kept for hours after, and by which steps it was built."""
    stamp = sql.Literal(" ".join([str(int(time.time())), *sorted(built_by)]))
    owner.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), stamp))


@contextlib.contextmanager
def template_made(owner: psycopg.Connection, name: str, source: str) -> Iterator[str]:
    """A copy of ``source`` to be worked on inside; only what came through whole is a template afterwards."""
    building = f"{name}_building"
    owner.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", building))
    owner.execute(_statement("CREATE DATABASE {} TEMPLATE {}", building, source))
    yield building
    owner.execute(_statement("ALTER DATABASE {} RENAME TO {}", building, name))


def _drop_leftovers(owner: psycopg.Connection, known: set[str]) -> None:
    """Clones whose process is gone, and templates nobody asked for in hours."""
    for name in sorted(known):
        if (clone := CLONE.fullmatch(name)) and not Path(f"/proc/{clone[1]}").exists():
            drop_database(owner, name)
    old = owner.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND coalesce("
        "split_part(shobj_description(oid, 'pg_database'), ' ', 1)::bigint, 0) < %s AND datname NOT LIKE '%%building'",
        [TEMPLATE, int(time.time()) - KEEP_TEMPLATES_SECONDS],
    ).fetchall()
    for (name,) in old:
        drop_database(owner, name)


def drop_database(owner: psycopg.Connection, name: str) -> None:
    """Drop it, waiting for backends of the application role, which the owner may not end."""
    for patience in range(50, -1, -1):
        try:
            owner.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
            return
        except psycopg.errors.InsufficientPrivilege:
            if not patience:
                raise
            time.sleep(0.1)


@contextlib.contextmanager
def cloned_database(template: str) -> Iterator[str]:
    """A copy of ``template`` with Django connected to it as the application role; dropped afterwards."""
    name = f"test_{os.getpid()}_{next(_serial)}"
    with owner_connection("postgres") as owner:
        owner.execute(_statement("CREATE DATABASE {} TEMPLATE {}", name, template))
        try:
            with connected_to(name):
                _forget_rows()
                yield name
        finally:
            _forget_rows()
            drop_database(owner, name)


def _forget_rows() -> None:
    """What a process keeps by the key of a row that never changes is of one database; the next has other rows."""
    for kept in gc.get_objects():
        if type(kept) is _Kept and kept.__module__.partition(".")[0] in OURS:
            kept.cache_clear()


@pytest.fixture(scope="session")
def template_database(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The migrated template; needs no Django database mark."""
    embedded.start_missing()
    with django_db_blocker.unblock():
        return ensure_template()


@pytest.fixture(scope="session")
def django_db_setup(template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """pytest-django's hook: the database for tests that roll back, one per test process."""
    with django_db_blocker.unblock(), cloned_database(template_database):
        yield


@pytest.fixture
def fresh_database(
    template_database: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path, settings: object
) -> Iterator[str]:
    """A database of the test's own where commits are real: for workers, browsers, races and attacks.

    Use it *instead of* ``db``; ``on_commit`` hooks run, other processes see the rows. Yields its name.
    """
    settings.MEDIA_ROOT = tmp_path / "media"
    with django_db_blocker.unblock(), cloned_database(template_database) as name:
        yield name


@pytest.fixture
def transactional_db() -> None:
    pytest.fail("the application role may not truncate: use the fixture fresh_database for real commits")


@pytest.fixture
def as_owner() -> Callable[[], contextlib.AbstractContextManager[psycopg.Connection]]:
    """A connection as the owner to the database Django is using, for what only the owner can try."""
    return lambda: owner_connection(settings.DATABASES["default"]["NAME"])


def wait_until_blocked(link: psycopg.Connection) -> None:
    """Return once another backend of ``link``'s database waits for a lock."""
    query = (
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    for _attempt in range(200):
        if link.execute(query).fetchone() != (0,):
            return
        time.sleep(0.02)
    pytest.fail("nobody waited")
