"""``manage.py playyears --area CODE --years 5``: years of a city's funds on month totals, settled and verified."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.demo.terminal import Progress
from config.demo.years.play import SCHEMES, simulate
from config.errors import DomainError

AREA = "330200"


class Command(BaseCommand):
    """Needs a database in which the area has no books yet; exits with 1 when anything differs after any year."""

    help = "Simulate years of an area's funds through opening, settlement, reserves and closing; verify each year."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", default=AREA, metavar="CODE", help="district code of the pooling area")
        parser.add_argument("--years", type=int, choices=range(1, 11), default=5, metavar="1-10")
        parser.add_argument("--scheme", choices=SCHEMES, help="only this scheme (310 or 390)")
        parser.add_argument("--counties", type=int, help="so many counties have money; all by default")

    def handle(
        self, *, area: str, years: int, scheme: str | None, counties: int | None, **_options: Any
    ) -> None:
        if os.environ.get("DJANGO_SETTINGS_MODULE") == "config.settings.production":
            raise CommandError(
                _("The play gives everybody the same known password: not on production settings.")
            )
        progress = Progress(self._write)
        schemes = (scheme,) if scheme else SCHEMES
        try:
            simulated = simulate(area, years=years, progress=progress, schemes=schemes, counties=counties)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        for text in simulated.lines():
            self._write(text)
        if simulated.faults:
            raise CommandError(_("%(count)s faults") % {"count": len(simulated.faults)})

    def _write(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
