"""``manage.py scale``: an empty database becomes an area of real size, for measuring."""

from __future__ import annotations

import logging
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.scale.play import ScaledArea
from config.demo.terminal import Progress
from config.errors import DomainError


class Command(BaseCommand):
    """Run again with the same numbers it goes on where it was cut off; in a database with other data it refuses."""

    help = "Invent an area of a million people and five million bills, settle them, clear months, print the time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", default="620700", metavar="CODE", help="a pooling area of residents")
        parser.add_argument("--people", type=int, default=1_000_000)
        parser.add_argument("--bills", type=int, default=5_000_000)
        parser.add_argument("--clerks", type=int, default=200)
        parser.add_argument("--months", type=int, default=11, metavar="N", help="months of the year cleared")

    def handle(
        self, *, area: str, people: int, bills: int, clerks: int, months: int, **_options: Any
    ) -> None:
        if os.environ.get("DJANGO_SETTINGS_MODULE") == "config.settings.production":
            raise CommandError("Everybody gets the same known password: not on production settings.")
        # Whole tables are written: every statement is slow.
        logging.getLogger("tongchou.slow").setLevel(logging.ERROR)
        progress = Progress(self._write)
        try:
            ScaledArea(area, people, bills, progress).make(clerks=clerks, months=months)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal

    def _write(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
