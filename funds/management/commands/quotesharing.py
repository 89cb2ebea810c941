"""``quotesharing FILE --area CODE --year YYYY --out FILE``: who bears a hypothetical year; stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from funds.services.quote_sharing import quote_file, result_rows
from funds.spreadsheets.quote_sharing import COLUMNS, HEADING, write_results
from institutions.policy.what_if import PolicyOn
from institutions.quote_command import QuoteCommand


class Command(QuoteCommand):
    """Exit code 1 when a case could not be settled; the result file says which and why."""

    help = "Settle hypothetical years of counties by the policy of a loaded area, or by a package file."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, metavar="YYYY", help="by the policy of its last day")

    def work(self, policy_on: PolicyOn, options: Mapping[str, Any]) -> None:
        if not options["year"] or not 1900 < options["year"] < 2200:
            raise CommandError(_("Give the year: --year YYYY."))
        cases = quote_file(path=options["file"], policy_on=policy_on, year=options["year"])
        write_results(options["out"], result_rows(cases))
        faults = [fault for case in cases for fault in case.faults]
        sound = sum(case.settlement is not None for case in cases)
        self.finish(faults, sound=sound, count=len(cases))

    def list_columns(self) -> None:
        self.say_columns(_("Hypothetical years of counties"), COLUMNS)
        self.say_result(HEADING)
