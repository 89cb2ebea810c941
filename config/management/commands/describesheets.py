"""``manage.py describesheets``: write docs/spreadsheets.md from the declared columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from config.embedded.places import BASE_DIR
from config.spreadsheets.reference import document


class Command(BaseCommand):
    """``--check`` only says whether the file is up to date (exit code 1 when it is not)."""

    help = "Write docs/spreadsheets.md from the declared columns of every import."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=BASE_DIR / "docs" / "spreadsheets.md")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["out"]
        # English headings and sentences, Chinese column names: what the sheets themselves carry.
        with translation.override("en"):
            text = "\n".join(document()) + "\n"
        if options["check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                raise CommandError(f"{path.name} is not up to date: run manage.py describesheets")
            return
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.stdout.write(str(path))
