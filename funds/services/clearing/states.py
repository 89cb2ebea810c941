"""Moving a clearing from state to state: by conditional UPDATE, one row or none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.models import Job
from funds.models import Clearing

from .faults import ClearingRefused

State = Clearing.State


def move(clearing: Clearing, *, before: Iterable[str], after: str, act: Any, **values: Any) -> None:
    """Change the state from one of ``before`` to ``after`` and set ``values``; the object follows.

    Raises :class:`ClearingRefused` naming the state when somebody else, or nobody, brought it there.
    """
    if not try_move(clearing, before=before, after=after, **values):
        refuse(clearing, act)


def try_move(clearing: Clearing, *, before: Iterable[str], after: str, **values: Any) -> bool:
    """The same for whoever comes second without harm: ``False`` when the clearing has moved on."""
    changed = Clearing.unscoped.filter(pk=clearing.pk, state__in=list(before)).update(state=after, **values)
    if changed:
        clearing.refresh_from_db(from_queryset=Clearing.unscoped.all())
    return bool(changed)


def require(clearing: Clearing, *states: str, act: Any) -> None:
    """Raise :class:`ClearingRefused` unless the clearing, as it is now, stands in one of ``states``."""
    clearing.refresh_from_db(from_queryset=Clearing.unscoped.all())
    if clearing.state not in states:
        refuse(clearing, act)


def refuse(clearing: Clearing, act: Any) -> None:
    clearing.refresh_from_db(from_queryset=Clearing.unscoped.all())
    raise ClearingRefused(
        _("%(clearing)s cannot %(act)s: it is in the state “%(state)s”."),
        clearing=clearing,
        act=act,
        state=clearing.get_state_display(),
    )


def running_job(clearing: Clearing) -> Job | None:
    """The job at work on this clearing now, if any."""
    if clearing.job_id is None:
        return None
    return Job.objects.unfinished().filter(pk=clearing.job_id).select_related("owner").first()


def is_running(job_id: int | None) -> bool:
    """Whether the job of a clearing, if it has one, is at work."""
    return job_id is not None and Job.objects.unfinished().filter(pk=job_id).exists()


def refuse_while_running(clearing: Clearing) -> None:
    """Raise :class:`ClearingRefused` naming who is at work and what to do."""
    job = running_job(clearing)
    if job is not None:
        raise ClearingRefused(
            _("%(user)s started this clearing at %(time)s and it is running (job %(job)s). "
              "Wait until it ends, or cancel it."),
            user=job.owner,
            time=f"{timezone.localtime(job.created_at):%H:%M}",
            job=job.pk,
        )  # fmt: skip
