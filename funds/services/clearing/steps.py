"""One unit's step: claimed once, done in one transaction, its failure kept on its row.

A step may be killed at any instant. Claiming is one conditional UPDATE; the work, and the row's ``done``,
are one transaction that holds the row locked; moving the clearing on is another, safe to repeat. Whatever is
left half-way is found by :func:`take_back_dead_steps` and :func:`advance`.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone, translation

from config.errors import DomainError
from config.models import Job
from funds.models import Clearing, ClearingStep
from institutions.models import Agency

from . import states
from .adjudicate import adjudicate_unit
from .cash import require_cover
from .faults import StepFault
from .net import net_unit, store_net_positions
from .paid import mark_paid_if_complete
from .post import post_unit
from .prepare_payments import prepare_unit
from .units import working_for

logger = logging.getLogger(__name__)

Step = ClearingStep.Step
STEP_TASK = "funds.tasks.run_clearing_step"


def _post_covered(clearing: Clearing, unit: Agency) -> None:
    """A shortage stops the unit before anything is posted (``StepFault``); it goes on once the money is there."""
    require_cover(clearing, unit)
    post_unit(clearing, unit)


# What a step does, and the state of the clearing in which it may.
WORK: dict[str, Callable[[Clearing, Agency], None]] = {
    Step.ADJUDICATE: adjudicate_unit,
    Step.NET: net_unit,
    Step.POST: _post_covered,
    Step.PAY: prepare_unit,
}
STEP_IN = {
    Clearing.State.COLLECTING: Step.ADJUDICATE,
    Clearing.State.REVIEWED: Step.NET,
    Clearing.State.NETTED: Step.POST,
    Clearing.State.POSTED: Step.PAY,
}
AFTER = {
    Step.ADJUDICATE: Clearing.State.ADJUDICATED,
    Step.NET: Clearing.State.NETTED,
    Step.POST: Clearing.State.POSTED,
}


def perform_step(step_id: int) -> bool:
    """Do the step if it still waits and its turn has come; ``False`` when there was nothing to do."""
    step = _claim(step_id)
    if step is None:
        return False
    language = getattr(step.clearing.started_by, "language", "") or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            with working_for(step.clearing.area):
                done = _work(step)
        except StepFault as fault:
            _fail(step, fault.code, fault.params)
        except DomainError as refusal:
            _fail(step, "refused", {"message": str(refusal)})
        except (OperationalError, InterfaceError):
            # The database went away in the middle: nothing was stored, and the step is taken up again.
            logger.warning("clearing step %s lost its database connection", step.pk, exc_info=True)
            if connection.in_atomic_block:
                raise
            connection.close()
        except Exception:
            reference = f"C{timezone.localdate():%y%m%d}-{secrets.token_hex(3).upper()}"
            logger.exception("clearing step %s failed: %s", step.pk, reference)
            _fail(step, "unexpected", {"reference": reference})
        else:
            if done:
                advance(step.clearing_id)
    return True


def _claim(step_id: int) -> ClearingStep | None:
    """Take the step for this worker; a step whose run was cancelled, or whose turn is not come, stays."""
    step = (
        ClearingStep.unscoped.filter(pk=step_id)
        .select_related("clearing__area", "clearing__started_by", "clearing__job", "unit__area")
        .first()
    )
    if step is None or STEP_IN.get(Clearing.State(step.clearing.state)) != step.step:
        return None
    job = step.clearing.job
    if job is None or job.cancel_requested or job.state not in Job.UNFINISHED:
        return None
    now = timezone.now()
    claimed = ClearingStep.unscoped.filter(pk=step_id, state=ClearingStep.State.PENDING).update(
        state=ClearingStep.State.RUNNING,
        attempts=F("attempts") + 1,
        heartbeat=now,
        started_at=now,
        finished_at=None,
        fault_code="",
        fault_params={},
    )
    if not claimed:
        return None
    step.attempts += 1
    return step


def _mine(step: ClearingStep) -> Any:
    """The row as long as nobody else was given the step."""
    return ClearingStep.unscoped.filter(pk=step.pk, state=ClearingStep.State.RUNNING, attempts=step.attempts)


def _work(step: ClearingStep) -> bool:
    """Work and the row's ``done`` in the caller's transaction; ``False`` when the step was given to another."""
    if _mine(step).select_for_update(of=("self",)).first() is None:
        return False
    WORK[step.step](step.clearing, step.unit)
    return bool(_mine(step).update(state=ClearingStep.State.DONE, finished_at=timezone.now()))


def _fail(step: ClearingStep, code: str, params: dict[str, Any]) -> None:
    _mine(step).update(
        state=ClearingStep.State.FAILED, finished_at=timezone.now(), fault_code=code, fault_params=params
    )


def advance(clearing_id: int) -> None:
    """Move the clearing on when every unit has done the step of its state; the next step's tasks go out.

    Whoever finishes last does it; calling it again, or twice at once, changes nothing.
    """
    with transaction.atomic():
        clearing = (
            Clearing.unscoped.select_for_update(of=("self",), no_key=True)
            .select_related("area")
            .get(pk=clearing_id)
        )
        with working_for(clearing.area):
            step = STEP_IN.get(Clearing.State(clearing.state))
            # Once its run was cancelled the month may have taken further bills.
            if step is None or states.running_job(clearing) is None:
                return
            rows = ClearingStep.unscoped.filter(clearing=clearing, step=step)
            if not rows.exists() or rows.exclude(state=ClearingStep.State.DONE).exists():
                return
            if step == Step.PAY:
                mark_paid_if_complete(clearing)
                return
            if step == Step.NET:
                store_net_positions(clearing)
            if states.try_move(clearing, before=[clearing.state], after=AFTER[step]):
                transaction.on_commit(partial(send_steps, clearing.pk), robust=True)


def send_steps(clearing_id: int) -> None:
    """One message per unit whose step waits now; a message too many is harmless."""
    for step_id in waiting_steps(clearing_id):
        current_app.send_task(STEP_TASK, args=[step_id], queue=settings.CELERY_TASK_DEFAULT_QUEUE)


def waiting_steps(clearing_id: int) -> list[int]:
    """Ids of the steps that can be done now."""
    clearing = Clearing.unscoped.get(pk=clearing_id)
    step = STEP_IN.get(Clearing.State(clearing.state))
    rows = ClearingStep.unscoped.filter(clearing=clearing, step=step, state=ClearingStep.State.PENDING)
    return list(rows.order_by("unit__code").values_list("pk", flat=True)) if step else []


def take_back_dead_steps(clearing_id: int) -> int:
    """Steps that run without a worker wait again; after ``JOB_MAX_ATTEMPTS`` starts they fail. How many waited.

    A worker holds its row locked; a row that says running but can be locked has nobody behind it, once the
    moment between claiming and locking is over.
    """
    silent_since = timezone.now() - dt.timedelta(seconds=settings.JOB_HEARTBEAT_SECONDS)
    with transaction.atomic():
        dead = ClearingStep.unscoped.filter(
            clearing=clearing_id, state=ClearingStep.State.RUNNING, heartbeat__lt=silent_since
        ).select_for_update(skip_locked=True, of=("self",))
        waiting = 0
        for step in dead:
            if step.attempts >= settings.JOB_MAX_ATTEMPTS:
                _fail(step, "worker_lost", {"count": step.attempts})
            else:
                waiting += _mine(step).update(state=ClearingStep.State.PENDING)
    return waiting
