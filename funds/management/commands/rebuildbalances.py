"""``rebuildbalances AREA --as USER``: write running totals anew where they differ from the entries."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.errors import DomainError
from config.scoping import acting_as
from funds.models import Book
from funds.services.rebuild_balances import rebuild_balances
from institutions.models import User


class Command(BaseCommand):
    help = "Compare the running totals of an area's books with the entries and rebuild those that differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="district code of the pooling area")
        parser.add_argument(
            "--as", dest="user", required=True, metavar="USER", help="finance of the books' unit"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(_("There is no user “%(name)s”.") % {"name": options["user"]})
        with acting_as(user):
            for book in Book.objects.filter(area__code=options["area"]).select_related("unit"):
                try:
                    differences = rebuild_balances(book=book, acting_user=user)
                except DomainError as error:
                    raise CommandError(str(error)) from error
                self.stdout.write(
                    _("%(book)s: %(count)s totals put right") % {"book": book, "count": len(differences)}
                )
