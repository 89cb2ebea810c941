"""Missing years made up (NB-06): quoted and paid at once, or paid on month by month until none is missing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.money import from_fen
from config.periods import Month
from enrollment.explaining import in_words
from enrollment.models import ContinuedMonth, ContributionYears, Receipt, RetirementCase
from enrollment.rules.contributions.outcome import Due
from enrollment.rules.contributions.terms import Terms, terms_of_month
from enrollment.rules.contributions.topup import topup_monthly, topup_once
from enrollment.services.policy_words import asked
from enrollment.services.receipts.of_person import Paid, receive_from_person
from institutions.models import Duty, User
from institutions.policy.in_force import calendar_of
from institutions.services.duties import require_duty_in_area

from .judge import SCHEME, RetirementRefused, State, entitle, held, terms_at
from .years import count_years


def still_missing(case: RetirementCase) -> int:
    """Months not made up yet."""
    return max(0, case.missing - case.continued.count())


def quote_once(*, case: RetirementCase, day: dt.date) -> Due:
    """What the months still missing cost if paid on ``day``; stores nothing.

    Raises :class:`RetirementRefused` where the policy refuses a payment at once or is silent.
    """
    worked = asked(
        lambda: topup_once(
            missing=still_missing(case),
            retirement=terms_at(case.person, case.retired_on),
            payment=terms_at(case.person, day),
        ),
        RetirementRefused,
    )
    return worked.due("topup_once")


@transaction.atomic
def accept_once(*, case: RetirementCase, day: dt.date, acting_user: User) -> RetirementCase:
    """The quote of ``day`` as the person accepted it: base, rate, amount and steps stay as they were told."""
    case = held(case, "accept")
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=case.county.area)
    _require_not_before_retirement(case, day)
    due = quote_once(case=case, day=day)
    case.once_base, case.once_rate, case.once_amount = from_fen(due.base or 0), due.rate, from_fen(due.amount)
    case.once_steps = in_words(due.steps)
    case.state, case.accepted_on, case.accepted_by = State.ACCEPTED, day, acting_user
    case.full_clean()
    case.save()
    return case


@transaction.atomic
def record_payment(*, case: RetirementCase, day: dt.date, number: str, acting_user: User) -> RetirementCase:
    """The accepted amount was paid on ``day`` by receipt ``number``: from then on no contributions are due.

    The receipt waits for the books like those of payers, and is booked once.

    A policy that takes the mean wage of the payment may ask another amount by then: refused, accept anew.
    """
    case = held(case, "pay")
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=case.county.area)
    if case.accepted_on is not None and day < case.accepted_on:
        raise RetirementRefused(_("The payment is before the acceptance."))
    now = from_fen(quote_once(case=case, day=day).amount)
    if now != case.once_amount:
        raise RetirementRefused(
            _("On %(day)s the amount is %(now)s, not the %(then)s accepted: accept it anew."),
            day=day,
            now=now,
            then=case.once_amount,
        )
    case.paid_on = day
    case.once_receipt = _receive(case, number, now, Month.of(day), day, acting_user)
    entitle(case, day)
    case.full_clean()
    case.save()
    return case


@transaction.atomic
def pay_month(
    *, case: RetirementCase, month: Month, paid_on: dt.date, number: str, acting_user: User
) -> ContinuedMonth:
    """One month paid on after retirement, by the mean wage and rate in force in it; counted at once.

    With the last missing month the benefits go on without contributions from the month after the latest paid.
    A payment at once accepted before lapses. The receipt waits for the books like those of payers.
    """
    case = held(case, "month")
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=case.county.area)
    _require_not_before_retirement(case, month.last)
    due = monthly_due(case=case, month=month)
    amount = from_fen(due.amount)
    receipt = _receive(case, number, amount, month, paid_on, acting_user)
    years = count_years(
        person=case.person,
        source=ContributionYears.Source.ACTUAL,
        first=month,
        last=month,
        evidence=receipt.number,
        acting_user=acting_user,
    )
    paid = ContinuedMonth(
        case=case, month=month.first, base=from_fen(due.base or 0), rate=due.rate or 0, amount=amount,
        steps=in_words(due.steps), paid_on=paid_on, counted_as=years, receipt=receipt,
    )  # fmt: skip
    paid.full_clean()
    paid.save()
    case.state = State.MONTHLY
    case.once_base, case.once_rate, case.once_amount = None, None, None  # type: ignore[assignment]
    case.accepted_on, case.accepted_by, case.once_steps = None, None, []
    if not still_missing(case):
        latest = case.continued.order_by("-month").values_list("month", flat=True)[0]
        entitle(case, Month.of(latest).next_first)
    case.full_clean()
    case.save()
    return paid


def monthly_due(*, case: RetirementCase, month: Month) -> Due:
    """What ``month`` costs; stores nothing. Raises :class:`RetirementRefused` where the policy is silent."""
    policy_on = calendar_of(case.county.area).at

    def terms_of(asked: Month) -> Terms:
        return terms_of_month(policy_on, asked, SCHEME)

    retirement = terms_at(case.person, case.retired_on)
    worked = asked(
        lambda: topup_monthly(months=[month], terms_of=terms_of, retirement=retirement), RetirementRefused
    )
    return worked.parts("topup_monthly")[0]


def _require_not_before_retirement(case: RetirementCase, day: dt.date) -> None:
    if day < case.retired_on:
        raise RetirementRefused(_("Before the retirement nothing is made up."))


def _receive(
    case: RetirementCase, number: str, amount: Decimal, month: Month, day: dt.date, user: User
) -> Receipt:
    paid = Paid(
        case.person, case.county, case.insutype, amount, day, month.first, month.first,
        gettext("Missing years made up by %(person)s") % {"person": case.person.psn_no},
    )  # fmt: skip
    return receive_from_person(paid, number=number, acting_user=user)
