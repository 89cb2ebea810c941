"""A month driven in one process, as rehearsals and the area for measuring do, goes on where a killed one left it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from config.models import Job
from config.scoping import system_scope
from funds.models import Clearing, ClearingStep
from funds.services.clearing.drive import Drive, People
from funds.services.clearing.start import start_clearing

from .conftest import MARCH, SCHEME, Town
from .test_month import a_month


def test_what_a_killed_process_left_running_is_taken_up(town: Town) -> None:
    a_month(town)
    cast, long_ago = town.cast, timezone.now() - dt.timedelta(hours=1)
    with system_scope():
        clearing = start_clearing(area=cast.area, month=MARCH, insutype=SCHEME, acting_user=cast.finance_city)
        Job.objects.filter(pk=clearing.job_id).update(state=Job.State.RUNNING, attempts=1, heartbeat=long_ago)
        of_east = ClearingStep.objects.filter(clearing=clearing, unit=cast.east, step="adjudicate")
        assert of_east.update(state=ClearingStep.State.RUNNING, attempts=1, heartbeat=long_ago) == 1
    people = People(cast.finance_city, cast.reviewer_city, cast.approver_city)
    drive = Drive(cast.area, MARCH, SCHEME, people, inline=True, tell=lambda _text: None)
    done = drive.to(Clearing.State.ADJUDICATED)
    assert done.state == Clearing.State.ADJUDICATED
    with system_scope():
        assert Job.objects.get(pk=clearing.job_id).attempts == 2
        assert of_east.get().attempts == 2
