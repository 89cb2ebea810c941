"""The supervisor reviews or sends back; the county appeals or accepts; another person decides and settles the score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import CountyAppeal, CountySheet
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_duty
from institutions.services.scoring import require_points

from .states import ACTS, CountyAssessmentRefused, locked_sheet, note, policy_in, reason_of, sheet_after
from .verify import work_out_score


@transaction.atomic
def tell_result(*, sheet: CountySheet, acting_user: User) -> CountySheet:
    """The supervisor, who verified nothing of it, finds the score right and tells the county, which may appeal."""
    sheet = locked_sheet(sheet)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=sheet.scheme.agency)
    sheet.state = sheet_after(sheet, "tell")
    _require_no_verifier(sheet, acting_user, "tell")
    today = timezone.localdate()
    sheet.told_by, sheet.told_on, sheet.accepted_on = acting_user, today, None
    sheet.appeal_by = today + dt.timedelta(sheet.scheme.appeal_days)
    sheet.due_on = sheet.appeal_by
    sheet.save(update_fields=["state", "told_by", "told_on", "accepted_on", "appeal_by", "due_on"])
    note(sheet, "tell", acting_user, f"{sheet.score}")
    return sheet


def _require_no_verifier(sheet: CountySheet, user: User, act: str) -> None:
    require_another(user=user, previous=sheet.verified_by, act=ACTS[act])
    for one in sheet.values(manager="objects").select_related("verified_by"):
        require_another(user=user, previous=one.verified_by, act=ACTS[act])


@transaction.atomic
def send_back_verification(*, sheet: CountySheet, reason: str, acting_user: User) -> CountySheet:
    """The supervisor sends the sheet back to be verified anew, with the reason. Duty to review at the city."""
    sheet = locked_sheet(sheet)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=sheet.scheme.agency)
    sheet.state = sheet_after(sheet, "send_back")
    sheet.reason, sheet.verified_by = reason_of(reason), None
    sheet.score, sheet.grade = None, ""
    sheet.save(update_fields=["state", "reason", "verified_by", "score", "grade"])
    note(sheet, "send_back", acting_user, sheet.reason)
    return sheet


@transaction.atomic
def appeal(*, sheet: CountySheet, text: str, acting_user: User) -> CountyAppeal:
    """The county appeals within the days it has. Duty to handle or review at the county."""
    sheet = locked_sheet(sheet)
    require_at_county(acting_user, sheet, (Duty.HANDLE, Duty.REVIEW))
    sheet_after(sheet, "appeal")
    today, last = timezone.localdate(), sheet.appeal_by
    if last is not None and today > last:
        raise CountyAssessmentRefused(_("Appeals were taken until %(day)s."), day=last)
    if sheet.accepted_on is not None:
        raise CountyAssessmentRefused(_("%(unit)s accepted the result."), unit=sheet.unit)
    made: CountyAppeal = CountyAppeal.unscoped.create(
        sheet=sheet, received_on=today, text=reason_of(text), entered_by=acting_user
    )
    days = policy_in(sheet.scheme.agency, sheet.scheme.year).answer_days
    if days is not None:
        sheet.due_on = today + dt.timedelta(days)
        sheet.save(update_fields=["due_on"])
    note(sheet, "appeal", acting_user, made.text)
    return made


def require_at_county(user: User, sheet: CountySheet, duties: tuple[str, ...]) -> None:
    """One of ``duties`` is held at the county itself: the city does not speak for it."""
    if set(duties).isdisjoint(user.duties_at(sheet.unit)):
        require_duty(user=user, duty=duties[0], agency=sheet.unit)


@transaction.atomic
def decide_appeal(
    *,
    appeal: CountyAppeal,
    answer: str,
    upheld: bool,
    points: Mapping[str, Decimal] | None = None,
    acting_user: User,
) -> CountySheet:
    """Decide an appeal. Upheld, it sets ``points`` (indicator → points) and the score is worked out anew.

    Duty to approve at the city, by somebody who neither verified nor reviewed.
    """
    sheet = locked_sheet(appeal.sheet)
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=sheet.scheme.agency)
    sheet_after(sheet, "decide")
    _require_no_verifier(sheet, acting_user, "decide")
    require_another(user=acting_user, previous=sheet.told_by, act=ACTS["decide"])
    held: CountyAppeal = CountyAppeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if held.upheld is not None:
        raise CountyAssessmentRefused(_("The appeal is decided."))
    given = dict(points or {})
    if upheld != bool(given):
        raise CountyAssessmentRefused(_("An appeal that is upheld sets points; one that is not sets none."))
    held.answer, held.upheld = reason_of(answer), upheld
    held.answered_on, held.answered_by = timezone.localdate(), acting_user
    held.save(update_fields=["answer", "upheld", "answered_on", "answered_by"])
    _set_points(sheet, held, given)
    note(sheet, "decide", acting_user, f"{sheet.score} {held.answer}")
    return sheet


def _set_points(sheet: CountySheet, appeal: CountyAppeal, given: dict[str, Decimal]) -> None:
    values = list(sheet.values(manager="objects").select_related("indicator"))
    for one in values:
        if one.indicator.key in given:
            found = given.pop(one.indicator.key)
            require_points(found, one.most, one.indicator.title, CountyAssessmentRefused)
            one.adjusted, one.appeal = found, appeal
            one.save(update_fields=["adjusted", "appeal"])
    if given:
        raise CountyAssessmentRefused(_("There is no indicator “%(key)s”."), key=next(iter(given)))
    if appeal.upheld:
        work_out_score(sheet, values)
    sheet.due_on = sheet.appeal_by
    sheet.save(update_fields=["score", "grade", "due_on"])


@transaction.atomic
def accept_result(*, sheet: CountySheet, acting_user: User) -> CountySheet:
    """The county accepts: the days to appeal need not be waited for. Duty to review at the county."""
    sheet = locked_sheet(sheet)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=sheet.unit)
    sheet_after(sheet, "accept")
    _require_all_decided(sheet)
    sheet.accepted_on = sheet.due_on = timezone.localdate()
    sheet.save(update_fields=["accepted_on", "due_on"])
    note(sheet, "accept", acting_user)
    return sheet


def _require_all_decided(sheet: CountySheet) -> None:
    if sheet.appeals(manager="objects").filter(upheld=None).exists():
        raise CountyAssessmentRefused(_("An appeal is not decided yet."))


@transaction.atomic
def settle_score(*, sheet: CountySheet, acting_user: User) -> CountySheet:
    """The score is final once appeals are decided and the county accepted or its days are over. Duty to approve."""
    sheet = locked_sheet(sheet)
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=sheet.scheme.agency)
    sheet.state = sheet_after(sheet, "settle")
    _require_no_verifier(sheet, acting_user, "settle")
    require_another(user=acting_user, previous=sheet.told_by, act=ACTS["settle"])
    _require_all_decided(sheet)
    last = sheet.appeal_by
    if sheet.accepted_on is None and last is not None and timezone.localdate() <= last:
        raise CountyAssessmentRefused(_("%(unit)s may appeal until %(day)s."), unit=sheet.unit, day=last)
    sheet.settled_by, sheet.due_on = acting_user, sheet.scheme.publish_by
    sheet.save(update_fields=["state", "settled_by", "due_on"])
    note(sheet, "settle", acting_user, f"{sheet.score} {sheet.grade}")
    return sheet
