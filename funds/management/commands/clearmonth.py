"""``clearmonth AREA YYYY-MM --scheme CODE --as USER``: clear a month through the same services as the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from config.display import money_text
from config.errors import DomainError
from config.scoping import system_scope
from funds.management.commands.trialbalance import month_argument, width
from funds.models import Clearing
from funds.reads.clearing import matrix_of, transfers_of
from funds.services.clearing.drive import Drive, People
from institutions.models import PoolingArea, User

STATES = [state.value for state in Clearing.State if state != Clearing.State.COLLECTING]


class Command(BaseCommand):
    """Three people act: the starter, the reviewer and the approver. Run again it goes on where it stopped."""

    help = "Clear a month: adjudicate, review, net, post, prepare payments; with --until paid, pay them too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="district code of the pooling area")
        parser.add_argument("month", type=month_argument, metavar="YYYY-MM")
        parser.add_argument("--scheme", required=True, metavar="CODE", help="such as 390")
        parser.add_argument("--as", dest="starter", required=True, metavar="USER", help="city finance")
        parser.add_argument("--reviewer", metavar="USER", help="needed beyond adjudicated")
        parser.add_argument("--approver", metavar="USER", help="needed beyond posted")
        parser.add_argument("--until", choices=STATES, default="posted")
        parser.add_argument("--inline", action="store_true", help="run the jobs here, without workers")
        parser.add_argument(
            "--bank",
            metavar="FUNCTION",
            help="for rehearsals: dotted name of a function (batch, sent file, folder) -> return file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with system_scope():
            area = PoolingArea.objects.filter(code=options["area"]).select_related("parent").first()
        if area is None:
            raise CommandError(_("There is no pooling area %(code)s.") % {"code": options["area"]})
        drive = Drive(
            area=area,
            month=options["month"],
            insutype=options["scheme"],
            people=People(*(_user(options[role]) for role in ("starter", "reviewer", "approver"))),
            inline=options["inline"],
            bank=import_string(options["bank"]) if options["bank"] else None,
            tell=self.stdout.write,
        )
        try:
            clearing = drive.to(options["until"])
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{clearing}: {clearing.get_state_display()}")
        with system_scope():
            for line in report(clearing):
                self.stdout.write(line)


def report(clearing: Clearing) -> list[str]:
    """The matrix, what each county pays or receives net, and how many transfers it takes; nothing before netting."""
    matrix, transfers = matrix_of(clearing), transfers_of(clearing)
    if matrix is None or transfers is None:
        return []
    columns = [str(column) if column else _("Outside the area") for column in matrix.columns]
    rows = [
        [_("Insured in"), *columns, _("Total")],
        *([str(county), *map(money_text, cells), money_text(total)] for county, cells, total in matrix.rows),
        [_("Total"), *map(money_text, matrix.totals), money_text(matrix.total)],
    ]
    nets = [
        [_("County"), _("Is owed"), _("Owes"), _("Net amount")],
        *(
            [str(one.county), money_text(one.is_owed), money_text(one.owes), money_text(one.net)]
            for one in matrix.positions
        ),
    ]
    return [
        "",
        _("Paid in the county of care for the people of each county (yuan)"),
        *_table(rows),
        "",
        *_table(nets),
        "",
        _("Transfers agency to agency: %(before)s; through the city: %(after)s.")
        % {"before": transfers.before, "after": transfers.after},
    ]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_padded(row, widths)) for row in rows]


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The first column to the left, amounts to the right."""
    gaps = [" " * (space - width(cell)) for cell, space in zip(row, widths, strict=True)]
    return [row[0] + gaps[0], *(gap + cell for gap, cell in zip(gaps[1:], row[1:], strict=True))]


def _user(username: str | None) -> Any:
    if username is None:
        return None
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(_("There is no user %(username)s.") % {"username": username})
    return user
