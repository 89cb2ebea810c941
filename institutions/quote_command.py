"""What the commands that answer a what-if share: a sheet in, a policy to ask, a result out, nothing stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.spreadsheets.columns import Column
from config.spreadsheets.faults import FileFault, RowFault
from institutions.models import PoolingArea
from institutions.policy.faults import describe_with_place
from institutions.policy.registry import read_package
from institutions.policy.what_if import PolicyOn, policy_in_area, policy_in_package
from institutions.rules.policy_faults import PolicyError


class QuoteCommand(BaseCommand):
    """FILE, --out and either --area or --policy; exit code 1 when a row could not be worked out."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help=".xlsx or .csv")
        parser.add_argument("--area", metavar="CODE", help="district code of a loaded pooling area")
        parser.add_argument("--policy", type=Path, metavar="YAML", help="a package file instead of --area")
        parser.add_argument("--out", type=Path, metavar="FILE", help="result, .xlsx or .csv")
        parser.add_argument("--columns", action="store_true", help="list the columns and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["columns"]:
            self.list_columns()
            return
        if not options["file"] or not options["out"] or bool(options["area"]) == bool(options["policy"]):
            raise CommandError(_("Give FILE, --out FILE and either --area CODE or --policy YAML."))
        policy_on = _policy_file(options["policy"]) if options["policy"] else _area(options["area"])
        try:
            self.work(policy_on, options)
        except (FileFault, OSError) as error:
            raise CommandError(str(error)) from error

    def work(self, policy_on: PolicyOn, options: Mapping[str, Any]) -> None:
        """Read the file, write the result, tell what is wrong."""
        raise NotImplementedError

    def list_columns(self) -> None:
        raise NotImplementedError

    def say_columns(self, title: str, columns: Sequence[Column]) -> None:
        self.stdout.write(f"# {title}")
        for column in columns:
            self.stdout.write(describe(column))

    def say_result(self, heading: Sequence[str]) -> None:
        self.stdout.write(f"# {_('Result of the quote')}")
        self.stdout.write(", ".join(heading))

    def say_faults(self, faults: Iterable[RowFault]) -> None:
        for fault in faults:
            self.stderr.write(
                _("row %(row)s, column %(column)s: %(reason)s")
                % {"row": fault.row, "column": fault.column, "reason": str(fault)}
            )

    def finish(self, faults: Sequence[RowFault], *, sound: int, count: int) -> None:
        """Tell the faults and how many cases are sound; with any fault the command fails."""
        self.say_faults(faults)
        self.stdout.write(_("%(sound)s of %(all)s cases worked out") % {"sound": sound, "all": count})
        if faults or sound < count:
            raise CommandError(_("Not every row could be worked out; see the column “fault” of the result."))


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


def _area(code: str) -> PolicyOn:
    try:
        return policy_in_area(code)
    except PoolingArea.DoesNotExist as error:
        raise CommandError(_("There is no pooling area %(code)s.") % {"code": code}) from error


def _policy_file(path: Path) -> PolicyOn:
    try:
        return policy_in_package(read_package(path.read_text(encoding="utf-8"), file=path.name))
    except PolicyError as error:
        raise CommandError("\n".join(describe_with_place(fault) for fault in error.faults)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error
