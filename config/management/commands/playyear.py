"""``manage.py playyear --area CODE``: a year of a city's funds, played day by day and verified at the end."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.demo.importing import SheetRefused
from config.demo.terminal import Progress
from config.demo.world import Scale
from config.demo.year.play import play_year
from config.errors import DomainError

# The city whose documents speak of every step of the month's round.
AREA = "330200"


class Command(BaseCommand):
    """Needs a database in which the area has no books yet; exits with 1 when anything differs at the end."""

    help = "Play a year of an area's funds, both schemes, all counties, and verify the books to the fen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", default=AREA, metavar="CODE", help="district code of the pooling area")
        parser.add_argument(
            "--first", type=int, choices=range(1, 13), default=1, metavar="1-12", help="first month played"
        )
        parser.add_argument(
            "--months", type=int, choices=range(1, 13), default=12, metavar="1-12", help="how many, at most"
        )
        parser.add_argument("--people", type=int, default=600)
        parser.add_argument("--bills", type=int, default=900)

    def handle(self, *, area: str, first: int, months: int, people: int, bills: int, **_options: Any) -> None:
        if os.environ.get("DJANGO_SETTINGS_MODULE") == "config.settings.production":
            raise CommandError(
                _("The play gives everybody the same known password: not on production settings.")
            )
        progress = Progress(self._write)
        scale = Scale().smaller(people, bills)
        try:
            played = play_year(
                area, months=range(first, min(first + months, 13)), scale=scale, progress=progress
            )
        except (DomainError, SheetRefused) as refusal:
            raise CommandError(str(refusal)) from refusal
        for text in played.lines():
            self._write(text)
        if played.faults:
            raise CommandError(_("%(count)s faults") % {"count": len(played.faults)})

    def _write(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
