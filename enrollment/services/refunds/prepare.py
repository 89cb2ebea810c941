"""Put the refund of a contribution paid ahead before a second person."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.money import from_fen, to_fen
from config.scoping import system_scope
from enrollment.explaining import in_words
from enrollment.models import RESIDENTS, ContributionRefund, WindowEnrolment
from enrollment.rules.contributions.outcome import Worked
from enrollment.rules.contributions.residents import refund
from enrollment.rules.contributions.terms import terms_on
from enrollment.services.coverage.history import lock_person
from enrollment.services.policy_words import asked, steps_of
from institutions.models import Agency, Duty, User
from institutions.policy.in_force import calendar_of
from institutions.services.duties import require_duty_in_area

State = ContributionRefund.State
DEATH = "death"
"""The policy language's word for the reason that also ends the person's file."""


class RefundRefused(DomainError):
    """Nothing is refunded, or not now."""


def work_out(*, enrolment: WindowEnrolment, reason: str, happened_on: dt.date) -> Worked:
    """What the policy of the day gives back; stores nothing. Raises :class:`RefundRefused`."""
    if not enrolment.paid:
        raise RefundRefused(
            _("The person paid nothing for %(year)s: nothing is refunded."), year=enrolment.year
        )
    terms = terms_on(calendar_of(enrolment.coverage.county.area).at, happened_on, RESIDENTS)
    return asked(
        lambda: refund(
            paid=to_fen(enrolment.paid), reason=reason, day=happened_on, year=enrolment.year, terms=terms
        ),
        RefundRefused,
    )


@transaction.atomic
def prepare_refund(
    *,
    enrolment: WindowEnrolment,
    reason: str,
    happened_on: dt.date,
    evidence: str,
    payee_name: str,
    payee_account: str,
    payee_bank: str,
    acting_user: User,
) -> ContributionRefund:
    """The refund with its amount and the account it goes to, waiting for another person. Duty to register.

    Raises :class:`RefundRefused`, ``DutyMissing``; ``ValidationError`` where one is under way or done.
    """
    area = enrolment.coverage.county.area
    counter = require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=area)
    with system_scope():
        lock_person(enrolment.person_id)
        enrolment = WindowEnrolment.objects.select_related("coverage__county__area", "person").get(
            pk=enrolment.pk
        )
        if not enrolment.coverage.effective:
            raise RefundRefused(_("This enrolment was annulled."))
        worked = work_out(enrolment=enrolment, reason=reason, happened_on=happened_on)
        county = enrolment.coverage.county
        prepared = ContributionRefund(
            enrolment=enrolment,
            insutype=enrolment.coverage.insutype,
            insu_county=county,
            handling_county=_unit(counter, county),
            reason=reason,
            happened_on=happened_on,
            evidence=evidence.strip(),
            amount=from_fen(worked.due("refund").amount),
            steps=in_words(steps_of(worked)),
            payee_name=payee_name.strip(),
            payee_account=payee_account.replace(" ", ""),
            payee_bank=payee_bank.strip(),
            prepared_by=acting_user,
        )
        prepared.full_clean()
        prepared.save()
    return prepared


def _unit(counter: Agency, county: Agency) -> Agency:
    """The county the counter belongs to; the city's own counter acts for the county of insurance."""
    if counter.level == Agency.Level.CITY:
        return county
    return counter.county or counter
