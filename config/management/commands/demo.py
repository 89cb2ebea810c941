"""``manage.py demo --area CODE``: a fictitious year of an area, imported, settled and cleared."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.importing import SheetRefused
from config.demo.play import Demonstration
from config.demo.terminal import Progress
from config.demo.topics.play import AFTER_CLEARING, name_of
from config.demo.world import Scale
from config.errors import DomainError


class Command(BaseCommand):
    """Needs an area whose policy package ships. Run again it changes nothing and prints the same."""

    help = "Invent people and bills of a year, import, settle and clear them, print the result."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", required=True, metavar="CODE", help="district code of the pooling area")
        parser.add_argument("--people", type=int, default=Scale.people)
        parser.add_argument("--bills", type=int, default=Scale.bills)

        parser.add_argument(
            "--without", action="append", default=[], choices=sorted(map(name_of, AFTER_CLEARING)), metavar="TOPIC",
            help="leave a topic of config/demo/topics to be played by hand; may be given several times",
        )  # fmt: skip

    def handle(self, *, area: str, people: int, bills: int, without: Sequence[str], **_options: Any) -> None:
        if os.environ.get("DJANGO_SETTINGS_MODULE") == "config.settings.production":
            raise CommandError(
                "The demonstration gives everybody the same known password: not on production settings."
            )
        scale = Scale() if (people, bills) == (Scale.people, Scale.bills) else Scale().smaller(people, bills)
        progress = Progress(self._write)
        try:
            Demonstration(area, scale, progress, without).play()
        except (DomainError, SheetRefused) as refusal:
            raise CommandError(str(refusal)) from refusal

    def _write(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
