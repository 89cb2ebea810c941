"""Run a clearing's steps as one job: hand them out to workers, do some, report, see to the dead.

The job works along: with one worker alone it does every step itself, with more the others take theirs from
the queue. Progress, cancelling and taking up after a crash are those of every job.
"""

from __future__ import annotations

import logging
import time

from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import gettext_lazy as _

from config.jobs import JobContext, JobRefused
from funds.models import Clearing, ClearingStep

from .faults import fault_text
from .steps import STEP_IN, advance, perform_step, send_steps, take_back_dead_steps, waiting_steps

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.2
# A database that is restarted is back within this time.
PATIENCE_SECONDS = 30.0


def run_clearing(ctx: JobContext) -> None:
    """Until every step that can be done now is done; raises :class:`JobRefused` when units failed."""
    clearing_id = int(ctx.params["clearing"])
    if not Clearing.unscoped.filter(pk=clearing_id, job=ctx.job.pk).exists():
        raise JobRefused(_("This run is over: start the clearing, or let it go on, on its own page."))
    advance(clearing_id)
    take_back_dead_steps(clearing_id)
    send_steps(clearing_id)
    lost_since: float | None = None
    while True:
        try:
            if _report(ctx, clearing_id):
                return
            waiting = waiting_steps(clearing_id)
            if not (waiting and perform_step(waiting[0])):
                time.sleep(POLL_SECONDS)
                take_back_dead_steps(clearing_id)
                advance(clearing_id)
            lost_since = None
        except (OperationalError, InterfaceError):
            lost_since = lost_since or time.monotonic()
            if connection.in_atomic_block or time.monotonic() - lost_since > PATIENCE_SECONDS:
                raise
            logger.warning("clearing %s: the database is away, trying again", clearing_id, exc_info=True)
            connection.close()
            time.sleep(POLL_SECONDS)


def _report(ctx: JobContext, clearing_id: int) -> bool:
    """Tell how far it is; ``True`` when it is over. Raises what cancels the job, or says which units failed."""
    steps = list(
        ClearingStep.unscoped.filter(clearing=clearing_id).select_related("unit").order_by("unit__code")
    )
    clearing = Clearing.unscoped.get(pk=clearing_id)
    current = STEP_IN.get(Clearing.State(clearing.state))
    before_review = clearing.state in (Clearing.State.COLLECTING, Clearing.State.ADJUDICATED)
    of_this_run = [step for step in steps if (step.step == ClearingStep.Step.ADJUDICATE) == before_review]
    done = sum(step.state == ClearingStep.State.DONE for step in of_this_run)
    note = str(current.label) if current is not None else ""
    ctx.progress(done, len(of_this_run), note)
    now = [step for step in steps if step.step == current]
    if any(step.state in (ClearingStep.State.PENDING, ClearingStep.State.RUNNING) for step in now):
        return False
    failed = [step for step in now if step.state == ClearingStep.State.FAILED]
    if failed:
        raise JobRefused("%(faults)s", faults=" ".join(_named(step) for step in failed))
    # Everything of this state is done: over unless it has yet to move on.
    return current is None or current == ClearingStep.Step.PAY


def _named(step: ClearingStep) -> str:
    return f"{step.unit}: {fault_text(step.fault_code, step.fault_params)}"
