"""``manage.py unlocksignin NAME --as ADMINISTRATOR --reason WHY``: where no other administrator can open the page."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.errors import DomainError
from config.scoping import system_scope
from institutions.models import User
from institutions.services.sign_ins import unlock


class Command(BaseCommand):
    help = "Unlock a user name after too many failed sign-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--as", dest="acting", required=True, help="user name of another administrator")
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        # A command has no request, and staff belong to all scopes.
        with system_scope():
            try:
                user, acting = (User.objects.get(username=options[name]) for name in ("username", "acting"))
                unlock(user=user, reason=options["reason"], acting_user=acting)
            except (User.DoesNotExist, DomainError) as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{user.username} may sign in again.")
