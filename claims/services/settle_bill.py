"""One bill at the counter."""

from __future__ import annotations

import datetime as dt

from claims.models import STANDING, Bill, Redo, Settlement
from config.scoping import acting_as, system_scope
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area

from .adjudicate import Adjudicator
from .bill_facts import WAITING, read_bills, read_fee_lines
from .decisions import Decisions, counters_of
from .person_locks import lock_people
from .redo_drafts import open_redo
from .redo_finding import asks_for_redo
from .store_settlements import as_values, store_decisions


def settle_bill(*, bill: Bill, acting_user: User, clr_month: dt.date | None = None) -> Settlement | None:
    """Settle one bill and return its settlement; None when it waits: then ``bill.problem`` says why. A bill that was
    cancelled gives None and has no problem. A bill that comes late is settled on top of what later ones used, so that
    nobody waits; where those then come out otherwise, the draft of a redo is kept for a second person.

    ``acting_user`` handles it for any agency of the bill's area (NB-27). ``clr_month``, the first of a month,
    overrides the month found from the settlement time. A settled bill gives its settlement back. Locks: the
    person, then whatever settling writes. Raises ``DutyMissing``, and ``Bill.DoesNotExist`` for a foreign bill.
    """
    require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=bill.insu_county.area)
    with acting_as(acting_user):
        Bill.objects.only("pk").get(pk=bill.pk)
        # Whoever handles the bill may see neither the person nor their coverage and other bills: what the bill
        # is owed is the fund's own act, and nothing read here but the outcome is shown.
        with system_scope():
            lock_people([bill.person_id])
            adjudicator = Adjudicator()
            decisions = _decide(adjudicator, bill, clr_month)
            store_decisions(decisions, as_values, people=(bill.person_id, bill.person_id + 1))
            settled = current_settlement(bill)
            if decisions.settled and settled is not None and asks_for_redo(settled):
                open_redo(
                    person_id=bill.person_id,
                    insutype=bill.insutype,
                    year=settled.policy_date.year,
                    cause=Redo.Cause.LATE,
                    acting_user=acting_user,
                    adjudicator=adjudicator,
                )
            return settled


def current_settlement(bill: Bill) -> Settlement | None:
    """The settlement that stands: not one that was superseded or taken back."""
    settled: Settlement | None = Settlement.objects.filter(STANDING, bill=bill).first()
    return settled


def _decide(adjudicator: Adjudicator, bill: Bill, clr_month: dt.date | None) -> Decisions:
    rows = read_bills(f"b.id = %s AND {WAITING}", [bill.pk])
    lines = read_fee_lines("b.id = %s", [bill.pk]) if rows else {}
    decisions = adjudicator.decide(rows, counters_of("a.person_id = %s", [bill.person_id]), lines)
    if clr_month is None:
        return decisions
    return decisions._replace(settled=[one._replace(clr_month=clr_month) for one in decisions.settled])
