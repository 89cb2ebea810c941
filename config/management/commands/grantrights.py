"""``manage.py grantrights``: give the application role its rights again, as ``migrate`` does at its end."""

from typing import Any

from django.core.management.base import BaseCommand

from config.database_rights import grant_rights


class Command(BaseCommand):
    help = "Grant the application role its rights on all tables, after a restore or a change of roles."

    def handle(self, **_options: Any) -> None:
        grant_rights()
        self.stdout.write("The application role has its rights.")
