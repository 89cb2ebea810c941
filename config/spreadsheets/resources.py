"""Declaring what can be imported. One resource per kind of sheet, in ``<app>/spreadsheets/<topic>.py``::

    class TelephoneNumbers(ImportResource):
        kind = "telephones"                      # also the name of the staging table
        title = _("Telephone numbers")
        sheet, sheet_label = "telephones", _("Telephones")
        duty = "register"                        # held today at the agency that uploads
        columns = (
            Column("psn_no", _("Person number"), "code", required=True, max_length=30),
            Column("insuplc_admdvs", _("Insured in"), "code", required=True),
            Column("tel", _("Telephone"), required=True, pattern=r"[0-9-]{7,20}", form="010-88800000"),
        )
        # A code that must name a stored row; its id is staged as county_id.
        lookups = (Lookup("insuplc_admdvs", "institutions_agency", into="county_id", what=_("county")),)
        # Whole-file checks, one SQL statement each (see checks.py).
        checks = (
            unique_in_file("psn_no"),
            in_scope("insuplc_admdvs"),
            SetCheck("person_unknown", "psn_no", "SELECT s.row_no, s.psn_no, NULL::jsonb FROM {staging} s "
                     "LEFT JOIN enrollment_person p ON p.psn_no = s.psn_no WHERE p.id IS NULL"),
        )
        # Which stored rows the sheet feeds, in order (see merging.py).
        merges = (
            Merge("enrollment.Person", alias="p", key={"psn_no": "s.psn_no"}, fields={"tel": "s.tel"}),
        )

        def row_checks(self, number, row):       # values by column name; may also change or fill them
            if row["tel"].startswith("00"):
                yield RowFault(number, "tel", "telephone_foreign", row["tel"], level=WARNING)

    register_messages({"person_unknown": gettext_noop("nobody has this number"), …})
    register_import(TelephoneNumbers())          # in the app's ready(), or on import from it

What the engine then does with an uploaded file: read it (``reader``), convert every cell by its column
(``cells``), call ``row_checks``, COPY the good rows into a staging table, resolve the lookups, run the checks,
count what is new, changed and the same; after confirmation, in one transaction, merge. Commands and the demo call
``engine.import_file``; pages call ``receive_file``, ``start_check``, ``confirm_run``, ``withdraw_run``.

For what SQL merges cannot say, override ``apply_rows`` (and ``undo``). ``derived`` names staged columns that are
not in the sheet and that ``row_checks`` fills. Amounts are staged as bigint fen, dates as date, datetimes as
timestamp without zone (Asia/Shanghai).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.models import ImportRun

from . import merging, withdrawing
from .checks import Lookup, SetCheck, in_scope, scope_params, unique_in_file
from .columns import Column
from .faults import ERROR, WARNING, RowFault, register_messages
from .merging import Merge
from .staging import Staging

__all__ = [
    "ERROR",
    "WARNING",
    "Column",
    "ImportResource",
    "Lookup",
    "Merge",
    "RowFault",
    "SetCheck",
    "Staging",
    "in_scope",
    "register_import",
    "register_messages",
    "resource_of",
    "resources",
    "scope_params",
    "unique_in_file",
]

PREVIEW_ROWS = 100


class ImportResource:
    """One kind of import. Stateless: one instance serves every run."""

    kind: ClassVar[str]
    title: ClassVar[Any]
    description: ClassVar[Any] = ""
    sheet: ClassVar[str]
    sheet_label: ClassVar[Any] = ""
    duty: ClassVar[str] = "register"
    # The rows become those of the uploader's own area: the same file means something else in another.
    for_own_area: ClassVar[bool] = False
    # The name of the page that takes such sheets in, where the general one cannot (see ``ImportRun.about``).
    taken_in_at: ClassVar[str] = ""
    columns: ClassVar[Sequence[Column]]
    derived: ClassVar[Sequence[Column]] = ()
    lookups: ClassVar[Sequence[Lookup]] = ()
    checks: ClassVar[Sequence[SetCheck]] = ()
    merges: ClassVar[Sequence[Merge]] = ()
    # Which columns the preview shows to tell the row; the first two when empty.
    shown: ClassVar[Sequence[str]] = ()
    # One row that documents and templates show, by column name.
    example: ClassVar[Mapping[str, Any]] = {}

    @property
    def staged_columns(self) -> list[Column]:
        return [*self.columns, *self.derived]

    @property
    def has_row_checks(self) -> bool:
        return type(self).row_checks is not ImportResource.row_checks

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        """Faults of one row whose cells are right; may change ``row``, and fills its derived columns."""
        return ()

    def set_checks(self) -> Iterator[SetCheck]:
        """Lookups first: later checks may rely on the ids."""
        yield from (lookup.check() for lookup in self.lookups if lookup.must_exist)
        yield from self.checks

    def prepare(self, staging: Staging) -> None:
        """SQL to run on the staging table before the checks (numbers to give out, say); repeatable."""

    def preview(self, staging: Staging) -> tuple[dict[int, int], list[dict[str, Any]]]:
        """Rows by action (see ``merging``), and the first that are new or changed."""
        if not self.merges:
            return {merging.NEW: staging.count() or 0}, []
        shown = self.shown or [column.name for column in self.columns[:2]]
        return (
            merging.count_actions(staging, self.merges),
            merging.first_changes(staging, self.merges, shown, PREVIEW_ROWS),
        )

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        """Write the staged rows; inside one transaction and the scope of whoever confirmed."""
        merging.apply(staging, self.merges)

    def after_apply(self, run: ImportRun) -> None:
        """What a page's import sets going once its rows are stored (a job to queue); commands and the demo go on
        themselves."""

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        """Why the run cannot be withdrawn."""
        return withdrawing.blockers(run, self.merges)

    def undo(self, run: ImportRun) -> None:
        """Take the run back; inside one transaction, after ``blockers`` found nothing."""
        withdrawing.take_back(run, self.merges)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.staged_columns if column.name == name), None)


class UnknownImport(DomainError):
    """There is no such kind of import."""


_resources: dict[str, ImportResource] = {}


def register_import(resource: ImportResource) -> ImportResource:
    """Make a kind of import known; two resources of one kind are an error."""
    known = _resources.get(resource.kind)
    if known is not None and type(known).__qualname__ != type(resource).__qualname__:
        raise ValueError(f"the import kind {resource.kind!r} is already {type(known).__qualname__}")
    names = [column.name for column in resource.staged_columns]
    if len(set(names)) != len(names):
        raise ValueError(f"the import kind {resource.kind!r} names a column twice")
    _resources[resource.kind] = resource
    return resource


def resources() -> list[ImportResource]:
    """Every kind, in the order of registration (lower floors first)."""
    return list(_resources.values())


def resource_of(kind: str) -> ImportResource:
    try:
        return _resources[kind]
    except KeyError:
        raise UnknownImport(
            _("There is no import “%(kind)s”; there are: %(known)s."), kind=kind, known=", ".join(_resources)
        ) from None


def title_of(kind: str) -> str:
    return str(_resources[kind].title) if kind in _resources else kind


def column_of(kind: str, name: str) -> Column | None:
    """The declared column; None when the kind or the column is no longer known."""
    return _resources[kind].column(name) if kind in _resources else None


def column_label(kind: str, name: str) -> str:
    """人员编号(psn_no), or the bare name when the kind or column is no longer known."""
    column = column_of(kind, name)
    return column.heading if column else name
