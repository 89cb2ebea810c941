"""``manage.py servers start|stop|status``: the embedded PostgreSQL and Valkey under ``var/``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import embedded
from config.embedded import postgres, valkey
from config.embedded.places import EmbeddedServerError


class Command(BaseCommand):
    help = "Start, stop or show the embedded servers (used while DATABASE_URL and REDIS_URL are unset)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("start", "stop", "status"))

    def handle(self, *, action: str, **_options: Any) -> None:
        try:
            if action == "start":
                embedded.start_missing()
            elif action == "stop":
                embedded.stop_all()
        except EmbeddedServerError as error:
            raise CommandError(str(error)) from error
        self._report(
            "PostgreSQL", embedded.uses_embedded_postgres(), postgres.is_running(), postgres.DATA_DIR
        )
        self._report("Valkey", embedded.uses_embedded_valkey(), valkey.is_running(), valkey.DATA_DIR)

    def _report(self, name: str, used: bool, running: bool, folder: object) -> None:
        if not used:
            self.stdout.write(f"{name}: a server of yours, named in the environment")
        else:
            self.stdout.write(f"{name}: {'running' if running else 'stopped'} ({folder})")
