"""``rebuildaccumulators AREA --as USER``: the accumulators of an area's people anew from their settlements."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from claims.services.rebuild_accumulators import rebuild_accumulators
from config.errors import DomainError
from institutions.models import PoolingArea, User


class Command(BaseCommand):
    help = "Put every accumulator right that does not agree with the settlements that count."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="district code of the pooling area")
        parser.add_argument(
            "--as", dest="user", required=True, metavar="USER", help="the city's administrator"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        area = PoolingArea.objects.filter(code=options["area"]).first()
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if area is None or user is None:
            raise CommandError(_("There is no such pooling area or user."))
        try:
            wrong = rebuild_accumulators(area=area, acting_user=user)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("%(count)s accumulators put right.") % {"count": wrong})
