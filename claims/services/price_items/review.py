"""The experts' opinions, the conclusion of their review, and the public notice that follows."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Expert, PriceApplication, PriceOpinion
from claims.policy_prices import price_policy
from claims.rules import price_items as rules
from institutions.models import Duty, User

from .states import PriceRefused, day_of_act, locked, require_city, state_after


@transaction.atomic
def enter_opinion(
    *,
    application: PriceApplication,
    expert: Expert,
    score: Decimal,
    opinion: str,
    day: dt.date | None = None,
    acting_user: User,
) -> PriceOpinion:
    """What ``expert`` gave, 0 to 100; a second entry for the same expert replaces the first. Duty: handle, city.

    An expert of the institution that applies is refused.
    """
    application = locked(application)
    require_city(application, acting_user, Duty.HANDLE)
    state_after(application, "score")
    if expert.area_id != application.area_id or not expert.active:
        raise PriceRefused(_("%(expert)s is not asked in %(area)s."), expert=expert, area=application.area)
    if expert.institution_id is not None and expert.institution_id == application.institution_id:
        raise PriceRefused(_("%(expert)s works at the institution that applies."), expert=expert)
    found = PriceOpinion.objects.filter(application=application, expert=expert).first()
    found = found or PriceOpinion(application=application, expert=expert)
    found.score, found.opinion, found.entered_by = score, opinion.strip(), acting_user
    found.given_on = day_of_act(day, after=application.accepted_on)
    found.full_clean(exclude=["application", "expert"])
    found.save()
    return found


def review_of(application: PriceApplication) -> rules.Review:
    """How the review stands by the opinions so far and the policy of the day of acceptance."""
    policy = price_policy(application.area, application.accepted_on or application.received_on)
    return rules.review(
        list(application.opinions.values_list("score", flat=True)),
        experts=policy.needed("items.experts"),
        pass_score=policy.needed("items.pass_score"),
    )


@transaction.atomic
def conclude(
    *, application: PriceApplication, day: dt.date | None = None, acting_user: User
) -> PriceApplication:
    """Passed, or refused for its score; needs as many experts as the policy says. Duty to handle at the city."""
    application = locked(application)
    require_city(application, acting_user, Duty.HANDLE)
    state_after(application, "pass")
    result = review_of(application)
    if result.missing:
        raise PriceRefused(_("%(missing)s more experts are to be asked."), missing=result.missing)
    last = max(application.opinions.values_list("given_on", flat=True))
    application.reviewed_on, application.score = day_of_act(day, after=last), result.mean
    application.state = state_after(application, "pass" if result.passed else "fail")
    application.save(update_fields=["state", "reviewed_on", "score"])
    return application


@transaction.atomic
def publish(
    *, application: PriceApplication, day: dt.date | None = None, acting_user: User
) -> PriceApplication:
    """The notice is put up for the days the policy says. Duty to handle at the city."""
    application = locked(application)
    require_city(application, acting_user, Duty.HANDLE)
    application.state = state_after(application, "publish")
    first = day_of_act(day, after=application.reviewed_on)
    days = price_policy(application.area, first).needed("items.notice_days")
    application.notice_from, application.notice_until = first, rules.notice_end(first, days)
    application.save(update_fields=["state", "notice_from", "notice_until"])
    return application


@transaction.atomic
def close_notice(
    *, application: PriceApplication, objections: str, day: dt.date | None = None, acting_user: User
) -> PriceApplication:
    """The notice is over; what was objected and how it was answered is kept. Duty to handle at the city."""
    application = locked(application)
    require_city(application, acting_user, Duty.HANDLE)
    application.state = state_after(application, "close")
    day = day or timezone.localdate()
    if application.notice_until is not None and day <= application.notice_until:
        raise PriceRefused(_("The notice runs until %(day)s."), day=application.notice_until)
    application.closed_on, application.objections = day_of_act(day, after=None), objections.strip()
    application.full_clean()
    application.save()
    return application
