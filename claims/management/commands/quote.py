"""``quote FILE --area CODE --out FILE``: settle hypothetical bills against a policy; stores nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from claims.services.quote import PolicyOf, Quote, policies_in, policies_of, quote, result_rows
from claims.spreadsheets.quote import COLUMNS, LINE_COLUMNS
from claims.spreadsheets.quote_results import HEADING, write_results
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import FileFault, message
from institutions.models import PoolingArea
from institutions.policy.faults import describe_with_place
from institutions.policy.registry import read_package
from institutions.rules.policy_faults import PolicyError


class Command(BaseCommand):
    """Exit code 1 when a row could not be settled; the result file says which and why."""

    help = "Settle a sheet of hypothetical bills against a loaded area, or against a package file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help=".xlsx (sheet “bills”) or .csv")
        parser.add_argument("--area", metavar="CODE", help="district code of a loaded pooling area")
        parser.add_argument("--policy", type=Path, metavar="YAML", help="a package file instead of --area")
        parser.add_argument(
            "--lines", type=Path, metavar="FILE", help="fee lines of a .csv; of a workbook: sheet “lines”"
        )
        parser.add_argument("--out", type=Path, metavar="FILE", help="result, .xlsx or .csv")
        parser.add_argument("--columns", action="store_true", help="list the columns and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["columns"]:
            self._list_columns()
            return
        if not options["file"] or not options["out"] or bool(options["area"]) == bool(options["policy"]):
            raise CommandError(_("Give FILE, --out FILE and either --area CODE or --policy YAML."))
        policy_of = _policy_file(options["policy"]) if options["policy"] else _area(options["area"])
        try:
            found = quote(path=options["file"], policy_of=policy_of, lines_path=options["lines"])
        except FileFault as fault:
            raise CommandError(str(fault)) from fault
        except OSError as error:
            raise CommandError(str(error)) from error
        write_results(options["out"], result_rows(found))
        self._report(found)

    def _report(self, found: Quote) -> None:
        for fault in found.faults:
            self.stderr.write(
                _("row %(row)s, column %(column)s: %(reason)s")
                % {"row": fault.row, "column": fault.column, "reason": message(fault.code, fault.params)}
            )
        settled = sum(case.outcome is not None for case in found.cases)
        failed = sum(check.answer == "fails" for case in found.cases for check in case.checks)
        self.stdout.write(
            _("%(settled)s of %(all)s bills settled, %(failed)s identities fail")
            % {"settled": settled, "all": len(found.cases), "failed": failed}
        )
        if found.faults or failed:
            raise CommandError(_("Not every row could be settled; see the column “fault” of the result."))

    def _list_columns(self) -> None:
        for title, columns in ((_("Hypothetical bills"), COLUMNS), (_("Lines of the bills"), LINE_COLUMNS)):
            self.stdout.write(f"# {title}")
            for column in columns:
                self.stdout.write(describe(column))
        self.stdout.write(f"# {_('Result of the quote')}")
        self.stdout.write(", ".join(HEADING))


def describe(column: Column) -> str:
    """One column on one line: name, label, type, whether it is required, what it may hold."""
    parts = [f"{column.name:<24}{column.label}", column.type]
    if column.required:
        parts.append(_("must be given"))
    if column.choices:
        parts.append(" | ".join(column.choices))
    if column.help:
        parts.append(str(column.help))
    return "; ".join(parts)


def _area(code: str) -> PolicyOf:
    try:
        return policies_of(code)
    except PoolingArea.DoesNotExist as error:
        raise CommandError(_("There is no pooling area %(code)s.") % {"code": code}) from error


def _policy_file(path: Path) -> PolicyOf:
    try:
        return policies_in(read_package(path.read_text(encoding="utf-8"), file=path.name))
    except PolicyError as error:
        raise CommandError("\n".join(describe_with_place(fault) for fault in error.faults)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error
