"""Special single-case review (特例单议): apply, experts' opinions, proposal, decision by a second person.

The institution's county or the city enters an application (duty to handle); opinions and the proposal are the city's
(handle), the decision that of another person there (review). Granted points replace those of the case at once, and in
every later grouping. Locking order: the institution's row, then the review.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import CaseOpinion, CaseReview, Expert, GroupedCase
from claims.rules.case_reviews import FLOW, most_reviews
from claims.rules.flow import WrongState
from claims.rules.payment.section import DEVIATING
from claims.rules.payment.terms import terms_of
from config.errors import DomainError
from config.periods import Month
from config.scoping import system_scope
from institutions.models import Duty, Institution, PoolingArea, User
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_another, require_duty
from institutions.services.policy_versions import municipal_agency

from .case_numbers import next_number
from .group_cases import group_institution
from .grouping_terms import GroupingTerms

PREFIX = "PY"
ACTS = {
    "opine": _("enter an expert's opinion"),
    "propose": _("propose points"),
    "send_back": _("send the proposal back"),
    "grant": _("grant the application"),
    "refuse": _("refuse the application"),
    "withdraw": _("withdraw the application"),
}


class ReviewRefused(DomainError):
    """The step is refused; nothing was changed."""


def limit_of(*, area: PoolingArea, institution_id: int, year: int) -> int | None:
    """How many cases of a year the institution may apply for by the policy of the year's end; None without a limit."""
    try:
        given = terms_of(policy_for(area, dt.date(year, 12, 31))).most_reviews
    except PolicyGap:
        return None
    if given is None:
        return None
    cases = GroupedCase.objects.filter(
        institution=institution_id, year=year, group__isnull=False, method__in=DEVIATING
    )
    return most_reviews(cases.count(), given.value)


def applied_for(*, institution_id: int, year: int) -> int:
    """The institution's applications of a year that were not withdrawn."""
    found = CaseReview.objects.filter(institution=institution_id, year=year)
    applied: int = found.exclude(state=CaseReview.State.WITHDRAWN).count()
    return applied


@transaction.atomic
def apply_review(
    *, bill_number: str, cause: str, grounds: str, papers: str = "", applied_on: dt.date, acting_user: User
) -> CaseReview:
    """Enter an institution's application for a grouped case; at most as many in a year as the policy allows."""
    case = (
        GroupedCase.objects.select_related("area", "institution__county", "institution__area")
        .filter(bill__setl_id=bill_number)
        .first()
    )
    if case is None or case.group_id is None or case.method not in DEVIATING:
        raise ReviewRefused(_("%(bill)s is no case in a group with points or a quota."), bill=bill_number)
    _require_counter(case.institution, acting_user)
    # Two applications of one institution at once do not both take the last place.
    Institution.unscoped.select_for_update(no_key=True).get(pk=case.institution_id)
    of = {"institution_id": case.institution_id, "year": case.year}
    limit = limit_of(area=case.area, **of)
    if limit is not None and applied_for(**of) >= limit:
        raise ReviewRefused(
            _("%(institution)s may apply for %(limit)s cases of %(year)s and did so already."),
            institution=case.institution,
            limit=limit,
            year=case.year,
        )
    if applied_on > timezone.localdate():
        raise ReviewRefused(_("The application cannot lie in the future."))
    review = CaseReview(
        number=next_number(PREFIX),
        area=case.area,
        county=case.institution.county,
        bill_id=case.bill_id,
        institution=case.institution,
        insutype=case.insutype,
        year=case.year,
        cause=cause,
        grounds=grounds.strip(),
        papers=papers.strip(),
        applied_on=applied_on,
        entered_by=acting_user,
    )
    review.full_clean()
    review.save()
    return review


@transaction.atomic
def enter_opinion(
    *,
    review: CaseReview,
    expert: Expert,
    agrees: bool,
    points: Decimal | None,
    opinion: str,
    given_on: dt.date,
    acting_user: User,
) -> CaseOpinion:
    """What one expert says; a second entry for the same expert replaces the first. No expert of the institution."""
    review = _locked(review, "opine", Duty.HANDLE, acting_user)
    if expert.area_id != review.area_id or not expert.active:
        raise ReviewRefused(_("%(expert)s is not asked in %(area)s."), expert=expert, area=review.area)
    if expert.institution_id == review.institution_id:
        raise ReviewRefused(_("%(expert)s works at the institution that applies."), expert=expert)
    if given_on < review.applied_on:
        raise ReviewRefused(_("An opinion is not before the application."))
    found = CaseOpinion.objects.filter(review=review, expert=expert).first()
    found = found or CaseOpinion(review=review, expert=expert)
    found.agrees, found.points, found.opinion = agrees, points, opinion.strip()
    found.given_on, found.entered_by = given_on, acting_user
    found.full_clean()
    found.save()
    return found


@transaction.atomic
def propose(*, review: CaseReview, points: Decimal | None, conclusion: str, acting_user: User) -> CaseReview:
    """Propose the points of the case, or none: to refuse it. At least one expert was asked."""
    review = _locked(review, "propose", Duty.HANDLE, acting_user)
    if not review.opinions.exists():
        raise ReviewRefused(_("No expert has been asked yet."))
    if points is not None and points <= 0:
        raise ReviewRefused(_("Points are above zero."))
    review.state = FLOW.after(review.state, "propose")
    review.proposed_points, review.proposed_by = points, acting_user
    review.conclusion = conclusion.strip()
    review.full_clean()
    review.save()
    return review


@transaction.atomic
def decide(*, review: CaseReview, agrees: bool, day: dt.date, acting_user: User) -> CaseReview:
    """A second person takes the proposal, or sends it back. Granted points count from now on."""
    act = ("refuse" if review.proposed_points is None else "grant") if agrees else "send_back"
    review = _locked(review, act, Duty.REVIEW, acting_user)
    require_another(user=acting_user, previous=review.proposed_by, act=_("Single-case review"))
    if act == "send_back":
        review.state, review.proposed_points, review.proposed_by = "applied", None, None
        review.save()
        return review
    if not review.applied_on <= day <= timezone.localdate():
        raise ReviewRefused(_("The decision lies between the application and today."))
    review.state = FLOW.after(review.state, act)
    review.decided_by, review.decided_on = acting_user, day
    review.decided_points = review.proposed_points if act == "grant" else None
    review.full_clean()
    review.save()
    if act == "grant":
        _count(review)
    return review


@transaction.atomic
def withdraw(*, review: CaseReview, reason: str, acting_user: User) -> CaseReview:
    """The institution takes its application back."""
    review = _locked(review, "withdraw", None, acting_user)
    _require_counter(review.institution, acting_user)
    if not reason.strip():
        raise ReviewRefused(_("Say why it is withdrawn."))
    review.state, review.conclusion = FLOW.after(review.state, "withdraw"), reason.strip()
    review.save()
    return review


def _require_counter(institution: Institution, acting_user: User) -> None:
    """Duty to handle at the city or at the institution's county, which answers for it."""
    city = municipal_agency(institution.area)
    at_city = Duty.HANDLE in acting_user.duties_at(city)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=city if at_city else institution.county or city)


def _locked(review: CaseReview, act: str, duty: str | None, acting_user: User) -> CaseReview:
    """The review as it stands now, held; its institution first, as grouping locks it."""
    Institution.unscoped.select_for_update(no_key=True).get(pk=review.institution_id)
    held: CaseReview = (
        CaseReview.objects.select_for_update(of=("self",))
        .select_related("area", "proposed_by", "institution__county", "institution__area")
        .get(pk=review.pk)
    )
    if duty is not None:
        require_duty(user=acting_user, duty=duty, agency=municipal_agency(held.area))
    try:
        FLOW.after(held.state, act)
    except WrongState as wrong:
        raise ReviewRefused(
            _("Review %(review)s is “%(state)s”: one cannot %(act)s now."),
            review=held,
            state=held.get_state_display(),
            act=ACTS[act],
        ) from wrong
    return held


def _count(review: CaseReview) -> None:
    """The institution's month is grouped again, with the points decided."""
    # Stays of people of every county stand in the institution's month.
    with system_scope():
        case = GroupedCase.objects.filter(bill=review.bill_id).first()
        if case is not None:
            group_institution(
                institution_id=case.institution_id,
                month=Month(case.year, case.month),
                terms=GroupingTerms(review.area),
            )
