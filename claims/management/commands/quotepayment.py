"""``quotepayment FILE --area CODE --out FILE``: cases and institutions by payment method; stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from claims.services.quote_payment import quote_file, result_rows
from claims.spreadsheets.quote_payment import COLUMNS, HEADING, write_results
from institutions.policy.what_if import PolicyOn
from institutions.quote_command import QuoteCommand


class Command(QuoteCommand):
    """Exit code 1 when a row or a sum could not be worked out; the result file says which and why."""

    help = "Work out payments of institutions by method for a loaded area, or by a package file."

    def work(self, policy_on: PolicyOn, options: Mapping[str, Any]) -> None:
        quote = quote_file(path=options["file"], policy_on=policy_on)
        write_results(options["out"], result_rows(quote))
        sound = sum(not row.faults for row in quote.rows)
        self.finish(quote.faults, sound=sound, count=len(quote.rows))

    def list_columns(self) -> None:
        self.say_columns(_("Hypothetical payments"), COLUMNS)
        self.say_result(HEADING)
