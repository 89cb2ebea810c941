"""Put a major question to experts drawn by lot from the pool; decide on what they say; look at what came of it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import RosterMember
from claims.rules.drawing import draw
from claims.services.case_numbers import next_number
from funds.models import Consultation, ConsultationOpinion
from funds.policy_oversight import oversight_policy
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_duty

from .states import OversightRefused, opened, said, second_duty


@transaction.atomic
def propose_question(
    *, agency: Agency, title: str, question: str, answer_by: dt.date, acting_user: User
) -> Consultation:
    """A question to be put to experts, who answer by a day. Duty to inspect there; ``OversightUnsettled``."""
    require_duty(user=acting_user, duty=Duty.INSPECT, agency=agency)
    oversight_policy(agency.area, timezone.localdate())
    if answer_by < timezone.localdate():
        raise OversightRefused(_("%(day)s is over."), day=answer_by)
    made = Consultation(
        number=next_number("ZX"), area=agency.area, county=agency, title=title.strip(), question=question.strip(),
        answer_by=answer_by, proposed_by=acting_user,
    )  # fmt: skip
    made.full_clean(exclude=["candidates", "excluded", "drawn"])
    made.save()
    return made


@transaction.atomic
def approve_question(*, consultation: Consultation, acting_user: User) -> Consultation:
    """Another person than who proposed it, with the duty to review or approve there."""
    held = opened(consultation, "approve", acting_user, second_duty(acting_user, consultation.county))
    require_another(user=acting_user, previous=held.proposed_by, act=_("Approval of the question"))
    held.approved_by = acting_user
    held.save(update_fields=["state", "approved_by"])
    return held


@transaction.atomic
def withdraw_question(*, consultation: Consultation, reason: str, acting_user: User) -> Consultation:
    """No expert is asked; the reason is kept. Duty to inspect there."""
    held = opened(consultation, "withdraw", acting_user)
    held.reason = said(reason, _("Say why it is withdrawn."))
    held.save(update_fields=["state", "reason"])
    return held


def experts_of(consultation: Consultation) -> QuerySet[RosterMember]:
    """The pool: experts on the roster of the agency until the day they answer by."""
    found: QuerySet[RosterMember] = RosterMember.objects.filter(
        county=consultation.county,
        kind=RosterMember.Kind.EXPERT,
        period__contains=consultation.answer_by,
    )
    return found.order_by("code")


@transaction.atomic
def draw_experts(
    *,
    consultation: Consultation,
    size: int,
    excluded: Mapping[str, str] | None = None,
    reason: str = "",
    acting_user: User,
) -> Consultation:
    """Draw ``size`` of the pool but for those ``excluded`` by roster number with a reason. Duty to inspect there.

    Drawn again only for a ``reason`` and while nobody has answered. Raises :class:`OversightRefused`, also for fewer
    than the policy's least number.
    """
    held, out = opened(consultation, "draw", acting_user), dict(excluded or {})
    if held.opinions.exists():
        raise OversightRefused(_("An expert has answered already: the lot stands."))
    if held.seed and not reason.strip():
        raise OversightRefused(_("It was drawn before: say why it is drawn again."))
    least = oversight_policy(held.area, timezone.localdate()).needed("consultation.experts")
    if size < least:
        raise OversightRefused(_("At least %(least)s experts are asked."), least=least)
    pool = [(one.code, one.name) for one in experts_of(held)]
    if unknown := sorted(set(out) - {code for code, _name in pool}):
        raise OversightRefused(_("No expert has this roster number: %(codes)s."), codes="、".join(unknown))
    listed = [one for one in pool if one[0] not in out]
    if size > len(listed):
        raise OversightRefused(
            _("%(size)s cannot be drawn: %(count)s stand on the list."), size=size, count=len(listed)
        )
    held.seed, held.drawn_by, held.redrawn = secrets.token_hex(16), acting_user, reason.strip()
    held.candidates = [list(one) for one in listed]
    held.excluded = [[code, name, out[code]] for code, name in pool if code in out]
    held.drawn = draw(held.seed, (code for code, _name in listed), size)
    held.save(update_fields=["state", "seed", "drawn_by", "redrawn", "candidates", "excluded", "drawn"])
    return held


@transaction.atomic
def enter_expert_opinion(
    *,
    consultation: Consultation,
    member: RosterMember,
    stance: str,
    grounds: str,
    given_on: dt.date,
    acting_user: User,
) -> ConsultationOpinion:
    """What one of those drawn says. Duty to inspect there. Raises :class:`OversightRefused` for anybody else."""
    held = opened(consultation, "opinion", acting_user)
    if member.code not in held.drawn:
        raise OversightRefused(_("%(member)s was not drawn for this question."), member=member)
    if held.opinions.filter(member=member).exists():
        raise OversightRefused(_("%(member)s has answered already."), member=member)
    if given_on > timezone.localdate():
        raise OversightRefused(_("%(day)s is not there yet."), day=given_on)
    made = ConsultationOpinion(
        consultation=held, member=member, stance=stance, grounds=grounds.strip(), given_on=given_on,
        entered_by=acting_user,
    )  # fmt: skip
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def conclude(*, consultation: Consultation, conclusion: str, acting_user: User) -> Consultation:
    """What the agency makes of the opinions. Duty to inspect there.

    Raises :class:`OversightRefused` before everybody drawn has answered, unless the day they answer by is over and
    as many as the policy asks for did.
    """
    held = opened(consultation, "conclude", acting_user)
    given, today = held.opinions.count(), timezone.localdate()
    least = oversight_policy(held.area, today).needed("consultation.experts")
    if given < len(held.drawn) and (today <= held.answer_by or given < least):
        raise OversightRefused(
            _("%(given)s of %(asked)s experts have answered."), given=given, asked=len(held.drawn)
        )
    held.conclusion = said(conclusion, _("Say what is concluded."))
    held.concluded_by = acting_user
    held.save(update_fields=["state", "conclusion", "concluded_by"])
    return held


@transaction.atomic
def return_conclusion(*, consultation: Consultation, reason: str, acting_user: User) -> Consultation:
    """The conclusion is drawn anew. Duty to review or approve there."""
    held = opened(consultation, "return", acting_user, second_duty(acting_user, consultation.county))
    held.reason = said(reason, _("Say why it goes back."))
    held.save(update_fields=["state", "reason"])
    return held


@transaction.atomic
def decide(*, consultation: Consultation, acting_user: User) -> Consultation:
    """The conclusion holds; its effect is looked at after the policy's days. Duty to review or approve there;
    another person than who concluded."""
    held = opened(consultation, "decide", acting_user, second_duty(acting_user, consultation.county))
    require_another(user=acting_user, previous=held.concluded_by, act=_("Decision on the conclusion"))
    today = timezone.localdate()
    days = oversight_policy(held.area, today).needed("consultation.assess_days")
    held.decided_by, held.decided_on, held.assess_by = acting_user, today, today + dt.timedelta(days)
    held.save(update_fields=["state", "decided_by", "decided_on", "assess_by"])
    return held


@transaction.atomic
def assess_effect(*, consultation: Consultation, effect: str, acting_user: User) -> Consultation:
    """What came of the decision. Duty to inspect there."""
    held = opened(consultation, "assess", acting_user)
    held.effect, held.assessed_by = said(effect, _("Say what came of it.")), acting_user
    held.save(update_fields=["state", "effect", "assessed_by"])
    return held
