"""Drive a month from where it stands to a wanted state: the acts of the people named, one after the other.

For the shell, the demonstration and rehearsals. It does nothing a person could not do with the pages, and
done again it takes up where it stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.jobs.run import run_job, sweep_jobs
from config.models import ImportRun, Job
from config.periods import Month
from config.scoping import acting_as
from config.spreadsheets.engine import import_file
from funds.models import Clearing, ClearingStep, Payment, PaymentBatch
from funds.services.payments.approve import approve_batch
from funds.services.payments.export import export_batch
from institutions.models import PoolingArea, User

from .close import close_clearing
from .faults import ClearingRefused
from .payers import payers_in_order
from .review import continue_clearing, review_clearing
from .start import start_clearing
from .states import running_job
from .units import city_of

State = Clearing.State
ORDER = list(State)
POLL_SECONDS = 0.1
# A job that nobody takes for so long has no worker.
PATIENCE_SECONDS = 20.0

# Takes the file for the bank (named by its batch) and the folder for the answer; returns the bank's return file.
Bank = Callable[[PaymentBatch, Path, Path], Path]
Tell = Callable[[str], object]


@dataclass(frozen=True)
class People:
    """Who acts. Starter (finance), reviewer and approver of the city are three people."""

    starter: User
    reviewer: User | None = None
    approver: User | None = None


@dataclass
class Drive:
    """One month under way. ``inline`` runs jobs in this process, otherwise Celery workers do."""

    area: PoolingArea
    month: Month
    insutype: str
    people: People
    inline: bool = False
    bank: Bank | None = None
    tell: Tell = print

    def clearing(self) -> Clearing | None:
        month = Clearing.unscoped.filter(area=self.area, insutype=self.insutype, month=self.month.first)
        return month.select_related("area", "job", "started_by").first()

    def to(self, until: str) -> Clearing:
        """Bring the month to ``until`` (or leave it where it is beyond); raises what the acts raise."""
        clearing = self.clearing()
        while clearing is None or not self._has_reached(clearing, until):
            before = clearing and (clearing.state, self.payments_prepared(clearing))
            self._one_act(clearing)
            clearing = self.clearing()
            if clearing is None or (clearing.state, self.payments_prepared(clearing)) == before:
                raise ClearingRefused(
                    _("The clearing stopped: %(reason)s"), reason=self._why_it_stands(clearing)
                )
        return clearing

    def _why_it_stands(self, clearing: Clearing | None) -> object:
        if clearing is None or clearing.job is None:
            return _("no job ran")
        with acting_as(self.people.starter):
            failed = list(
                Payment.objects.filter(
                    clearing=clearing, state=Payment.State.FAILED, reissued_as__isnull=True
                )
                .order_by("number")
                .values_list("number", flat=True)
            )
        if failed:
            return gettext("issue again the failed payments %(numbers)s.") % {"numbers": "、".join(failed)}
        return clearing.job.message

    def _has_reached(self, clearing: Clearing, until: str) -> bool:
        """Posted counts once the payments are prepared."""
        if clearing.state == State.POSTED == until:
            return self.payments_prepared(clearing)
        return ORDER.index(State(clearing.state)) >= ORDER.index(State(until))

    def _one_act(self, clearing: Clearing | None) -> None:
        """The next act after the state the month is in."""
        if clearing is None or clearing.state == State.COLLECTING:
            self._start(clearing)
        elif clearing.state == State.ADJUDICATED:
            reviewer = _needed(self.people.reviewer, _("reviewer"))
            with acting_as(reviewer):
                review_clearing(clearing=clearing, acting_user=reviewer)
            self._run(clearing)
        elif clearing.state in (State.REVIEWED, State.NETTED) or not self.payments_prepared(clearing):
            if running_job(clearing) is None:
                with acting_as(self.people.starter):
                    continue_clearing(clearing=clearing, acting_user=self.people.starter)
            self._run(clearing)
        elif clearing.state == State.POSTED:
            self._pay(clearing)
        else:
            with acting_as(self.people.starter):
                close_clearing(clearing=clearing, acting_user=self.people.starter)

    def _start(self, clearing: Clearing | None) -> None:
        # Somebody may have started it already: then it is watched, not started twice.
        if clearing is None or running_job(clearing) is None:
            with acting_as(self.people.starter):
                clearing = start_clearing(
                    area=self.area, month=self.month, insutype=self.insutype, acting_user=self.people.starter
                )
        self._run(clearing)

    def payments_prepared(self, clearing: Clearing) -> bool:
        """Whether the instructions of every unit are there to be approved."""
        steps = ClearingStep.unscoped.filter(clearing=clearing, step=ClearingStep.Step.PAY)
        return steps.exists() and not steps.exclude(state=ClearingStep.State.DONE).exists()

    # --- jobs ---

    def _run(self, clearing: Clearing) -> None:
        """Until the clearing's job ends; tells each unit's step as it is done."""
        job_id = Clearing.unscoped.values_list("job_id", flat=True).get(pk=clearing.pk)
        if job_id is None:
            return
        told: set[int] = set()
        waiting_since = time.monotonic()
        while True:
            if self.inline and not run_job(job_id):
                # Left running by a process that was killed, and no beat looks after jobs here.
                sweep_jobs()
            job = Job.objects.get(pk=job_id)
            self._tell_news(clearing, told)
            if job.is_finished:
                return
            if job.state != Job.State.QUEUED:
                waiting_since = time.monotonic()
            elif time.monotonic() - waiting_since > PATIENCE_SECONDS:
                raise ClearingRefused(
                    _("No worker takes the job: start one, or run the clearing in this process.")
                )
            time.sleep(POLL_SECONDS)

    def _tell_news(self, clearing: Clearing, told: set[int]) -> None:
        ended = ClearingStep.unscoped.filter(
            clearing=clearing, state__in=[ClearingStep.State.DONE, ClearingStep.State.FAILED]
        ).select_related("unit")
        for step in ended.order_by("finished_at", "pk"):
            if step.pk not in told:
                told.add(step.pk)
                self.tell(f"{self.month}  {step.unit}  {step.get_step_display()}: {step.get_state_display()}")

    # --- payments ---

    def _pay(self, clearing: Clearing) -> None:
        """Every payer in the order in which the cash comes in; the bank answers before the next one pays."""
        bank, approver = self.bank, _needed(self.people.approver, _("approver"))
        if bank is None:
            raise ClearingRefused(_("The payments of %(clearing)s wait for the bank."), clearing=clearing)
        # Row-level security shows no payment outside a scope.
        with acting_as(self.people.starter):
            batches = [
                batch
                for payer in payers_in_order(clearing)
                for batch in PaymentBatch.objects.filter(clearing=clearing, payer=payer)
                .select_related("clearing__area", "payer__area", "prepared_by")
                .order_by("pk")
            ]
        with TemporaryDirectory() as folder:
            for batch in batches:
                self._pay_batch(batch, approver, bank, Path(folder))

    def _pay_batch(self, batch: PaymentBatch, approver: User, bank: Bank, folder: Path) -> None:
        if batch.approved_by_id is None:
            with acting_as(approver):
                approve_batch(batch=batch, acting_user=approver)
        waiting = [Payment.State.PREPARED, Payment.State.SENT]
        sent = folder / f"{batch.number}.xlsx"
        with acting_as(self.people.starter):
            if not Payment.objects.filter(batch=batch, state__in=waiting).exists():
                return
            sent.write_bytes(export_batch(batch=batch, acting_user=self.people.starter).getvalue())
            answer = bank(batch, sent, folder)
            city = city_of(self.area)
        run = import_file(kind="bank_return", path=answer, acting_user=self.people.starter, agency=city)
        if run.state != ImportRun.State.DONE or run.bad_count:
            raise ClearingRefused(_("The bank's answer to %(batch)s was not taken: see import %(run)s."),
                                  batch=batch, run=run.pk)  # fmt: skip
        with acting_as(self.people.starter):
            paid = Payment.objects.filter(batch=batch, state=Payment.State.PAID).count()
        self.tell(f"{self.month}  {batch.payer}  {batch.number}: {_('payments made')} {paid}")


def _needed(person: User | None, role: object) -> User:
    if person is None:
        raise ClearingRefused(_("A second person is needed: name the %(role)s."), role=role)
    return person
