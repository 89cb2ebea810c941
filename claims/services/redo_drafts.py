"""Drafts of redos: what a plan found, kept for a second person to decide on."""

from __future__ import annotations

import json

from django.utils import timezone

from claims.models import Redo, RedoLine
from claims.rules.redo import BillAnew, RedoPlan
from config.money import from_fen
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area

from .adjudicate import Adjudicator
from .person_locks import lock_people
from .redo_plans import Planned, plan_redo


def ask_redo(*, person: Person, insutype: str, year: int, acting_user: User) -> Redo | None:
    """Reckon one person's year anew; a draft when something would change, None when all stays as it is.

    ``acting_user`` handles it for any agency of the person's area that sees the person. Raises ``DutyMissing``, and
    ``Person.DoesNotExist`` for a foreign person.
    """
    require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=person.county.area)
    with acting_as(acting_user):
        Person.objects.only("pk").get(pk=person.pk)
        # The year may hold bills that this county neither insured nor treated.
        with system_scope():
            lock_people([person.pk])
            return open_redo(
                person_id=person.pk,
                insutype=insutype,
                year=year,
                cause=Redo.Cause.ASKED,
                acting_user=acting_user,
            )


def open_redo(
    *,
    person_id: int,
    insutype: str,
    year: int,
    cause: Redo.Cause,
    acting_user: User,
    adjudicator: Adjudicator | None = None,
) -> Redo | None:
    """Reckon the year and keep its draft; for a caller that holds the person's lock and checked the duty."""
    planned = plan_redo(person_id=person_id, insutype=insutype, year=year, adjudicator=adjudicator)
    return keep_draft(planned.plan, cause=cause, acting_user=acting_user)


def keep_draft(plan: RedoPlan, *, cause: Redo.Cause, acting_user: User) -> Redo | None:
    """The year's draft as ``plan`` says: made, brought up to date, or dropped when nothing changes any more.

    What was rejected is not asked again until it comes out otherwise or somebody asks for it. Whoever prepared the
    first draft stays its preparer: bringing it up to date takes no decision.
    """
    redos = Redo.unscoped.filter(person=plan.person_id, insutype=plan.insutype, year=plan.year)
    draft = redos.filter(state=Redo.State.DRAFT).first()
    if not plan.changed:
        if draft is not None:
            draft.state = Redo.State.DROPPED
            draft.save(update_fields=["state"])
        return None
    if draft is not None and draft.digest == plan.digest:
        return draft
    if draft is None:
        last = redos.order_by("-pk").first()
        if last is not None and _was_refused(last, plan, cause):
            return None
        draft = Redo(
            person_id=plan.person_id,
            insutype=plan.insutype,
            year=plan.year,
            cause=cause,
            prepared_by=acting_user,
        )
    return _fill(draft, plan)


def refresh_draft(*, redo: Redo, acting_user: User) -> Redo | None:
    """Reckon a draft's year again after something changed; None when nothing is left to change.

    Needs the duty to handle or to review in the area.
    """
    duties = {duty for one in acting_user.assignments_in_force for duty in one.duties}
    duty = Duty.REVIEW if Duty.HANDLE not in duties else Duty.HANDLE
    require_duty_in_area(user=acting_user, duty=duty, area=redo.county.area)
    with acting_as(acting_user):
        Redo.objects.only("pk").get(pk=redo.pk)
        with system_scope():
            lock_people([redo.person_id])
            return open_redo(
                person_id=redo.person_id,
                insutype=redo.insutype,
                year=redo.year,
                cause=Redo.Cause(redo.cause),
                acting_user=acting_user,
            )


def is_outdated(redo: Redo, planned: Planned) -> bool:
    """Whether what the draft says is no longer what booking it would do."""
    return redo.digest != planned.plan.digest


def _was_refused(last: Redo, plan: RedoPlan, cause: Redo.Cause) -> bool:
    refused: bool = last.state == Redo.State.REJECTED and last.digest == plan.digest
    return refused and cause != Redo.Cause.ASKED


def _fill(draft: Redo, plan: RedoPlan) -> Redo:
    draft.county_id = plan.changed[-1].counts.insu_county
    draft.digest = plan.digest
    draft.bills, draft.kept = len(plan.changed), len(plan.kept)
    draft.fund_difference = from_fen(plan.difference("fund_pay_sumamt"))
    draft.person_difference = from_fen(plan.difference("psn_part_amt"))
    draft.prepared_at = timezone.now()
    draft.save()
    RedoLine.unscoped.filter(redo=draft).delete()
    RedoLine.unscoped.bulk_create(
        _line(draft, number, bill, plan)
        for number, bill in enumerate(plan.bills, 1)
        if bill.changes or bill.anew is None
    )
    return draft


def _line(draft: Redo, number: int, bill: BillAnew, plan: RedoPlan) -> RedoLine:
    code, params = bill.problem
    stands, counts = bill.stands, bill.counts
    return RedoLine(
        redo=draft,
        number=number,
        bill_id=bill.bill_id,
        before_id=bill.settled,
        reasons=[] if code else [[reason.code, *reason.names] for reason in plan.reasons(bill)],
        problem=code,
        problem_params=json.loads(params) if params else {},
        fund_before=from_fen(stands.amount("fund_pay_sumamt")),
        fund_after=from_fen(counts.amount("fund_pay_sumamt")),
        person_before=from_fen(stands.amount("psn_part_amt")),
        person_after=from_fen(counts.amount("psn_part_amt")),
        amounts=bill.differences(),
    )
