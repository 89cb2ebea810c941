"""A backup restored is the database it was made of; what is damaged, newer or would overwrite is refused."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.utils import translation

from config.recovery import BackupRefused, make_backup, restore_backup
from config.recovery.manifest import MANIFEST, count_rows
from config.scoping import system_scope
from config.verifying import verify
from funds.models import Entry
from tests.support.databases import drop_database, owner_connection

from .conftest import PAPER, Kept, as_owner

SUMS = (
    "select sum(debit), sum(credit), count(*) from funds_leg",
    "select sum(opening), sum(debit), sum(credit) from funds_accountbalance",
    "select sum(act_dfr_amt) from funds_statement",
    "select md5(string_agg(payload_hash::text, ',' order by id)) from funds_entry",
    "select md5(string_agg(e::text, ',' order by pgh_id)) from institutions_payeeaccountevent e",
)


@pytest.fixture(scope="module")
def backup(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with as_owner(kept.database):
        return make_backup(tmp_path_factory.mktemp("backups"))


@pytest.fixture
def elsewhere(kept: Kept, tmp_path: Path) -> Iterator[str]:
    """An empty database and an empty folder."""
    name = f"{kept.database}_empty"
    with owner_connection("postgres") as owner:
        owner.execute(f"create database {name}")
        try:
            with as_owner(name), override_settings(MEDIA_ROOT=tmp_path / "media"):
                yield name
        finally:
            drop_database(owner, name)


def sums() -> list[object]:
    with system_scope(), connection.cursor() as cursor:
        return [cursor.execute(text).fetchone() for text in SUMS]


def rewritten(backup: Path, target: Path, change: dict[str, bytes]) -> Path:
    """A copy with some members' content changed."""
    with tarfile.open(backup) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = change.get(member.name)
            if content is None:
                new.addfile(member, old.extractfile(member))
            else:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


def told(backup: Path) -> dict[str, object]:
    with tarfile.open(backup) as archive:
        return json.load(archive.extractfile(MANIFEST))  # type: ignore[arg-type,no-any-return]


@pytest.mark.duty("NB-29")
@pytest.mark.slow
def test_backup_restore_verify(kept: Kept, backup: Path, elsewhere: str, tmp_path: Path) -> None:
    manifest = restore_backup(backup)
    assert manifest.tables == count_rows()
    assert manifest.tables["funds_entry"] > 5
    assert [path.read_bytes() for path in (tmp_path / "media").rglob("*.pdf")] == [PAPER]
    restored = sums()
    with translation.override("en"):
        assert [line for outcome in verify() for line in outcome.lines()] == []
    # Not over what is there now, without being told; then over it.
    with translation.override("en"), pytest.raises(BackupRefused, match="There is data already"):
        restore_backup(backup)
    with connection.cursor() as cursor:
        cursor.execute("create table left_over (id int)")
    restore_backup(backup, overwrite=True)
    assert "left_over" not in count_rows()
    assert sums() == restored
    with as_owner(kept.database):
        assert sums() == restored
    # Not under the feet of people who are at work.
    with (
        owner_connection(elsewhere),
        translation.override("en"),
        pytest.raises(BackupRefused, match="other sessions"),
    ):
        restore_backup(backup, overwrite=True)


def test_a_backup_is_its_owners_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


@pytest.mark.parametrize("member", ["database.dump", "a paper"])
def test_a_damaged_backup_changes_nothing(backup: Path, elsewhere: str, tmp_path: Path, member: str) -> None:
    files = told(backup)["files"]
    name = member if member == "database.dump" else f"files/{next(iter(files))}"  # type: ignore[call-overload]
    broken = rewritten(backup, tmp_path / "broken.tar", {name: b"other"})
    with translation.override("en"), pytest.raises(BackupRefused, match="is not as it was kept"):
        restore_backup(broken)
    assert count_rows() == {}


def test_what_leads_out_of_the_folder_is_refused(backup: Path, elsewhere: str, tmp_path: Path) -> None:
    manifest = told(backup)
    manifest["files"] = {"../../etc/passwd": {"size": 1, "sha256": "0" * 64}}
    evil = rewritten(backup, tmp_path / "evil.tar", {MANIFEST: json.dumps(manifest).encode()})
    with translation.override("en"), pytest.raises(BackupRefused, match="leads out of the folder"):
        restore_backup(evil)


def test_a_newer_releases_backup_is_refused(backup: Path, elsewhere: str, tmp_path: Path) -> None:
    manifest = told(backup)
    manifest["migrations"] = [*manifest["migrations"], "funds.9999_to_come"]  # type: ignore[misc]
    newer = rewritten(backup, tmp_path / "newer.tar", {MANIFEST: json.dumps(manifest).encode()})
    with (
        translation.override("en"),
        pytest.raises(BackupRefused, match=r"newer release: it has funds\.9999_to_come"),
    ):
        restore_backup(newer)


def test_rows_lost_on_the_way_leave_it_empty(backup: Path, elsewhere: str, tmp_path: Path) -> None:
    manifest = told(backup)
    manifest["tables"]["funds_entry"] += 1  # type: ignore[index]
    short = rewritten(backup, tmp_path / "short.tar", {MANIFEST: json.dumps(manifest).encode()})
    with (
        translation.override("en"),
        pytest.raises(BackupRefused, match="Rows differ from the backup: funds_entry"),
    ):
        restore_backup(short)
    assert count_rows() == {}


def test_what_is_no_backup_is_refused(elsewhere: str, tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(b"no")
    with tarfile.open(tmp_path / "empty.tar", "w"):
        pass
    for name in ("x.tar", "empty.tar", "missing.tar"):
        with pytest.raises(CommandError):
            call_command("restore", str(tmp_path / name))


def test_the_application_role_cannot_make_half_a_backup(kept: Kept, tmp_path: Path) -> None:
    """Row-level security would hide rows from it: the dump fails instead, and leaves nothing."""
    with pytest.raises(BackupRefused):
        make_backup(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
    shutil.rmtree(tmp_path / "backups")
    with system_scope():
        assert Entry.objects.exists()
