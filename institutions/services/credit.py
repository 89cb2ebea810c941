"""Credit points: events entered by one person and confirmed by another, repairs, and what is left in a year (JJ-11)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, CreditEvent, CreditPoints, Duty, Institution, PoolingArea, User
from institutions.policy.credit import CreditPolicy, credit_policy_or_none
from institutions.rules import credit as rules
from institutions.services.duties import require_another, require_at_or_above, require_duty

E = TypeVar("E", bound=CreditPoints)

ACTS = {
    "confirm": _("confirm the event"),
    "refuse": _("refuse the event"),
    "ask_repair": _("ask for repair"),
    "repair": _("grant the repair"),
    "refuse_repair": _("refuse the repair"),
}


class CreditRefused(DomainError):
    """The credit event cannot be entered or acted on so."""


def policy_in(area: PoolingArea, day: dt.date) -> CreditPolicy:
    found = credit_policy_or_none(area, day)
    if found is None:
        raise CreditRefused(
            _("No policy on credit points is in force in %(area)s on %(day)s."), area=area, day=day
        )
    return found


@transaction.atomic
def enter_event(
    *,
    institution: Institution,
    event: str,
    day: dt.date,
    evidence: str,
    acting_user: User,
    physician_code: str = "",
    physician_name: str = "",
) -> CreditEvent:
    """An event with its evidence; its points are those of the policy of its day. Duty handle or inspect at the county
    or its city.

    With a physician it costs the physician points, else the institution.
    """
    county = institution.county
    if county is None:
        raise CreditRefused(_("Institutions outside the area are rated by their own."))
    made = CreditEvent(
        institution=institution, area=institution.area, county=county, physician_code=physician_code,
        physician_name=physician_name, event=event, day=day, evidence=evidence.strip(),
    )  # fmt: skip
    return record(made=made, agency=county, acting_user=acting_user)


@transaction.atomic
def record(*, made: E, agency: Agency, acting_user: User) -> E:
    """Store an event with title and points of the policy of its day. Duty handle or inspect at ``agency``, or at its
    city, whose people work on cases too.
    """
    require_at_or_above(user=acting_user, duties=(Duty.HANDLE, Duty.INSPECT), agency=agency)
    if made.day > timezone.localdate():
        raise CreditRefused(_("The day lies ahead."))
    known = {one.key: one for one in policy_in(made.area, made.day).events(made.subject)}
    if made.event not in known:
        raise CreditRefused(_("There is no such event for this subject: %(event)s."), event=made.event)
    made.title, made.points = known[made.event].title, known[made.event].points
    made.entered_by = acting_user
    made.full_clean(exclude=["area", "entered_by"])
    made.save()
    return made


def _held(event: E, act: str, acting_user: User, duty: Duty) -> tuple[E, str]:
    held: E = (
        type(event)
        .objects.select_for_update(of=("self",))
        .select_related("area", "entered_by", "repair_asked_by")
        .get(pk=event.pk)
    )
    require_duty(user=acting_user, duty=duty, agency=held.rated_at)
    state = rules.after(held.state, act)
    if state is None:
        raise CreditRefused(
            _("The event is “%(state)s”: one cannot %(act)s."), state=held.get_state_display(), act=ACTS[act]
        )
    return held, state


@transaction.atomic
def decide_event(*, event: E, confirmed: bool, acting_user: User) -> E:
    """A second person confirms (the points are taken) or refuses. Duty review there."""
    act = "confirm" if confirmed else "refuse"
    held, state = _held(event, act, acting_user, Duty.REVIEW)
    require_another(user=acting_user, previous=held.entered_by, act=ACTS[act])
    held.state, held.decided_by = state, acting_user
    held.save(update_fields=["state", "decided_by"])
    return held


@transaction.atomic
def ask_repair(*, event: E, measures: str, acting_user: User) -> E:
    """Ask for the points back, with the measures taken, once the policy's months are over. Duty handle there."""
    held, state = _held(event, "ask_repair", acting_user, Duty.HANDLE)
    first = policy_in(held.area, held.day).repair_from(held.event, held.day)
    if first is None:
        raise CreditRefused(_("What happened cannot be repaired."))
    if timezone.localdate() < first:
        raise CreditRefused(_("It may be repaired from %(day)s."), day=first)
    if not measures.strip():
        raise CreditRefused(_("Say what was done about it."))
    held.state, held.measures, held.repair_asked_by = state, measures, acting_user
    held.save(update_fields=["state", "measures", "repair_asked_by"])
    return held


@transaction.atomic
def decide_repair(*, event: E, granted: bool, acting_user: User) -> E:
    """A second person gives the points back, or not. Duty review there."""
    act = "repair" if granted else "refuse_repair"
    held, state = _held(event, act, acting_user, Duty.REVIEW)
    require_another(user=acting_user, previous=held.repair_asked_by, act=ACTS[act])
    held.state = state
    if granted:
        held.repaired_by, held.repaired_on = acting_user, timezone.localdate()
    held.save(update_fields=["state", "repaired_by", "repaired_on"])
    return held


class Standing(NamedTuple):
    """What a subject has left in a year, and its rating; the physician is empty for the institution itself."""

    institution: Institution
    physician_code: str
    physician_name: str
    start: int
    taken: int
    left: int
    rating: str
    events: int


def standings(
    area: PoolingArea, year: int, institutions: Iterable[Institution] | None = None
) -> list[Standing]:
    """The standing of every subject with an event in ``year`` that the reader sees; by points left.

    Given ``institutions``, each of them stands there, also without an event. Empty without a policy.
    """
    policy = credit_policy_or_none(area, dt.date(year, 12, 31))
    if policy is None:
        return []
    found = CreditEvent.objects.filter(area=area, day__year=year, state__in=rules.COUNTS)
    listed = None if institutions is None else list(institutions)
    if listed is not None:
        found = found.filter(institution__in=listed)
    subjects: dict[tuple[Institution, str], list[CreditEvent]] = defaultdict(list)
    for one in listed or ():
        subjects[one, ""] = []
    for event in found.select_related("institution__county").order_by("pk"):
        subjects[event.institution, event.physician_code].append(event)
    rows = [_standing(policy, *key, events) for key, events in subjects.items()]
    return sorted(rows, key=lambda row: (row.left, row.institution.fixmedins_code, row.physician_code))


def points_left(policy: CreditPolicy, subject: str, events: Iterable[CreditPoints]) -> tuple[int, int, str]:
    """Points at the start of the year, points left of them after ``events``, and the rating that gives."""
    start = policy.start(subject)
    left = rules.left(start, (one.points for one in events))
    return start, left, str(policy.rating(subject, left).value)


def _standing(
    policy: CreditPolicy, institution: Institution, physician: str, events: list[CreditEvent]
) -> Standing:
    subject = "physician" if physician else "institution"
    start, left, rating = points_left(policy, subject, events)
    name = events[-1].physician_name if physician else ""
    return Standing(institution, physician, name, start, start - left, left, rating, len(events))
