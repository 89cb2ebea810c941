"""Credits to employees' personal accounts, month by month, where the policy keeps such accounts."""

from __future__ import annotations

import datetime as dt

from claims.models import AccountBatch
from claims.services.personal_accounts.batches import discard_batch, review_batch, start_credits
from config.demo.topics.stage import act
from config.demo.year.clock import living_on
from config.demo.year.town import EMPLOYEES, Town
from config.jobs.run import run_job
from config.periods import Month
from config.scoping import acting_as
from funds.services.account_movements import book_account_movements
from institutions.models import Duty


def kept(town: Town) -> bool:
    """Whether a document in force has personal accounts of employees."""
    return town.says(f"personal_account.{EMPLOYEES}")


def credit(town: Town, month: Month, day: dt.date) -> None:
    """Prepared by one person, reviewed by another on ``day``, posted to everybody's account and booked."""
    handler, finance = town.at(Duty.HANDLE), town.at(Duty.FINANCE)
    batch = _worked(town, act(handler, start_credits, area=town.area, insutype=EMPLOYEES, month=month))
    if batch.lines:
        with living_on(day):
            reviewed = act(town.at(Duty.REVIEW), review_batch, batch=batch)
        _worked(town, reviewed)
        act(finance, book_account_movements, area=town.area)
    else:
        act(handler, discard_batch, batch=batch)


def _worked(town: Town, batch: AccountBatch) -> AccountBatch:
    """The batch after its job, which runs here: only this process knows what day it is."""
    if batch.job_id is not None:
        run_job(batch.job_id)
    with acting_as(town.at(Duty.REVIEW)):
        found: AccountBatch = AccountBatch.objects.select_related("area", "prepared_by").get(pk=batch.pk)
    return found
