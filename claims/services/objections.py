"""Objections of institutions: entered by the counter with their papers, assigned, answered by another, followed.

An upheld objection changes nothing by itself: a deduction is given back by ``deduction_reversals``, whose confirmation
follows the objection; whoever does anything else that follows does it by its own act, and says so here.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import InstitutionObjection
from claims.policy_reconciliation import reconciliation_number
from claims.rules.flow import WrongState
from claims.rules.objections import FLOW
from claims.services.case_numbers import next_number
from config.errors import DomainError
from config.workdays import add_workdays
from institutions.models import Duty, Institution, User
from institutions.services.duties import require_another, require_duty
from institutions.services.payee_accounts import paying_agency

ACTS = {
    "assign": _("assign it"),
    "uphold": _("uphold it"),
    "reject": _("reject it"),
    "follow": _("say what followed"),
    "withdraw": _("take it back"),
}


class ObjectionRefused(DomainError):
    """The objection cannot be acted on so."""


@transaction.atomic
def enter_objection(
    *, institution: Institution, received_on: dt.date, acting_user: User, **facts: Any
) -> InstitutionObjection:
    """An objection on paper; ``facts`` are columns of :class:`InstitutionObjection` (``about`` and what it is about).

    Duty to handle at the agency that pays the institution, or at its city. Raises :class:`ObjectionRefused`,
    ``ValidationError``.
    """
    payer = paying_agency(institution)
    objection = InstitutionObjection(
        institution=institution,
        area=institution.area,
        county=payer,
        received_on=received_on,
        entered_by=acting_user,
        **facts,
    )
    _require(objection, acting_user, Duty.HANDLE)
    if received_on > timezone.localdate():
        raise ObjectionRefused(_("%(day)s is not over yet."), day=received_on)
    _refuse_strangers(objection)
    days = reconciliation_number(institution.area, received_on, "objections.answer_days")
    if days is None:
        raise ObjectionRefused(_("The policy does not say in how many days an objection is answered."))
    objection.due_on = add_workdays(received_on, days)
    objection.number = next_number("YY")
    objection.full_clean()
    objection.save()
    return objection


@transaction.atomic
def assign_objection(
    *, objection: InstitutionObjection, assignee: User, acting_user: User
) -> InstitutionObjection:
    """Give it to somebody who reviews at the paying agency or its city, and did not enter it.

    Duty to handle or review.
    """
    objection = _locked(objection)
    _require(objection, acting_user, Duty.HANDLE, Duty.REVIEW)
    objection.state = state_after(objection, "assign")
    require_another(user=assignee, previous=objection.entered_by, act=_("Objection"))
    if not _holds(objection, assignee, Duty.REVIEW):
        raise ObjectionRefused(
            _("%(user)s does not review at %(agency)s."), user=assignee, agency=objection.county
        )
    objection.assigned_to = assignee
    objection.save(update_fields=["state", "assigned_to"])
    return objection


@transaction.atomic
def answer_objection(
    *,
    objection: InstitutionObjection,
    upheld: bool,
    answer: str,
    acting_user: User,
    day: dt.date | None = None,
) -> InstitutionObjection:
    """Uphold or reject it in words. Duty to review: whoever it was given to, and did not enter it."""
    objection = _locked(objection)
    objection.state = state_after(objection, "uphold" if upheld else "reject")
    _require(objection, acting_user, Duty.REVIEW)
    require_another(user=acting_user, previous=objection.entered_by, act=_("Objection"))
    if objection.assigned_to != acting_user:
        raise ObjectionRefused(_("It was given to %(user)s."), user=objection.assigned_to)
    if not answer.strip():
        raise ObjectionRefused(_("Write the answer."))
    objection.answer, objection.answered_by = answer.strip(), acting_user
    objection.answered_on = day or timezone.localdate()
    objection.full_clean()
    objection.save()
    return objection


@transaction.atomic
def follow_objection(
    *, objection: InstitutionObjection, followed: str, acting_user: User
) -> InstitutionObjection:
    """Say which act followed an upheld objection. Duty to handle or review."""
    objection = _locked(objection)
    _require(objection, acting_user, Duty.HANDLE, Duty.REVIEW)
    objection.state = state_after(objection, "follow")
    if objection.reversals.filter(state="proposed").exists():
        raise ObjectionRefused(_("What it gives back waits for confirmation."))
    if not followed.strip():
        raise ObjectionRefused(_("Say what was done."))
    objection.followed, objection.followed_by = followed.strip()[:300], acting_user
    objection.save(update_fields=["state", "followed", "followed_by"])
    return objection


@transaction.atomic
def withdraw_objection(
    *, objection: InstitutionObjection, reason: str, acting_user: User
) -> InstitutionObjection:
    """The institution takes it back. Duty to handle."""
    objection = _locked(objection)
    _require(objection, acting_user, Duty.HANDLE)
    objection.state = state_after(objection, "withdraw")
    if not reason.strip():
        raise ObjectionRefused(_("Say why."))
    objection.answer = reason.strip()[:1000]
    objection.save(update_fields=["state", "answer"])
    return objection


def reviewers_of(objection: InstitutionObjection) -> list[User]:
    """Whom it can be given to: who reviews today at the paying agency or its city, but for whoever entered it."""
    agencies = [objection.county_id, objection.county.parent_id]
    people = User.objects.filter(assignments__agency__in=[one for one in agencies if one], is_active=True)
    return [
        one
        for one in people.exclude(pk=objection.entered_by_id).order_by("name", "pk").distinct()
        if _holds(objection, one, Duty.REVIEW)
    ]


def _refuse_strangers(objection: InstitutionObjection) -> None:
    """What is objected to is the institution's own."""
    owners = {
        "deduction": objection.deduction and objection.deduction.institution_id,
        "finding": objection.finding and objection.finding.bill.institution_id,
        "assessment": objection.assessment and objection.assessment.institution_id,
    }
    owner = owners.get(objection.about)
    if owner is not None and owner != objection.institution_id:
        raise ObjectionRefused(
            _("What is objected to is another institution's, not %(institution)s's."),
            institution=objection.institution,
        )


def _locked(objection: InstitutionObjection) -> InstitutionObjection:
    related = ("institution", "area", "county__parent", "entered_by", "assigned_to")
    held: InstitutionObjection = (
        InstitutionObjection.objects.select_for_update(of=("self",))
        .select_related(*related)
        .get(pk=objection.pk)
    )
    return held


def _holds(objection: InstitutionObjection, user: User, *duties: Duty) -> bool:
    agencies = (objection.county, objection.county.parent)
    return any(set(duties) & set(user.duties_at(one)) for one in agencies if one is not None)


def _require(objection: InstitutionObjection, user: User, *duties: Duty) -> None:
    if not _holds(objection, user, *duties):
        require_duty(user=user, duty=duties[0], agency=objection.county)


def state_after(objection: InstitutionObjection, act: str) -> str:
    """Where ``act`` leads; raises :class:`ObjectionRefused` in words."""
    try:
        return FLOW.after(objection.state, act)
    except WrongState as wrong:
        raise ObjectionRefused(
            _("Objection %(objection)s is “%(state)s”: one cannot %(act)s now."),
            objection=objection,
            state=objection.get_state_display(),
            act=ACTS[act],
        ) from wrong
