"""Enrol a resident outside the window: what is to be paid at once is worked out, must be paid, and is booked once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.money import from_fen, to_fen
from config.scoping import system_scope
from enrollment.explaining import in_words
from enrollment.models import RESIDENTS, CounterEnrolment, Coverage, Person, Receipt, Standing
from enrollment.rules.contributions.outcome import Worked
from enrollment.rules.contributions.residents import Resident, late_enrolment, newborn
from enrollment.rules.contributions.terms import terms_on
from enrollment.services.coverage.enrol import enrol_person
from enrollment.services.policy_words import asked, steps_of
from enrollment.services.receipts.of_person import Paid, receive_from_person
from institutions.models import Agency, Duty, User
from institutions.policy.in_force import calendar_of
from institutions.services.duties import require_duty_in_area

Kind = CounterEnrolment.Kind


class EnrolmentRefused(DomainError):
    """The person cannot be enrolled so."""


@dataclass(frozen=True)
class Asked:
    """An enrolment outside the window as it is asked for; ``reason`` of the policy's list where it is late."""

    person: Person
    county: Agency
    kind: str
    psn_type: str
    year: int
    paid_on: dt.date
    reason: str = ""


@dataclass(frozen=True)
class Owed:
    """What is to be paid at once, fen: the person's own part, the governments' share they pay too, and by others."""

    own: int
    government: int
    aided: int
    subsidy: int
    begins: dt.date
    cover: str
    aid_category: str
    worked: Worked

    @property
    def by_person(self) -> int:
        return self.own + self.government


def work_out(enrolment: Asked) -> Owed:
    """By the policy of the day of payment, or of the year of cover where that is another; stores nothing.

    Raises :class:`EnrolmentRefused` where the policy says no or is silent.
    """
    asking = enrolment
    if asking.year not in (asking.paid_on.year, asking.person.brdy.year):
        raise EnrolmentRefused(_("The year of cover is that of the payment or, of a newborn, that of birth."))
    day = asking.paid_on if asking.paid_on.year == asking.year else dt.date(asking.year, 1, 1)
    terms = terms_on(calendar_of(asking.county.area).at, day, RESIDENTS)
    aid = _aid_of(asking.person, asking.paid_on)
    person = Resident(
        psn_type=asking.psn_type,
        aid_category=aid or "none",
        county=asking.county.code,
        permit_holder=_standing(asking.person, Standing.Kind.PERMIT, asking.paid_on) is not None,
    )

    def work() -> Worked:
        common = {"person": person, "day": asking.paid_on, "year": asking.year, "terms": terms}
        if asking.kind == Kind.NEWBORN:
            return newborn(born=asking.person.brdy, **common)  # type: ignore[arg-type]
        return late_enrolment(reason=asking.reason, **common)  # type: ignore[arg-type]

    return _owed(asked(work, EnrolmentRefused), aid)


def _owed(worked: Worked, aid: str) -> Owed:
    wholes = {due.item: due for due in worked.dues if not due.part_of}
    aided = next((due.amount for due in worked.dues if due.item == "contribution.aided"), 0)
    contribution = wholes["contribution"].amount if "contribution" in wholes else 0
    subsidy = wholes.get("subsidy")
    paid_by_person = subsidy is not None and subsidy.payer == "person"
    amount = subsidy.amount if subsidy is not None else 0
    return Owed(
        own=contribution - aided,
        government=amount if paid_by_person else 0,
        aided=aided,
        subsidy=0 if paid_by_person else amount,
        begins=worked.found("begins"),
        cover=worked.found("cover") or Coverage.Cover.FULL,
        aid_category=aid,
        worked=worked,
    )


@transaction.atomic
def enrol_at_counter(
    *, enrolment: Asked, evidence: str, amount: Decimal, number: str, acting_user: User
) -> CounterEnrolment:
    """Covered from the policy's day to the end of the year, with the receipt over what was paid.

    ``amount`` is what the person paid, yuan; it must be all that is asked. The receipt waits for the books like those
    of payers. Duty to register in the area; raises :class:`EnrolmentRefused`, ``CoverageRefused``,
    ``ReceiptOfAnother``, ``DutyMissing``.
    """
    handled_at = require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=enrolment.county.area)
    with system_scope():
        owed = work_out(enrolment)
        if to_fen(amount) != owed.by_person:
            raise EnrolmentRefused(
                _("To be paid at once: %(owed)s yuan, not %(amount)s."),
                owed=from_fen(owed.by_person),
                amount=amount,
            )
        coverage = enrol_person(
            person=enrolment.person,
            insutype=RESIDENTS,
            psn_type=enrolment.psn_type,
            county=enrolment.county,
            start=owed.begins,
            end=dt.date(enrolment.year + 1, 1, 1),
            acting_user=acting_user,
            cover=owed.cover,
            origin=enrolment.kind,
        )
        enrolled = CounterEnrolment(
            person=coverage.person, year=enrolment.year, kind=enrolment.kind, reason=enrolment.reason,
            evidence=evidence.strip(), aid_category=owed.aid_category, paid_on=enrolment.paid_on,
            own=from_fen(owed.own), government=from_fen(owed.government), aided=from_fen(owed.aided),
            subsidy=from_fen(owed.subsidy), steps=in_words(steps_of(owed.worked)), coverage=coverage,
            receipt=_receive(enrolment, amount, number, acting_user) if owed.by_person else None,
            handled_at=handled_at, handled_by=acting_user,
        )  # fmt: skip
        enrolled.full_clean()
        enrolled.save()
    return enrolled


def _receive(enrolment: Asked, amount: Decimal, number: str, user: User) -> Receipt:
    paid = Paid(
        enrolment.person, enrolment.county, RESIDENTS, amount, enrolment.paid_on,
        dt.date(enrolment.year, 1, 1), dt.date(enrolment.year, 12, 1),
        gettext("Enrolled at the counter: %(person)s") % {"person": enrolment.person.psn_no},
    )  # fmt: skip
    return receive_from_person(paid, number=number, acting_user=user)


def _aid_of(person: Person, day: dt.date) -> str:
    """The category of aid on the lists of that day; empty where there is none."""
    standing = _standing(person, Standing.Kind.AID, day)
    return standing.code if standing is not None else ""


def _standing(person: Person, kind: str, day: dt.date) -> Standing | None:
    found: Standing | None = Standing.unscoped.filter(person=person, kind=kind, period__contains=day).first()
    return found
