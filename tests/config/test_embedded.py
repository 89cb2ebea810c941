"""The embedded servers, and what each database role may do."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from config import embedded
from config.database_rights import append_only_tables
from config.embedded import places
from config.embedded.places import BASE_DIR, EmbeddedServerError, lay_link, short_socket_dir

pytestmark = pytest.mark.skipif(
    not embedded.uses_embedded_postgres(), reason="servers of one's own are set in the environment"
)
SCHEMA_CHECK = """
from config.embedded import postgres, valkey
import redis
with postgres.connect_as_superuser("tongchou") as link:
    link.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
    link.execute("INSERT INTO kept VALUES (1)")
    print(link.execute("SELECT count(*) FROM kept").fetchone()[0])
    print(link.info.parameter_status("server_version"))
    print(link.execute("SHOW listen_addresses").fetchone()[0] == "")
broker = redis.Redis(unix_socket_path=str(valkey.socket_path()))
broker.rpush("kept", "x")
print(broker.llen("kept"))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder PostgreSQL's own user can reach: pytest's ``tmp_path`` lies in one closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.slow
def test_servers_start_from_nothing_and_survive_a_restart(open_folder: Path) -> None:
    # Long enough that a socket inside would exceed what the system allows.
    var = open_folder / ("v" * 60) / ("w" * 60)
    environment = {**os.environ, "TONGCHOU_VAR": str(var)}

    def run(*command: str) -> str:
        return subprocess.run(
            [sys.executable, *command],
            cwd=BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    try:
        assert run("manage.py", "servers", "start").count("running") == 2
        assert run("-c", SCHEMA_CHECK).split() == ["1", "18.6", "True", "1"]
        assert run("manage.py", "servers", "stop").count("stopped") == 2
        assert run("manage.py", "servers", "start").count("running") == 2
        assert run("-c", SCHEMA_CHECK).split() == ["2", "18.6", "True", "2"]
        assert (var / "postgres").stat().st_mode & 0o077 == 0
    finally:
        run("manage.py", "servers", "stop")


def test_a_long_path_gets_a_short_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = tmp_path / ("x" * 100)
    folder.mkdir()
    link = short_socket_dir(folder, ".s.PGSQL.5432")
    lay_link(folder, link)
    assert link.resolve() == folder
    assert short_socket_dir(folder, ".s.PGSQL.5432") == link, "the same link the second time"
    link.unlink()
    link.symlink_to(tmp_path)
    with pytest.raises(EmbeddedServerError, match="remove it"):
        short_socket_dir(folder, ".s.PGSQL.5432")


def test_tests_run_as_the_application_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("tongchou_app", False, False)


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_append_only_tables_refuse_changes(db: None, statement: str) -> None:
    tables = append_only_tables()
    assert tables, "models declare append_only = True"
    for table in tables:
        with connection.cursor() as cursor:
            columns = {one.name for one in connection.introspection.get_table_description(cursor, table)}
        key = "pgh_id" if "pgh_id" in columns else "id"
        text = statement.format(f'"{table}"').replace("id = id", f"{key} = {key}")
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(text)


def test_the_application_role_may_not_change_the_schema(db: None) -> None:
    for statement in (
        "CREATE TABLE mine (n int)",
        "ALTER TABLE config_job ADD n int",
        "DROP TABLE config_job",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_application_role_owns_its_staging_tables(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNLOGGED TABLE staging.rows (n int)")
        cursor.execute("INSERT INTO staging.rows VALUES (1)")
        cursor.execute("DROP TABLE staging.rows")


def test_migrating_as_the_application_role_is_refused_with_the_cure(fresh_database: str) -> None:
    with pytest.raises(CommandError, match="TONGCHOU_DB_ROLE=owner"):
        call_command("migrate", verbosity=0)


def test_clones_are_apart(
    fresh_database: str, as_owner: Callable[[], AbstractContextManager[psycopg.Connection]]
) -> None:
    with as_owner() as owner:
        row = owner.execute("SELECT current_database(), current_user").fetchone()
    assert row == (fresh_database, "tongchou_owner")
