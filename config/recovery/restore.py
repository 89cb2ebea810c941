"""Putting a backup back: whole or not at all, and never over data unless told."""

from __future__ import annotations

import os
import shutil
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext_lazy as _

from config.database_rights import prepare_schema

from .manifest import DUMP, FILES, BackupRefused, Manifest, content_of, count_rows, known_migrations
from .programs import run_program


def restore_backup(file: Path, *, overwrite: bool = False) -> Manifest:
    """Put the backup into the database Django is connected to as its owner, and its files under ``MEDIA_ROOT``.

    Everything is checked before anything is touched. Then the database is filled, its rows are counted, files are
    laid, this release's later migrations are applied and the application role is given its rights. What fails on the
    way leaves an empty database, never a part. Raises :class:`BackupRefused`: for a damaged backup, one of a newer
    release, other sessions on the database, and, without ``overwrite``, for a database with tables or files there.
    """
    try:
        archive = tarfile.open(file, "r:")  # noqa: SIM115 - closed below
    except (OSError, tarfile.TarError) as fault:
        raise BackupRefused(_("This is no backup of ours: %(fault)s"), fault=fault) from fault
    with archive:
        manifest = Manifest.read(archive)
        manifest.check(archive)
        _check_place(manifest, overwrite)
        if overwrite:
            _empty_database()
            shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        try:
            _fill(archive)
            _count(manifest)
        except BaseException:
            _empty_database()
            raise
        _lay_files(archive, manifest)
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return manifest


def _check_place(manifest: Manifest, overwrite: bool) -> None:
    if unknown := sorted(set(manifest.migrations) - known_migrations()):
        raise BackupRefused(
            _("The backup is of a newer release: it has %(migration)s, this one does not."),
            migration=unknown[0],
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database()"
            " and pid <> pg_backend_pid() and backend_type = 'client backend'"
        )
        if others := cursor.fetchone()[0]:
            raise BackupRefused(
                _("%(count)s other sessions use the database: stop web, workers and beat first."),
                count=others,
            )
        has_tables = bool(connection.introspection.table_names(cursor))
    root = Path(settings.MEDIA_ROOT)
    has_files = root.exists() and any(path.is_file() for path in root.rglob("*"))
    if (has_tables or has_files) and not overwrite:
        raise BackupRefused(
            _("There is data already in %(database)s or %(folder)s. To lose it, say so: OVERWRITE=1 (--overwrite)."),
            database=connection.settings_dict["NAME"], folder=root,
        )  # fmt: skip


# Names as PostgreSQL itself quotes them; what an extension brought stays.
_OF_KIND = """
    select oid::regclass::text from pg_class c where relkind = '{}' and relnamespace = 'public'::regnamespace
    and not exists (select from pg_depend where objid = c.oid and deptype = 'e')
"""
_FUNCTIONS = """
    select oid::regprocedure::text from pg_proc f where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend where objid = f.oid and deptype = 'e')
"""
_OURS = {"table": _OF_KIND.format("r"), "sequence": _OF_KIND.format("S"), "function": _FUNCTIONS}


def _empty_database() -> None:
    """Drop what is the owner's, one by one: all at once it would need more locks than a server has."""
    with connection.cursor() as cursor:
        for what, names in _OURS.items():
            cursor.execute(names)
            for (name,) in cursor.fetchall():
                cursor.execute(f"drop {what} if exists {name} cascade")


def _count(manifest: Manifest) -> None:
    counted = count_rows()
    if differing := sorted(set(counted.items()) ^ set(manifest.tables.items())):
        raise BackupRefused(_("Rows differ from the backup: %(table)s"), table=differing[0][0])


def _fill(archive: tarfile.TarFile) -> None:
    prepare_schema()
    with tempfile.TemporaryDirectory() as folder:
        dump, contents = Path(folder) / DUMP, Path(folder) / "contents"
        content = content_of(archive, DUMP)
        with dump.open("wb") as out:
            shutil.copyfileobj(content, out)
        listed = run_program("pg_restore", "--list", str(dump)).splitlines()
        # Extensions are there, perhaps made by a superuser; the owner may not comment on them.
        contents.write_text("\n".join(line for line in listed if " EXTENSION " not in line))
        connection.close()
        run_program(
            "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error",
            f"--use-list={contents}", f"--dbname={connection.settings_dict['NAME']}", str(dump),
        )  # fmt: skip


def _lay_files(archive: tarfile.TarFile, manifest: Manifest) -> None:
    root = Path(settings.MEDIA_ROOT)
    for name in manifest.files:
        path = root / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = content_of(archive, FILES + name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            shutil.copyfileobj(content, out)
