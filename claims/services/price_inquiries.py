"""Open a price inquiry or talk, record the reply, close it with its outcome, withdraw it (JJ-19 三(七)).

Duty to handle at the municipal agency, which keeps the prices; a second person who reviews closes.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import PriceInquiry
from claims.policy_prices import price_policy
from claims.rules.flow import WrongState
from claims.rules.price_inquiries import FLOW, outcome_fault
from claims.services.case_numbers import next_number
from claims.services.price_items.states import PriceRefused, day_of_act
from config.workdays import add_workdays
from institutions.models import Duty, Institution, PoolingArea, User
from institutions.services.duties import require_another, require_duty
from institutions.services.policy_versions import municipal_agency

ACTS = {"reply": _("record a reply"), "close": _("close the inquiry"), "withdraw": _("withdraw the inquiry")}
FAULTS = {
    "no_reply": _("Inquiry %(inquiry)s has no reply: without one it can only be handed over."),
    "not_due": _("Inquiry %(inquiry)s waits for its reply until %(due)s."),
}


@transaction.atomic
def open_inquiry(
    *,
    area: PoolingArea,
    fixmedins_code: str,
    opened_on: dt.date | None,
    acting_user: User,
    follows_number: str = "",
    **facts: Any,
) -> PriceInquiry:
    """Ask a supplier, or the institution with ``fixmedins_code``; ``facts`` are columns of :class:`PriceInquiry`.

    ``follows_number`` names the inquiry this one goes on from: the talk after the letter, about the same item.
    Raises :class:`PriceRefused`, and ``ValidationError`` unless exactly one is asked.
    """
    city = municipal_agency(area)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=city)
    inquiry = PriceInquiry(area=area, county=city, opened_by=acting_user, number=next_number("JH"), **facts)
    if fixmedins_code:
        inquiry.institution = Institution.unscoped.filter(fixmedins_code=fixmedins_code, area=area).first()
        if inquiry.institution is None:
            raise PriceRefused(
                _("No institution of %(agency)s has the code %(code)s."), agency=city, code=fixmedins_code
            )
        inquiry.county = inquiry.institution.county or city
    inquiry.follows = _followed(area, follows_number, inquiry) if follows_number else None
    inquiry.opened_on = day_of_act(
        opened_on, after=inquiry.follows.opened_on if inquiry.follows is not None else None
    )
    days = price_policy(area, inquiry.opened_on).needed("letters.reply_days")
    inquiry.due_on = add_workdays(inquiry.opened_on, days)
    inquiry.full_clean()
    inquiry.save()
    return inquiry


@transaction.atomic
def record_reply(
    *, inquiry: PriceInquiry, reply: str, day: dt.date | None = None, acting_user: User
) -> PriceInquiry:
    """What was answered, or the record of the talk; a later one replaces it, and the history keeps both."""
    inquiry = _locked(inquiry)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(inquiry.area))
    inquiry.state = _state_after(inquiry, "reply")
    if not reply.strip():
        raise PriceRefused(_("Say what was answered."))
    inquiry.reply, inquiry.replied_on = (
        reply.strip(),
        day_of_act(day, after=inquiry.replied_on or inquiry.opened_on),
    )
    inquiry.full_clean()
    inquiry.save()
    return inquiry


@transaction.atomic
def close_inquiry(
    *,
    inquiry: PriceInquiry,
    outcome: str,
    conclusion: str,
    new_price: Decimal | None = None,
    day: dt.date | None = None,
    acting_user: User,
) -> PriceInquiry:
    """A second person says what came of it; ``new_price`` (yuan per unit) only with a lowered price."""
    inquiry = _locked(inquiry)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=municipal_agency(inquiry.area))
    require_another(user=acting_user, previous=inquiry.opened_by, act=_("Price inquiry"))
    state = _state_after(inquiry, "close")
    found = day_of_act(day, after=inquiry.replied_on or inquiry.opened_on)
    fault = outcome_fault(outcome, replied=inquiry.state == "replied", due=inquiry.due_on, day=found)
    if fault:
        raise PriceRefused(FAULTS[fault], inquiry=inquiry, due=inquiry.due_on)
    if not conclusion.strip():
        raise PriceRefused(_("Say what came of it."))
    inquiry.state, inquiry.outcome, inquiry.conclusion = state, outcome, conclusion.strip()
    inquiry.closed_on, inquiry.closed_by = found, acting_user
    # The stubs of the field do not know that it may be empty.
    inquiry.new_price = new_price  # type: ignore[assignment]
    inquiry.full_clean()
    inquiry.save()
    return inquiry


@transaction.atomic
def withdraw_inquiry(*, inquiry: PriceInquiry, reason: str, acting_user: User) -> PriceInquiry:
    """It was opened by mistake."""
    inquiry = _locked(inquiry)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=municipal_agency(inquiry.area))
    inquiry.state, inquiry.conclusion = _state_after(inquiry, "withdraw"), reason.strip()
    if not inquiry.conclusion:
        raise PriceRefused(_("Say why it is withdrawn."))
    inquiry.full_clean()
    inquiry.save()
    return inquiry


def _followed(area: PoolingArea, number: str, inquiry: PriceInquiry) -> PriceInquiry:
    found: PriceInquiry | None = PriceInquiry.objects.filter(area=area, number=number.strip()).first()
    if found is None:
        raise PriceRefused(_("There is no inquiry %(number)s."), number=number)
    if found.med_list_codg != inquiry.med_list_codg or found.state == PriceInquiry.State.WITHDRAWN:
        raise PriceRefused(_("Inquiry %(inquiry)s is about another item, or was withdrawn."), inquiry=found)
    return found


def _locked(inquiry: PriceInquiry) -> PriceInquiry:
    related = ("area", "county", "institution", "opened_by")
    held: PriceInquiry = (
        PriceInquiry.objects.select_for_update(of=("self",)).select_related(*related).get(pk=inquiry.pk)
    )
    return held


def _state_after(inquiry: PriceInquiry, act: str) -> str:
    try:
        return FLOW.after(inquiry.state, act)
    except WrongState as wrong:
        raise PriceRefused(
            _("Inquiry %(inquiry)s is “%(state)s”: one cannot %(act)s now."),
            inquiry=inquiry,
            state=inquiry.get_state_display(),
            act=ACTS[act],
        ) from wrong
