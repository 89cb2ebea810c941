"""``importsheet KIND FILE --as USER``: bring in a sheet through the same steps as the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.errors import DomainError
from config.models import ImportRun, RowError
from config.scoping import acting_as, system_scope
from config.spreadsheets.engine import import_file
from config.spreadsheets.failed_rows import failed_rows_workbook
from config.spreadsheets.resources import resource_of, resources

ERRORS_SHOWN = 20


class Command(BaseCommand):
    """Exit code 1 when the file was refused or a row was left out."""

    help = "Import a spreadsheet: check, take the good rows (or all or nothing), say what was wrong with the others."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = ", ".join(each.kind for each in resources())
        parser.add_argument("kind", help=f"one of {kinds}")
        parser.add_argument("file", type=Path, help="xlsx or csv")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who imports")
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="import nothing when a row is wrong"
        )
        parser.add_argument(
            "--failed", type=Path, metavar="OUT", help="where to write the failed rows (xlsx)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": options["file"]})
        user = get_user_model().objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(_("There is no user %(name)s.") % {"name": options["user"]})
        try:
            agency = _agency(user, resource_of(options["kind"]).duty)
            mode = ImportRun.Mode.ALL_OR_NOTHING if options["all_or_nothing"] else ImportRun.Mode.GOOD_ROWS
            run = import_file(
                kind=options["kind"], path=options["file"], acting_user=user, agency=agency, mode=mode
            )
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        with system_scope():
            self._tell(run, options["failed"])
        if run.bad_count or (run.state != ImportRun.State.DONE and not run.is_repeat):
            raise CommandError(_("Not everything was imported."))

    def _tell(self, run: ImportRun, failed: Path | None) -> None:
        self.stdout.write(f"{run.title}: {run.get_state_display()}")
        if run.fault:
            self.stdout.write(run.fault)
        self.stdout.write(
            _("%(total)s rows: %(new)s new, %(changed)s changed, %(same)s unchanged, %(bad)s wrong")
            % {
                "total": run.total_count,
                "new": run.new_count,
                "changed": run.changed_count,
                "same": run.same_count,
                "bad": run.bad_count,
            }
        )
        errors = RowError.objects.filter(run=run, level=RowError.Level.ERROR).select_related("run")
        for error in errors[:ERRORS_SHOWN]:
            self.stdout.write(
                _("row %(row)s, %(column)s “%(value)s”: %(message)s")
                % {
                    "row": error.row,
                    "column": error.column_label,
                    "value": error.value,
                    "message": error.message,
                }
            )
        if failed is not None and run.bad_count:
            failed.write_bytes(failed_rows_workbook(run).read())


def _agency(user: Any, duty: str) -> Any:
    """Where the user holds the duty of this kind of sheet."""
    with acting_as(user):
        for assignment in user.assignments_in_force:
            if duty in assignment.duties:
                return assignment.agency
    raise CommandError(_("%(user)s does not hold the duty “%(duty)s”.") % {"user": user, "duty": duty})
