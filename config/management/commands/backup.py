"""``manage.py backup``: the database and the application's files as one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.embedded.places import VAR_DIR
from config.recovery import BackupRefused, make_backup


class Command(BaseCommand):
    help = "Write a consistent backup of database and files, with a manifest of hashes and counts; people may go on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=VAR_DIR / "backups", metavar="FOLDER")

    def handle(self, *, to: Path, **_options: Any) -> None:
        try:
            made = make_backup(to)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            _("%(file)s, %(size)s MB") % {"file": made, "size": f"{made.stat().st_size / 1e6:,.1f}"}
        )
