"""``settlebills AREA --as USER [--processes 2]``: settle every waiting bill of an area from a shell."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from claims.services.apply_reported_cancels import apply_reported_cancels
from claims.services.redo_finding import draft_late, latest_settlement
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.errors import DomainError
from config.periods import Month
from config.scoping import system_scope
from institutions.models import PoolingArea, User


class Command(BaseCommand):
    """May be killed and started again at any time: it goes on with what still waits."""

    help = "Settle the waiting bills of an area, in the order in which they count, in several processes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="district code of the pooling area")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who handles bills")
        parser.add_argument("--scheme", default="", metavar="CODE", help="such as 390; all when left out")
        parser.add_argument(
            "--from", dest="first", type=Month.parse, metavar="YYYY-MM", help="first month of settlement"
        )
        parser.add_argument(
            "--to", dest="last", type=Month.parse, metavar="YYYY-MM", help="last month of settlement"
        )
        parser.add_argument("--processes", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        area = PoolingArea.objects.filter(code=options["area"]).first()
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if area is None or user is None:
            raise CommandError(_("There is no such pooling area or user."))
        selection = Selection(area.pk, options["scheme"], options["first"], options["last"])
        with system_scope():
            since = latest_settlement()
        try:
            tally = settle_waiting_bills(
                selection=selection, acting_user=user, processes=options["processes"], report=self._report
            )
            cancelled = apply_reported_cancels(area_id=area.pk, acting_user=user)
            drafts = draft_late(area_id=area.pk, since=since, acting_user=user)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("")
        self.stdout.write(
            _("%(settled)s bills settled, %(waiting)s wait, %(cancelled)s cancelled.")
            % {"settled": tally.settled, "waiting": tally.waiting, "cancelled": cancelled}
        )
        for code, count in sorted(tally.reasons.items()):
            self.stdout.write(f"  {count} × {code}")
        if drafts:
            self.stdout.write(_("%(count)s years wait for the review of their redo.") % {"count": drafts})

    def _report(self, done: int, total: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{done:,} / {total:,}", ending="")
            self.stdout.flush()
