"""What members of the committee said, and the agency's answers, each approved by a second person."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import SessionMember, SessionOpinion
from funds.policy_oversight import oversight_policy
from institutions.models import User
from institutions.services.duties import require_another

from .states import OversightRefused, opened, said, second_duty


@transaction.atomic
def enter_opinion(*, member: SessionMember, aspect: str, text: str, acting_user: User) -> SessionOpinion:
    """An opinion of a member who came, to be answered within the policy's days of the session. Duty to inspect.

    Raises :class:`OversightRefused` for a member who did not come.
    """
    held = opened(member.session, "opinion", acting_user)
    if not member.came:
        raise OversightRefused(_("%(member)s did not come to the session."), member=member.member)
    days = oversight_policy(held.area, held.held_on).needed("committee.answer_days")
    made = SessionOpinion(
        session=held, member=member, aspect=aspect, text=text.strip(), entered_by=acting_user,
        due_on=held.held_on + dt.timedelta(days),
    )  # fmt: skip
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def answer_opinion(*, opinion: SessionOpinion, answer: str, acting_user: User) -> SessionOpinion:
    """What the agency answers, to be approved by another. Duty to inspect there."""
    held = _held(opinion, "answer", acting_user)
    if held.state == SessionOpinion.State.APPROVED:
        raise OversightRefused(_("It is answered already."))
    held.answer = said(answer, _("An answer says something."))
    held.answered_by, held.state, held.returned = acting_user, SessionOpinion.State.ANSWERED, ""
    held.save(update_fields=["answer", "answered_by", "state", "returned"])
    return held


@transaction.atomic
def approve_answer(*, opinion: SessionOpinion, acting_user: User) -> SessionOpinion:
    """The answer goes to the member. Duty to review or approve there; another person than who wrote it."""
    held = _answered(opinion, "approve_answer", acting_user)
    require_another(user=acting_user, previous=held.answered_by, act=_("Approval of the answer"))
    held.approved_by, held.approved_on = acting_user, timezone.localdate()
    held.state = SessionOpinion.State.APPROVED
    held.save(update_fields=["approved_by", "approved_on", "state"])
    return held


@transaction.atomic
def return_answer(*, opinion: SessionOpinion, reason: str, acting_user: User) -> SessionOpinion:
    """The answer is written anew. Duty to review or approve there."""
    held = _answered(opinion, "return_answer", acting_user)
    held.returned = said(reason, _("Say why the answer goes back."))
    held.state = SessionOpinion.State.OPEN
    held.save(update_fields=["returned", "state"])
    return held


def _answered(opinion: SessionOpinion, act: str, acting_user: User) -> SessionOpinion:
    held = _held(opinion, act, acting_user, second_duty(acting_user, opinion.session.county))
    if held.state != SessionOpinion.State.ANSWERED:
        raise OversightRefused(_("There is no answer to approve."))
    return held


def _held(opinion: SessionOpinion, act: str, acting_user: User, *duty: str) -> SessionOpinion:
    """The opinion held together with its session."""
    opened(opinion.session, act, acting_user, *duty)
    held: SessionOpinion = SessionOpinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    return held
