"""``manage.py resetsecondfactor NAME --asked-by ONE --confirmed-by ANOTHER --reason WHY``, where no page opens."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from config.errors import DomainError
from config.scoping import system_scope
from institutions.models import User
from institutions.services.second_factor.resets import ask, confirm


class Command(BaseCommand):
    help = "Take the second factor off somebody who lost the phone and the recovery codes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--asked-by", required=True, help="user name of an administrator")
        parser.add_argument("--confirmed-by", required=True, help="user name of another administrator")
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        # A command has no request, and staff belong to all scopes.
        with system_scope():
            try:
                user, asker, confirmer = (
                    User.objects.get(username=options[name])
                    for name in ("username", "asked_by", "confirmed_by")
                )
                with transaction.atomic():
                    reset = ask(user=user, reason=options["reason"], acting_user=asker)
                    confirm(reset=reset, acting_user=confirmer)
            except (User.DoesNotExist, DomainError) as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{user.username} signs in with the password alone, or enrols anew.")
