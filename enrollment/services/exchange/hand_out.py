"""A file is made for another office under an agreement, and the log says so."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jobs import enqueue
from config.models import Job
from config.periods import Month
from enrollment.models import Direction, ExchangeAgreement, ExchangeFile, LayoutCode
from enrollment.reads.exchange import read, rows_of
from enrollment.spreadsheets.exchange.layouts import layout_of
from enrollment.spreadsheets.exchange.outgoing import cover_of, form_for, write_file
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty

from .agreed import ExchangeRefused, require_agreed

HAND_OUT = "exchange.hand_out"
SHOWN_EACH = 2_000


def ask_for_file(
    *,
    agreement: ExchangeAgreement,
    month: Month,
    purpose: str,
    acting_user: User,
    agency: Agency,
    answers: ExchangeFile | None = None,
) -> Job:
    """The queued job that makes the file about ``month``: of the agency's county, of the city's whole area.

    ``answers`` is the file taken in that an answer is about, of the same office. Duty handle at ``agency``. Raises
    ``ExchangeRefused``, ``DutyMissing``.
    """
    _require(agreement, month, purpose, acting_user, agency, answers)
    params = {
        "agreement": agreement.pk, "period": str(month), "purpose": purpose.strip(),
        "answers": answers.pk if answers else None,
    }  # fmt: skip
    return enqueue(
        HAND_OUT,
        owner=acting_user,
        agency=agency,
        params=params,
        unique_key=f"{HAND_OUT}:{agency.pk}:{agreement.pk}:{month}:{params['answers']}",
    )


@transaction.atomic
def hand_out(
    *,
    agreement: ExchangeAgreement,
    month: Month,
    purpose: str,
    acting_user: User,
    job: Job,
    agency: Agency,
    answers: ExchangeFile | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> ExchangeFile:
    """The file as the log keeps it, with its copy; one job makes one file, however often it is started.

    Raises ``ExchangeRefused`` (also where nobody is to be told of), ``DutyMissing``.
    """
    made: ExchangeFile | None = ExchangeFile.objects.filter(job=job).first()
    if made is not None:
        return made
    _require(agreement, month, purpose, acting_user, agency, answers)
    layout = layout_of(agreement.layout)
    rows = rows_of(agreement.layout, agency=agency, month=month, answers=answers)
    count = rows.count()
    if not count:
        raise ExchangeRefused(_("There is nobody to tell of in %(month)s."), month=month)
    form = form_for(count)
    written = _Counted(read(rows), count, progress)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        cover = cover_of(
            agreement, period=month, purpose=purpose, agency=agency, made_by=acting_user, made_at=timezone.now(),
            rows=count,
        )  # fmt: skip
        write_file(path, form=form, layout=layout, cover=cover, rows=written)
        if written.count != count:
            raise ExchangeRefused(_("What is stored changed while the file was written: make it again."))
        return _log(agreement, month, purpose, acting_user, job, agency, path, form, count)


def _log(
    agreement: ExchangeAgreement,
    month: Month,
    purpose: str,
    user: User,
    job: Job,
    agency: Agency,
    path: Path,
    form: str,
    count: int,
) -> ExchangeFile:
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        name = f"{agreement.get_layout_display()}-{agreement.counterpart_name}-{month}.{form}"
        file = ExchangeFile(
            agreement=agreement, period=month.first, agency=agency, purpose=purpose.strip(), filename=name,
            sha256=sha256, row_count=count, job=job, made_by=user,
        )  # fmt: skip
        content.seek(0)
        # The name people see is in the row; on disk the content names itself.
        file.copy.save(f"{sha256}.{form}", File(content), save=False)
        file.save()
    return file


def _require(
    agreement: ExchangeAgreement,
    month: Month,
    purpose: str,
    user: User,
    agency: Agency,
    answers: ExchangeFile | None,
) -> None:
    require_duty(user=user, duty=Duty.HANDLE, agency=agency)
    require_agreed(agreement=agreement, direction=Direction.OUT, month=month, purpose=purpose, agency=agency)
    if (agreement.layout == LayoutCode.ANSWER) != (answers is not None):
        raise ExchangeRefused(_("An answer is about a file that was taken in: start it on that file's page."))
    if answers is None:
        return
    asked = answers.agreement
    if asked.counterpart_name != agreement.counterpart_name or asked.area_id != agreement.area_id:
        raise ExchangeRefused(_("The file came from another office than the answer goes to."))
    if asked.direction != Direction.IN or answers.withdrawn_at is not None:
        raise ExchangeRefused(_("Only a file that was taken in and stands can be answered."))


class _Counted:
    """The rows on their way into the file, counted and told."""

    def __init__(self, rows: Iterator[Any], total: int, progress: Callable[[int, int], None]) -> None:
        self.rows, self.total, self.progress, self.count = rows, total, progress, 0

    def __iter__(self) -> Iterator[Any]:
        for row in self.rows:
            self.count += 1
            if self.count % SHOWN_EACH == 0:
                self.progress(self.count, self.total)
            yield row
        self.progress(self.count, self.total)
