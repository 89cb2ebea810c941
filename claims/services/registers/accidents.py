"""Accident declarations: what the person says, and the decision whose word counts for the bills."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import AccidentDeclaration
from enrollment.models import Person
from institutions.models import Institution, User

from . import deciding
from .opening import RegistrationRefused, take_in, terms_for


@transaction.atomic
def declare_accident(
    *,
    person: Person,
    happened_on: dt.date,
    happened_at: str,
    account: str,
    third_party: str,
    applied_on: dt.date,
    institution: Institution | None = None,
    admitted_on: dt.date | None = None,
    liable_party: str = "",
    liable_paid: Decimal | int = 0,
    evidence: str = "",
    remark: str = "",
    acting_user: User,
) -> AccidentDeclaration:
    """A declaration that waits for its decision; it holds for care from the day it happened."""
    if applied_on < happened_on:
        raise RegistrationRefused(
            _("An accident of %(day)s cannot be declared before it happened."), day=happened_on
        )
    if admitted_on is not None and admitted_on < happened_on:
        raise RegistrationRefused(
            _("Admitted on %(admitted)s, before the accident of %(day)s."),
            admitted=admitted_on,
            day=happened_on,
        )
    terms = terms_for(person, "accident", applied_on)
    record = AccidentDeclaration(
        applied_on=applied_on,
        happened_on=happened_on,
        happened_at=happened_at,
        account=account,
        institution=institution,
        admitted_on=admitted_on,
        third_party=third_party,
        liable_party=liable_party,
        liable_paid=liable_paid,
        evidence=evidence,
        remark=remark,
        # Without a second person the declaration itself decides; a third party not known yet must be looked into.
        decision=_as_declared(third_party) if not terms.must_review else "",
    )
    return take_in(
        record=record,
        person=person,
        terms=terms,
        first=happened_on,
        end=terms.end(happened_on),
        acting_user=acting_user,
    )


def _as_declared(third_party: str) -> str:
    if third_party == AccidentDeclaration.ThirdParty.UNKNOWN:
        raise RegistrationRefused(_("Find out first whether somebody else is liable."))
    return (
        AccidentDeclaration.Decision.THIRD_PARTY.value
        if third_party == AccidentDeclaration.ThirdParty.YES
        else AccidentDeclaration.Decision.NO_THIRD_PARTY.value
    )


@transaction.atomic
def decide_accident(
    *,
    declaration: AccidentDeclaration,
    decision: str,
    liable_party: str = "",
    liable_paid: Decimal | int | None = None,
    evidence: str = "",
    acting_user: User,
) -> AccidentDeclaration:
    """Decide who bears it; what is given here replaces what was declared."""
    paid = declaration.liable_paid if liable_paid is None else liable_paid
    return deciding.approve(
        record=declaration,
        acting_user=acting_user,
        decision=decision,
        liable_party=liable_party or declaration.liable_party,
        liable_paid=paid,
        evidence=evidence or declaration.evidence,
    )
