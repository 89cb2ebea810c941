"""``quote FILE --area CODE --out FILE``: settle hypothetical bills against a policy; stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from claims.services.quote import Quote, benefits_on, quote, result_rows
from claims.spreadsheets.quote import COLUMNS, LINE_COLUMNS
from claims.spreadsheets.quote_results import HEADING, write_results
from institutions.policy.what_if import PolicyOn
from institutions.quote_command import QuoteCommand


class Command(QuoteCommand):
    """Exit code 1 when a row could not be settled; the result file says which and why."""

    help = "Settle a sheet of hypothetical bills against a loaded area, or against a package file."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--lines", type=Path, metavar="FILE", help="fee lines of a .csv; of a workbook: sheet “lines”"
        )

    def work(self, policy_on: PolicyOn, options: Mapping[str, Any]) -> None:
        found = quote(path=options["file"], policy_of=benefits_on(policy_on), lines_path=options["lines"])
        write_results(options["out"], result_rows(found))
        self._report(found)

    def _report(self, found: Quote) -> None:
        self.say_faults(found.faults)
        settled = sum(case.outcome is not None for case in found.cases)
        failed = sum(check.answer == "fails" for case in found.cases for check in case.checks)
        self.stdout.write(
            _("%(settled)s of %(all)s bills settled, %(failed)s identities fail")
            % {"settled": settled, "all": len(found.cases), "failed": failed}
        )
        if found.faults or failed:
            raise CommandError(_("Not every row could be settled; see the column “fault” of the result."))

    def list_columns(self) -> None:
        self.say_columns(_("Hypothetical bills"), COLUMNS)
        self.say_columns(_("Lines of the bills"), LINE_COLUMNS)
        self.say_result(HEADING)
