"""The acts of an import: receive, check, confirm, apply, withdraw. One road for pages, commands and the demo.

States: received → checking → checked → applying → done → withdrawn; or rejected (the file), cancelled, failed.
Each change of state is a conditional UPDATE. Nothing is written to a business table before ``apply_run``, and that
is one transaction; checking and applying may be killed at any instant and run again with the same result.

A run's own row and faults are kept under ``system_scope``: whoever asks was checked before, and a worker has
no person's scope open. The rows themselves are written in the name of whoever confirmed, within their scope.

Locks, in this order: the run (session advisory lock, so that nobody checks and applies it twice at once), the kind
(transaction advisory lock while applying or withdrawing), then the rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pghistory
from django.core.files import File
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.models import ImportRun
from config.scoping import acting_as, system_scope

from .checking import RunCheck
from .faults import FileFault, storable
from .resources import ImportResource, resource_of
from .staging import Staging, clear_staging

State = ImportRun.State
Progress = Callable[[int, int], None]
DONE_OR_UNDER_WAY = (State.APPLYING, State.DONE)


class ImportRefused(DomainError):
    """The act is not possible in the run's state, or not for this person."""


def _nothing(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def require_duty(*, user: Any, resource: ImportResource, agency: Any) -> None:
    """Raise :class:`ImportRefused` unless ``user`` holds the kind's duty at ``agency`` today."""
    if resource.duty not in user.duties_at(agency):
        raise ImportRefused(
            _("%(user)s may not import “%(title)s” for %(agency)s: the duty “%(duty)s” is missing."),
            user=user,
            title=resource.title,
            agency=agency,
            duty=resource.duty,
        )


def _move(run: ImportRun, to: str, *, of: tuple[str, ...], **changes: Any) -> None:
    """Change the state, if it still is what we think; the object in hand follows."""
    with system_scope():
        moved = ImportRun.unscoped.filter(pk=run.pk, state__in=of).update(state=to, **changes)
        if not moved:
            run.refresh_from_db(fields=["state"])
    if not moved:
        raise ImportRefused(_("Import %(run)s is “%(state)s”."), run=run.pk, state=run.get_state_display())
    run.state = to
    for name, value in changes.items():
        setattr(run, name, value)


# --- receive -----------------------------------------------------------------------------------------------------


def receive_file(
    *,
    kind: str,
    file: IO[bytes],
    filename: str,
    acting_user: Any,
    agency: Any,
    about: dict[str, Any] | None = None,
) -> ImportRun:
    """Keep the file and open a run for it. Content that was imported before gives a run that says so
    (``is_repeat``, state rejected): importing it again would change nothing. ``about`` is what the sheet does not
    say and its resource asks of the run (``ImportRun.about``)."""
    resource = resource_of(kind)
    require_duty(user=acting_user, resource=resource, agency=agency)
    sha256, size = _digest(file)
    run = ImportRun(
        kind=kind,
        agency=agency,
        uploaded_by=acting_user,
        filename=Path(filename.replace("\\", "/")).name[-255:],
        sha256=sha256,
        size=size,
        about=about or {},
    )
    earlier = _earlier_import(kind, sha256, agency)
    if earlier is not None:
        when = timezone.localtime(earlier.finished_at or earlier.uploaded_at)
        run.repeats = earlier
        run.state = State.REJECTED
        run.fault_code = "same_file"
        run.fault_params = {
            "date": when.strftime("%Y-%m-%d %H:%M"),
            "user": str(earlier.confirmed_by or earlier.uploaded_by),
            "run": earlier.pk,
        }
        run.file = earlier.file.name
    else:
        run.file.save(run.filename, File(file), save=False)
    with acting_as(acting_user):
        run.save()
    return run


def _digest(file: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
    return digest.hexdigest(), size


def _earlier_import(kind: str, sha256: str, agency: Any) -> ImportRun | None:
    # All agencies are asked: the same content changes nothing, whoever brought it.
    known = ImportRun.unscoped.filter(kind=kind, sha256=sha256, state__in=DONE_OR_UNDER_WAY, repeats=None)
    if resource_of(kind).for_own_area:
        known = known.filter(agency__area=agency.area_id)
    with system_scope():
        return known.select_related("uploaded_by", "confirmed_by").order_by("pk").first()


# --- check -------------------------------------------------------------------------------------------------------


def check_run(*, run: ImportRun, progress: Progress = _nothing) -> ImportRun:
    """Read, check, stage and preview the file; afterwards the run is checked, or rejected with its fault."""
    with _only_one(run):
        _move(run, State.CHECKING, of=(State.RECEIVED, State.CHECKING, State.CHECKED))
        clear_staging()
        check = RunCheck(run, progress)
        try:
            check.stage_rows()
            with system_scope():  # an id of another county must be found to be refused
                check.check_rows()
        except FileFault as fault:
            Staging(run, resource_of(run.kind)).drop()
            with system_scope():
                check.store_errors()
                _move(
                    run,
                    State.REJECTED,
                    of=(State.CHECKING,),
                    fault_code=fault.code,
                    fault_params=storable(fault.params),
                    finished_at=timezone.now(),
                )
            return run
        with system_scope():
            check.store_errors()
            _move(run, State.CHECKED, of=(State.CHECKING,), checked_at=timezone.now(), **check.counts())
    return run


@contextmanager
def _only_one(run: ImportRun) -> Iterator[None]:
    """The session's lock on the run: a second worker is refused at once, a dead worker's lock is gone with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('tongchou.import_run'), %s)", [run.pk])
        if not cursor.fetchone()[0]:
            raise ImportRefused(_("Import %(run)s is being worked on already."), run=run.pk)
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('tongchou.import_run'), %s)", [run.pk])


# --- confirm and apply -------------------------------------------------------------------------------------------


def confirm_run(*, run: ImportRun, acting_user: Any, mode: str = ImportRun.Mode.GOOD_ROWS) -> ImportRun:
    """Take the checked rows. The run is then applying: call :func:`apply_run`, or queue it (``jobs.start_apply``)."""
    require_duty(user=acting_user, resource=resource_of(run.kind), agency=run.agency)
    if mode == ImportRun.Mode.ALL_OR_NOTHING and run.bad_count:
        raise ImportRefused(
            _("%(bad)s rows are wrong and all or nothing was asked for: nothing was imported."),
            bad=run.bad_count,
        )
    if run.state == State.CHECKED and not run.good_count:
        raise ImportRefused(_("There is no good row to import."))
    _move(
        run,
        State.APPLYING,
        of=(State.CHECKED,),
        mode=mode,
        confirmed_by=acting_user,
        confirmed_at=timezone.now(),
    )
    return run


def cancel_run(*, run: ImportRun, acting_user: Any) -> ImportRun:
    """Give up a run that was not confirmed. A check under way finds out when it ends, and clears up itself."""
    require_duty(user=acting_user, resource=resource_of(run.kind), agency=run.agency)
    _move(
        run, State.CANCELLED, of=(State.RECEIVED, State.CHECKING, State.CHECKED), finished_at=timezone.now()
    )
    return run


def apply_run(*, run: ImportRun, progress: Progress = _nothing) -> ImportRun:
    """Write what was confirmed, in one transaction; run again after a crash it gives the same result.

    The rows are checked once more against what is stored now: since the preview somebody may have stored the same
    person. Rows found wrong are left out, or with all-or-nothing the run goes back to checked.
    """
    resource = resource_of(run.kind)
    with _only_one(run):
        with system_scope():
            run.refresh_from_db()
        if run.state != State.APPLYING:
            raise ImportRefused(
                _("Import %(run)s is “%(state)s”."), run=run.pk, state=run.get_state_display()
            )
        check = RunCheck(run, progress)
        # A restart of the database empties unlogged tables: read the file again.
        if Staging(run, resource).count() != run.good_count:
            check.stage_rows()
        try:
            _apply(run, resource, check)
        except _BackToChecked:
            with system_scope():
                check.store_errors()
                _move(run, State.CHECKED, of=(State.APPLYING,), **check.counts())
            raise ImportRefused(
                _("%(bad)s rows are wrong and all or nothing was asked for: nothing was imported."),
                bad=run.bad_count,
            ) from None
        check.staging.drop()
    return run


class _BackToChecked(Exception):
    """All or nothing was asked for, and not all rows are good any more."""


def _apply(run: ImportRun, resource: ImportResource, check: RunCheck) -> None:
    total = run.good_count
    with transaction.atomic():
        _lock_kind(run.kind)
        with system_scope():
            check.recheck()
        if check.found_new and run.mode == ImportRun.Mode.ALL_OR_NOTHING:
            raise _BackToChecked
        check.progress(0, total)
        with (
            _explaining_constraints(),
            pghistory.context(user=run.confirmed_by_id, import_run=run.pk),
            acting_as(run.confirmed_by),
        ):
            resource.apply_rows(check.staging, run.confirmed_by)
        with system_scope():
            check.store_errors()
        _move(run, State.DONE, of=(State.APPLYING,), finished_at=timezone.now(), **check.counts())
        check.progress(total, total)


@contextmanager
def _explaining_constraints() -> Iterator[None]:
    """The database's last guard spoke: what two people stored at once, or what no check foresaw."""
    try:
        yield
    except IntegrityError as exc:
        name = getattr(getattr(exc.__cause__, "diag", None), "constraint_name", None) or "?"
        raise ImportRefused(
            _("The rows contradict what is stored (%(constraint)s). Check the file again."), constraint=name
        ) from exc


def _lock_kind(kind: str) -> None:
    """Two imports of one kind apply one after the other: neither sees half of the other's rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tongchou.import'), hashtext(%s))", [kind])


# --- withdraw ----------------------------------------------------------------------------------------------------


def withdraw_run(*, run: ImportRun, acting_user: Any) -> ImportRun:
    """Take an import back while nothing depends on it; raises with the first reason why not."""
    resource = resource_of(run.kind)
    require_duty(user=acting_user, resource=resource, agency=run.agency)
    with transaction.atomic():
        _lock_kind(run.kind)
        _move(run, State.WITHDRAWN, of=(State.DONE,), withdrawn_by=acting_user, withdrawn_at=timezone.now())
        with system_scope():  # what another county built on it counts too
            for reason in resource.blockers(run):
                raise reason
        with pghistory.context(user=acting_user.pk, import_run=run.pk), acting_as(acting_user):
            resource.undo(run)
    return run


# --- all in sequence ---------------------------------------------------------------------------------------------


def import_file(
    *,
    kind: str,
    path: Path,
    acting_user: Any,
    agency: Any,
    mode: str = ImportRun.Mode.GOOD_ROWS,
    progress: Progress = _nothing,
) -> ImportRun:
    """Every step for commands and the demo: the run ends done, rejected (``run.fault`` says why), or checked when
    there is nothing to confirm. The same file again gives a rejected run with ``is_repeat``, and changes nothing."""
    with path.open("rb") as file:
        run = receive_file(kind=kind, file=file, filename=path.name, acting_user=acting_user, agency=agency)
    if run.state == State.RECEIVED:
        check_run(run=run, progress=progress)
    if run.state == State.CHECKED and run.good_count:
        confirm_run(run=run, acting_user=acting_user, mode=mode)
        apply_run(run=run, progress=progress)
    return run
