"""Checking one run: rows into staging, faults collected, counts and preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config.models import ImportRun, RowError
from config.scoping import scope_of

from . import merging
from .checks import SetCheck
from .faults import ERROR, FileFault, RowFault, storable
from .reader import open_table
from .resources import resource_of
from .rows import checked_rows
from .staging import ROWS_PER_COPY, Staging

MOST_ERRORS_IN_WORDS = 10_000


class RunCheck:
    """The working state of one check. Errors are kept in words up to a limit, bad row numbers all."""

    def __init__(self, run: ImportRun, progress: Callable[[int, int], None]) -> None:
        self.run = run
        self.progress = progress
        self.resource = resource_of(run.kind)
        self.staging = Staging(run, self.resource)
        self.faults: list[RowFault] = []
        self.bad: set[int] = set()
        self.warned = 0
        self.total = run.total_count
        self.actions: dict[int, int] = {}
        self.preview: list[dict[str, Any]] = []
        self.found_new = False
        # A check replaces what was stored; checking staged rows once more only adds to it.
        self._adds = False

    def stage_rows(self) -> None:
        """Read the file and COPY its good rows; raises FileFault."""
        self.staging.create()
        self.faults, self.bad, self.warned, self.total = [], set(), 0, 0
        with self._local_file() as path:
            self._copy_rows(path)
        if not self.total:
            raise FileFault("no_rows")
        self.staging.resolve()

    def _copy_rows(self, path: Path) -> None:
        resource = self.resource
        derived = [column.name for column in resource.derived]
        row_checks = resource.row_checks if resource.has_row_checks else None
        batch: list[list[Any]] = []
        with open_table(
            path, columns=resource.columns, sheet=resource.sheet, sheet_label=resource.sheet_label
        ) as table:
            for number, values, faults in checked_rows(table, row_checks, derived):
                self.total += 1
                if faults:
                    self.collect(faults)
                if values is not None:
                    values.insert(0, number)
                    batch.append(values)
                    if len(batch) == ROWS_PER_COPY:
                        self.staging.copy(batch)
                        batch.clear()
                        self.progress(self.total, max(self.total, table.expected_rows))
        self.staging.copy(batch)
        self.progress(self.total, self.total)

    @contextmanager
    def _local_file(self) -> Any:
        """The upload as a path; private storage keeps files on disk."""
        yield Path(self.run.file.path)

    def check_rows(self) -> None:
        """Everything set-based: lookups, checks, then what the good rows would do."""
        self.resource.prepare(self.staging)
        self._run_set_checks()
        self.actions, self.preview = self.resource.preview(self.staging)

    def recheck(self) -> None:
        """Check the staged rows against what is stored now, before they are merged."""
        known = set(self.run.bad_rows)
        staged_again = bool(self.faults or self.bad)
        self.bad |= known
        self.check_rows()
        self.found_new = not self.bad <= known
        if not staged_again:
            # The rows were staged, and their warnings stored, by the first check.
            self._adds = True
            self.warned = self.run.warning_count
            self.faults = [fault for fault in self.faults if fault.level == ERROR]

    def _run_set_checks(self) -> None:
        checks = list(self.resource.set_checks())
        self._run_checks(check for check in checks if not check.of_the_rest)
        self._run_checks(check for check in checks if check.of_the_rest)

    def _run_checks(self, checks: Iterable[SetCheck]) -> None:
        """All of them over the same rows; what is wrong is gone afterwards."""
        scope = scope_of(self.run.uploaded_by)
        found_bad = False
        for check in checks:
            before = len(self.bad)
            self.collect(check.faults(self.staging, scope))
            found_bad = found_bad or len(self.bad) > before
        if found_bad:
            self.staging.remove(self.bad)

    def collect(self, faults: Iterable[RowFault]) -> None:
        for fault in faults:
            if fault.level == ERROR:
                self.bad.add(fault.row)
            else:
                self.warned += 1
            if len(self.faults) < MOST_ERRORS_IN_WORDS:
                self.faults.append(fault)

    def counts(self) -> dict[str, Any]:
        """The run's figures and its preview, as fields."""
        actions = self.actions
        return {
            "total_count": self.total,
            "good_count": self.total - len(self.bad),
            "bad_count": len(self.bad),
            "warning_count": self.warned,
            "new_count": actions.get(merging.NEW, 0),
            "changed_count": actions.get(merging.CHANGED, 0),
            "same_count": actions.get(merging.SAME, 0),
            "bad_rows": sorted(self.bad),
            "preview": self.preview,
        }

    def store_errors(self) -> None:
        """Keep the faults in words; a check run again replaces what the killed one left."""
        if not self._adds:
            RowError.objects.filter(run=self.run).delete()
        RowError.objects.bulk_create(
            [
                RowError(
                    run=self.run,
                    row=fault.row,
                    column=fault.column,
                    value=storable(fault.value)[:60],
                    code=fault.code,
                    params=storable(dict(fault.params)),
                    level=fault.level,
                )
                for fault in sorted(self.faults, key=lambda fault: fault.row)
            ],
            batch_size=2_000,
        )
