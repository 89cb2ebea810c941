"""Making a backup while people work: the dump and the counts are of one snapshot, files follow."""

from __future__ import annotations

import io
import os
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from config.embedded.places import BASE_DIR
from config.embedded.postgres import STAGING_SCHEMA

from .manifest import DUMP, FILES, MANIFEST, Kept, Manifest, applied_migrations, count_rows, fingerprint
from .programs import run_program


def make_backup(folder: Path) -> Path:
    """Write ``tongchou-<date>-<time>.tar`` into ``folder``, readable by its owner only, and return its path.

    The connection is the tables' owner's (or a superuser's): row-level security hides rows from anyone else. Raises
    :class:`BackupRefused` when the dump fails; a half file is never left under the name of a whole one.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"tongchou-{timezone.localtime():%Y%m%d-%H%M%S}.tar"
    partial, dump = target.with_suffix(".part"), target.with_suffix(".dump")
    try:
        manifest = _dump(dump)
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            with tarfile.open(fileobj=out, mode="w") as archive:
                archive.add(dump, DUMP, filter=_nobodys)
                # After the database: a file without its row does no harm, a row without its file does.
                for name, path in _files():
                    if kept := _keep(archive, FILES + name, path):
                        manifest.files[name] = kept
                told = manifest.as_json()
                head = tarfile.TarInfo(MANIFEST)
                head.size = len(told)
                archive.addfile(head, io.BytesIO(told))
            os.fsync(out.fileno())
        partial.rename(target)
    finally:
        dump.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)
    return target


def _dump(dump: Path) -> Manifest:
    """The dump and what it holds, of one instant."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        cursor.execute("select pg_export_snapshot(), current_setting('server_version')")
        snapshot, server = cursor.fetchone()
        # Made beforehand, so that nobody else can read what is written into it.
        os.close(os.open(dump, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        run_program(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}",
            f"--exclude-schema={STAGING_SCHEMA}", f"--file={dump}",
        )  # fmt: skip
        with dump.open("rb") as content:
            database = Kept(dump.stat().st_size, fingerprint(content))
        return Manifest(
            made_at=timezone.localtime().isoformat(timespec="seconds"),
            release=tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"],
            server=server,
            migrations=applied_migrations(),
            tables=count_rows(),
            database=database,
        )


def _files() -> Iterator[tuple[str, Path]]:
    """Everything under ``MEDIA_ROOT``, by name."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix(), path


def _keep(archive: tarfile.TarFile, name: str, path: Path) -> Kept | None:
    """Add one file; None when it vanished meanwhile."""
    try:
        with path.open("rb") as content:
            kept = Kept(os.fstat(content.fileno()).st_size, fingerprint(content))
            content.seek(0)
            head = tarfile.TarInfo(name)
            head.size, head.mtime = kept.size, path.stat().st_mtime
            archive.addfile(head, content)
    except FileNotFoundError:
        return None
    return kept


def _nobodys(head: tarfile.TarInfo) -> tarfile.TarInfo:
    """Names and ids of this machine's users say nothing elsewhere."""
    head.uid = head.gid = 0
    head.uname = head.gname = ""
    return head
