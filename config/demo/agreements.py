"""Agreements of the demonstration: the city's texts, what was taken in, an application at work in some counties.

Made once, whole or not at all; nothing where the area's documents say nothing of agreements.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from config.demo.policy import year_of
from config.demo.staff import Cast
from config.demo.words import words
from config.scoping import acting_as, system_scope
from institutions.models import Agency, Agreement, AgreementText, Duty, Institution, User
from institutions.policy.agreements import agreement_policy_or_none
from institutions.policy.in_force import policy_for
from institutions.services.agreements import accept, apply, evaluate, publish, texts
from institutions.services.agreements.states import policy_of
from institutions.services.agreements.take_in import sign_taken_in, take_in, waiting_at
from institutions.services.lay_out_area import AreaLayout

SERVICES = {"1": ["outpatient", "inpatient"], "2": ["drugs"]}
# Every so many taken-in institutions one has something left to bring to standard.
EVERY = 3
LACKS = "information_system_ready"
SHARE = Decimal("0.85")


@transaction.atomic
def fill(layout: AreaLayout, cast: Cast) -> int:
    """Make what is missing; how many agreements and applications."""
    first = dt.date(year_of(layout.area.code), 1, 1)
    with system_scope():
        known = agreement_policy_or_none(policy_for(layout.area, first)) is not None
        if not known or Agreement.objects.filter(area=layout.area).exists():
            return 0
    _texts(layout, cast, first)
    return sum(
        _county(unit, cast, first, number)
        for number, unit in enumerate(layout.units)
        if cast.people.get((unit.pk, Duty.HANDLE))
    )


def _texts(layout: AreaLayout, cast: Cast, first: dt.date) -> None:
    """The city drafts, a second person of the city reviews."""
    clerk, reviewer = cast.at(layout.city, Duty.HANDLE), cast.at(layout.city, Duty.REVIEW)
    said = words()["agreement"]
    for kind in SERVICES:
        with acting_as(clerk):
            draft: AgreementText = texts.draft_text(
                agency=layout.city, kind=kind, title=said["title"], body=said["body"], effective_from=first,
                acting_user=clerk,
            )  # fmt: skip
        with acting_as(reviewer):
            texts.review_text(text=draft, acting_user=reviewer)


def _county(unit: Agency, cast: Cast, first: dt.date, number: int) -> int:
    """All but the county's last institution are taken in; that one applies."""
    clerk, approver = cast.at(unit, Duty.HANDLE), cast.at(unit, Duty.APPROVE)
    with acting_as(clerk):
        institutions = list(Institution.objects.filter(county=unit).order_by("fixmedins_code"))
        for place, institution in enumerate(institutions[:-1]):
            _take_in(institution, clerk, first, lacks=place % EVERY == 0)
        if institutions:
            _apply(institutions[-1], clerk, number)
    with acting_as(approver):
        sign_taken_in(agreements=list(waiting_at(unit)), agency=unit, acting_user=approver)
    return len(institutions)


def _take_in(institution: Institution, clerk: User, first: dt.date, *, lacks: bool) -> None:
    """From the year's first day to the end of the present one, so that some end soon."""
    take_in(
        institution=institution, services=SERVICES[institution.kind], first_day=first,
        last_day=dt.date(timezone.localdate().year, 12, 31),
        open_conditions={LACKS: None} if lacks else {}, evidence=words()["agreement"]["evidence"],
        acting_user=clerk,
    )  # fmt: skip


def _apply(institution: Institution, clerk: User, number: int) -> None:
    """Applied, accepted with sheets, or published, by turns."""
    today = timezone.localdate()
    agreement = apply.apply(
        institution=institution, services=SERVICES[institution.kind], applied_on=today, acting_user=clerk
    )
    stage = number % 3
    if stage == 0:
        return
    keys = set(agreement.papers.values_list("key", flat=True))
    accept.hand_in(agreement=agreement, papers=keys, day=today, acting_user=clerk)
    accept.accept(agreement=agreement, acting_user=clerk)
    policy = policy_of(agreement)
    points = {item.key: item.points * SHARE for item in policy.items(institution.kind)}
    for evaluator in words()["agreement"]["evaluators"][: policy.needed("evaluation.evaluators")]:
        evaluate.enter_sheet(agreement=agreement, evaluator=evaluator, points=points, acting_user=clerk)
    if stage == 1:
        return
    evaluate.conclude(agreement=agreement, acting_user=clerk)
    place = words()["agreement"]["place"]
    publish.publish(agreement=agreement, first=today, place=place, acting_user=clerk)
