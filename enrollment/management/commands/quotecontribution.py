"""``quotecontribution FILE --area CODE --out FILE``: work out hypothetical contributions; stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from enrollment.services.quote_contribution import quote_file, result_rows
from enrollment.spreadsheets.quote_contribution import COLUMNS, HEADING, write_results
from institutions.policy.what_if import PolicyOn
from institutions.quote_command import QuoteCommand


class Command(QuoteCommand):
    """Exit code 1 when a row could not be worked out; the result file says which and why."""

    help = "Work out a sheet of hypothetical contributions for a loaded area, or by a package file."

    def work(self, policy_on: PolicyOn, options: Mapping[str, Any]) -> None:
        cases = quote_file(path=options["file"], policy_on=policy_on)
        write_results(options["out"], result_rows(cases))
        faults = [fault for case in cases for fault in case.faults]
        sound = sum(case.worked is not None for case in cases)
        self.finish(faults, sound=sound, count=len(cases))

    def list_columns(self) -> None:
        self.say_columns(_("Hypothetical contributions"), COLUMNS)
        self.say_result(HEADING)
