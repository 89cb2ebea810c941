"""``trialbalance AREA YYYY-MM``: the books of an area in balance, or an error."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.display import money_text
from config.money import from_fen
from config.periods import Month
from config.scoping import system_scope
from funds.models import Book
from funds.reads.trial_balance import trial_balance
from funds.rules.ledger import TrialBalance, TrialLine, TrialTotals, totals_of

GAP = "  "


def month_argument(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


class Command(BaseCommand):
    """Reads all books of the area, whoever runs it: whoever has the shell has the database."""

    help = "Print the trial balance of an area's books; fails when debits and credits differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="district code of the pooling area")
        parser.add_argument("month", type=month_argument, metavar="YYYY-MM")
        parser.add_argument("--scheme", metavar="CODE", help="only the books of this scheme, such as 390")
        parser.add_argument(
            "--consolidated", action="store_true", help="all books of a scheme added together"
        )
        parser.add_argument("--accounts", action="store_true", help="a line per account, not per subject")

    def handle(self, *args: Any, **options: Any) -> None:
        with system_scope():
            wrong = [title for title, trial in self._trials(options) if not self._show(title, trial)]
        if wrong:
            raise CommandError(_("Debits and credits differ: %(books)s") % {"books": ", ".join(wrong)})

    def _trials(self, options: dict[str, Any]) -> Iterable[tuple[str, TrialBalance]]:
        books = Book.objects.filter(area__code=options["area"]).select_related("unit")
        if options["scheme"]:
            books = books.filter(insutype=options["scheme"])
        groups: dict[str, list[Book]] = {}
        for book in books:
            groups.setdefault(book.insutype if options["consolidated"] else str(book), []).append(book)
        if not groups:
            raise CommandError(_("Area %(area)s has no such books.") % {"area": options["area"]})
        for title, together in groups.items():
            trial = trial_balance(books=together, month=options["month"], by_account=options["accounts"])
            yield f"{title}  {options['month']}", trial

    def _show(self, title: str, trial: TrialBalance) -> bool:
        parts = [part for part in (trial.real, trial.memo) if part]
        rows = [_heads(), *(row for part in parts for row in _rows(part))]
        widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
        self.stdout.write(f"\n{title}  ({_('yuan')})")
        self.stdout.write(_ruled(rows[0], widths))
        for part in parts:
            self.stdout.write("-" * (sum(widths) + len(GAP) * (len(widths) - 1)))
            for row in _rows(part):
                self.stdout.write(_ruled(row, widths))
        self.stdout.write(_("Debits equal credits.") if trial.balanced else _("Debits and credits differ!"))
        return trial.balanced


def _heads() -> tuple[str, ...]:
    return (
        _("Code"),
        _("Subject"),
        _("Opening debit"),
        _("Opening credit"),
        _("Debit"),
        _("Credit"),
        _("Closing debit"),
        _("Closing credit"),
    )


def _rows(lines: Iterable[TrialLine]) -> list[tuple[str, ...]]:
    lines = list(lines)
    total = _("Total, memorandum") if lines[0].memorandum else _("Total")
    return [
        *((line.code, line.name, *_amounts(totals_of([line]), blank=True)) for line in lines),
        ("", total, *_amounts(totals_of(lines))),
    ]


def _amounts(totals: TrialTotals, *, blank: bool = False) -> list[str]:
    columns = (
        totals.opening_debit,
        totals.opening_credit,
        totals.debit,
        totals.credit,
        totals.closing_debit,
        totals.closing_credit,
    )
    return ["" if blank and not fen else money_text(from_fen(fen)) for fen in columns]


def width(text: str) -> int:
    """Columns a terminal gives the text: two for every wide East Asian character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _ruled(cells: tuple[str, ...], widths: list[int]) -> str:
    """Code and name to the left, amounts to the right."""
    padded = []
    for place, (cell, wanted) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (wanted - width(cell))
        padded.append(cell + space if place < 2 else space + cell)
    return GAP.join(padded).rstrip()
