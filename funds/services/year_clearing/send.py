"""The year goes to the institutions, and comes back: confirmed with a signed paper, or objected to and answered."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import InstitutionYear, YearClearing, YearObjection
from funds.rules.year_clearing import INSTITUTION
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_city_duty, require_duty

from .states import YearRefused, institution_after, locked_institution, locked_year, year_after


@transaction.atomic
def send_year(*, clearing: YearClearing, acting_user: User) -> YearClearing:
    """Every institution's statement is given out; what it objected to and nobody answered stays objected to. Duty
    finance at the city.

    Refused while a deposit is held of an institution without a published assessment: nobody could say what of it is
    released.
    """
    held = locked_year(clearing)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.area)
    state = year_after(held, "send")
    years = InstitutionYear.objects.filter(clearing=held)
    unscored = years.filter(score__isnull=True, deposit_held__gt=0).select_related("institution")
    if names := [str(one.institution) for one in unscored[:5]]:
        raise YearRefused(
            _("The assessment of %(count)s institutions is not published: %(names)s."),
            count=unscored.count(),
            names="、".join(names),
        )
    sent = INSTITUTION["send"]["computed"]
    years.update(state=sent)
    # An objection that nobody answered before the year was computed anew still waits for its answer.
    waiting = YearObjection.objects.filter(clearing=held, answered_by__isnull=True)
    years.filter(institution__in=waiting.values("institution")).update(state=INSTITUTION["object"][sent])
    held.state, held.sent_at, held.returned_reason = state, timezone.now(), ""
    held.save()
    return held


@transaction.atomic
def confirm_year(
    *, year: InstitutionYear, paper: str, confirmed_on: dt.date, acting_user: User
) -> InstitutionYear:
    """The institution signed: entered with the number of the paper. Duty handle at its county or the city."""
    held = locked_institution(year)
    _require_counter(held, acting_user)
    state = institution_after(held, "confirm")
    sent = held.clearing.sent_at
    first = timezone.localtime(sent).date() if sent else confirmed_on
    if not paper.strip():
        raise YearRefused(_("The number of the signed paper is missing."))
    if not first <= confirmed_on <= timezone.localdate():
        raise YearRefused(_("A statement is signed after it was sent, and not on a day to come."))
    held.state, held.paper, held.confirmed_on = state, paper.strip(), confirmed_on
    held.confirmed_by = acting_user
    held.save()
    return held


@transaction.atomic
def object_to_year(*, year: InstitutionYear, text: str, paper: str, acting_user: User) -> YearObjection:
    """The institution objected in writing. Duty handle at its county or the city."""
    held = locked_institution(year)
    _require_counter(held, acting_user)
    held.state = institution_after(held, "object")
    if not text.strip() or not paper.strip():
        raise YearRefused(_("Enter what the institution objects to and the number of its paper."))
    held.save()
    found: YearObjection = YearObjection.objects.create(
        clearing=held.clearing,
        institution=held.institution,
        county=held.county,
        text=text.strip()[:500],
        paper=paper.strip()[:60],
        entered_by=acting_user,
    )
    return found


@transaction.atomic
def answer_objection(*, year: InstitutionYear, upheld: bool, answer: str, acting_user: User) -> YearObjection:
    """The city answers by another person: it stands, or the whole year is computed anew. Duty review at the city."""
    held = locked_institution(year)
    require_city_duty(user=acting_user, duty=Duty.REVIEW, area=held.clearing.area)
    state = institution_after(held, "reject")
    if not answer.strip():
        raise YearRefused(_("Give the reason of the answer."))
    objection: YearObjection = YearObjection.objects.select_for_update(of=("self",)).get(
        clearing=held.clearing, institution=held.institution, answered_by__isnull=True
    )
    require_another(user=acting_user, previous=objection.entered_by, act=_("Answer to an objection"))
    objection.answer, objection.upheld = answer.strip()[:500], upheld
    objection.answered_by, objection.answered_at = acting_user, timezone.now()
    objection.save()
    if upheld:
        held.clearing.state = year_after(held.clearing, "uphold")
        held.clearing.returned_reason = objection.answer[:300]
        held.clearing.save()
    else:
        held.state = state
        held.save()
    return objection


def _require_counter(year: InstitutionYear, acting_user: User) -> None:
    """Papers of an institution come in at its county or at the city."""
    city = year.county.parent
    if city is None or Duty.HANDLE not in acting_user.duties_at(city):
        require_duty(user=acting_user, duty=Duty.HANDLE, agency=year.county)
