"""``manage.py messages``: merge and compile the translations; ``--missing`` lists texts without one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import messages


class Command(BaseCommand):
    help = "Merge locale/parts/*.po and compile them; needs no GNU gettext."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--missing",
            action="store_true",
            help="list our texts without a translation, and fail if there are any",
        )

    def handle(self, *, missing: bool, **options: Any) -> None:
        count, conflicts = messages.compile_catalogue()
        for conflict in conflicts:
            self.stderr.write(f"Two translations: {conflict}")
        if options["verbosity"] > 1:
            self.stdout.write(f"{count} texts translated")
        if missing:
            self._list_missing()

    def _list_missing(self) -> None:
        found = messages.untranslated()
        for text, place in found:
            self.stdout.write(f"{place}: {text}")
        for text in messages.misplaced():
            self.stdout.write(f"placeholders differ: {text}")
        if found:
            raise CommandError(f"{len(found)} texts have no translation in locale/parts.")
