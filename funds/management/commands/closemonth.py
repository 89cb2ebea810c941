"""``closemonth AREA YYYY-MM --as USER --check-as USER``: close the month of an area's books, by two people."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from config.errors import DomainError
from config.scoping import acting_as
from funds.management.commands.trialbalance import month_argument
from funds.models import Book, BookPeriod
from funds.services.closing.ask import agree, ask_to_close
from funds.services.closing.conditions import warnings_of
from institutions.models import User


class Command(BaseCommand):
    """The first asks and the second agrees, each under their own scope; conditions are those of the page."""

    help = "Close a month of an area's books: one person asks, another agrees. A closed month stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="district code of the pooling area")
        parser.add_argument("month", type=month_argument, metavar="YYYY-MM")
        parser.add_argument("--scheme", metavar="CODE", help="only the books of this scheme, such as 390")
        parser.add_argument("--as", dest="asked_by", metavar="USER", required=True, help="who asks (finance)")
        parser.add_argument(
            "--accept-warnings",
            action="store_true",
            help="what closing warns of is accepted in the asker's name",
        )
        parser.add_argument("--check-as", metavar="USER", required=True, help="who agrees (review, approval)")

    def handle(self, *args: Any, **options: Any) -> None:
        asking, checking = _user(options["asked_by"]), _user(options["check_as"])
        with acting_as(asking):
            books = Book.objects.filter(area__code=options["area"])
            if options["scheme"]:
                books = books.filter(insutype=options["scheme"])
            periods = list(
                BookPeriod.objects.filter(book__in=books, month=options["month"].first).select_related(
                    "book__unit__parent", "book__area"
                )
            )
        if not periods:
            raise CommandError(_("Area %(area)s has no such books.") % {"area": options["area"]})
        for period in periods:
            done = _close(period, asking, checking, accept=options["accept_warnings"])
            self.stdout.write(f"{period}: {done}")


def _user(username: str) -> User:
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist:
        raise CommandError(_("There is no user %(name)s.") % {"name": username}) from None


def _close(period: BookPeriod, asking: User, checking: User, *, accept: bool) -> str:
    if period.state == BookPeriod.State.CLOSED:
        return str(period.get_state_display())
    try:
        with transaction.atomic():
            with acting_as(asking):
                accepted = warnings_of(period) if accept else []
                request = ask_to_close(period=period, acting_user=asking, accepted=accepted)
            with acting_as(checking):
                agree(request=request, acting_user=checking)
    except DomainError as error:
        raise CommandError(f"{period}: {error}") from error
    period.refresh_from_db()
    return str(period.get_state_display())
