"""``importsheet KIND FILE --as USER``: import a sheet through the same steps as the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.errors import DomainError
from config.models import ImportRun, RowError
from config.scoping import acting_as
from config.spreadsheets.engine import import_file
from config.spreadsheets.failed_rows import failed_rows_workbook
from config.spreadsheets.resources import resource_of, resources

ERRORS_SHOWN = 20


class Command(BaseCommand):
    """Exit code 1 when the file is refused or a row is wrong; a file imported before changes nothing and is fine."""

    help = "Check a spreadsheet and import its good rows."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = ", ".join(resource.kind for resource in resources())
        parser.add_argument("kind", help=f"one of: {kinds}")
        parser.add_argument("file", type=Path, help=".xlsx or .csv, laid out as in docs/spreadsheets.md")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who imports")
        parser.add_argument("--agency", metavar="CODE", help="for whom, when USER works for several agencies")
        parser.add_argument("--all-or-nothing", action="store_true", help="import nothing if a row is wrong")
        parser.add_argument("--failed", type=Path, metavar="FILE", help="where to write the bad rows (.xlsx)")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("There is no file %(path)s.") % {"path": path})
        user = get_user_model().objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(_("There is no user %(user)s.") % {"user": options["user"]})
        mode = ImportRun.Mode.ALL_OR_NOTHING if options["all_or_nothing"] else ImportRun.Mode.GOOD_ROWS
        try:
            agency = _agency(user, options["agency"], resource_of(options["kind"]).duty)
            run = import_file(
                kind=options["kind"],
                path=path,
                acting_user=user,
                agency=agency,
                mode=mode,
                progress=self._progress,
            )
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        with acting_as(user):
            self._report(run, options["failed"])

    def _progress(self, done: int, total: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{done:,} / {total:,}", ending="")

    def _report(self, run: ImportRun, failed: Path | None) -> None:
        if run.is_repeat:
            self.stdout.write(run.fault)
            return
        if run.fault:
            raise CommandError(run.fault)
        for error in RowError.objects.filter(run=run).select_related("run")[:ERRORS_SHOWN]:
            line = {"row": error.row, "column": error.column, "reason": error.message}
            self.stderr.write(_("row %(row)s, column %(column)s: %(reason)s") % line)
        summary = _(
            "Imported in %(file)s: %(new)s new, %(changed)s changed, %(same)s unchanged, %(bad)s bad rows."
        ) % {
            "file": run.filename,
            "new": run.new_count,
            "changed": run.changed_count,
            "same": run.same_count,
            "bad": run.bad_count,
        }
        if run.bad_count and failed is not None:
            with failed_rows_workbook(run) as workbook:
                failed.write_bytes(workbook.read())
        if run.bad_count:
            raise CommandError(summary)
        self.stdout.write(summary)


def _agency(user: Any, code: str | None, duty: str) -> Any:
    """The agency at which the user holds the duty, or the one asked for."""
    held = {a.agency.pk: a.agency for a in user.assignments_in_force if duty in a.duties}
    found = [agency for agency in held.values() if code in (None, agency.code)]
    if code is not None and not found:
        raise CommandError(_("There is no agency %(code)s.") % {"code": code})
    if len(found) > 1:
        raise CommandError(
            _("%(user)s works for several agencies: say which with --agency CODE.") % {"user": user}
        )
    # Somebody without the duty is refused by the import itself, in its own words.
    everywhere = [a.agency for a in user.assignments_in_force]
    if not found and not everywhere:
        raise CommandError(_("There is no agency %(code)s.") % {"code": code or ""})
    return found[0] if found else everywhere[0]
