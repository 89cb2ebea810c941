"""Judge a retirement by the policy of its day and county, and have a second person decide."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from enrollment.explaining import in_words
from enrollment.models import Coverage, Person, RetirementCase
from enrollment.rules.contributions.outcome import FactMissing
from enrollment.rules.contributions.retirement import Career, Eligibility, eligibility
from enrollment.rules.contributions.terms import Terms, terms_on
from enrollment.services.coverage.change import recategorise
from enrollment.services.coverage.history import lock_person
from institutions.models import Duty, User
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import calendar_of
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_another, require_duty_in_area

from .years import months_of

SCHEME = "310"
State = RetirementCase.State
OPEN_IN: dict[str, tuple[str, ...]] = {
    "confirm": (State.PREPARED,),
    "return": (State.PREPARED, State.SHORT, State.ACCEPTED),
    "accept": (State.SHORT, State.MONTHLY, State.ACCEPTED),
    "pay": (State.ACCEPTED,),
    "month": (State.SHORT, State.MONTHLY, State.ACCEPTED),
}
"""Act → states it is open in."""
_FACTS = {"gend": _("Gender"), "joined": _("Joined on"), "county": _("Insured in")}
_RETIRED = {"11": "12", "1101": "1201", "1102": "1202", "1103": "1203"}
"""Category of the working → of the retired."""


class RetirementRefused(DomainError):
    """The case cannot be judged or acted on so."""


def judge(
    *, person: Person, retired_on: dt.date, joined_on: dt.date | None, pension_since: dt.date | None
) -> Eligibility:
    """What the policy of the day says; raises :class:`RetirementRefused` where it or a fact is missing."""
    career = Career(
        retired_on=retired_on,
        joined_on=joined_on,
        gend=person.gend if person.gend in ("1", "2") else None,
        county=person.county.code,
        pension_since=pension_since,
        months=months_of(person),
    )
    try:
        return eligibility(career=career, terms=terms_at(person, retired_on))
    except FactMissing as missing:
        raise RetirementRefused(
            _("The rule needs to know: %(fact)s."), fact=_FACTS.get(missing.name, missing.name)
        ) from missing
    except PolicyGap as gap:
        raise RetirementRefused(
            _("The policy does not say: %(problem)s"), problem=describe_gap(str(gap))
        ) from gap


def terms_at(person: Person, day: dt.date) -> Terms:
    """The policy of the person's area on ``day``."""
    return terms_on(calendar_of(person.county.area).at, day, SCHEME)


@transaction.atomic
def prepare_retirement(
    *,
    person: Person,
    retired_on: dt.date,
    acting_user: User,
    joined_on: dt.date | None = None,
    pension_since: dt.date | None = None,
) -> RetirementCase:
    """A case judged by the months counted now; waits for the second person. Duty to register in the area.

    Raises :class:`RetirementRefused`, ``DutyMissing``; ``ValidationError`` where there is a case already.
    """
    handled_at = require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=person.county.area)
    lock_person(person.pk)
    if not Coverage.objects.filter(person=person, insutype=SCHEME, effective=True).exists():
        raise RetirementRefused(_("%(person)s was never insured as an employee here."), person=person)
    if retired_on <= person.brdy:
        raise RetirementRefused(_("The day of retirement is not after the day of birth."))
    found = judge(person=person, retired_on=retired_on, joined_on=joined_on, pension_since=pension_since)
    case = RetirementCase(
        person=person, county=person.county, handled_at=handled_at, retired_on=retired_on, joined_on=joined_on,
        pension_since=pension_since, months=months_of(person), needed=found.needed, counted=found.counted,
        missing=found.missing, former=found.former, judgement=in_words(found.steps), prepared_by=acting_user,
    )  # fmt: skip
    case.full_clean()
    case.save()
    return case


@transaction.atomic
def confirm_retirement(*, case: RetirementCase, acting_user: User) -> RetirementCase:
    """Decided: benefits go on without contributions, or years are missing. Duty to review, a second person.

    Refused when months were entered or withdrawn since it was prepared: it would decide on an old count.
    """
    case = held(case, "confirm")
    require_duty_in_area(user=acting_user, duty=Duty.REVIEW, area=case.county.area)
    require_another(user=acting_user, previous=case.prepared_by, act=_("Decision on the retirement"))
    if case.months != months_of(case.person):
        raise RetirementRefused(
            _(
                "The months counted have changed since the case was prepared: send it back and prepare it again."
            )
        )
    case.decided_by, case.decided_at = acting_user, timezone.now()
    case.state = State.SHORT
    if not case.missing:
        entitle(case, case.retired_on)
    case.full_clean()
    case.save()
    return case


@transaction.atomic
def return_retirement(*, case: RetirementCase, reason: str, acting_user: User) -> RetirementCase:
    """Sent back with its reason; the person may be judged again. Duty to review, a second person.

    Also a case that was decided, as long as nothing was paid: years may turn up later.
    """
    case = held(case, "return")
    require_duty_in_area(user=acting_user, duty=Duty.REVIEW, area=case.county.area)
    require_another(user=acting_user, previous=case.prepared_by, act=_("Decision on the retirement"))
    if case.continued.exists():
        raise RetirementRefused(_("Months were paid on already: the case goes on."))
    if not reason.strip():
        raise RetirementRefused(_("Say why the case is sent back."))
    case.decided_by, case.decided_at = acting_user, timezone.now()
    case.state, case.returned_reason = State.RETURNED, reason.strip()[:200]
    case.save()
    return case


def held(case: RetirementCase, act: str) -> RetirementCase:
    """The case as it stands now under the person's lock; raises where ``act`` is not open."""
    lock_person(case.person_id)
    found: RetirementCase = (
        RetirementCase.objects.select_for_update(of=("self",))
        .select_related("person__county__area", "county__area", "handled_at", "prepared_by")
        .get(pk=case.pk)
    )
    if found.state not in OPEN_IN[act]:
        raise RetirementRefused(
            _("The case is “%(state)s”: this cannot be done now."), state=found.get_state_display()
        )
    return found


def entitle(case: RetirementCase, day: dt.date) -> None:
    """From ``day`` the coverage held then goes on as that of somebody retired; the caller saves the case."""
    case.state, case.entitled_from = State.ENTITLED, day
    coverage = Coverage.objects.filter(
        person=case.person, insutype=case.insutype, effective=True, period__contains=day
    ).first()
    later = _RETIRED.get(coverage.psn_type) if coverage is not None else None
    if coverage is not None and later is not None:
        recategorise(coverage=coverage, psn_type=later, payer=None, day=day, handled_at=case.handled_at)
