"""Negotiate with institutions, round by round: the agency offers, the institution answers, until it is agreed.

Where no agreement is reached the agency sets the amount with its reason, once the institution was heard. A budget
common to all institutions has nobody to answer: it is set.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import BudgetRound, BudgetShare, CountyBudget
from institutions.models import Consortium, Institution, User

from .doubled import refuse_doubled
from .faults import BudgetRefused
from .held import amount_of, hold_county, hold_share, reason_of

State, Answer = BudgetShare.State, BudgetRound.Answer


@transaction.atomic
def make_offer(*, share: BudgetShare, amount: Decimal, reason: str = "", acting_user: User) -> BudgetRound:
    """The next round's offer in yuan; what was agreed or set before is open again. Duty handle where it is negotiated.

    Raises :class:`BudgetRefused` while an offer waits for its answer, or where nobody can answer.
    """
    share = hold_share(share, "negotiate", acting_user)
    if share.institution_id is None and share.consortium_id is None:
        raise BudgetRefused(
            _("%(share)s: common to all institutions, it is set and not offered."), share=share
        )
    latest = share.rounds.order_by("-number").first()
    if latest is not None and not latest.answer:
        raise BudgetRefused(
            _("%(share)s: round %(number)s waits for its answer."), share=share, number=latest.number
        )
    made = BudgetRound(
        share=share,
        number=1 if latest is None else latest.number + 1,
        offer=amount,
        offer_reason=reason.strip()[:200],
        offered_by=acting_user,
        offered_at=timezone.now(),
    )
    made.full_clean(exclude=["share", "offered_by"])
    made.save()
    if share.state != State.OPEN:
        _settle(share, State.OPEN, None, "", None)
    return made


@transaction.atomic
def note_answer(
    *,
    share: BudgetShare,
    answer: str,
    acting_user: User,
    asked: Decimal | None = None,
    reason: str = "",
    spoke: str = "",
    on: dt.date | None = None,
) -> BudgetRound:
    """What the institution said to the open offer; accepted, the share is agreed. Duty handle where it is negotiated.

    Raises :class:`BudgetRefused` where no offer is open, ``ValidationError`` where it lacks its amount or reason.
    """
    share = hold_share(share, "negotiate", acting_user)
    latest = share.rounds.filter(answer="").first()
    if latest is None:
        raise BudgetRefused(_("%(share)s: no offer waits for an answer."), share=share)
    day = on or timezone.localdate()
    if not timezone.localdate(latest.offered_at) <= day <= timezone.localdate():
        raise BudgetRefused(
            _("%(share)s: the answer lies between the day of the offer and today."), share=share
        )
    wanted: Any = asked
    latest.answer, latest.asked, latest.answer_reason = answer, wanted, reason.strip()[:200]
    latest.spoke, latest.answered_on, latest.answer_noted_by = spoke.strip()[:50], day, acting_user
    latest.full_clean(exclude=["share", "offered_by", "answer_noted_by"])
    latest.save()
    if answer == Answer.ACCEPTED:
        _settle(share, State.AGREED, Decimal(latest.offer), "", acting_user)
    return latest


@transaction.atomic
def set_share(*, share: BudgetShare, amount: Decimal, reason: str, acting_user: User) -> BudgetShare:
    """The amount set by the agency (yuan) with its reason. Duty handle where it is negotiated.

    Raises :class:`BudgetRefused` where the institution was not heard or still has to answer.
    """
    share = hold_share(share, "negotiate", acting_user)
    why = reason_of(reason)
    if share.institution_id is not None or share.consortium_id is not None:
        latest = share.rounds.order_by("-number").first()
        if latest is None or not latest.answer:
            raise BudgetRefused(
                _("%(share)s: set only after the institution answered an offer."), share=share
            )
    if amount_of(amount) < 0:
        raise BudgetRefused(_("%(share)s: a budget is not below zero."), share=share)
    _settle(share, State.SET, amount, why, acting_user)
    return share


@transaction.atomic
def add_share(
    *,
    county: CountyBudget,
    method: str,
    reason: str,
    acting_user: User,
    institution: Institution | None = None,
    consortium: Consortium | None = None,
    proposed: Decimal = Decimal(0),
) -> BudgetShare:
    """One that had nothing last year, with its reason. Once the county's budget is decided it starts with nothing, and
    an adjustment gives it something. Duty handle where it is negotiated."""
    county = hold_county(county, "add_share", acting_user)
    why = reason_of(reason)
    whose = institution or consortium
    if whose is not None and whose.county_id != county.county_id:
        raise BudgetRefused(_("%(whose)s does not belong to %(county)s."), whose=whose, county=county.county)
    share = BudgetShare(
        county_budget=county, county=county.county, institution=institution, consortium=consortium,
        method=method, proposed=proposed, reason=why,
    )  # fmt: skip
    if county.state == CountyBudget.State.DECIDED:
        share.proposed = share.amount = Decimal(0)
        share.state, share.settled_by, share.settled_at = State.SET, acting_user, timezone.now()
    share.full_clean(exclude=["county_budget", "county"])
    share.save()
    refuse_doubled(county.budget)
    return share


def _settle(share: BudgetShare, state: str, amount: Any, reason: str, user: User | None) -> None:
    share.state, share.amount, share.reason = state, amount, reason
    share.settled_by, share.settled_at = user, None if user is None else timezone.now()
    share.save(update_fields=["state", "amount", "reason", "settled_by", "settled_at"])
