"""``manage.py restore FILE``: a backup put back, checked before anything is touched."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.recovery import BackupRefused, restore_backup


class Command(BaseCommand):
    help = "Restore a backup into an empty database; --overwrite drops what is there. Verify afterwards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--overwrite", action="store_true", help="lose what the database and the folder hold"
        )

    def handle(self, *, file: Path, overwrite: bool, **_options: Any) -> None:
        try:
            manifest = restore_backup(file, overwrite=overwrite)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            _("Restored as of %(at)s: %(rows)s rows in %(tables)s tables, %(files)s files. Now: manage.py verify")
            % {
                "at": manifest.made_at, "rows": f"{sum(manifest.tables.values()):,}",
                "tables": len(manifest.tables), "files": len(manifest.files),
            }
        )  # fmt: skip
