"""A month driven in one process, as rehearsals and the area for measuring do, goes on where a killed one left it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from config.models import Job
from config.scoping import system_scope
from funds.models import Clearing, ClearingStep
from funds.services.clearing.drive import Drive, People

from .conftest import MARCH, SCHEME, Town
from .test_month import a_month


def test_what_a_killed_process_left_running_is_taken_up(town: Town) -> None:
    a_month(town)
    clearing = town.start()
    long_ago = timezone.now() - dt.timedelta(hours=1)
    with system_scope():
        Job.objects.filter(pk=clearing.job_id).update(state=Job.State.RUNNING, attempts=1, heartbeat=long_ago)
        ClearingStep.objects.filter(clearing=clearing, unit=town.cast.east).update(
            state=ClearingStep.State.RUNNING, attempts=1, heartbeat=long_ago
        )
    people = People(town.cast.finance_city, town.cast.reviewer_city, town.cast.approver_city)
    drive = Drive(town.cast.area, MARCH, SCHEME, people, inline=True, tell=lambda _text: None)
    done = drive.to(Clearing.State.POSTED)
    assert done.state == Clearing.State.POSTED
    with system_scope():
        assert Job.objects.get(pk=clearing.job_id).attempts == 2
        assert (
            ClearingStep.objects.get(clearing=clearing, unit=town.cast.east, step="adjudicate").attempts == 2
        )
