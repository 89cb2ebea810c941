"""What a backup says of itself, and whether it is true."""

from __future__ import annotations

import hashlib
import json
import tarfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from psycopg import sql

from config.errors import DomainError

FORMAT = 1
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files/"
_AT_A_TIME = 1024 * 1024


class BackupRefused(DomainError):
    """A backup cannot be made, or this one cannot be restored here; nothing was changed."""


@dataclass
class Kept:
    """One member of the backup: size in bytes and SHA-256 of its content."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """``tables``: rows of each; ``migrations``: those applied: an older release refuses a newer one's backup."""

    made_at: str
    release: str
    server: str
    migrations: list[str]
    tables: dict[str, int]
    database: Kept
    files: dict[str, Kept] = field(default_factory=dict)
    format: int = FORMAT

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def read(cls, archive: tarfile.TarFile) -> Manifest:
        """Of an open backup; raises :class:`BackupRefused` when it is none, or of a format to come."""
        try:
            told = json.loads(content_of(archive, MANIFEST).read())
            if told["format"] != FORMAT:
                raise BackupRefused(_("The backup has format %(format)s; this release reads %(ours)s."),
                                    format=told["format"], ours=FORMAT)  # fmt: skip
            told["database"] = Kept(**told["database"])
            told["files"] = {name: Kept(**kept) for name, kept in told["files"].items()}
            return cls(**told)
        except (KeyError, TypeError, ValueError) as fault:
            raise BackupRefused(_("This is no backup of ours: %(fault)s"), fault=fault) from fault

    def check(self, archive: tarfile.TarFile) -> None:
        """Read every member once; raises :class:`BackupRefused` naming the first that is not as it was kept.

        Names outside the backup's own folder never pass: what may be written somewhere is what stands here.
        """
        told = {DUMP: self.database, **{FILES + name: kept for name, kept in self.files.items()}}
        for name in told:
            if name != DUMP and (name.startswith("/") or ".." in Path(name).parts):
                raise BackupRefused(_("%(name)s leads out of the folder."), name=name)
        there = {member.name for member in archive if member.isfile()} - {MANIFEST}
        if strange := sorted(there ^ set(told)):
            raise BackupRefused(_("%(name)s is missing or does not belong there."), name=strange[0])
        for name, kept in told.items():
            if fingerprint(content_of(archive, name)) != kept.sha256:
                raise BackupRefused(_("%(name)s is not as it was kept."), name=name)


def content_of(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    """The content of a member; ``KeyError`` when it is missing or no file."""
    content = archive.extractfile(name)
    if content is None:
        raise KeyError(name)
    return content


def fingerprint(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while part := content.read(_AT_A_TIME):
        digest.update(part)
    return digest.hexdigest()


def count_rows() -> dict[str, int]:
    """Rows of every lasting table, as the open connection sees them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1"
        )
        tables = [name for (name,) in cursor.fetchall()]
        counts = {}
        for table in tables:
            statement = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
            cursor.execute(statement.as_string(cursor.connection))
            counts[table] = cursor.fetchone()[0]
    return counts


def applied_migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations)


def known_migrations() -> set[str]:
    """Those this release has, and those they replaced."""
    migrations = MigrationLoader(None).disk_migrations
    replaced = {one for migration in migrations.values() for one in migration.replaces}
    return {f"{app}.{name}" for app, name in set(migrations) | replaced}
